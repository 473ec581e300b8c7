// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/condition.h"

#include <algorithm>

namespace plimsoll::facts {
namespace {

constexpr std::size_t deepest = 64;

/// Sorted. `rust_analyzer` and the like are set by tools that build nothing.
constexpr std::string_view never_set[] = {
    "bench", "clippy", "coverage", "coverage_nightly", "doc",     "docsrs",        "doctest", "dylint_lib", "fuzzing",
    "kani",  "loom",   "miri",     "nightly",          "rustdoc", "rust_analyzer", "shuttle", "test",
};

class AnyBuild final : public Switches {
 public:
  [[nodiscard]] Truth option(std::string_view name) const override {
    return std::ranges::find(never_set, name) != std::end(never_set) ? Truth::no : Truth::unknown;
  }
  [[nodiscard]] Truth value(std::string_view, std::string_view) const override { return Truth::unknown; }
};

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == ':';
}

Truth opposite(Truth truth) {
  return truth == Truth::yes ? Truth::no : truth == Truth::no ? Truth::yes : Truth::unknown;
}

/// Reads and evaluates in one go.
class Evaluation {
 public:
  Evaluation(std::string_view text, const Switches& switches) : text_(text), switches_(switches) {}

  Truth run() {
    const auto truth = expression(0);
    skip_spaces();
    return is_valid_ && at_ == text_.size() ? truth : Truth::unknown;
  }

 private:
  void skip_spaces() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  bool take(char c) {
    skip_spaces();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  Truth fail() {
    is_valid_ = false;
    at_ = text_.size();
    return Truth::unknown;
  }

  Truth expression(std::size_t depth) {
    skip_spaces();
    const auto begin = at_;
    while (at_ < text_.size() && is_word(text_[at_])) ++at_;
    const auto word = text_.substr(begin, at_ - begin);
    if (word.empty() || depth > deepest) return fail();
    if (take('(')) return combination(word, depth);
    if (take('=')) return key_value(word);
    if (word == "true" || word == "false") return word == "true" ? Truth::yes : Truth::no;
    return switches_.option(word);
  }

  Truth key_value(std::string_view key) {
    if (!take('"')) return fail();
    const auto end = text_.find('"', at_);
    if (end == std::string_view::npos) return fail();
    const auto value = text_.substr(at_, end - at_);
    at_ = end + 1;
    return switches_.value(key, value);
  }

  /// `all` is the least of its operands, `any` the greatest.
  Truth combination(std::string_view word, std::size_t depth) {
    auto least = Truth::yes;
    auto greatest = Truth::no;
    std::size_t operands = 0;
    while (!take(')')) {
      const auto operand = expression(depth + 1);
      if (!is_valid_) return Truth::unknown;
      least = std::min(least, operand);
      greatest = std::max(greatest, operand);
      ++operands;
      if (!take(',') && (at_ >= text_.size() || text_[at_] != ')')) return fail();
    }
    if (word == "all") return least;
    if (word == "any") return greatest;
    if (word == "not" && operands == 1) return opposite(least);
    return fail();
  }

  std::string_view text_;
  const Switches& switches_;
  std::size_t at_ = 0;
  bool is_valid_ = true;
};

}  // namespace

const Switches& any_build() {
  static const AnyBuild switches;
  return switches;
}

Truth evaluate(std::string_view condition, const Switches& switches) {
  return Evaluation(condition, switches).run();
}

}  // namespace plimsoll::facts
