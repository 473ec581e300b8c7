// SPDX-License-Identifier: MIT OR Apache-2.0
#include "code_tokens.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <limits>

namespace plimsoll::facts {
namespace {

struct NamedWord {
  std::string_view name;
  Word word = Word::other;
};

constexpr NamedWord words[] = {
    {"async", Word::async_},
    {"cfg", Word::cfg},
    {"cfg_attr", Word::cfg_attr},
    {"cfg_if", Word::cfg_if},
    {"const", Word::const_},
    {"default", Word::default_},
    {"derive", Word::derive},
    {"else", Word::else_},
    {"enum", Word::enum_},
    {"extern", Word::extern_},
    {"fn", Word::fn},
    {"if", Word::if_},
    {"impl", Word::impl},
    {"in", Word::in},
    {"include", Word::include},
    {"item", Word::item},
    {"let", Word::let},
    {"macro_rules", Word::macro_rules},
    {"macro_use", Word::macro_use},
    {"match", Word::match},
    {"mod", Word::mod},
    {"move", Word::move},
    {"path", Word::path},
    {"pub", Word::pub},
    {"return", Word::return_},
    {"static", Word::static_},
    {"struct", Word::struct_},
    {"test", Word::test},
    {"trait", Word::trait},
    {"tt", Word::tt},
    {"type", Word::type},
    {"union", Word::union_},
    {"unsafe", Word::unsafe},
    {"use", Word::use},
    {"while", Word::while_},
};

/// Different for each of the words: what is looked up is compared once.
constexpr std::size_t slot_of(std::string_view word) {
  return (static_cast<unsigned char>(word.front()) * 6U + static_cast<unsigned char>(word.back()) * 4U +
          word.size() * 13U) %
         64;
}

constexpr std::array<NamedWord, 64> slots = [] {
  std::array<NamedWord, 64> table{};
  for (const auto& one : words) table[slot_of(one.name)] = one;
  return table;
}();
static_assert(std::ranges::all_of(words,
                                  [](const NamedWord& one) { return slots[slot_of(one.name)].word == one.word; }));

Word word_of(std::string_view text) {
  const auto& slot = slots[slot_of(text)];
  const bool may_be = slot.name.size() == text.size() && slot.name.front() == text.front();
  return may_be && slot.name == text ? slot.word : Word::other;
}

enum class Class : std::uint8_t { punctuation, space, letter, digit, quote, text, slash };

/// Bytes beyond ASCII count as letters: no operator of Rust has one.
constexpr std::array<Class, 256> classes = [] {
  std::array<Class, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80) table[c] = Class::letter;
    if (c >= '0' && c <= '9') table[c] = Class::digit;
    if (c == ' ' || (c >= '\t' && c <= '\r')) table[c] = Class::space;
  }
  table['\''] = Class::quote;
  table['"'] = Class::text;
  table['/'] = Class::slash;
  return table;
}();

constexpr Class class_of(char c) {
  return classes[static_cast<unsigned char>(c)];
}
constexpr bool continues_word(char c) {
  return class_of(c) == Class::letter || class_of(c) == Class::digit;
}

class Lexer {
 public:
  explicit Lexer(std::string_view source)
      : begin_(source.data()), at_(begin_), end_(begin_ + std::min(source.size(), most_bytes)) {
    constexpr std::size_t bytes_a_token = 6;
    tokens_.reserve(source.size() / bytes_a_token + tokens_ahead);
  }

  std::vector<CodeToken> run() {
    if (sees('#', '!') && !(end_ - at_ > 2 && at_[2] == '[')) skip_line();
    constexpr std::ptrdiff_t longest = std::numeric_limits<std::uint16_t>::max();
    while (at_ != end_) {
      const auto kind = next();
      if (kind == kind::end) continue;
      tokens_.push_back(
          {static_cast<std::uint32_t>(first_ - begin_), static_cast<std::uint16_t>(std::min(last_ - first_, longest)),
           kind, kind == kind::word ? word_of({first_, static_cast<std::size_t>(last_ - first_)}) : Word::other});
    }
    tokens_.resize(tokens_.size() + tokens_ahead);
    return std::move(tokens_);
  }

 private:
  static constexpr std::size_t most_bytes = std::numeric_limits<std::uint32_t>::max();

  [[nodiscard]] char peek(std::ptrdiff_t ahead = 0) const { return end_ - at_ > ahead ? at_[ahead] : '\0'; }
  [[nodiscard]] bool sees(char first, char second) const {
    return end_ - at_ > 1 && at_[0] == first && at_[1] == second;
  }

