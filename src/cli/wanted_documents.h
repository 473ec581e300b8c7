// SPDX-License-Identifier: MIT OR Apache-2.0
/// Where JSON is asked for, as far as the words tell of a command line that is wrong as a whole.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace plimsoll::cli {

struct WantedDocuments {
  bool on_output = false;                     ///< by the last `--format`
  std::vector<std::string> files = {};        ///< of `--output json:FILE`
  std::optional<std::string> directory = {};  ///< of `-C`: what the files are relative to
};

WantedDocuments wanted_documents(std::span<const std::string> words);

}  // namespace plimsoll::cli
