// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "answer_screen.h"
#include "plimsoll/report/what_if.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

constexpr std::size_t label_width = 14;
constexpr std::size_t most_lines_of_list = 4;
constexpr std::size_t most_changes = 8;

class Screen : private AnswerScreen {
 public:
  Screen(const WhatIf& answer, const RenderOptions& options) : AnswerScreen(options), answer_(answer) {}

  [[nodiscard]] std::string text() const {
    Lines lines = question();
    append(lines, outcome());
    append(lines, sizes());
    append(lines, packages("gone", answer_.packages_gone));
    append(lines, packages("added", answer_.packages_added));
    append(lines, features());
    append(lines, sentences("note:", Style::note, answer_.notes));
    append(lines, sentences("not known:", Style::warning, answer_.gaps));
    return joined(lines);
  }

 private:
  [[nodiscard]] std::string label(std::string_view word) const { return fmt::format("{:<{}}", word, label_width - 1); }

  [[nodiscard]] Lines question() const {
    std::vector<std::string> edits;
    for (const auto& edit : answer_.edits) edits.push_back(type().clean(edit));
    auto lines = header(answer_.tool, fmt::format("what if {}", fmt::join(edits, " and ")), at_most(4));
    if (!lines.empty()) lines.emplace_back();
    return lines;
  }

  [[nodiscard]] Lines outcome() const {
    const bool same = answer_.units_gone.empty() && answer_.units_added.empty();
    const auto saved = answer_.before.cost_seconds - answer_.after.cost_seconds;
    const auto* head = same ? "= NO DIFFERENCE" : saved < 0 ? "+ MORE" : "- LESS";
    const auto what = same ? std::string("nothing that Cargo compiles would change")
                           : fmt::format("{} of work, {}; {}", less_or_more(saved), chain_text(), evidence());
    const auto style = same ? Style::note : saved < 0 ? Style::warning : Style::good;
    Lines lines = type().set({1, style, head, fmt::format("{} {}", type().dash(), what), 3, at_most(2)});
    lines.emplace_back();
    return lines;
  }

  [[nodiscard]] static std::string less_or_more(double saved) {
    return fmt::format("{} {}", duration_text(std::abs(saved)), saved < 0 ? "more" : "less");
  }

  [[nodiscard]] std::string_view evidence() const {
    const auto measured = answer_.before.measured_units + answer_.after.measured_units;
    if (measured == 0) return "both are estimates";
    return measured == answer_.before.units + answer_.after.units ? "both as measured" : "partly measured";
  }

  [[nodiscard]] std::string chain_text() const {
    constexpr double not_worth_telling = 0.05;
    const auto saved = answer_.before.critical_path_seconds - answer_.after.critical_path_seconds;
    if (std::abs(saved) < not_worth_telling) return "and the longest chain stays";
    return less_or_more(saved) + " of the longest chain";
  }

  [[nodiscard]] Lines size(std::string_view word, const std::string& before, const std::string& after,
                           const std::string& detail = {}) const {
    auto body = before == after ? before : fmt::format("{}{}{}", before, type().arrow(), after);
    if (!detail.empty()) body += std::string(type().dot()) + detail;
    return type().set({3, Style::dim, label(word), body, label_width + 3, at_most(2)});
  }

  [[nodiscard]] Lines sizes() const {
    const auto& before = answer_.before;
    const auto& after = answer_.after;
    Lines lines = size("units", fmt::format("{}", before.units), fmt::format("{}", after.units),
                       fmt::format("{} gone, {} added", answer_.units_gone.size(), answer_.units_added.size()));
    append(lines, size("packages", fmt::format("{}", before.packages), fmt::format("{}", after.packages)));
    append(lines, size("duplicates", fmt::format("{}", before.duplicates.size()),
                       fmt::format("{}", after.duplicates.size()), duplicates_gone()));
    append(lines, size("work", duration_text(before.cost_seconds), duration_text(after.cost_seconds)));
    append(lines, size("longest chain", duration_text(before.critical_path_seconds),
                       duration_text(after.critical_path_seconds)));
    return lines;
  }

  [[nodiscard]] std::string duplicates_gone() const {
    std::vector<std::string> gone;
    std::ranges::set_difference(answer_.before.duplicates, answer_.after.duplicates, std::back_inserter(gone));
    if (gone.empty()) return {};
    for (auto& name : gone) name = type().clean(name);
    return "no longer " + examples(gone, at_most(4));
  }

  [[nodiscard]] Lines packages(std::string_view word, const std::vector<ForetoldPackage>& packages) const {
    if (packages.empty()) return {};
    std::vector<std::string> names;
    for (const auto& package : packages) names.push_back(type().clean(package.text));
    constexpr std::size_t most_names = 20;
    Lines lines{""};
    append(lines,
           type().set({3, Style::bold, label(word),
                       fmt::format("{}: {}", counted(names.size(), "package"), examples(names, at_most(most_names))),
                       label_width + 3, at_most(most_lines_of_list)}));
    return lines;
  }

  [[nodiscard]] Lines features() const {
    Lines lines;
    for (std::size_t i = 0; i < answer_.features.size() && i < at_most(most_changes); ++i) {
      const auto& change = answer_.features[i];
      std::vector<std::string> parts;
      for (const auto& name : change.off) parts.push_back("-" + type().clean(name));
      for (const auto& name : change.on) parts.push_back("+" + type().clean(name));
      append(lines, type().set({3, Style::bold, i == 0 ? label("features") : std::string(label_width - 1, ' '),
                                fmt::format("{}: {}", type().clean(change.package.text), fmt::join(parts, " ")),
                                label_width + 3, at_most(2)}));
    }
    if (answer_.features.size() > at_most(most_changes))
      lines.push_back(fmt::format("{}and {} more: `--all` shows them", std::string(label_width + 3, ' '),
                                  answer_.features.size() - most_changes));
    if (!lines.empty()) lines.insert(lines.begin(), "");
    return lines;
  }

  [[nodiscard]] Lines sentences(std::string_view word, Style style, const std::vector<std::string>& texts) const {
    Lines lines;
    for (const auto& text : texts)
      append(lines, type().set({3, style, std::string(word), type().clean(text), 5, at_most(3)}));
    if (!lines.empty()) lines.insert(lines.begin(), "");
    return lines;
  }

  const WhatIf& answer_;
};

}  // namespace

std::string render_what_if_human(const WhatIf& answer, const RenderOptions& options) {
  return Screen(answer, options).text();
}

}  // namespace plimsoll::report
