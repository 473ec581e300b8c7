// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "changes_text.h"
#include "fold.h"
#include "plimsoll/report/render.h"
#include "terminal_text.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

using finding::Level;
using Lines = std::vector<std::string>;

/// The length of one screen, by whether it is wide.
constexpr std::size_t wide_screen_lines = 45;
constexpr std::size_t narrow_screen_lines = 55;
constexpr int wide_screen_columns = 100;

constexpr std::size_t no_limit = SIZE_MAX;
constexpr std::size_t load_label_width = 14;
constexpr std::size_t most_gap_lines = 4;
constexpr std::size_t most_warnings = 3;
constexpr std::size_t most_paths = 3;

void append(Lines& lines, Lines more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

Style style_of(Level level) {
  constexpr std::array<Style, 4> styles{Style::dim, Style::note, Style::warning, Style::error};
  return styles[static_cast<std::size_t>(level)];
}

Style style_of(Verdict verdict) {
  constexpr std::array<Style, 3> styles{Style::good, Style::error, Style::warning};
  return styles[static_cast<std::size_t>(verdict)];
}

bool lead_to_one_package(const Finding& finding) {
  return std::ranges::all_of(finding.paths, [&](const std::vector<PackageIx>& path) {
    return !path.empty() && path.back() == finding.paths.front().back();
  });
}

/// The parts of one screen, each made into lines.
class Screen {
 public:
  Screen(const Report& report, const RenderOptions& options)
      : report_(report), options_(options), verdict_(verdict(report, options.fail_on)), type_(options) {}

  [[nodiscard]] std::string text() const;

 private:
  [[nodiscard]] std::size_t at_most(std::size_t lines) const { return options_.all ? no_limit : lines; }
  [[nodiscard]] std::string joined(const std::vector<std::string>& parts) const;

  [[nodiscard]] Lines header() const;
  [[nodiscard]] Lines verdict_lines() const;
  [[nodiscard]] Lines changes() const;
  [[nodiscard]] Lines gaps() const;
  [[nodiscard]] Lines finding_lines(std::size_t room) const;
  [[nodiscard]] Lines cause(const Cause&) const;
  [[nodiscard]] std::vector<std::string> facts(const Cause&) const;
  [[nodiscard]] Lines evidence(const Finding&) const;
  [[nodiscard]] Lines ways_out(const Finding&) const;
  [[nodiscard]] std::string fix_text(const finding::Fix&) const;
  [[nodiscard]] Lines title(const Cause&, std::size_t most_lines) const;
  [[nodiscard]] std::string rule_counts(const std::vector<const Finding*>&) const;
  [[nodiscard]] Lines held_back(const std::vector<Cause>&) const;
  [[nodiscard]] Lines accepted() const;
  [[nodiscard]] Lines load_lines() const;
  [[nodiscard]] Lines warnings() const;
  [[nodiscard]] Lines last_line() const;

  const Report& report_;
  const RenderOptions& options_;
  Verdict verdict_;
  Typesetter type_;
};

std::string Screen::joined(const std::vector<std::string>& parts) const {
  return fmt::format("{}", fmt::join(parts, type_.dot()));
}

Lines Screen::header() const {
  if (options_.quiet) return {};
  auto parts = scope_parts(report_);
  for (auto& part : parts) part = type_.clean(part);
  Lines lines = type_.set({0, Style::bold, "Plimsoll " + type_.clean(report_.tool.version),
                           std::string(type_.dot().substr(1)) + joined(parts), 2, at_most(1)});
  std::vector<std::string> data{type_.clean(database_text(report_))};
  for (const auto& file : report_.policy_files) data.push_back(type_.clean(file));
  append(lines, type_.set({0, Style::dim, joined(data), "", 0, at_most(1)}));
  lines.emplace_back();
  return lines;
}

Lines Screen::verdict_lines() const {
  const auto head = fmt::format("{} {}", type_.mark(verdict_), headline(verdict_));
  return type_.set({1, style_of(verdict_), head,
                    fmt::format("{} {}", type_.dash(), verdict_sentence(report_, verdict_)), 3, at_most(2)});
}

Lines Screen::changes() const {
  if (!report_.base) return {};
  constexpr std::size_t named = 3;
  const auto& base = *report_.base;
  auto lines = type_.set({3, Style::bold, fmt::format("since {}:", type_.clean(base.name)),
                          type_.clean(changes_sentence(base)), 5, at_most(2)});
  const auto names = to_look_at(base);
  if (!names.empty())
    append(lines, type_.set({3, Style::warning, "look at:",
                             type_.clean(examples(names, options_.all ? no_limit : named)), 5, at_most(2)}));
  for (std::size_t i = 0; i < std::min(base.remarks.size(), at_most(1)); ++i)
    append(lines, type_.set({3, Style::dim, type_.clean(base.remarks[i]), "", 5, at_most(1)}));
  return lines;
}

Lines Screen::gaps() const {
  constexpr std::size_t named = 2;
  const auto groups = fold(report_.gaps);
  Lines lines;
  for (const auto& group : groups) {
    if (lines.size() >= at_most(most_gap_lines)) {
      lines.emplace_back("     and more: `--all` shows it");
      break;
    }
    const auto named_here = options_.all ? no_limit : named;
    append(lines, type_.set({3, Style::warning, "not checked:",
                             type_.clean(fmt::format("{} ({}) for {}", group.reason, examples(group.rules, named_here),
                                                     examples(group.subjects, named_here))),
                             5, at_most(2)}));
  }
  return lines;
}

std::vector<std::string> Screen::facts(const Cause& cause) const {
  const auto& worst = *cause.findings.front();
  std::vector<std::string> parts;
  if (worst.status == "new") parts.emplace_back("new");
  if (worst.location) parts.push_back(fmt::format("{}:{}", type_.clean(worst.location->file), worst.location->line));
  if (worst.package) parts.push_back(type_.clean(package_text(package_at(report_, *worst.package))));
  if (worst.reach) parts.emplace_back(finding::to_text(*worst.reach));
  for (const auto* finding : cause.findings) {
    if (!finding->advisory) continue;
    if (parts.size() > 6 && !options_.all) {
      parts.push_back(fmt::format("{} in all", counted(cause.findings.size(), "advisory record")));
      break;
    }
    const auto severity = severity_text(*finding->advisory);
    parts.push_back(type_.clean(finding->advisory->id + (severity.empty() ? "" : " " + severity)));
  }
  for (auto& part : parts) std::ranges::replace(part, ' ', unbreakable_blank);
  return parts;
}

Lines Screen::evidence(const Finding& finding) const {
  Lines lines;
  const auto paths = std::min(finding.paths.size(), at_most(lead_to_one_package(finding) ? 1 : most_paths));
  for (std::size_t i = 0; i < paths; ++i) {
    auto text = type_.clean(path_text(report_, finding.paths[i], type_.arrow()));
    if (const auto rest = finding.paths.size() - paths; rest != 0 && i + 1 == paths)
      text += fmt::format("  (and {})", counted(rest, "other way"));
    append(lines, type_.set({2, Style::plain, "", std::move(text), 4, at_most(2)}));
  }
  const auto notes = std::min(finding.notes.size(), at_most(2));
  for (std::size_t i = 0; i < notes; ++i)
    append(lines, type_.set({2, Style::plain, "", type_.clean(finding.notes[i]), 4, at_most(1)}));
  if (!options_.all) return lines;
  for (const auto& label : finding.labels)
    append(lines, type_.set({2, Style::dim, type_.clean(fmt::format("{}:{}", label.at.file, label.at.line)),
                             type_.clean(label.text), 4, no_limit}));
  return lines;
}

std::string Screen::fix_text(const finding::Fix& fix) const {
  std::vector<std::string> steps;
  for (const auto& edit : fix.edits) {
    auto step = "edit " + edit.file;
    if (steps.empty() || steps.back() != step) steps.push_back(std::move(step));
  }
  steps.insert(steps.end(), fix.commands.begin(), fix.commands.end());
  return type_.clean(fmt::format("{}", fmt::join(steps, "; ")));
}

Lines Screen::ways_out(const Finding& finding) const {
  Lines lines;
  if (finding.fix) append(lines, type_.set({2, Style::bold, "fix ", fix_text(*finding.fix), 7, at_most(2)}));
  if (!finding.help.empty())
    append(lines, type_.set({2, Style::bold, "help", type_.clean(finding.help), 7, at_most(2)}));
  return lines;
}

Lines Screen::cause(const Cause& cause) const {
  const auto& worst = *cause.findings.front();
  Lines lines = title(cause, at_most(2));
  append(lines, type_.set({2, Style::dim, joined(facts(cause)), "", 4, at_most(2)}));
  append(lines, evidence(worst));
  append(lines, ways_out(worst));
  if (!options_.all) return lines;
  for (const auto* finding : cause.findings)
    if (finding != &worst)
      append(lines, type_.set({2, style_of(finding->level), "also", type_.clean(finding->message), 7, no_limit}));
  return lines;
}

Lines Screen::title(const Cause& cause, std::size_t most_lines) const {
  const auto& worst = *cause.findings.front();
  const auto head = fmt::format("{}[{}]", finding::report_word(worst.level), type_.clean(worst.rule));
  return type_.set({0, style_of(worst.level), head, type_.clean(worst.message), 4, most_lines});
}

/// The first causes in full, those behind them as a line each, the rest and all notes counted.
Lines Screen::finding_lines(std::size_t room) const {
  constexpr std::size_t most_titles = 10;
  constexpr std::size_t held_back_room = 4;
  const auto causes = fold(report_.findings);
  const auto is_minor = [](const Cause& cause) { return cause.findings.front()->level <= Level::note; };
  const auto notes = options_.all ? causes.end() : std::ranges::find_if(causes, is_minor);
  auto next = causes.begin();
  Lines lines;
  for (; next != notes; ++next) {
    auto block = cause(*next);
    const auto behind = std::min(static_cast<std::size_t>(notes - next), most_titles);
    if (lines.size() + 1 + block.size() + behind + held_back_room > room) break;
    lines.emplace_back();
    append(lines, std::move(block));
  }
  if (next != notes) lines.emplace_back();
  for (; next != notes && lines.size() + held_back_room < room; ++next) append(lines, title(*next, 1));
  append(lines, held_back({next, causes.end()}));
  return lines;
}

std::string Screen::rule_counts(const std::vector<const Finding*>& held) const {
  constexpr std::size_t named = 3;
  std::map<std::string_view, std::size_t> counts;
  for (const auto* finding : held) ++counts[finding->rule];
  std::vector<std::pair<std::string_view, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::ranges::greater{}, &std::pair<std::string_view, std::size_t>::second);
  std::vector<std::string> parts;
  for (const auto& entry : sorted) parts.push_back(fmt::format("{} {}", entry.second, type_.clean(entry.first)));
  return examples(parts, named);
}

