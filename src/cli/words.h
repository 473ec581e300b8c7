// SPDX-License-Identifier: MIT OR Apache-2.0
/// Which command the words of a command line mean.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "command.h"
#include "plimsoll/support/result.h"

namespace plimsoll::cli {

/// Either a command with its words, or a text that answers right away (help, version).
struct CommandLine {
  const CommandRow* row = nullptr;
  std::vector<std::string> rest = {};
  std::optional<std::string> answer = {};
};

/// A first word `plimsoll` is what Cargo puts there for its subcommands, and is passed over. Options that every command
/// takes may stand before the command; without a command it is the first of the table. Error: usage, for a word that is
/// no command, with the nearest one.
support::Result<CommandLine> command_line(std::span<const std::string> words);

std::string version();

}  // namespace plimsoll::cli
