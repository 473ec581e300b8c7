// SPDX-License-Identifier: MIT OR Apache-2.0
#include "platform_order.h"

#include <algorithm>

namespace plimsoll::cargo_output {
namespace {

using cargo::CfgExpr;

int rank(const CfgExpr& expression) {
  switch (expression.kind) {
    case CfgExpr::Kind::negation:
      return 0;
    case CfgExpr::Kind::all:
      return 1;
    case CfgExpr::Kind::any:
      return 2;
    case CfgExpr::Kind::option:
      return 3;
    case CfgExpr::Kind::key_value:
      return 4;
    case CfgExpr::Kind::constant:
      return expression.constant ? 5 : 6;
  }
  return 7;
}

std::strong_ordering compare_expressions(const CfgExpr& a, const CfgExpr& b) {
  if (const auto order = rank(a) <=> rank(b); order != 0) return order;
  if (const auto order = a.key <=> b.key; order != 0) return order;
  if (const auto order = a.value <=> b.value; order != 0) return order;
  return std::lexicographical_compare_three_way(a.operands.begin(), a.operands.end(), b.operands.begin(),
                                                b.operands.end(), compare_expressions);
}

}  // namespace

std::strong_ordering compare_platforms(const cargo::PlatformSpec& a, const cargo::PlatformSpec& b) {
  if ((a.name() == nullptr) != (b.name() == nullptr)) return (a.name() == nullptr) <=> (b.name() == nullptr);
  if (a.name() != nullptr) return *a.name() <=> *b.name();
  return compare_expressions(*a.expression(), *b.expression());
}

}  // namespace plimsoll::cargo_output
