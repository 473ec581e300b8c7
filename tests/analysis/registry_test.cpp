// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "plimsoll/analysis/analyzer.h"

namespace plimsoll::analysis {
namespace {

namespace fs = std::filesystem;

const fs::path source_folder{PLIMSOLL_SOURCE_DIR};

std::string text_of(const fs::path& path) {
  std::ifstream file{path, std::ios::binary};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> lines_of(const fs::path& path) {
  std::istringstream stream{text_of(path)};
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The names between the brackets of `registry.inc`, in its order.
std::vector<std::string> registered() {
  constexpr std::string_view opening = "PLIMSOLL_ANALYZER(";
  std::vector<std::string> names;
  for (const auto& line : lines_of(source_folder / "src/analysis/registry.inc"))
    if (line.starts_with(opening)) names.push_back(line.substr(opening.size(), line.size() - opening.size() - 1));
  return names;
}

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const auto* rule : all_rules()) names.emplace_back(rule->name);
  return names;
}

bool is_kebab_case(const std::string& name) {
  const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
  return std::ranges::all_of(name, is_plain) && !name.starts_with('-') && !name.ends_with('-') &&
         name.find("--") == std::string::npos;
}

/// What the scenarios of one rule expect of it.
struct Scenarios {
  bool fires = false;
  bool stays_silent = false;
  bool is_excused = false;
};

std::vector<std::string> expectation(const fs::path& path) {
  auto lines = lines_of(path);
  const auto begin = std::ranges::find(lines, "-- expect --");
  return {begin, lines.end()};
}

bool expects(const std::vector<std::string>& lines, const std::string& rule, std::initializer_list<std::string> words) {
  return std::ranges::any_of(lines, [&](const std::string& line) {
    return std::ranges::any_of(words,
                               [&](const std::string& word) { return line.starts_with(word + " " + rule + ":"); });
  });
}

Scenarios scenarios_of(const std::string& rule) {
  Scenarios found;
  const auto folder = source_folder / "tests/cases" / rule;
  if (!fs::is_directory(folder)) return found;
  for (const auto& entry : fs::directory_iterator{folder}) {
    if (entry.path().extension() != ".case") continue;
    const auto lines = expectation(entry.path());
    const bool fires = expects(lines, rule, {"deny", "warn", "note"});
    const bool is_excused = expects(lines, rule, {"accepted"});
    const bool has_gap = expects(lines, rule, {"gap", "small gap"});
    found.fires = found.fires || fires;
    found.is_excused = found.is_excused || is_excused;
    found.stays_silent = found.stays_silent || (!fires && !is_excused && !has_gap);
  }
  return found;
}

TEST_CASE("rule names are unique and sorted") {
  const auto names = rule_names();
  CHECK(std::ranges::is_sorted(names));
  CHECK(std::ranges::adjacent_find(names) == names.end());
}

TEST_CASE("rule names are kebab-case and say what is objected to") {
  for (const auto& name : rule_names()) {
    CAPTURE(name);
    CHECK(is_kebab_case(name));
    CHECK_FALSE(name.starts_with("no-"));
    CHECK(name.find("-no-") == std::string::npos);
  }
}

TEST_CASE("every line of the registry has its file, and every file with an analyzer its line") {
  const auto names = registered();
  CHECK(std::ranges::is_sorted(names));
  CHECK(names.size() == analyzers().size());
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator{source_folder / "src/analysis/rules"})
    if (text_of(entry.path()).find("const Analyzer ") != std::string::npos) files.insert(entry.path().stem().string());
  CHECK(files == std::set<std::string>(names.begin(), names.end()));
}

TEST_CASE("every rule says in one line what it objects to") {
  for (const auto* rule : all_rules()) {
    CAPTURE(rule->name);
    CHECK_FALSE(rule->summary.empty());
    CHECK_FALSE(rule->summary.ends_with('.'));
    CHECK(rule->summary.find('\n') == std::string_view::npos);
    CHECK_FALSE(rule->since.empty());
    CHECK(rule->level != finding::Level::allow);
  }
}

TEST_CASE("every explanation has its four sections in order, each with something in it") {
  constexpr std::array<std::string_view, 4> titles{"## What it finds\n", "## Why it matters\n", "## What to do\n",
                                                   "## Known limits\n"};
  for (const auto* rule : all_rules()) {
    CAPTURE(rule->name);
    std::size_t from = 0;
    for (const auto title : titles) {
      CAPTURE(title);
      const auto at = rule->explanation.find(title, from);
      REQUIRE(at != std::string_view::npos);
      from = at + title.size();
      const auto end = std::min(rule->explanation.find("\n## ", from), rule->explanation.size());
      CHECK(rule->explanation.substr(from, end - from).find_first_not_of(" \n") != std::string_view::npos);
    }
    CHECK(rule->explanation.find("\n## ", from) == std::string_view::npos);
  }
}

TEST_CASE("every option of a rule has a name in kebab-case and a meaning") {
  for (const auto* rule : all_rules()) {
    for (const auto& option : rule->options) {
      CAPTURE(rule->name);
      CAPTURE(option.name);
      CHECK(is_kebab_case(std::string{option.name}));
      CHECK_FALSE(option.meaning.empty());
      CHECK_FALSE(option.meaning.ends_with('.'));
    }
  }
}

TEST_CASE("every rule has a scenario in which it fires, one in which it is silent and one that excuses it") {
  for (const auto& name : rule_names()) {
    CAPTURE(name);
    const auto scenarios = scenarios_of(name);
    CHECK(scenarios.fires);
    CHECK(scenarios.stays_silent);
    CHECK(scenarios.is_excused);
  }
}

TEST_CASE("every folder of scenarios is called after a rule") {
  const auto names = rule_names();
  for (const auto& entry : fs::directory_iterator{source_folder / "tests/cases"}) {
    if (!entry.is_directory()) continue;
    CAPTURE(entry.path().filename().string());
    CHECK(std::ranges::find(names, entry.path().filename().string()) != names.end());
  }
}

}  // namespace
}  // namespace plimsoll::analysis
