// SPDX-License-Identifier: MIT OR Apache-2.0
/// Rust source as small numbers, for reading megabytes of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace plimsoll::facts {

/// The words that counting code asks for; `other` is every other one.
enum class Word : std::uint8_t {
  other,
  async_,
  cfg,
  cfg_attr,
  cfg_if,
  const_,
  default_,
  derive,
  else_,
  enum_,
  extern_,
  fn,
  if_,
  impl,
  in,
  include,
  item,
  let,
  macro_rules,
  macro_use,
  match,
  mod,
  move,
  path,
  pub,
  return_,
  static_,
  struct_,
  test,
  trait,
  tt,
  type,
  union_,
  unsafe,
  use,
  while_,
};

/// What a token is, if it is not the single character of punctuation that it consists of.
namespace kind {
inline constexpr char end = '\0';
inline constexpr char word = 'a';
inline constexpr char number = '0';
inline constexpr char text = '"';
inline constexpr char character = '\'';
inline constexpr char lifetime = '`';
}  // namespace kind

struct CodeToken {
  std::uint32_t begin = 0;
  std::uint16_t size = 0;  ///< of literals, no more than fits
  char kind = kind::end;
  Word word = Word::other;
};

/// Tokens as `rust_tokens` tells them, with some of kind `end` behind them so that looking ahead by a few places needs
/// no check. Source beyond 4 GB is left out. Cost: linear.
std::vector<CodeToken> code_tokens(std::string_view source);

/// How many of kind `end` there are.
inline constexpr std::size_t tokens_ahead = 4;

}  // namespace plimsoll::facts
