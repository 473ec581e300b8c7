// SPDX-License-Identifier: MIT OR Apache-2.0
#include "words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cli {
namespace {

std::string help_text() {
  std::string text =
      "Plimsoll tells a Rust team what its Cargo workspace carries and what should come off\n\n"
      "Usage: plimsoll [COMMAND] [OPTIONS]\n\nCommands:\n";
  for (const auto& row : commands()) text += fmt::format("  {:<12} {}\n", row.name, row.summary);
  return text + "\n`plimsoll COMMAND --help` tells what a command takes.\n";
}

/// How many words an option that may stand before the command takes up; none for any other word.
std::size_t words_of_leading_option(std::string_view word) {
  if (word == "-C" || word == "--color") return 2;
  constexpr auto single =
      std::to_array<std::string_view>({"-q", "--quiet", "-v", "-vv", "--verbose", "--locked", "--offline", "--frozen"});
  const bool joined = word.starts_with("--color=") || (word.starts_with("-C") && word.size() > 2);
  return joined || std::ranges::find(single, word) != single.end() ? 1 : 0;
}

tl::unexpected<support::Error> unknown_command(const std::string& word) {
  std::vector<std::string> names;
  for (const auto& row : commands()) names.emplace_back(row.name);
  const auto near = support::nearest(word, names);
  return support::failure(
      support::ErrorKind::usage,
      fmt::format("`{}` is no command of Plimsoll; {}", support::printable(word),
                  near ? fmt::format("a similar one is `{}`", *near) : "`plimsoll --help` lists them"));
}

}  // namespace

std::string version() {
  return PLIMSOLL_VERSION;
}

support::Result<CommandLine> command_line(std::span<const std::string> words) {
  if (!words.empty() && words.front() == "plimsoll") words = words.subspan(1);
  std::size_t at = 0;
  while (at < words.size() && words_of_leading_option(words[at]) > 0) at += words_of_leading_option(words[at]);
  CommandLine line;
  if (at >= words.size() || words[at].starts_with('-')) {
    const bool asks = at < words.size();
    if (asks && (words[at] == "--help" || words[at] == "-h")) return CommandLine{nullptr, {}, help_text()};
    if (asks && (words[at] == "--version" || words[at] == "-V"))
      return CommandLine{nullptr, {}, fmt::format("plimsoll {}\n", version())};
    return CommandLine{&commands().front(), {words.begin(), words.end()}, {}};
  }
  if (words[at] == "help") {
    if (at + 1 >= words.size()) return CommandLine{nullptr, {}, help_text()};
    const auto* row = find_command(words[at + 1]);
    if (row == nullptr) return unknown_command(words[at + 1]);
    return CommandLine{row, {"--help"}, {}};
  }
  line.row = find_command(words[at]);
  if (line.row == nullptr) return unknown_command(words[at]);
  line.rest.assign(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at));
  line.rest.insert(line.rest.end(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.end());
  return line;
}

}  // namespace plimsoll::cli
