// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/cfg_expr.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "plimsoll/cargo/target.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cargo {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

/// Deeper nesting than any real expression has; keeps hostile ones off the stack.
constexpr int deepest_nesting = 128;

bool begins_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool continues_identifier(char c) {
  return begins_identifier(c) || (c >= '0' && c <= '9');
}

/// Reads one expression and everything inside it from a `cfg(…)`.
class Reader {
 public:
  /// `begin` and `end` bound the expression within `text`, so that places can be told in terms of the whole.
  Reader(std::string_view text, std::size_t begin, std::size_t end) : text_(text.substr(0, end)), at_(begin) {}

  Result<CfgExpr> read_all() {
    TRY_INTO(auto expression, read_expression(0));
    skip_spaces();
    if (at_ != text_.size()) return expected("`)`");
    return expression;
  }

 private:
  Result<CfgExpr> read_expression(int depth) {
    if (depth == deepest_nesting)
      return failure(ErrorKind::invalid, fmt::format("more than {} levels of nesting", deepest_nesting));
    CfgExpr identifier;
    TRY(read_identifier(identifier));
    if (!identifier.raw) {
      if (identifier.key == "all") return read_list(CfgExpr::Kind::all, depth);
      if (identifier.key == "any") return read_list(CfgExpr::Kind::any, depth);
      if (identifier.key == "not") return read_negation(depth);
    }
    return read_value(std::move(identifier));
  }

  Result<CfgExpr> read_list(CfgExpr::Kind kind, int depth) {
    CfgExpr list{.kind = kind};
    if (!take('(')) return expected("`(`");
    while (!take(')')) {
      TRY_INTO(auto operand, read_expression(depth + 1));
      list.operands.push_back(std::move(operand));
      if (take(',')) continue;
      if (!take(')')) return expected("`,` or `)`");
      break;
    }
    return list;
  }

  Result<CfgExpr> read_negation(int depth) {
    if (!take('(')) return expected("`(`");
    TRY_INTO(auto operand, read_expression(depth + 1));
    if (!take(')')) return expected("`)`");
    CfgExpr negation{.kind = CfgExpr::Kind::negation};
    negation.operands.push_back(std::move(operand));
    return negation;
  }

  Result<void> read_identifier(CfgExpr& identifier) {
    skip_spaces();
    identifier.raw = text_.substr(at_).starts_with("r#");
    if (identifier.raw) at_ += 2;
    const auto begin = at_;
    if (at_ == text_.size() || !begins_identifier(text_[at_])) return expected("a name");
    while (at_ < text_.size() && continues_identifier(text_[at_])) ++at_;
    identifier.key = std::string(text_.substr(begin, at_ - begin));
    return {};
  }

  Result<CfgExpr> read_value(CfgExpr identifier) {
    if (take('=')) {
      identifier.kind = CfgExpr::Kind::key_value;
      TRY_INTO(identifier.value, read_string());
      return identifier;
    }
    if (identifier.key == "true" || identifier.key == "false")
      return CfgExpr{.kind = CfgExpr::Kind::constant, .constant = identifier.key == "true"};
    identifier.kind = CfgExpr::Kind::option;
    return identifier;
  }

  Result<std::string> read_string() {
    if (!take('"')) return expected("a quoted value");
    const auto end = text_.find('"', at_);
    if (end == std::string_view::npos) {
      at_ = text_.size();
      return expected("`\"`");
    }
    std::string value(text_.substr(at_, end - at_));
    at_ = end + 1;
    return value;
  }

  void skip_spaces() { at_ = std::min(text_.find_first_not_of(' ', at_), text_.size()); }

  bool take(char wanted) {
    skip_spaces();
    if (at_ == text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  [[nodiscard]] tl::unexpected<support::Error> expected(std::string_view what) const {
    return failure(ErrorKind::invalid, fmt::format("expected {} at character {}", what, at_ + 1));
  }

  std::string_view text_;
  std::size_t at_;
};

bool may_be_in_name(char c) {
  return continues_identifier(c) || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
}

Result<PlatformSpec> parse_name(std::string_view text) {
  const auto stray = std::ranges::find_if_not(text, may_be_in_name);
  if (stray == text.end()) return PlatformSpec(std::string(text));
  if (*stray == '(') return failure(ErrorKind::invalid, "an expression must begin with `cfg(` and end with `)`");
  return failure(ErrorKind::invalid,
                 fmt::format("unexpected `{}` at character {} of a target's name",
                             support::printable(std::string_view(&*stray, 1)), stray - text.begin() + 1));
}

Result<PlatformSpec> parse_spec(std::string_view text) {
  constexpr std::string_view opening = "cfg(";
  if (!text.starts_with(opening) || !text.ends_with(')')) return parse_name(text);
  TRY_INTO(auto expression, Reader(text, opening.size(), text.size() - 1).read_all());
  return PlatformSpec(std::move(expression));
}

bool holds(const CfgExpr& expression, const Target& target) {
  const auto holds_here = [&](const CfgExpr& operand) { return holds(operand, target); };
  switch (expression.kind) {
    case CfgExpr::Kind::all:
      return std::ranges::all_of(expression.operands, holds_here);
    case CfgExpr::Kind::any:
      return std::ranges::any_of(expression.operands, holds_here);
    case CfgExpr::Kind::negation:
      return std::ranges::none_of(expression.operands, holds_here);
    case CfgExpr::Kind::option:
      return target.has_option(expression.key);
    case CfgExpr::Kind::key_value:
      return target.has_value(expression.key, expression.value);
    case CfgExpr::Kind::constant:
      return expression.constant;
  }
  return false;
}

void write(const CfgExpr& expression, std::string& text);

void write_call(std::string_view name, std::span<const CfgExpr> operands, std::string& text) {
  text.append(name).append("(");
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (i != 0) text += ", ";
    write(operands[i], text);
  }
  text += ')';
}

void write(const CfgExpr& expression, std::string& text) {
  switch (expression.kind) {
    case CfgExpr::Kind::all:
      return write_call("all", expression.operands, text);
    case CfgExpr::Kind::any:
      return write_call("any", expression.operands, text);
    case CfgExpr::Kind::negation:
      return write_call("not", expression.operands, text);
    case CfgExpr::Kind::option:
      text.append(expression.raw ? "r#" : "").append(expression.key);
      return;
    case CfgExpr::Kind::key_value:
      text.append(expression.raw ? "r#" : "").append(expression.key).append(" = \"").append(expression.value);
      text += '"';
      return;
    case CfgExpr::Kind::constant:
      text += expression.constant ? "true" : "false";
      return;
  }
}

}  // namespace

bool PlatformSpec::matches(const Target& target) const {
  const auto* written = expression();
  return written != nullptr ? holds(*written, target) : *name() == target.triple();
}

support::Result<PlatformSpec> parse_platform_spec(std::string_view text) {
  auto spec = parse_spec(text);
  if (!spec) {
    spec.error().message =
        fmt::format("`{}` is not a platform condition: {}", support::printable(text), spec.error().message);
  }
  return spec;
}

std::string to_text(const PlatformSpec& spec) {
  if (const auto* name = spec.name()) return *name;
  std::string text;
  write_call("cfg", {spec.expression(), 1}, text);
  return text;
}

}  // namespace plimsoll::cargo
