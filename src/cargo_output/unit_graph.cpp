// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo_output/unit_graph.h"

#include <string_view>

#include "package_json.h"

namespace plimsoll::cargo_output {
namespace {

/// Cargo writes levels as numbers and the two others by name.
void append_debuginfo(std::string& to, const std::string& level) {
  if (level == "0" || level == "1" || level == "2")
    to += level;
  else
    append_json(to, level);
}

void append_strip(std::string& to, const resolve::Profile& profile) {
  Object object(to);
  auto& value = object.value_of(profile.strip_deferred ? "deferred" : "resolved");
  if (profile.strip == "none")
    append_json(value, "None");
  else
    Object(value).add("Named", profile.strip);
}

void append_profile(std::string& to, const resolve::Profile& profile) {
  Object object(to);
  object.add("name", profile.name)
      .add("opt_level", profile.opt_level)
      .add("lto", profile.lto)
      .add("codegen_backend", profile.codegen_backend)
      .add("codegen_units", profile.codegen_units);
  append_debuginfo(object.value_of("debuginfo"), profile.debuginfo);
  object.add("split_debuginfo", profile.split_debuginfo)
      .add("debug_assertions", profile.debug_assertions)
      .add("overflow_checks", profile.overflow_checks)
      .add("rpath", profile.rpath)
      .add("incremental", profile.incremental)
      .add("panic", profile.panic);
  append_strip(object.value_of("strip"), profile);
}

void append_dependency(std::string& to, const resolve::UnitDependency& dependency) {
  Object(to)
      .add("index", dependency.unit.value)
      .add("extern_crate_name", dependency.extern_name)
      .add("public", false)
      .add("noprelude", false);
}

void append_unit(std::string& to, const resolve::Resolution& resolution, const resolve::Unit& unit) {
  const auto& graph = resolution.graph();
  const auto& targets = resolution.request().platforms->targets;
  Object object(to);
  object.add("pkg_id", cargo::to_spec(graph.id(unit.package)));
  append_target(object.value_of("target"), graph.manifest(unit.package)->targets[unit.target]);
  append_profile(object.value_of("profile"), unit.profile);
  object
      .add("platform", unit.platform ? std::optional<std::string_view>(targets[*unit.platform].triple()) : std::nullopt)
      .add("mode", resolve::to_text(unit.mode))
      .add("features", unit.features);
  append_list(object.value_of("dependencies"), unit.dependencies, append_dependency);
}

}  // namespace

void print_unit_graph(const resolve::Resolution& resolution, const resolve::UnitGraph& units, std::size_t threads,
                      const Sink& sink) {
  std::string text;
  {
    Object object(text);
    object.add("version", 1);
    print_array(
        object.value_of("units"), units.units.size(), threads,
        [&](std::string& list, std::size_t i) { append_unit(list, resolution, units.units[i]); }, sink);
    append_list(object.value_of("roots"), units.roots,
                [](std::string& list, const auto root) { append_json(list, root.value); });
  }
  text += '\n';
  sink(text);
}

}  // namespace plimsoll::cargo_output
