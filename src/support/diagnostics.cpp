// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/diagnostics.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "plimsoll/support/text.h"

namespace plimsoll::support {
namespace {

constexpr std::size_t longest_shown_line = 160;

/// The first code points of a line, and how wide they are when printed.
struct Excerpt {
  std::string text;
  std::size_t width = 0;
};

Excerpt excerpt(std::string_view line, std::size_t from, std::size_t count) {
  std::string_view part;
  std::size_t column = 0;
  std::size_t begin = line.size();
  std::size_t end = line.size();
  for (std::size_t at = 0; at < line.size(); ++at) {
    if ((static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) continue;
    if (column == from) begin = at;
    if (column == from + count) {
      end = at;
      break;
    }
    ++column;
  }
  if (begin < end) part = line.substr(begin, end - begin);
  Excerpt result{printable(part), 0};
  result.width = static_cast<std::size_t>(std::ranges::count_if(
      result.text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
  return result;
}

}  // namespace

void Diagnostics::error(Span at, std::string message, std::string label, std::string help) {
  all_.push_back({Severity::error, std::move(message), at, std::move(label), std::move(help)});
  ++errors_;
}

void Diagnostics::warning(Span at, std::string message, std::string label, std::string help) {
  all_.push_back({Severity::warning, std::move(message), at, std::move(label), std::move(help)});
}

void Diagnostics::append(Diagnostics other) {
  std::ranges::move(other.all_, std::back_inserter(all_));
  errors_ += other.errors_;
}

std::string to_text(const Diagnostic& diagnostic, const SourceMap& sources) {
  auto text = fmt::format("{}: {}\n", diagnostic.severity == Severity::error ? "error" : "warning",
                          printable(diagnostic.message));
  const auto& at = diagnostic.at;
  if (at.is_known()) {
    const auto gutter = fmt::format("{}", at.begin.line);
    const std::string blank(gutter.size(), ' ');
    text += fmt::format("{}--> {}:{}:{}\n", blank, printable(sources.path(at.file)), at.begin.line, at.begin.column);
    const auto line = sources.line(at.file, at.begin.line);
    const std::size_t column = at.begin.column == 0 ? 0 : at.begin.column - 1;
    const std::size_t from = column > longest_shown_line / 2 ? column - longest_shown_line / 2 : 0;
    const auto before = excerpt(line, from, column - from);
    const auto shown = excerpt(line, from, longest_shown_line);
    std::size_t carets = 1;
    if (at.end.line == at.begin.line && at.end.column > at.begin.column)
      carets = excerpt(line, column, at.end.column - at.begin.column).width;
    else if (at.end.line > at.begin.line && shown.width > before.width)
      carets = shown.width - before.width;
    carets = std::clamp<std::size_t>(carets, 1, longest_shown_line);
    text += fmt::format("{} |\n{} | {}\n", blank, gutter, shown.text);
    text += fmt::format("{} | {}{}{}{}\n", blank, std::string(before.width, ' '), std::string(carets, '^'),
                        diagnostic.label.empty() ? "" : " ", printable(diagnostic.label));
    if (!diagnostic.help.empty()) text += fmt::format("{} = help: {}\n", blank, printable(diagnostic.help));
  } else if (!diagnostic.help.empty()) {
    text += fmt::format("  = help: {}\n", printable(diagnostic.help));
  }
  return text;
}

}  // namespace plimsoll::support
