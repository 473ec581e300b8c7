// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <span>
#include <utility>

#include "scanner.h"

namespace plimsoll::facts {
namespace {

constexpr std::size_t most_branches = 32;

bool begins_item(Word word) {
  switch (word) {
    case Word::async_:
    case Word::const_:
    case Word::default_:
    case Word::enum_:
    case Word::extern_:
    case Word::fn:
    case Word::impl:
    case Word::let:
    case Word::macro_rules:
    case Word::mod:
    case Word::pub:
    case Word::static_:
    case Word::struct_:
    case Word::trait:
    case Word::type:
    case Word::union_:
    case Word::unsafe:
    case Word::use:
      return true;
    default:
      return false;
  }
}
/// Items that end with a semicolon, whatever braces they have.
bool begins_statement(Word word) {
  return word == Word::const_ || word == Word::let || word == Word::static_ || word == Word::type || word == Word::use;
}
/// `if (`: words before brackets that call nothing.
bool calls_nothing(Word word) {
  return word == Word::if_ || word == Word::in || word == Word::match || word == Word::return_ || word == Word::while_;
}

}  // namespace

std::vector<NamedFile> Scanner::run() {
  while (at_ < tokens_.size()) step();
  enter(part_);
  return std::move(files_);
}

void Scanner::run_as_rule() {
  is_rule_ = true;
  run();
}

void Scanner::enter(std::uint32_t part) {
  parts_.size(part_) += counted_;
  counted_ = {};
  part_ = part;
}

inline void Scanner::leave(std::uint32_t outer_part) {
  if (outer_part != part_) enter(outer_part);
}

inline void Scanner::count(char c) {
  ++counted_.tokens;
  if (is_handed_) ++counted_.handed_tokens;
  if (!is_body_) {
    ++counted_.item_tokens;
    return;
  }
  if (c == '(' && is_call()) ++(is_generic_ ? counted_.generic_calls : counted_.calls);
  if (c == '|' && is_closure()) ++counted_.closures;
}

inline bool Scanner::is_call() const {
  if (at_ == 0) return false;
  const auto before = kind_at(at_ - 1);
  return before == '>' || (before == kind::word && !calls_nothing(word_at(at_ - 1)));
}

inline bool Scanner::is_closure() const {
  if (at_ == 0) return false;
  const auto before = kind_at(at_ - 1);
  return before == '(' || before == '=' || before == ',' || word_at(at_ - 1) == Word::move;
}

inline void Scanner::step() {
  const auto c = kind_at(at_);
  if (c == '#' && (kind_at(at_ + 1) == '[' || (kind_at(at_ + 1) == '!' && kind_at(at_ + 2) == '[')))
    return read_attribute();
  if (is_pending_ && !is_chain_branch()) begin_conditional();
  count(c);
  if (c == kind::word) return read_word(word_at(at_));
  ++at_;
  switch (c) {
    case '(':
    case '[':
    case '{':
      return open(c);
    case ')':
    case ']':
    case '}':
      return close(c);
    case ';':
    case ',':
      return end_statement(c);
    default:
      return;
  }
}

inline bool Scanner::is_chain_branch() const {
  return !frames_.empty() && frames_.back().is_chain && kind_at(at_) == '{';
}

void Scanner::begin_conditional() {
  Frame frame;
  frame.is_bracket = false;
  frame.outer_part = part_;
  for (const auto& condition : conditions_) enter(condition);
  const bool is_item = begins_item(word_at(at_)) && !is_field();
  frame.ends_at_comma = !is_item;
  frame.ends_at_brace = !is_item || !is_statement();
  conditions_.clear();
  is_pending_ = false;
  item_paths_ = std::exchange(paths_, {});
  frames_.push_back(frame);
}

bool Scanner::is_statement() const {
  const auto begins_function = [&](std::size_t at) { return word_at(at) == Word::fn || word_at(at) == Word::unsafe; };
  const auto next = word_at(at_ + 1);
  if (word_at(at_) == Word::const_ && (begins_function(at_ + 1) || next == Word::extern_ || next == Word::async_))
    return false;
  const auto word = after_visibility();
  return begins_statement(word_at(word)) && !begins_function(word + 1);
}

std::size_t Scanner::after_visibility() const {
  if (word_at(at_) != Word::pub) return at_;
  constexpr std::size_t longest = 16;
  if (kind_at(at_ + 1) != '(') return at_ + 1;
  auto at = at_ + 2;
  while (at < std::min(tokens_.size(), at_ + longest) && kind_at(at) != ')') ++at;
  return at + 1;
}

bool Scanner::is_field() const {
  const auto word = after_visibility();
  return is_word(word) && kind_at(word + 1) == ':' && kind_at(word + 2) != ':';
}

void Scanner::end_conditional() {
  leave(frames_.back().outer_part);
  frames_.pop_back();
}

inline void Scanner::end_statement(char c) {
  if (c == ';') is_signature_ = has_macro_use_ = false;
  while (is_in_conditional() && (c == ';' || frames_.back().ends_at_comma)) end_conditional();
}

inline void Scanner::open(char c) {
  const auto frame = bracket();
  if (c == '{') {
    has_macro_use_ = false;
    begin_block();
  }
  if (is_rule_ && c == '(' && at_ >= 2 && kind_at(at_ - 2) == '$') enter(repeated_part);
  frames_.push_back(frame);
}

Frame Scanner::bracket() const {
  Frame frame;
  frame.outer_part = part_;
  frame.outer_body = is_body_;
  frame.outer_generic = is_generic_;
  frame.outer_handed = is_handed_;
  return frame;
}

inline void Scanner::begin_block() {
  if (!frames_.empty() && frames_.back().is_chain) return begin_branch(chains_.back());
  if (!is_signature_) return;
  is_signature_ = false;
  is_body_ = is_body_ || signature_is_function_;
  is_generic_ = is_generic_ || signature_is_generic_;
}

void Scanner::begin_branch(std::vector<std::string>& branches) {
  std::string before;
  for (const auto& branch : branches) before += (before.empty() ? "" : ",") + branch;
  if (!before.empty()) enter("not(any(" + before + "))");
  for (const auto& condition : conditions_) {
    enter(condition);
    if (branches.size() < most_branches) branches.push_back(condition);
  }
  conditions_.clear();
  is_pending_ = false;
}

inline void Scanner::close(char c) {
  while (is_in_conditional()) end_conditional();
  if (frames_.empty()) return;
  const auto frame = frames_.back();
  frames_.pop_back();
  leave(frame.outer_part);
  is_body_ = frame.outer_body;
  is_generic_ = frame.outer_generic;
  is_handed_ = frame.outer_handed;
  if (frame.is_module) leave_module();
  if (frame.is_chain) chains_.pop_back();
  if (c == '}' && word_at(at_) != Word::else_)
    while (is_in_conditional() && frames_.back().ends_at_brace) end_conditional();
}

void Scanner::leave_module() {
  modules_.pop_back();
  const auto slash = modules_.rfind('/');
  modules_.resize(slash == std::string::npos ? 0 : slash + 1);
}

inline void Scanner::read_word(Word word) {
  if (kind_at(at_ + 1) == '!') {
    if (word == Word::macro_rules && is_word(at_ + 2)) return read_rules();
    if (is_opening(kind_at(at_ + 2))) return read_macro();
  }
  const bool is_named = is_word(at_ + 1);
  switch (word) {
    case Word::fn:
      if (is_named || (is_rule_ && kind_at(at_ + 1) == '$')) return begin_signature(true, at_ + 2);
      break;
    case Word::impl:
      return read_impl();
    case Word::trait:
      if (is_named) return begin_signature(false, at_);
      break;
    case Word::struct_:
    case Word::enum_:
    case Word::union_:
      if (is_named) ++counted_.types;
      break;
    case Word::mod:
      if (is_named) return read_module();
      break;
    default:
      break;
  }
  ++at_;
}

void Scanner::begin_signature(bool is_function, std::size_t generics) {
  is_signature_ = true;
  signature_is_function_ = is_function;
  signature_is_generic_ = !is_function || has_type_parameters(generics);
  ++at_;
}

void Scanner::read_impl() {
  const auto before = at_ == 0 ? ';' : kind_at(at_ - 1);
  const bool is_item = before == ';' || before == '{' || before == '}' || before == ']' ||
                       (is_rule_ && (before == '(' || before == '*')) ||
                       (at_ != 0 && (word_at(at_ - 1) == Word::unsafe || word_at(at_ - 1) == Word::default_));
  if (!is_item) {
    if (is_signature_ && before != '>') signature_is_generic_ = true;
    ++at_;
    return;
  }
  begin_signature(false, at_);
  signature_is_generic_ = has_type_parameters(at_);
}

void Scanner::read_module() {
  const auto name = text(at_ + 1);
  const auto next = kind_at(at_ + 2);
  if (next == ';') {
    add_files(std::string(name));
    has_macro_use_ = false;
    at_ += 2;
    return;
  }
  at_ += 2;
  if (next != '{') return;
  auto frame = bracket();
  frame.is_module = true;
  modules_ += std::string(name) + "/";
  frames_.push_back(frame);
  count('{');
  ++at_;
}

void Scanner::add_files(const std::string& name) {
  if (part_ == PartTable::never) return;
  std::string others;
  for (const auto& [condition, path] : std::exchange(item_paths_, {})) {
    if (condition.empty()) return add_file(part_, name, path);
    add_file(parts_.child(part_, condition), name, path);
    others += (others.empty() ? "" : ",") + condition;
  }
  add_file(others.empty() ? part_ : parts_.child(part_, "not(any(" + others + "))"), name, {});
}

void Scanner::add_file(std::uint32_t part, const std::string& name, const std::string& path) {
  if (part == PartTable::never || is_rule_) return;
  NamedFile file{part, modules_, name, path};
  if (has_macro_use_)
    read_module_(file);
  else
    files_.push_back(std::move(file));
}

void Scanner::read_macro() {
  const auto word = word_at(at_);
  const auto known = macros_.find(text(at_));
  if (word == Word::include && kind_at(at_ + 3) == kind::text && part_ != PartTable::never)
    files_.push_back({part_, modules_, {}, std::string(text(at_ + 3))});
  at_ += 2;
  count(kind_at(at_));
  ++at_;
  auto frame = bracket();
  frame.is_chain = word == Word::cfg_if;
  if (frame.is_chain) chains_.emplace_back();
  frames_.push_back(frame);
  if (known == macros_.end()) {
    is_handed_ = is_handed_ || !frame.is_chain;
    return;
  }
  auto& rules = known->second;
  if (rules.condition)
    enter(*rules.condition);
  else
    write_out(rules);
  if (!is_rule_) follow_modules(rules);
  is_handed_ = is_handed_ || (!rules.condition && !frame.is_chain);
}

std::vector<NamedFile> scan_code(std::string_view source, std::uint32_t part, PartTable& parts, MacroTable& macros,
                                 const ReadModule& read_module) {
  const auto tokens = code_tokens(source);
  const TokenView view(source, std::span(tokens).first(tokens.size() - tokens_ahead));
  return Scanner(view, part, parts, macros, read_module).run();
}

}  // namespace plimsoll::facts
