// SPDX-License-Identifier: MIT OR Apache-2.0
#include "terminal_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "plimsoll/support/text.h"

namespace plimsoll::report {
namespace {

constexpr std::size_t narrowest = 40;
constexpr std::size_t widest = 120;

std::size_t line_width(int columns) {
  if (columns == 0) return SIZE_MAX;
  return std::clamp(static_cast<std::size_t>(std::max(columns, 0)), narrowest, widest);
}

bool has_command(std::string_view text) {
  return text.find(command_blank) != std::string_view::npos;
}

bool is_command(std::string_view text) {
  return text.starts_with("cargo ") || text.starts_with("plimsoll ");
}

struct CodePoint {
  std::uint32_t value;
  std::size_t length;
};

/// The first code point of a text that is UTF-8 and not empty.
CodePoint front(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
  std::size_t length = 1;
  std::uint32_t value = byte(0);
  if (value >= 0xF0) {
    length = 4;
    value &= 0x07U;
  } else if (value >= 0xE0) {
    length = 3;
    value &= 0x0FU;
  } else if (value >= 0xC0) {
    length = 2;
    value &= 0x1FU;
  }
  length = std::min(length, text.size());
  for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte(i) & 0x3FU);
  return {value, length};
}

struct Range {
  std::uint32_t first;
  std::uint32_t last;
};
// Unicode Standard Annex 11, the blocks whose characters are wide.
constexpr std::array<Range, 9> wide{{{0x1100, 0x115F},
                                     {0x2E80, 0xA4CF},
                                     {0xAC00, 0xD7A3},
                                     {0xF900, 0xFAFF},
                                     {0xFE30, 0xFE6F},
                                     {0xFF00, 0xFF60},
                                     {0xFFE0, 0xFFE6},
                                     {0x1F300, 0x1FAFF},
                                     {0x20000, 0x3FFFD}}};

std::size_t columns(std::uint32_t point) {
  if (point < wide.front().first) return 1;
  const bool is_wide =
      std::ranges::any_of(wide, [point](Range range) { return point >= range.first && point <= range.last; });
  return is_wide ? 2 : 1;
}

/// The longest beginning of `text` that fits; at least one code point, so that something always gets done.
std::size_t fitting(std::string_view text, std::size_t width) {
  std::size_t bytes = 0;
  std::size_t used = 0;
  while (bytes < text.size()) {
    const auto point = front(text.substr(bytes));
    used += columns(point.value);
    if (used > width && bytes != 0) break;
    bytes += point.length;
  }
  return bytes;
}

/// Gathers words into lines.
class Wrapper {
 public:
  Wrapper(std::size_t width, std::size_t indent, std::size_t hanging)
      : width_(width), hanging_(hanging, ' '), line_(indent, ' '), used_(indent) {}

  void add(std::string_view word) {
    const auto needed = display_width(word);
    if (!is_fresh_ && used_ + 1 + needed > width_) break_line();
    if (!is_fresh_) put(" ");
    while (used_ + display_width(word) > width_ && !has_command(word)) {
      const auto part = fitting(word, width_ > used_ ? width_ - used_ : 1);
      put(word.substr(0, part));
      word.remove_prefix(part);
      if (word.empty()) return;
      break_line();
    }
    put(word);
  }

  std::vector<std::string> take() && {
    lines_.push_back(std::move(line_));
    return std::move(lines_);
  }

 private:
  void put(std::string_view text) {
    line_ += text;
    used_ += display_width(text);
    is_fresh_ = false;
  }
  void break_line() {
    lines_.push_back(std::exchange(line_, hanging_));
    used_ = hanging_.size();
    is_fresh_ = true;
  }

  std::size_t width_;
  std::string hanging_;
  std::vector<std::string> lines_;
  std::string line_;
  std::size_t used_;
  bool is_fresh_ = true;
};

std::string_view escape(Style style) {
  constexpr std::array<std::string_view, 7> codes{"",           "\x1b[1m",    "\x1b[2m",   "\x1b[1;31m",
                                                  "\x1b[1;33m", "\x1b[1;36m", "\x1b[1;32m"};
  return codes[static_cast<std::size_t>(style)];
}

/// Gives the head its style, over all lines where it is the whole paragraph.
void paint(std::vector<std::string>& lines, const Paragraph& paragraph) {
  constexpr std::string_view reset = "\x1b[0m";
  const auto style = escape(paragraph.style);
  if (!paragraph.body.empty()) {
    const auto head_end = paragraph.indent + paragraph.head.size();
    if (lines.front().size() >= head_end) lines.front().insert(head_end, reset).insert(paragraph.indent, style);
    return;
  }
  for (auto& line : lines) line.append(reset).insert(std::min(line.find_first_not_of(' '), line.size()), style);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto point = front(text);
    width += columns(point.value);
    text.remove_prefix(point.length);
  }
  return width;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t hanging) {
  const auto indent = std::min({text.find_first_not_of(' '), text.size(), width / 2});
  Wrapper wrapper{width, indent, std::min(hanging, width / 2)};
  for (const auto word : support::split(text.substr(indent), ' ')) wrapper.add(word);
  return std::move(wrapper).take();
}

Typesetter::Typesetter(const RenderOptions& options)
    : width_(line_width(options.width)), ascii_(options.ascii), color_(options.color) {}

std::string Typesetter::clean(std::string_view text) const {
  auto safe = support::printable(text);
  if (!ascii_) return safe;
  std::string plain;
  for (std::string_view rest = safe; !rest.empty();) {
    const auto point = front(rest);
    plain += point.value < 0x80 ? std::string(rest.substr(0, 1)) : fmt::format("\\u{{{:x}}}", point.value);
    rest.remove_prefix(point.length);
  }
  return plain;
}

std::string Typesetter::command(std::string_view text) const {
  auto whole = clean(text);
  std::ranges::replace(whole, ' ', command_blank);
  return whole;
}

std::string Typesetter::advice(std::string_view text) const {
  std::string set;
  const auto parts = support::split(text, '`');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) set += '`';
    const bool is_quoted = i % 2 == 1 && i + 1 < parts.size();
    set += is_quoted && is_command(parts[i]) ? command(parts[i]) : clean(parts[i]);
  }
  return set;
}

std::string Typesetter::cut(std::string line) const {
  const std::string_view ellipsis = ascii_ ? "..." : "…";
  const auto room = width_ - display_width(ellipsis);
  if (display_width(line) > room) line.resize(fitting(line, room));
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line.append(ellipsis);
}

std::vector<std::string> Typesetter::set(const Paragraph& paragraph) const {
  auto text = std::string(paragraph.indent, ' ') + paragraph.head;
  if (!paragraph.head.empty() && !paragraph.body.empty()) text += ' ';
  text += paragraph.body;
  auto lines = wrap(text, width_, paragraph.hanging);
  if (lines.size() > paragraph.most_lines && !has_command(text)) {
    lines.resize(paragraph.most_lines);
    lines.back() = cut(std::move(lines.back()));
  }
  if (color_ && paragraph.style != Style::plain) paint(lines, paragraph);
  for (auto& line : lines)
    for (const auto blank : {unbreakable_blank, command_blank}) std::ranges::replace(line, blank, ' ');
  return lines;
}

std::string_view Typesetter::mark(Verdict verdict) const {
  constexpr std::array<std::string_view, 3> signs{"✓", "✗", "?"};
  constexpr std::array<std::string_view, 3> letters{"+", "x", "?"};
  return (ascii_ ? letters : signs)[static_cast<std::size_t>(verdict)];
}

}  // namespace plimsoll::report