Lines Screen::held_back(const std::vector<Cause>& causes) const {
  if (report_.findings.empty()) return {};
  std::vector<const Finding*> held;
  for (const auto& cause : causes) held.insert(held.end(), cause.findings.begin(), cause.findings.end());
  std::vector<std::string> counts;
  for (const auto level : {Level::deny, Level::warn, Level::note}) {
    const auto number = static_cast<std::size_t>(std::ranges::count(held, level, &Finding::level));
    if (number != 0) counts.push_back(counted(number, finding::report_word(level)));
  }
  Lines lines{""};
  if (!held.empty())
    append(lines, type_.set({2, Style::bold, fmt::format("not shown: {}", fmt::join(counts, ", ")),
                             fmt::format("({}); `--all` shows everything", rule_counts(held)), 4, 2}));
  append(lines, type_.set({2, Style::dim, "more on a rule:",
                           fmt::format("plimsoll explain {}", type_.clean(report_.findings.front().rule)), 4, 1}));
  return lines;
}

Lines Screen::accepted() const {
  if (!options_.all || report_.accepted.empty()) return {};
  Lines lines{""};
  for (const auto& finding : report_.accepted) {
    append(lines, type_.set({0, Style::dim, fmt::format("accepted[{}]", type_.clean(finding.rule)),
                             type_.clean(finding.message), 4, no_limit}));
    auto why = "because: " + finding.excused->reason;
    if (finding.excused->until) why += fmt::format(" (until {})", date_text(*finding.excused->until));
    append(lines, type_.set({2, Style::plain, "", type_.clean(why), 4, no_limit}));
  }
  return lines;
}

