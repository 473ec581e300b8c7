// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo_output/unit_graph.h"

#include <string_view>

#include "package_json.h"

namespace plimsoll::cargo_output {
namespace {

/// Cargo writes levels as numbers and the two others by name.
Json debuginfo_json(const std::string& level) {
  if (level == "0" || level == "1" || level == "2") return level.front() - '0';
  return level;
}

Json strip_json(const resolve::Profile& profile) {
  auto value = profile.strip == "none" ? Json("None") : Members().add("Named", profile.strip).take();
  return Members().add(profile.strip_deferred ? "deferred" : "resolved", std::move(value)).take();
}

Json profile_json(const resolve::Profile& profile) {
  return Members()
      .add("name", profile.name)
      .add("opt_level", profile.opt_level)
      .add("lto", profile.lto)
      .add("codegen_backend", or_null(profile.codegen_backend))
      .add("codegen_units", or_null(profile.codegen_units))
      .add("debuginfo", debuginfo_json(profile.debuginfo))
      .add("split_debuginfo", or_null(profile.split_debuginfo))
      .add("debug_assertions", profile.debug_assertions)
      .add("overflow_checks", profile.overflow_checks)
      .add("rpath", profile.rpath)
      .add("incremental", profile.incremental)
      .add("panic", profile.panic)
      .add("strip", strip_json(profile))
      .take();
}

Json dependencies_json(const resolve::Unit& unit) {
  auto list = Json::array();
  for (const auto& dependency : unit.dependencies)
    list.push_back(Members()
                       .add("index", dependency.unit.value)
                       .add("extern_crate_name", dependency.extern_name)
                       .add("public", false)
                       .add("noprelude", false)
                       .take());
  return list;
}

Json unit_json(const resolve::Resolution& resolution, const resolve::Unit& unit) {
  const auto& graph = resolution.graph();
  auto features = Json::array();
  for (const auto feature : unit.features) features.push_back(std::string_view(feature));
  const auto& targets = resolution.request().platforms->targets;
  return Members()
      .add("pkg_id", cargo::to_spec(graph.id(unit.package)))
      .add("target", target_json(graph.manifest(unit.package)->targets[unit.target]))
      .add("profile", profile_json(unit.profile))
      .add("platform", unit.platform ? Json(targets[*unit.platform].triple()) : Json())
      .add("mode", std::string(resolve::to_text(unit.mode)))
      .add("features", std::move(features))
      .add("dependencies", dependencies_json(unit))
      .take();
}

}  // namespace

std::string render_unit_graph(const resolve::Resolution& resolution, const resolve::UnitGraph& units,
                              std::size_t threads) {
  auto roots = Json::array();
  for (const auto root : units.roots) roots.push_back(root.value);
  std::string text = R"({"version":1,"units":)";
  append_array(text, units.units.size(), threads, [&](std::size_t i) { return unit_json(resolution, units.units[i]); });
  text += R"(,"roots":)";
  roots.append_to(text);
  text += "}\n";
  return text;
}

}  // namespace plimsoll::cargo_output
