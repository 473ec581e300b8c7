// SPDX-License-Identifier: MIT OR Apache-2.0
/// One cause of findings as lines of a screen.
#pragma once

#include "answer_screen.h"
#include "fold.h"

namespace plimsoll::report {

class FindingBlock : private AnswerScreen {
 public:
  FindingBlock(const Report& report, const RenderOptions& options) : AnswerScreen(options), report_(report) {}

  /// What it is, where, by which way it came, and the way out.
  [[nodiscard]] Lines full(const Cause&) const;
  /// What it is, its advisories, its place and the way out, in as few lines as that takes.
  [[nodiscard]] Lines brief(const Cause&) const;

 private:
  [[nodiscard]] std::string joined(const std::vector<std::string>& parts) const;
  [[nodiscard]] Lines title(const Cause&, std::size_t most_lines) const;
  [[nodiscard]] std::vector<std::string> advisories(const Cause&, std::size_t most) const;
  [[nodiscard]] std::vector<std::string> facts(const Cause&) const;
  [[nodiscard]] Lines evidence(const Finding&) const;
  [[nodiscard]] std::string fix_text(const finding::Fix&) const;
  [[nodiscard]] Lines ways_out(const Finding&) const;

  const Report& report_;
};

Style style_of(finding::Level);

}  // namespace plimsoll::report
