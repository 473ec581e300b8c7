// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include "command.h"
#include "plimsoll/audit/audit.h"
#include "plimsoll/report/rules.h"
#include "words.h"

namespace plimsoll::cli {
namespace {

std::string fallback_text(const finding::OptionValue& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *number);
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* text = std::get_if<std::string_view>(&value)) return fmt::format("\"{}\"", *text);
  std::string list = "[";
  for (const auto item : std::get<std::span<const std::string_view>>(value))
    list += fmt::format("{}\"{}\"", list.size() > 1 ? ", " : "", item);
  return list + "]";
}

std::string explanation(const finding::RuleSpec& rule) {
  auto text = fmt::format("{} · {} by default · group {} · since {}\n\n{}\n", rule.name,
                          finding::policy_word(rule.level), finding::to_text(rule.group), rule.since, rule.explanation);
  if (!rule.options.empty()) text += "\nOptions in plimsoll.toml:\n";
  for (const auto& option : rule.options)
    text += fmt::format("  {} = {}  # {}\n", option.name, fallback_text(option.fallback), option.meaning);
  return text;
}

class ExplainCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.value("rule", "RULE", rule_, "The rule's name; `plimsoll rules` lists them");
  }

  [[nodiscard]] Uses uses() const override { return Uses::nothing; }

  ExitCode run(Context& context) override {
    if (!rule_)
      return fail(context, {support::ErrorKind::usage,
                            "`plimsoll explain` needs the name of a rule; `plimsoll rules` lists them"});
    const auto rule = audit::rule_called(*rule_);
    if (!rule) return fail(context, rule.error());
    context.output.write(explanation(**rule));
    return ExitCode::success;
  }

 private:
  std::optional<std::string> rule_;
};

class RulesCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.group("Output");
    arguments.choice("--format", {"human", "json"}, format_, "What standard output gets");
  }

  [[nodiscard]] Uses uses() const override { return Uses::nothing; }

  ExitCode run(Context& context) override {
    if (format_ == "json") {
      context.output.write(report::render_rules_json({"plimsoll", version()}, audit::every_rule()));
      return ExitCode::success;
    }
    std::string text;
    for (const auto* rule : audit::every_rule())
      text += fmt::format("{:<28} {:<6} {:<11} {}\n", rule->name, finding::policy_word(rule->level),
                          finding::to_text(rule->group), rule->summary);
    context.output.write(text);
    return ExitCode::success;
  }

 private:
  std::optional<std::string> format_;
};

}  // namespace

std::unique_ptr<Command> make_explain_command();
std::unique_ptr<Command> make_explain_command() {
  return std::make_unique<ExplainCommand>();
}

std::unique_ptr<Command> make_rules_command();
std::unique_ptr<Command> make_rules_command() {
  return std::make_unique<RulesCommand>();
}

}  // namespace plimsoll::cli
