// SPDX-License-Identifier: MIT OR Apache-2.0
/// Platform conditions: the key of a `[target.KEY.dependencies]` table.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "plimsoll/support/result.h"

namespace plimsoll::cargo {

class Target;

/// An expression inside `cfg(…)` (Rust reference, "Conditional compilation").
struct CfgExpr {
  enum class Kind { all, any, negation, option, key_value, constant };
  Kind kind = Kind::constant;
  std::vector<CfgExpr> operands = {};  ///< of all, any and negation (one)
  std::string key = {};                ///< of option and key_value, without `r#`
  std::string value = {};              ///< of key_value
  bool constant = true;                ///< of constant
  bool raw = false;                    ///< written with `r#`
  friend bool operator==(const CfgExpr&, const CfgExpr&) = default;
};

/// Either a target's name or a `cfg(…)` expression.
class PlatformSpec {
 public:
  explicit PlatformSpec(std::string name) : spec_(std::move(name)) {}
  explicit PlatformSpec(CfgExpr expression) : spec_(std::move(expression)) {}

  [[nodiscard]] bool matches(const Target&) const;
  [[nodiscard]] const std::string* name() const { return std::get_if<std::string>(&spec_); }
  [[nodiscard]] const CfgExpr* expression() const { return std::get_if<CfgExpr>(&spec_); }
  friend bool operator==(const PlatformSpec&, const PlatformSpec&) = default;

 private:
  std::variant<std::string, CfgExpr> spec_;
};

/// Error: invalid, saying what was expected at which character.
support::Result<PlatformSpec> parse_platform_spec(std::string_view text);

/// In Cargo's normal form: one space after each comma and around `=`.
std::string to_text(const PlatformSpec&);

}  // namespace plimsoll::cargo
