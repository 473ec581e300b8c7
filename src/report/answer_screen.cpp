// SPDX-License-Identifier: MIT OR Apache-2.0
#include "answer_screen.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace plimsoll::report {

void append(Lines& lines, Lines more) {
  lines.insert(lines.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const auto& line : lines) text += line + "\n";
  return text;
}

std::string AnswerScreen::quoted(std::string_view text) const {
  return fmt::format("`{}`", type_.clean(text));
}

std::string AnswerScreen::kept_together(std::string_view name) const {
  auto text = type_.clean(name);
  std::ranges::replace(text, ' ', unbreakable_blank);
  return text;
}

std::string AnswerScreen::place(const finding::Location& at) const {
  return fmt::format("{}:{}", type_.clean(at.file), at.line);
}

Lines AnswerScreen::header(const Tool& tool, std::string_view question, std::size_t lines) const {
  if (options_.quiet) return {};
  return type_.set({0, Style::bold, "Plimsoll " + type_.clean(tool.version),
                    fmt::format("{}{}", type_.dot().substr(1), question), 2, lines});
}

Lines AnswerScreen::verdict(Style style, std::string_view subject, std::string_view state,
                            std::string_view meaning) const {
  return type_.set(
      {1, style, fmt::format("{} {}", type_.clean(subject), state), fmt::format("{} {}", type_.dash(), meaning), 3, 3});
}

Lines AnswerScreen::labelled(std::string_view label, std::string_view body, std::size_t lines) const {
  constexpr std::size_t width = 12;
  return type_.set(
      {margin, Style::dim, fmt::format("{:<{}}", label, width), std::string(body), margin + width + 1, at_most(lines)});
}

Lines AnswerScreen::gaps(const std::vector<std::string>& texts) const {
  constexpr std::size_t most = 4;
  Lines lines;
  for (std::size_t i = 0; i < std::min(texts.size(), at_most(most)); ++i)
    append(lines, type_.set({margin, Style::warning, "not known:", type_.clean(texts[i]), 5, at_most(3)}));
  if (texts.size() > at_most(most))
    lines.push_back(fmt::format("   and {} more: `--all` shows them", texts.size() - most));
  if (!lines.empty()) lines.insert(lines.begin(), "");
  return lines;
}

}  // namespace plimsoll::report
