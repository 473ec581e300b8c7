// SPDX-License-Identifier: MIT OR Apache-2.0
/// Rust source as tokens: enough to tell code from comments and strings, not enough to parse it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace plimsoll::facts {

enum class TokenKind : std::uint8_t { word, number, text, character, lifetime, punctuation };

struct Token {
  TokenKind kind = TokenKind::punctuation;
  /// A word without `r#`; a string without its quotes, escapes as written; a single character of punctuation.
  std::string_view text;
};

/// Source: Rust reference, "Lexical structure". Comments are left out. Whatever is no Rust gives some tokens and no
/// error; a string or comment without an end takes the rest. Cost: linear. The tokens refer to `source`.
std::vector<Token> rust_tokens(std::string_view source);

}  // namespace plimsoll::facts
