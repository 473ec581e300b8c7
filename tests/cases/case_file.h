// SPDX-License-Identifier: MIT OR Apache-2.0
/// A scenario on one page: a sentence, files, what to run, what must come of it.
#pragma once

#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::testkit {

/// `-- NAME --` begins each part. `options` holds words of the command line, `expect` stands last; every other part is
/// a file, relative to the workspace or, behind `$CARGO_HOME/`, to Cargo's home.
struct CaseFile {
  std::string sentence;
  std::vector<std::pair<std::string, std::string>> files;
  std::vector<std::string> options;
  std::string expected;
  std::string before_expected;  ///< the text up to and with the line `-- expect --`
};

inline std::optional<std::string> part_name(std::string_view line) {
  if (line.size() < 7 || !line.starts_with("-- ") || !line.ends_with(" --")) return std::nullopt;
  return std::string{line.substr(3, line.size() - 6)};
}

inline std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream{text};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

inline CaseFile parse_case(const std::string& text) {
  CaseFile parsed;
  std::vector<std::pair<std::string, std::string>> parts{{"", ""}};
  std::istringstream stream{text};
  for (std::string line; std::getline(stream, line);) {
    const auto name = part_name(line);
    if (name)
      parts.push_back({*name, ""});
    else
      parts.back().second += line + '\n';
    if (parts.back().first != "expect" || name) parsed.before_expected += line + '\n';
  }
  parsed.sentence = parts.front().second;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    auto& [name, content] = parts[i];
    if (name == "expect")
      parsed.expected = content;
    else if (name == "options")
      parsed.options = words_of(content);
    else
      parsed.files.emplace_back(name, content);
  }
  return parsed;
}

}  // namespace plimsoll::testkit
