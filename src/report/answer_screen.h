// SPDX-License-Identifier: MIT OR Apache-2.0
/// What the screens of commands that answer one question have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/report/render.h"
#include "terminal_text.h"

namespace plimsoll::report {

using Lines = std::vector<std::string>;

void append(Lines&, Lines more);
std::string joined(const Lines&);

class AnswerScreen {
 public:
  explicit AnswerScreen(const RenderOptions& options) : options_(options), type_(options) {}

 protected:
  static constexpr std::size_t margin = 3;
  static constexpr std::size_t no_limit = SIZE_MAX;

  [[nodiscard]] bool shows_all() const { return options_.all; }
  [[nodiscard]] const Typesetter& type() const { return type_; }
  [[nodiscard]] std::size_t at_most(std::size_t number) const { return options_.all ? no_limit : number; }
  [[nodiscard]] std::string quoted(std::string_view text) const;
  /// Name and version on one line.
  [[nodiscard]] std::string kept_together(std::string_view name) const;
  /// `app/Cargo.toml:7`
  [[nodiscard]] std::string place(const finding::Location&) const;

  /// The program, its version and the question in no more than `lines`; nothing where quiet was asked for.
  [[nodiscard]] Lines header(const Tool&, std::string_view question, std::size_t lines = 2) const;
  /// The line that is read first: of what, its state in capitals, what that means.
  [[nodiscard]] Lines verdict(Style, std::string_view subject, std::string_view state, std::string_view meaning) const;
  [[nodiscard]] Lines labelled(std::string_view label, std::string_view body, std::size_t lines = 2) const;
  [[nodiscard]] Lines gaps(const std::vector<std::string>&) const;

 private:
  const RenderOptions& options_;
  Typesetter type_;
};

}  // namespace plimsoll::report
