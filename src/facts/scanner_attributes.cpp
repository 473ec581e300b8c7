// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>

#include "scanner.h"

namespace plimsoll::facts {
namespace {

constexpr std::string_view standard_derives[] = {"Clone", "Copy", "Debug",     "Default",   "Eq",
                                                 "Hash",  "Ord",  "PartialEq", "PartialOrd"};

bool is_standard(std::string_view derive) {
  return std::ranges::find(standard_derives, derive) != std::end(standard_derives);
}

}  // namespace

void Scanner::read_attribute() {
  const bool is_inner = kind_at(at_ + 1) == '!';
  const auto open = at_ + (is_inner ? 2U : 1U);
  const auto end = behind_group(open);
  counted_.tokens += static_cast<std::uint32_t>(end - at_);
  if (!is_body_) counted_.item_tokens += static_cast<std::uint32_t>(end - at_);
  at_ = end;
  read_meta(open + 1, end - 1, is_inner);
  is_pending_ = !conditions_.empty() || !paths_.empty();
}

void Scanner::read_meta(std::size_t begin, std::size_t end, bool is_inner) {
  const auto is_call = kind_at(begin + 1) == '(';
  switch (word_at(begin)) {
    case Word::cfg:
      if (is_call && is_inner) enter(text_of(begin + 2, end - 1));
      if (is_call && !is_inner) conditions_.push_back(text_of(begin + 2, end - 1));
      return;
    case Word::cfg_attr:
      if (is_call) read_conditional_meta(begin + 2, end - 1);
      return;
    case Word::derive:
      if (is_call) counted_.proc_derives += derives(begin + 2, end - 1);
      return;
    case Word::macro_use:
      has_macro_use_ = true;
      return;
    case Word::path:
      if (is_text_value(begin)) paths_.push_back({std::string(), std::string(text(begin + 2))});
      return;
    case Word::test:
      if (begin + 1 == end) conditions_.emplace_back("test");
      return;
    default:
      return;
  }
}

bool Scanner::is_text_value(std::size_t at) const {
  return kind_at(at + 1) == '=' && kind_at(at + 2) == kind::text;
}

void Scanner::read_conditional_meta(std::size_t begin, std::size_t end) {
  auto next = end_of_meta(begin, end);
  const auto condition = text_of(begin, next);
  for (auto at = next + 1; at < end; at = next + 1) {
    next = end_of_meta(at, end);
    if (word_at(at) == Word::derive && kind_at(at + 1) == '(')
      parts_.size(parts_.child(part_, condition)).proc_derives += derives(at + 2, next - 1);
    if (word_at(at) == Word::path && is_text_value(at)) paths_.push_back({condition, std::string(text(at + 2))});
  }
}

std::size_t Scanner::end_of_meta(std::size_t at, std::size_t end) const {
  while (at < end && kind_at(at) != ',') at = kind_at(at) == '(' ? behind_group(at) : at + 1;
  return std::min(at, end);
}

std::uint32_t Scanner::derives(std::size_t begin, std::size_t end) const {
  std::uint32_t count = 0;
  for (auto at = begin; at < std::min(end, tokens_.size()); ++at)
    if (is_word(at) && kind_at(at + 1) != ':' && !is_standard(text(at))) ++count;
  return count;
}

}  // namespace plimsoll::facts
