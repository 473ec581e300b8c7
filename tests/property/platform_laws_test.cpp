// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "plimsoll/cargo/cfg_expr.h"
#include "plimsoll/cargo/target.h"

namespace {

using namespace plimsoll::cargo;
using Kind = CfgExpr::Kind;

CfgExpr combination(Kind kind, std::vector<CfgExpr> operands) {
  CfgExpr expression;
  expression.kind = kind;
  expression.operands = std::move(operands);
  return expression;
}

CfgExpr negation(CfgExpr operand) {
  std::vector<CfgExpr> operands;
  operands.push_back(std::move(operand));
  return combination(Kind::negation, std::move(operands));
}

rc::Gen<CfgExpr> leaves() {
  const auto names = rc::gen::element<std::string>("unix", "windows", "target_os", "target_family", "r", "_", "x9");
  const auto values = rc::gen::element<std::string>("linux", "unix", "", " ", "(", ",", "=", "\\", "\xC3\xA9");
  return rc::gen::map(rc::gen::tuple(rc::gen::element(Kind::option, Kind::key_value, Kind::constant), names, values,
                                     rc::gen::arbitrary<bool>()),
                      [](const auto& parts) {
                        CfgExpr leaf;
                        leaf.kind = std::get<0>(parts);
                        if (leaf.kind != Kind::constant) leaf.key = std::get<1>(parts);
                        if (leaf.kind == Kind::key_value) leaf.value = std::get<2>(parts);
                        if (leaf.kind == Kind::constant) leaf.constant = std::get<3>(parts);
                        if (leaf.kind != Kind::constant) leaf.raw = std::get<3>(parts);
                        return leaf;
                      });
}

rc::Gen<std::vector<CfgExpr>> lists(int depth);

rc::Gen<CfgExpr> expressions(int depth = 3) {
  if (depth == 0) return leaves();
  const auto combinations = rc::gen::map(
      rc::gen::pair(rc::gen::element(Kind::all, Kind::any), lists(depth - 1)),
      [](const std::pair<Kind, std::vector<CfgExpr>>& parts) { return combination(parts.first, parts.second); });
  return rc::gen::oneOf(leaves(), combinations, rc::gen::map(expressions(depth - 1), negation));
}

rc::Gen<std::vector<CfgExpr>> lists(int depth) {
  return rc::gen::resize(4, rc::gen::container<std::vector<CfgExpr>>(expressions(depth)));
}

rc::Gen<PlatformSpec> specs() {
  const auto names = rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(std::string("abz09_-."))),
                                  [](const std::string& name) { return PlatformSpec(name); });
  return rc::gen::oneOf(names, rc::gen::map(expressions(), [](const CfgExpr& it) { return PlatformSpec(it); }));
}

bool holds(const CfgExpr& expression) {
  static const auto target = find_target("x86_64-unknown-linux-gnu").value();
  return PlatformSpec(expression).matches(target);
}

}  // namespace

TEST_CASE("reading what was printed gives the same platform condition") {
  CHECK(rc::check([] {
    const auto spec = *specs();
    const auto text = to_text(spec);
    const auto again = parse_platform_spec(text);
    RC_ASSERT(again.has_value());
    RC_ASSERT(to_text(*again) == text);
    RC_ASSERT(*again == spec);
  }));
}

TEST_CASE("a double negation changes nothing") {
  CHECK(rc::check([] {
    const auto expression = *expressions();
    RC_ASSERT(holds(negation(negation(expression))) == holds(expression));
  }));
}

TEST_CASE("not any is all not") {
  CHECK(rc::check([] {
    const auto operands = *lists(2);
    std::vector<CfgExpr> negated;
    for (const auto& operand : operands) negated.push_back(negation(operand));
    RC_ASSERT(holds(negation(combination(Kind::any, operands))) == holds(combination(Kind::all, negated)));
  }));
}

TEST_CASE("any text is refused or reads as a condition that prints and reads again") {
  CHECK(rc::check([] {
    const auto inside = *rc::gen::container<std::vector<std::string>>(
        rc::gen::element<std::string>("all", "any", "not", "(", ")", ",", "=", "\"", " ", "r#", "a", "true", "\t"));
    std::string text = "cfg(";
    for (const auto& token : inside) text += token;
    text += ")";
    if (const auto spec = parse_platform_spec(text)) RC_ASSERT(parse_platform_spec(to_text(*spec)).value() == *spec);
  }));
}
