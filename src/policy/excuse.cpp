// SPDX-License-Identifier: MIT OR Apache-2.0
#include "excuse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "fields.h"
#include "plimsoll/finding/fingerprint.h"

namespace plimsoll::policy {
namespace {

using support::Diagnostics;
using support::toml::Value;

constexpr std::array<std::string_view, 7> keys{"rule", "package", "advisory", "file", "fingerprint", "reason", "until"};

std::optional<std::string> optional_text(const Value& table, std::string_view key, Diagnostics& diagnostics) {
  const auto* value = table.find(key);
  if (value == nullptr) return std::nullopt;
  return expect_text(*value, key, diagnostics);
}

std::optional<std::string> required_text(const Value& table, std::string_view key, std::string_view why,
                                         Diagnostics& diagnostics) {
  if (table.find(key) == nullptr)
    diagnostics.error(table.at(), fmt::format("this `[[accept]]` has no `{}`", key), {}, std::string{why});
  return optional_text(table, key, diagnostics);
}

void read_package(const Value& table, Excuse& excuse, Diagnostics& diagnostics) {
  auto spec = optional_text(table, "package", diagnostics);
  if (!spec) return;
  const auto at = spec->find('@');
  excuse.package = spec->substr(0, at);
  if (at != std::string::npos) excuse.version = spec->substr(at + 1);
  if (excuse.package->empty() || (excuse.version && excuse.version->empty()))
    diagnostics.error(table.find("package")->at(), fmt::format("`{}` is no package", *spec), {},
                      "`name` or `name@version`");
}

bool has_subject(const Value& table) {
  constexpr std::array<std::string_view, 4> subjects{"package", "advisory", "file", "fingerprint"};
  return std::ranges::any_of(subjects, [&](std::string_view key) { return table.find(key) != nullptr; });
}

void read_rule_name(const Value& table, std::span<const finding::RuleSpec* const> rules, Excuse& excuse,
                    Diagnostics& diagnostics) {
  const auto name = required_text(table, "rule", "name the rule whose finding is taken on purpose", diagnostics);
  if (!name) return;
  if (const auto* rule = expect_rule(*name, table.find("rule")->at(), rules, diagnostics)) excuse.rule = rule->name;
}

/// `1.2` covers `1.2.3`, but `1.2` does not cover `1.20.0`.
bool version_matches(std::string_view wanted, const cargo::Version& version) {
  const auto text = cargo::to_text(version);
  if (!std::string_view{text}.starts_with(wanted)) return false;
  return text.size() == wanted.size() || text[wanted.size()] == '.';
}

bool package_matches(const Excuse& excuse, const cargo::PackageId* package) {
  if (!excuse.package) return true;
  if (package == nullptr || package->name != *excuse.package) return false;
  return !excuse.version || version_matches(*excuse.version, package->version);
}

bool advisory_matches(const Excuse& excuse, const finding::Finding& finding) {
  if (!excuse.advisory) return true;
  if (!finding.advisory) return false;
  const auto& advisory = *finding.advisory;
  return advisory.id == *excuse.advisory ||
         std::ranges::find(advisory.aliases, *excuse.advisory) != advisory.aliases.end();
}

bool file_matches(const Excuse& excuse, const finding::Finding& finding) {
  return !excuse.file || (finding.location && finding.location->file == *excuse.file);
}

}  // namespace

std::optional<Excuse> read_excuse(const Value& value, std::span<const finding::RuleSpec* const> rules,
                                  Diagnostics& diagnostics) {
  const auto* table = support::toml::expect_table(value, "accept", diagnostics);
  if (table == nullptr) return std::nullopt;
  const auto errors_before = diagnostics.error_count();
  Excuse excuse;
  excuse.at = value.at();
  reject_unknown_keys(*table, keys, "[[accept]]", diagnostics);
  read_rule_name(value, rules, excuse, diagnostics);
  read_package(value, excuse, diagnostics);
  excuse.advisory = optional_text(value, "advisory", diagnostics);
  excuse.file = optional_text(value, "file", diagnostics);
  excuse.fingerprint = optional_text(value, "fingerprint", diagnostics);
  auto reason = required_text(value, "reason", "say why the risk is taken; it is shown in every report", diagnostics);
  if (reason) excuse.reason = std::move(*reason);
  if (const auto* until = value.find("until")) excuse.until = expect_date(*until, "until", diagnostics);
  if (!has_subject(value))
    diagnostics.error(value.at(), "this `[[accept]]` would cover a whole rule", {},
                      "name a `package`, `advisory`, `file` or `fingerprint`, or set the rule to `allow` in [rules]");
  if (diagnostics.error_count() != errors_before) return std::nullopt;
  return excuse;
}

bool matches(const Excuse& excuse, const finding::Finding& finding, const cargo::PackageId* package) {
  if (finding.rule->name != excuse.rule) return false;
  if (!package_matches(excuse, package) || !advisory_matches(excuse, finding) || !file_matches(excuse, finding))
    return false;
  return !excuse.fingerprint || finding::fingerprint(finding, package) == *excuse.fingerprint;
}

std::string describe(const Excuse& excuse) {
  auto text = fmt::format("`{}`", excuse.rule);
  if (excuse.package)
    text += fmt::format(" on `{}{}{}`", *excuse.package, excuse.version ? "@" : "", excuse.version.value_or(""));
  if (excuse.advisory) text += fmt::format(" for `{}`", *excuse.advisory);
  if (excuse.file) text += fmt::format(" in `{}`", *excuse.file);
  if (excuse.fingerprint) text += fmt::format(" with the fingerprint `{}`", *excuse.fingerprint);
  return text;
}

}  // namespace plimsoll::policy
