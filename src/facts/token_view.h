// SPDX-License-Identifier: MIT OR Apache-2.0
/// Tokens looked at by their place.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "code_tokens.h"

namespace plimsoll::facts {

class TokenView {
 public:
  /// `tokens` refer to `source` and have some of kind `end` behind them.
  TokenView(std::string_view source, std::span<const CodeToken> tokens) : source_(source), tokens_(tokens) {}

  /// These take places up to `tokens_ahead` beyond the last one.
  [[nodiscard]] char kind_at(std::size_t at) const { return tokens_.data()[at].kind; }
  [[nodiscard]] Word word_at(std::size_t at) const { return tokens_.data()[at].word; }
  [[nodiscard]] bool is_word(std::size_t at) const { return kind_at(at) == kind::word; }

  [[nodiscard]] std::string_view text(std::size_t at) const {
    return source_.substr(tokens_[at].begin, tokens_[at].size);
  }

  /// One past the bracket that closes the one at `open`.
  [[nodiscard]] std::size_t behind_group(std::size_t open) const {
    std::size_t depth = 0;
    for (auto at = open; at < tokens_.size(); ++at) {
      const auto c = kind_at(at);
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && --depth == 0) return at + 1;
    }
    return tokens_.size();
  }

  /// The tokens as text that reads the same.
  [[nodiscard]] std::string text_of(std::size_t begin, std::size_t end) const {
    std::string all;
    for (auto at = begin; at < std::min(end, tokens_.size()) && all.size() <= longest_text; ++at) {
      const bool is_text = kind_at(at) == kind::text;
      if (is_text) all += '"';
      all += text(at);
      if (is_text) all += '"';
    }
    return all;
  }

  /// `<T, const N: usize, 'a>` at `open`: anything but lifetimes.
  [[nodiscard]] bool has_type_parameters(std::size_t open) const {
    constexpr std::size_t longest = 400;
    if (kind_at(open) != '<') return false;
    std::size_t depth = 0;
    bool begins = false;
    for (auto at = open; at < tokens_.size() && at < open + longest; ++at) {
      const auto c = kind_at(at);
      if (c == '<' && ++depth == 1) {
        begins = true;
        continue;
      }
      if (c == '>' && kind_at(at - 1) != '-' && --depth == 0) return false;
      if (depth == 1 && begins && c == kind::word) return true;
      begins = depth == 1 && c == ',';
    }
    return false;
  }

  /// `($($item:item)*) => { $( #[cfg(CONDITION)] … $item )* }`
  [[nodiscard]] std::optional<std::string> condition_of_rules(std::size_t begin, std::size_t end) const {
    constexpr std::size_t longest = 60;
    bool takes_items = false;
    for (auto at = begin; at < std::min(end, begin + longest); ++at) {
      takes_items =
          takes_items || (kind_at(at) == ':' && (word_at(at + 1) == Word::item || word_at(at + 1) == Word::tt));
      const bool is_condition = kind_at(at) == '#' && kind_at(at + 1) == '[' && word_at(at + 2) == Word::cfg;
      if (!is_condition || kind_at(at + 3) != '(') continue;
      if (!takes_items) return std::nullopt;
      return text_of(at + 4, behind_group(at + 3) - 1);
    }
    return std::nullopt;
  }

  /// The rule as text if it declares modules with files of their own.
  [[nodiscard]] std::string modules_of_rule(std::size_t begin, std::size_t end) const {
    constexpr std::size_t longest = 200'000;
    const auto is_module = [&](std::size_t at) {
      return word_at(at) == Word::mod && is_word(at + 1) && kind_at(at + 2) == ';';
    };
    auto at = begin;
    while (at < end && !is_module(at)) ++at;
    if (at == end) return {};
    const auto first = tokens_[begin].begin;
    const auto size = tokens_[end - 1].begin + tokens_[end - 1].size - first;
    return size > longest ? std::string() : std::string(source_.substr(first, size));
  }

 protected:
  std::string_view source_;
  std::span<const CodeToken> tokens_;

 private:
  static constexpr std::size_t longest_text = 2'000;
};

}  // namespace plimsoll::facts
