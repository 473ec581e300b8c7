// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a command takes on its command line, and the reading of it.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/support/result.h"

namespace plimsoll::cli {

/// One command's arguments. Names are as the library for command lines has them: `-p,--package`; without a dash it is
/// positional. What is bound must outlive the object; it is written while parsing.
class Arguments {
 public:
  /// `command` as in `plimsoll tree`, for the help.
  Arguments(const std::string& command, const std::string& summary);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  /// The heading in the help under which the arguments that follow stand; they are not in the help if it is empty.
  void group(std::string heading);
  void flag(const std::string& names, bool& to, const std::string& help);
  void count(const std::string& names, int& to, const std::string& help);
  void value(const std::string& names, const std::string& placeholder, std::optional<std::string>& to,
             const std::string& help);
  /// A whole number between the two, both included.
  void number(const std::string& names, const std::string& placeholder, int least, int most, std::optional<int>& to,
              const std::string& help);
  /// One of a few words.
  void choice(const std::string& names, const std::vector<std::string>& words, std::optional<std::string>& to,
              const std::string& help);
  /// May be given several times.
  void values(const std::string& names, const std::string& placeholder, std::vector<std::string>& to,
              const std::string& help);
  /// May be given several times and without a value; each of those adds an empty text.
  void optional_values(const std::string& names, const std::string& placeholder, std::vector<std::string>& to,
                       const std::string& help);

  /// The command takes an argument of that name.
  [[nodiscard]] bool takes(const std::string& name) const;

  /// Nothing: all is in place. A text: help was asked for. Error: usage, with the nearest known argument.
  support::Result<std::optional<std::string>> parse(std::span<const std::string> words);

 private:
  struct App;
  std::unique_ptr<App> app_;
};

}  // namespace plimsoll::cli
