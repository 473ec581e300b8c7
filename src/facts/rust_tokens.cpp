// SPDX-License-Identifier: MIT OR Apache-2.0
#include "rust_tokens.h"

#include <algorithm>

namespace plimsoll::facts {
namespace {

bool is_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
/// Bytes beyond ASCII count as letters: no operator of Rust has one.
bool begins_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool continues_word(char c) {
  return begins_word(c) || is_digit(c);
}

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}

  std::vector<Token> run() {
    skip_shebang();
    while (at_ < source_.size()) next();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return ahead < source_.size() - std::min(at_, source_.size()) ? source_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool sees(std::string_view text) const { return source_.substr(at_).starts_with(text); }

  void add(TokenKind kind, std::size_t begin, std::size_t end) {
    tokens_.push_back({kind, source_.substr(begin, end - begin)});
  }

  void skip_shebang() {
    if (sees("#!") && !sees("#![")) skip_line();
  }
  void skip_line() { at_ = std::min(source_.find('\n', at_), source_.size()); }

  void skip_block_comment() {
    std::size_t depth = 0;
    do {
      const auto edge = source_.find_first_of("/*", at_);
      if (edge == std::string_view::npos) {
        at_ = source_.size();
        return;
      }
      at_ = edge;
      const bool opens = sees("/*");
      const bool closes = sees("*/");
      if (opens) ++depth;
      if (closes) --depth;
      at_ += opens || closes ? 2U : 1U;
    } while (depth > 0);
  }

  void next() {
    const char c = peek();
    if (is_space(c))
      ++at_;
    else if (sees("//"))
      skip_line();
    else if (sees("/*"))
      skip_block_comment();
    else if (c == '"')
      read_text();
    else if (c == '\'')
      read_quote();
    else if (is_digit(c))
      read_number();
    else if (begins_word(c))
      read_word();
    else
      add(TokenKind::punctuation, at_, at_ + 1), ++at_;
  }

  /// `b`, `c` and `r`, alone or together, may begin a literal.
  void read_word() {
    const auto begin = at_;
    while (continues_word(peek())) ++at_;
    const auto word = source_.substr(begin, at_ - begin);
    if (peek() == '"' && (word == "b" || word == "c")) return read_text();
    if (peek() == '\'' && word == "b") return read_quote();
    const bool is_raw = word == "r" || word == "br" || word == "cr";
    if (is_raw && read_raw_text()) return;
    if (word == "r" && peek() == '#' && begins_word(peek(1))) {
      ++at_;
      return read_word();
    }
    add(TokenKind::word, begin, at_);
  }

  bool read_raw_text() {
    std::size_t hashes = 0;
    while (peek(hashes) == '#') ++hashes;
    if (peek(hashes) != '"') return false;
    const auto begin = at_ + hashes + 1;
    for (auto end = source_.find('"', begin); end != std::string_view::npos; end = source_.find('"', end + 1)) {
      const auto tail = source_.substr(end + 1, hashes);
      if (tail.size() != hashes || tail.find_first_not_of('#') != std::string_view::npos) continue;
      add(TokenKind::text, begin, end);
      at_ = end + 1 + hashes;
      return true;
    }
    add(TokenKind::text, begin, source_.size());
    at_ = source_.size();
    return true;
  }

  void read_text() {
    const auto begin = ++at_;
    while (at_ < source_.size() && peek() != '"') at_ += peek() == '\\' ? 2U : 1U;
    const auto end = std::min(at_, source_.size());
    add(TokenKind::text, begin, end);
    at_ = std::min(end + 1, source_.size());
  }

  /// A lifetime is a quote and a word that no quote closes.
  void read_quote() {
    const auto begin = ++at_;
    if (begins_word(peek())) {
      while (continues_word(peek())) ++at_;
      if (peek() != '\'') return add(TokenKind::lifetime, begin, at_);
    } else {
      at_ += peek() == '\\' ? 2U : 1U;
      while (at_ < source_.size() && peek() != '\'' && peek() != '\n') ++at_;
    }
    const auto end = std::min(at_, source_.size());
    add(TokenKind::character, begin, end);
    at_ = std::min(end + 1, source_.size());
  }

  void read_number() {
    const auto begin = at_;
    while (continues_word(peek()) || (peek() == '.' && is_digit(peek(1)))) ++at_;
    add(TokenKind::number, begin, at_);
  }

  std::string_view source_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> rust_tokens(std::string_view source) {
  return Lexer(source).run();
}

}  // namespace plimsoll::facts
