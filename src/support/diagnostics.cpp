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

/// How many carets stand below a span that begins behind `column` code points, where `room` is left in the line shown.
std::size_t caret_count(const Span& at, std::string_view line, std::size_t column, std::size_t room) {
  std::size_t wanted = 1;
  if (at.end.line > at.begin.line) wanted = room;
  if (at.end.line == at.begin.line && at.end.column > at.begin.column)
    wanted = excerpt(line, column, at.end.column - at.begin.column).width;
  return std::max<std::size_t>(1, std::min(wanted, room));
}

/// The place, the line that stands there, and carets below it.
std::string quotation(const Diagnostic& diagnostic, const SourceMap& sources, std::string_view margin) {
  const auto& at = diagnostic.at;
  const auto line = sources.line(at.file, at.begin.line);
  const std::size_t column = std::max(1U, at.begin.column) - 1;
  const std::size_t from = column > longest_shown_line / 2 ? column - longest_shown_line / 2 : 0;
  const auto before = excerpt(line, from, column - from);
  const auto shown = excerpt(line, from, longest_shown_line);
  const std::string carets(caret_count(at, line, column, shown.width - before.width), '^');
  auto text = fmt::format("{}--> {}:{}:{}\n", margin, printable(sources.path(at.file)), at.begin.line, at.begin.column);
  text += fmt::format("{} |\n{} | {}\n", margin, at.begin.line, shown.text);
  text += fmt::format("{} | {}{}{}{}\n", margin, std::string(before.width, ' '), carets,
                      diagnostic.label.empty() ? "" : " ", printable(diagnostic.label));
  return text;
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
  std::string margin = " ";
  if (diagnostic.at.is_known()) {
    margin = std::string(fmt::formatted_size("{}", diagnostic.at.begin.line), ' ');
    text += quotation(diagnostic, sources, margin);
  }
  if (!diagnostic.help.empty()) text += fmt::format("{} = help: {}\n", margin, printable(diagnostic.help));
  return text;
}

}  // namespace plimsoll::support
