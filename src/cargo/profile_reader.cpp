// SPDX-License-Identifier: MIT OR Apache-2.0
#include "profile_reader.h"

#include <fmt/format.h>

#include "manifest_fields.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;

/// A setting that may be written as a string, a number or a flag, as text.
std::optional<std::string> loose_field(const toml::Value& table, std::string_view key, Diagnostics& diagnostics) {
  const auto* value = table.find(key);
  if (!value) return std::nullopt;
  if (const auto* text = value->as_string()) return *text;
  if (const auto* number = value->as_integer()) return fmt::format("{}", *number);
  if (const auto* flag = value->as_boolean()) return *flag ? "true" : "false";
  diagnostics.error(value->at(),
                    fmt::format("`{}` must be a string, a number or a boolean, found {}", key, value->kind_name()));
  return std::nullopt;
}

/// `debuginfo` in one spelling (Cargo reference, "Profiles").
std::string normal_debuginfo(std::string text) {
  if (text == "false" || text == "none") return "0";
  if (text == "limited") return "1";
  if (text == "true" || text == "full") return "2";
  return text;
}

std::string normal_strip(std::string text) {
  if (text == "false") return "none";
  if (text == "true") return "symbols";
  return text;
}

ProfileSettings read_settings(const toml::Value& table, Diagnostics& diagnostics) {
  ProfileSettings settings;
  settings.opt_level = loose_field(table, "opt-level", diagnostics);
  if (auto debuginfo = loose_field(table, "debug", diagnostics)) settings.debuginfo = normal_debuginfo(*debuginfo);
  settings.split_debuginfo = string_field(table, {"split-debuginfo"}, diagnostics);
  settings.debug_assertions = boolean_field(table, {"debug-assertions"}, diagnostics);
  settings.overflow_checks = boolean_field(table, {"overflow-checks"}, diagnostics);
  settings.incremental = boolean_field(table, {"incremental"}, diagnostics);
  settings.rpath = boolean_field(table, {"rpath"}, diagnostics);
  settings.panic = string_field(table, {"panic"}, diagnostics);
  settings.lto = loose_field(table, "lto", diagnostics);
  if (auto strip = loose_field(table, "strip", diagnostics)) settings.strip = normal_strip(*strip);
  settings.codegen_backend = string_field(table, {"codegen-backend"}, diagnostics);
  settings.inherits = string_field(table, {"inherits"}, diagnostics);
  if (const auto* units = table.find("codegen-units")) {
    if (const auto* number = units->as_integer())
      settings.codegen_units = *number;
    else
      diagnostics.error(units->at(), fmt::format("`codegen-units` must be an integer, found {}", units->kind_name()));
  }
  return settings;
}

}  // namespace

Profiles read_profiles(const toml::Value& table, Diagnostics& diagnostics) {
  Profiles profiles;
  if (!toml::expect_table(table, "profile", diagnostics)) return profiles;
  for (const auto& [name, at, value] : *table.as_table()) {
    if (!toml::expect_table(value, fmt::format("profile.{}", name), diagnostics)) continue;
    ProfileTable profile{read_settings(value, diagnostics)};
    if (const auto* build = value.find("build-override"))
      if (toml::expect_table(*build, "build-override", diagnostics))
        profile.build_override = read_settings(*build, diagnostics);
    if (const auto* packages = value.find("package"))
      if (toml::expect_table(*packages, "package", diagnostics))
        for (const auto& package : *packages->as_table())
          if (toml::expect_table(package.value, package.key, diagnostics))
            profile.packages.emplace_back(package.key, read_settings(package.value, diagnostics));
    profiles.emplace(name, std::move(profile));
  }
  return profiles;
}

}  // namespace plimsoll::cargo
