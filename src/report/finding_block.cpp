// SPDX-License-Identifier: MIT OR Apache-2.0
#include "finding_block.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

#include "wording.h"

namespace plimsoll::report {
namespace {

constexpr std::size_t most_paths = 3;
constexpr std::size_t most_advisories = 4;
constexpr std::size_t most_steps = 4;

bool lead_to_one_package(const Finding& finding) {
  return std::ranges::all_of(finding.paths, [&](const std::vector<PackageIx>& path) {
    return !path.empty() && path.back() == finding.paths.front().back();
  });
}

}  // namespace

Style style_of(finding::Level level) {
  constexpr std::array<Style, 4> styles{Style::dim, Style::note, Style::warning, Style::error};
  return styles[static_cast<std::size_t>(level)];
}

std::string FindingBlock::joined(const std::vector<std::string>& parts) const {
  return fmt::format("{}", fmt::join(parts, type().dot()));
}

Lines FindingBlock::title(const Cause& cause, std::size_t most_lines) const {
  const auto& worst = *cause.findings.front();
  const auto head = fmt::format("{}[{}]", finding::report_word(worst.level), type().clean(worst.rule));
  return type().set({0, style_of(worst.level), head, type().clean(worst.message), 4, most_lines});
}

std::vector<std::string> FindingBlock::advisories(const Cause& cause, std::size_t most) const {
  std::vector<std::string> parts;
  for (const auto* finding : cause.findings) {
    if (!finding->advisory) continue;
    if (parts.size() == most) {
      parts.push_back(kept_together(fmt::format("{} in all", counted(cause.findings.size(), "advisory record"))));
      break;
    }
    const auto severity = severity_text(*finding->advisory);
    parts.push_back(kept_together(finding->advisory->id + (severity.empty() ? "" : " " + severity)));
  }
  return parts;
}

std::vector<std::string> FindingBlock::facts(const Cause& cause) const {
  const auto& worst = *cause.findings.front();
  std::vector<std::string> parts;
  if (worst.status == "new") parts.emplace_back("new");
  if (worst.location) parts.push_back(place(*worst.location));
  if (worst.package) parts.push_back(kept_together(package_text(package_at(report_, *worst.package))));
  if (worst.reach) parts.emplace_back(finding::to_text(*worst.reach));
  for (auto& advisory : advisories(cause, at_most(most_advisories))) parts.push_back(std::move(advisory));
  return parts;
}

Lines FindingBlock::evidence(const Finding& finding) const {
  Lines lines;
  const auto paths = std::min(finding.paths.size(), at_most(lead_to_one_package(finding) ? 1 : most_paths));
  for (std::size_t i = 0; i < paths; ++i) {
    auto text = type().clean(path_text(report_, finding.paths[i], type().arrow()));
    if (const auto rest = finding.paths.size() - paths; rest != 0 && i + 1 == paths)
      text += fmt::format("  (and {})", counted(rest, "other way"));
    append(lines, type().set({2, Style::plain, "", std::move(text), 4, at_most(2)}));
  }
  const auto notes = std::min(finding.notes.size(), at_most(2));
  for (std::size_t i = 0; i < notes; ++i)
    append(lines, type().set({2, Style::plain, "", type().advice(finding.notes[i]), 4, at_most(1)}));
  if (!shows_all()) return lines;
  for (const auto& label : finding.labels)
    append(lines, type().set({2, Style::dim, type().clean(fmt::format("{}:{}", label.at.file, label.at.line)),
                              type().clean(label.text), 4, no_limit}));
  return lines;
}

std::string FindingBlock::fix_text(const finding::Fix& fix) const {
  std::vector<std::string> steps;
  for (const auto& edit : fix.edits) {
    auto step = "edit " + type().clean(edit.file);
    if (steps.empty() || steps.back() != step) steps.push_back(std::move(step));
  }
  for (const auto& command : fix.commands) steps.push_back(type().command(command));
  const auto shown = std::min(steps.size(), at_most(most_steps));
  const auto rest = steps.size() - shown;
  steps.resize(shown);
  return fmt::format("{}{}", fmt::join(steps, "; "),
                     rest == 0 ? "" : fmt::format("; and {}: `--all` shows them", counted(rest, "more step")));
}

Lines FindingBlock::ways_out(const Finding& finding) const {
  Lines lines;
  if (finding.fix) append(lines, type().set({2, Style::bold, "fix ", fix_text(*finding.fix), 7, at_most(2)}));
  if (!finding.help.empty())
    append(lines, type().set({2, Style::bold, "help", type().advice(finding.help), 7, at_most(2)}));
  return lines;
}

Lines FindingBlock::full(const Cause& cause) const {
  const auto& worst = *cause.findings.front();
  Lines lines = title(cause, at_most(2));
  append(lines, type().set({2, Style::dim, joined(facts(cause)), "", 4, at_most(2)}));
  append(lines, evidence(worst));
  append(lines, ways_out(worst));
  if (!shows_all()) return lines;
  for (const auto* finding : cause.findings)
    if (finding != &worst)
      append(lines, type().set({2, style_of(finding->level), "also", type().clean(finding->message), 7, no_limit}));
  return lines;
}

Lines FindingBlock::brief(const Cause& cause) const {
  const auto& worst = *cause.findings.front();
  auto known = advisories(cause, 2);
  if (worst.status == "new") known.insert(known.begin(), "new");
  if (worst.location) known.push_back(place(*worst.location));
  std::string way;
  if (worst.fix)
    way = "fix: " + fix_text(*worst.fix);
  else if (!worst.help.empty())
    way = "help: " + type().advice(worst.help);
  if (!way.empty()) known.push_back(std::move(way));
  const std::size_t most_lines = worst.level == finding::Level::deny ? 2 : 1;
  Lines lines = title(cause, 1);
  if (!known.empty()) append(lines, type().set({2, Style::plain, "", joined(known), 4, most_lines}));
  return lines;
}

}  // namespace plimsoll::report