  void skip_to(char c) {
    const auto* found = std::memchr(at_, c, static_cast<std::size_t>(end_ - at_));
    at_ = found ? static_cast<const char*>(found) : end_;
  }
  char skip_line() {
    skip_to('\n');
    return kind::end;
  }
  /// A token of that kind from `begin` to here.
  char token(char kind, const char* begin) {
    first_ = begin;
    last_ = at_;
    return kind;
  }

  char skip_block_comment() {
    std::size_t depth = 0;
    do {
      if (sees('/', '*')) {
        ++depth;
        at_ += 2;
      } else if (sees('*', '/')) {
        --depth;
        at_ += 2;
      } else {
        ++at_;
      }
    } while (depth > 0 && at_ != end_);
    return kind::end;
  }

  /// Reads a token, or what is none.
  char next() {
    switch (class_of(*at_)) {
      case Class::space:
        return skip_spaces();
      case Class::letter:
        return read_word();
      case Class::digit:
        return read_number();
      case Class::quote:
        return read_quote();
      case Class::text:
        return read_text();
      case Class::slash:
        if (sees('/', '/')) return skip_line();
        if (sees('/', '*')) return skip_block_comment();
        break;
      case Class::punctuation:
        break;
    }
    ++at_;
    return token(at_[-1], at_ - 1);
  }

  char skip_spaces() {
    do ++at_;
    while (at_ != end_ && class_of(*at_) == Class::space);
    return kind::end;
  }

  /// `b`, `c` and `r`, alone or together, may begin a literal.
  char read_word() {
    const auto* begin = at_;
    do ++at_;
    while (at_ != end_ && continues_word(*at_));
    const auto size = at_ - begin;
    if (size <= 2)
      if (const auto kind = read_prefixed({begin, static_cast<std::size_t>(size)}); kind != kind::end) return kind;
    return token(kind::word, begin);
  }

  /// What begins with that word, if it is no word.
  char read_prefixed(std::string_view word) {
    const char c = peek();
    if (c != '"' && c != '\'' && c != '#') return kind::end;
    if (c == '"' && (word == "b" || word == "c")) return read_text();
    if (c == '\'' && word == "b") return read_quote();
    if (word == "r" && c == '#' && class_of(peek(1)) == Class::letter) {
      ++at_;
      return read_word();
    }
    return word == "r" || word == "br" || word == "cr" ? read_raw_text() : kind::end;
  }

  char read_raw_text() {
    std::ptrdiff_t hashes = 0;
    while (peek(hashes) == '#') ++hashes;
    if (peek(hashes) != '"') return kind::end;
    at_ += hashes + 1;
    const auto* begin = at_;
    for (skip_to('"'); at_ != end_; ++at_, skip_to('"')) {
      std::ptrdiff_t closing = 0;
      while (closing < hashes && peek(1 + closing) == '#') ++closing;
      if (closing == hashes) break;
    }
    token(kind::text, begin);
    if (at_ != end_) at_ += 1 + hashes;
    return kind::text;
  }

  char read_text() {
    const auto* begin = ++at_;
    while (at_ != end_ && *at_ != '"') at_ += *at_ == '\\' && end_ - at_ > 1 ? 2 : 1;
    token(kind::text, begin);
    if (at_ != end_) ++at_;
    return kind::text;
  }

  /// A lifetime is a quote and a word that no quote closes.
  char read_quote() {
    const auto* begin = ++at_;
    if (class_of(peek()) == Class::letter) {
      while (at_ != end_ && continues_word(*at_)) ++at_;
      if (peek() != '\'') return token(kind::lifetime, begin);
    } else {
      at_ += std::min<std::ptrdiff_t>(peek() == '\\' ? 2 : 1, end_ - at_);
      while (at_ != end_ && *at_ != '\'' && *at_ != '\n') ++at_;
    }
    token(kind::character, begin);
    if (at_ != end_) ++at_;
    return kind::character;
  }

  char read_number() {
    const auto* begin = at_;
    while (at_ != end_ && (continues_word(*at_) || (*at_ == '.' && class_of(peek(1)) == Class::digit))) ++at_;
    return token(kind::number, begin);
  }

  const char* begin_;
  const char* at_;
  const char* end_;
  const char* first_ = nullptr;  ///< of the token read last
  const char* last_ = nullptr;
  std::vector<CodeToken> tokens_;
};

}  // namespace

std::vector<CodeToken> code_tokens(std::string_view source) {
  return Lexer(source).run();
}

}  // namespace plimsoll::facts
