// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>

#include "code_scanner.h"

namespace plimsoll::facts {
namespace {

constexpr std::size_t most_parts = 4'000;
constexpr std::size_t longest_condition = 2'000;

}  // namespace

std::uint32_t PartTable::child(std::uint32_t parent, const std::string& condition) {
  if (parent == never) return never;
  const auto truth = evaluate(condition, possible_);
  const auto is_odd = [](char c) { return c >= '\0' && c <= ' '; };
  if (truth == Truth::no) return never;
  if (is_flat_) return parent;
  if (truth == Truth::yes || condition.size() > longest_condition || std::ranges::any_of(condition, is_odd))
    return parent;
  const auto known = known_.find({parent, condition});
  if (known != known_.end()) return known->second;
  if (parts_.size() >= most_parts) return parent;
  const auto part = static_cast<std::uint32_t>(parts_.size());
  parts_.push_back({parent, condition, {}});
  known_.emplace(std::pair(parent, condition), part);
  return part;
}

CodeSize PartTable::total() const {
  CodeSize sum;
  for (const auto& part : parts_) sum += part.size;
  return sum;
}

}  // namespace plimsoll::facts