Lines Screen::load_lines() const {
  Lines lines;
  if (options_.quiet) return lines;
  for (const auto& load : loads(report_, type_.arrow()))
    append(lines, type_.set({2, Style::dim, fmt::format("{:<{}}", load.label, load_label_width), type_.clean(load.text),
                             load_label_width + 3, at_most(1)}));
  if (!lines.empty()) lines.insert(lines.begin(), std::string{});
  return lines;
}

Lines Screen::warnings() const {
  Lines lines;
  const auto shown = std::min(report_.warnings.size(), at_most(most_warnings));
  for (std::size_t i = 0; i < shown; ++i)
    append(lines, type_.set({0, Style::warning, "warning:", type_.clean(report_.warnings[i]), 2, at_most(1)}));
  if (const auto rest = report_.warnings.size() - shown; rest != 0)
    lines.push_back(fmt::format("{} about the run not shown", counted(rest, "more warning")));
  return lines;
}

Lines Screen::last_line() const {
  auto text = "checked " + counted(report_.packages.size(), "package");
  if (report_.elapsed_seconds) text += fmt::format(" in {}", duration_text(*report_.elapsed_seconds));
  text += fmt::format("{}exit {}", type_.dot(), exit_code(verdict_, options_.exit_zero));
  return type_.set({0, Style::dim, std::move(text), "", 0, 1});
}

std::string Screen::text() const {
  Lines lines = header();
  append(lines, verdict_lines());
  append(lines, changes());
  append(lines, gaps());
  Lines tail = load_lines();
  append(tail, warnings());
  append(tail, last_line());
  const auto screen = options_.width >= wide_screen_columns ? wide_screen_lines : narrow_screen_lines;
  const auto used = lines.size() + tail.size();
  append(lines, finding_lines(options_.all ? no_limit : screen - std::min(screen, used)));
  append(lines, accepted());
  append(lines, std::move(tail));
  return fmt::format("{}\n", fmt::join(lines, "\n"));
}

}  // namespace

std::string render_human(const Report& report, const RenderOptions& options) {
  return Screen{report, options}.text();
}

}  // namespace plimsoll::report
