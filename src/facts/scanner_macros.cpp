// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>

#include "scanner.h"

namespace plimsoll::facts {
namespace {

constexpr std::size_t most_macros = 500;
/// Of each kind of code, that one rule of a macro is taken to write.
constexpr std::uint32_t most_written = 100'000;

}  // namespace

void Scanner::read_rules() {
  const auto open = at_ + 3;
  const auto end = behind_group(open);
  counted_.tokens += static_cast<std::uint32_t>(end - at_);
  const std::string name(text(at_ + 2));
  at_ = end;
  if (!is_rule_) learn(name, open, end);
  if (is_in_conditional()) end_conditional();
}

void Scanner::learn(const std::string& name, std::size_t open, std::size_t end) {
  if (macros_.size() >= most_macros || part_ == PartTable::never) return;
  MacroRules rules{.condition = condition_of_rules(open, end)};
  auto written = parts_.flat();
  std::uint32_t count = 0;
  for (auto at = open + 1; at + 1 < end; ++count) {
    const auto body = std::min(end, is_opening(kind_at(at)) ? behind_group(at) : end) + 2;  // behind `=>`
    if (body >= end) break;
    const auto behind = std::min(end, behind_group(body));
    Scanner({source_, tokens_.subspan(body, behind - body)}, 0, written, macros_, read_module_).run_as_rule();
    if (!rules.condition) rules.modules += modules_of_rule(body, behind);
    at = behind + (kind_at(behind) == ';' ? 1U : 0U);
  }
  rules.once = share(written.size(0), std::max(count, 1U));
  rules.repeated = share(written.size(repeated_part), std::max(count, 1U));
  macros_.insert_or_assign(name, std::move(rules));
}

void Scanner::follow_modules(MacroRules& rules) {
  if (rules.modules.empty() || rules.calls_left == 0) return;
  --rules.calls_left;
  MacroTable none;
  const auto text = rules.modules;  // a module read at once may define the macro anew
  for (auto& file : scan_code(text, part_, parts_, none, read_module_)) {
    file.modules = modules_ + file.modules;
    files_.push_back(std::move(file));
  }
}

CodeSize Scanner::share(CodeSize size, std::uint32_t count) {
  for (const auto& field : code_size_fields()) size.*field.size = std::min(size.*field.size / count, most_written);
  return size;
}

std::uint32_t Scanner::things_handed() {
  std::uint32_t things = 1;
  std::size_t depth = 1;
  for (auto at = at_; at < tokens_.size() && depth > 0 && steps_left_ > 0; ++at, --steps_left_) {
    const auto c = kind_at(at);
    if (is_opening(c)) ++depth;
    if (c == ')' || c == ']' || c == '}') --depth;
    if (depth == 1 && (c == ',' || c == ';' || c == '}')) ++things;
  }
  return things;
}

void Scanner::write_out(const MacroRules& rules) {
  const auto things = things_handed();
  const auto items = counted_.item_tokens;
  counted_ += rules.once;
  constexpr std::uint32_t most_things = 1'000;
  for (const auto& field : code_size_fields()) {
    const auto written = std::uint64_t{rules.repeated.*field.size} * std::min(things, most_things);
    CodeSize repeated;
    repeated.*field.size = static_cast<std::uint32_t>(std::min<std::uint64_t>(written, most_written));
    counted_ += repeated;
  }
  if (is_body_) counted_.item_tokens = items;
}

}  // namespace plimsoll::facts
