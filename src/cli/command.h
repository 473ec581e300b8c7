// SPDX-License-Identifier: MIT OR Apache-2.0
/// A command: one file that describes its arguments and runs, and one line in commands.inc.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "arguments.h"
#include "exit_code.h"
#include "output.h"
#include "plimsoll/outside/world.h"

namespace plimsoll::cli {

/// What every command takes.
struct GlobalOptions {
  std::optional<std::string> directory = {};  ///< `-C`: already entered when a command runs
  std::optional<std::string> color = {};      ///< auto, always or never; nothing: as the environment says
  bool quiet = false;
  int verbose = 0;
  bool locked = false;
  bool offline = false;  ///< asked for by a flag or by the environment
  bool frozen = false;   ///< taken apart into the two before
};

struct Context {
  outside::World& world;
  Output& output;
  const GlobalOptions& options;
  std::size_t threads = 1;
};

class Command {
 public:
  virtual ~Command() = default;
  virtual void describe(Arguments&) = 0;
  virtual ExitCode run(Context&) = 0;

  /// What the command looks at, and with it which of the common options mean something to it.
  enum class Uses { workspace, network, nothing };
  [[nodiscard]] virtual Uses uses() const { return Uses::workspace; }
  /// What a wrong command line gets where it asks for JSON: a complete document. Nothing for commands without it.
  [[nodiscard]] virtual std::optional<std::string> failure_document(const support::Error&) const {
    return std::nullopt;
  }
};

/// One row of the table of commands.
struct CommandRow {
  std::string_view name;
  std::string_view summary;
  std::unique_ptr<Command> (*make)();
};

/// In the order of the help.
std::span<const CommandRow> commands();
/// nullptr: there is none of that name.
const CommandRow* find_command(std::string_view name);

/// Says on standard error what went wrong; gives the exit code that goes with it.
ExitCode fail(Context&, const support::Error&);
ExitCode fail(Context&, ExitCode, const support::Error&);

}  // namespace plimsoll::cli
