// SPDX-License-Identifier: MIT OR Apache-2.0
/// Text for terminals: safe, wrapped, coloured.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/report/render.h"

namespace plimsoll::report {

/// Columns that `text` takes; wide East Asian characters and emoji count two.
std::size_t display_width(std::string_view text);

/// Lines of at most `width` columns, broken at spaces, inside a word only where it is longer than a line and no
/// command. Later lines begin with `hanging` spaces.
std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t hanging);

enum class Style { plain, bold, dim, error, warning, note, good };

/// A blank at which no line is broken. Text of others cannot hold it once it is cleaned.
inline constexpr char unbreakable_blank = '\x1f';
/// The blank of a command that people copy: it stays on one line, and a paragraph that has it is never cut.
inline constexpr char command_blank = '\x1e';

/// One paragraph to be: `head` gets the style, the rest does not. The parts are of our own making or cleaned.
struct Paragraph {
  std::size_t indent = 0;
  Style style = Style::plain;
  std::string head;
  std::string body;
  std::size_t hanging = 2;  ///< spaces before the second line and those below
  std::size_t most_lines = 1;
};

/// Turns paragraphs into lines as the options want them.
class Typesetter {
 public:
  explicit Typesetter(const RenderOptions& options);

  /// Text of others, without anything that could act on a terminal; escapes for what is no ASCII where that is asked.
  [[nodiscard]] std::string clean(std::string_view text) const;
  /// A command on one line, whole however narrow the screen is.
  [[nodiscard]] std::string command(std::string_view text) const;
  /// A sentence of ours with commands between backticks.
  [[nodiscard]] std::string advice(std::string_view text) const;
  [[nodiscard]] std::vector<std::string> set(const Paragraph& paragraph) const;

  [[nodiscard]] std::string_view arrow() const { return ascii_ ? " -> " : " → "; }
  [[nodiscard]] std::string_view dot() const { return ascii_ ? " | " : " · "; }
  [[nodiscard]] std::string_view dash() const { return ascii_ ? "--" : "—"; }
  [[nodiscard]] std::string_view mark(Verdict verdict) const;

 private:
  [[nodiscard]] std::string cut(std::string line) const;

  std::size_t width_;
  bool ascii_;
  bool color_;
};

}  // namespace plimsoll::report
