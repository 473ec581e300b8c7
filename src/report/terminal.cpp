// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

#include "changes_text.h"
#include "finding_block.h"
#include "plimsoll/report/render.h"
#include "terminal_text.h"
#include "wording.h"

namespace plimsoll::report {
namespace {

using finding::Level;

/// The length of one screen, by whether it is wide.
constexpr std::size_t wide_screen_lines = 45;
constexpr std::size_t narrow_screen_lines = 55;
constexpr int wide_screen_columns = 100;

constexpr std::size_t no_limit = SIZE_MAX;
constexpr std::size_t load_label_width = 14;
constexpr std::size_t most_gap_lines = 4;
constexpr std::size_t most_warnings = 3;

Style style_of(Verdict verdict) {
  constexpr std::array<Style, 3> styles{Style::good, Style::error, Style::warning};
  return styles[static_cast<std::size_t>(verdict)];
}

/// Causes in their order, the first in full, those behind them in brief.
class FindingList {
 public:
  using Iterator = std::vector<Cause>::const_iterator;
  FindingList(Iterator begin, Iterator end, const FindingBlock& block) : causes_(begin, end), block_(block) {}

  /// How many causes the lines tell of.
  std::size_t fill(std::size_t room, Lines& lines) {
    room_ = room - std::min(room, held_back_lines);
    const auto is_error = [](const Cause& cause) { return cause.findings.front()->level == Level::deny; };
    const auto errors = static_cast<std::size_t>(std::ranges::find_if_not(causes_, is_error) - causes_.begin());
    add_brief(errors);
    const auto warnings = std::min(causes_.size() - errors, most_warnings_first);
    if (blocks_.size() == errors) make_full(errors, 2 * warnings);
    if (blocks_.size() == errors) add_brief(causes_.size());
    if (blocks_.size() == causes_.size()) make_full(causes_.size(), 0);
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      if (i <= full_) lines.emplace_back();
      append(lines, std::move(blocks_[i]));
    }
    return blocks_.size();
  }

 private:
  static constexpr std::size_t held_back_lines = 4;
  static constexpr std::size_t most_warnings_first = 3;

  void add_brief(std::size_t up_to) {
    while (blocks_.size() < up_to) {
      auto block = block_.brief(causes_[blocks_.size()]);
      if (used_ + block.size() > room_) return;
      used_ += block.size();
      blocks_.push_back(std::move(block));
    }
  }

  void make_full(std::size_t up_to, std::size_t kept_free) {
    while (full_ < up_to) {
      auto block = block_.full(causes_[full_]);
      const auto used = used_ - blocks_[full_].size() + block.size() + 1;
      if (used + kept_free > room_) return;
      used_ = used;
      blocks_[full_++] = std::move(block);
    }
  }

  std::vector<Cause> causes_;
  const FindingBlock& block_;
  std::vector<Lines> blocks_ = {};
  std::size_t room_ = 0;
  std::size_t used_ = 1;
  std::size_t full_ = 0;  ///< so many are there in full
};

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
  [[nodiscard]] bool is_wanted(const Finding&) const;
  [[nodiscard]] std::pair<std::vector<Cause>, std::vector<Cause>> causes() const;
  [[nodiscard]] std::string rule_counts(const std::vector<const Finding*>&) const;
  [[nodiscard]] std::string way_to_more() const;
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

bool Screen::is_wanted(const Finding& finding) const {
  const auto is_named = [&](const std::string& word) {
    return word == finding.rule || word == finding::report_word(finding.level);
  };
  return options_.only.empty() || std::ranges::any_of(options_.only, is_named);
}

/// What is asked for, and behind it what is not.
std::pair<std::vector<Cause>, std::vector<Cause>> Screen::causes() const {
  auto wanted = fold(report_.findings);
  std::vector<Cause> others;
  for (auto& cause : wanted) {
    auto& findings = cause.findings;
    const auto held = std::stable_partition(findings.begin(), findings.end(),
                                            [&](const Finding* finding) { return is_wanted(*finding); });
    if (held != findings.end()) others.push_back({{held, findings.end()}});
    findings.erase(held, findings.end());
  }
  std::erase_if(wanted, [](const Cause& cause) { return cause.findings.empty(); });
  return {std::move(wanted), std::move(others)};
}

/// As many causes as there is room for, errors first, each with its way out; what room is left then goes to more words
/// on the first of them. Where some were asked for these are there in full. The rest and all notes are counted.
Lines Screen::finding_lines(std::size_t room) const {
  auto [wanted, others] = causes();
  const bool is_bounded = !options_.all && options_.only.empty();
  const auto is_minor = [](const Cause& cause) { return cause.findings.front()->level <= Level::note; };
  const auto minor = is_bounded ? std::ranges::find_if(wanted, is_minor) : wanted.end();
  const FindingBlock block(report_, options_);
  Lines lines;
  const auto shown = FindingList(wanted.begin(), minor, block).fill(is_bounded ? room : no_limit, lines);
  others.insert(others.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(shown), wanted.end());
  append(lines, held_back(others));
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

std::string Screen::way_to_more() const {
  if (!options_.only.empty()) return "everything without `--only`";
  return fmt::format("`--all` shows everything, `--only{}RULE|LEVEL` a part", unbreakable_blank);
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
                             fmt::format("({}); {}", rule_counts(held), way_to_more()), 4, 2}));
  append(lines, type_.set({2, Style::dim, "more on a rule:",
                           type_.command("plimsoll explain " + report_.findings.front().rule), 4, 1}));
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
  if (const auto age = advisory_age_text(report_); !age.empty()) text += std::string(type_.dot()) + age;
  text += fmt::format("{}exit {}", type_.dot(), exit_code(verdict_, options_.exit_zero));
  return type_.set({0, Style::dim, std::move(text), "", 0, 2});
}

std::string Screen::text() const {
  Lines lines = header();
  append(lines, verdict_lines());
  append(lines, changes());
  append(lines, gaps());
  Lines tail = load_lines();
  append(tail, warnings());
  append(tail, last_line());
  const bool is_wide = options_.width == 0 || options_.width >= wide_screen_columns;
  const auto screen = is_wide ? wide_screen_lines : narrow_screen_lines;
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
