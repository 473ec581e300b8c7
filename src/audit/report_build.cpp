// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "declared_place.h"
#include "plimsoll/analysis/built_links.h"
#include "plimsoll/analysis/duplicates.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/sha256.h"
#include "report_parts.h"

namespace plimsoll::audit {
namespace {

using graph::LinkIx;
using graph::PackageIx;

report::Unit unit_of(const Parts& parts, resolve::UnitIx ix) {
  const auto& model = parts.model;
  const auto& known = model.build.units.units[ix];
  const auto& target = parts.graph.manifest(known.package)->targets[known.target];
  report::Unit unit;
  unit.package = known.package;
  unit.kind = fmt::format("{}", fmt::join(target.kinds(), "/"));
  unit.name = target.name;
  unit.mode = resolve::to_text(known.mode);
  if (known.platform) unit.platform = model.build.resolution.request().platforms->targets[*known.platform].triple();
  unit.start = model.schedule.slots[ix].start;
  unit.end = model.schedule.slots[ix].end;
  unit.measured = model.unit_measured[ix] != 0;
  return unit;
}

void add_units(const Parts& parts, report::Report& report) {
  for (std::size_t i = 0; i < parts.model.build.units.units.size(); ++i)
    report.units.push_back(unit_of(parts, resolve::UnitIx(i)));
  for (const auto ix : parts.model.schedule.critical_path) report.units[ix].critical = true;
  std::ranges::stable_sort(report.units, {}, &report::Unit::start);
}

report::Copy copy_of(const Parts& parts, PackageIx package) {
  report::Copy copy{package, finding::may_be_built(parts.model.reach[package]), parts.model.cost_seconds[package]};
  for (const auto link : parts.graph.links_to(package)) {
    if (!analysis::is_locked(parts.graph, link)) continue;
    if (copy.built && !analysis::is_built(parts.graph, parts.model, link)) continue;
    report::CopyHolder holder{parts.graph.link(link).from};
    const auto* declaration = parts.graph.declaration(link);
    if (declaration != nullptr && declaration->has_req) holder.requirement = cargo::to_text(declaration->req);
    holder.location = place_of(parts.graph, parts.sources, link);
    copy.holders.push_back(std::move(holder));
  }
  std::ranges::stable_sort(copy.holders, {}, &report::CopyHolder::package);
  return copy;
}

void add_duplicates(const Parts& parts, report::Report& report) {
  const auto duplicates = analysis::find_duplicates(parts.graph, parts.model);
  const auto name_of = [&](const analysis::Copies& copies) { return parts.graph.id(copies.newest()).name; };
  std::map<std::string_view, std::size_t> of_name;
  for (std::size_t i = 0; i < duplicates.size(); ++i) {
    auto& duplicate = report.duplicates.emplace_back();
    duplicate.name = name_of(duplicates[i]);
    of_name.emplace(parts.graph.id(duplicates[i].newest()).name, i);
    if (duplicates[i].cause != i) duplicate.follows = name_of(duplicates[duplicates[i].cause]);
  }
  for (std::size_t i = 0; i < report.packages.size(); ++i) {
    const auto place = of_name.find(report.packages[i].name);
    if (place == of_name.end()) continue;
    report.packages[i].duplicate = true;
    report.duplicates[place->second].copies.push_back(copy_of(parts, PackageIx(i)));
  }
}

}  // namespace

void add_build(const Parts& parts, report::Report& report) {
  add_units(parts, report);
  add_duplicates(parts, report);
}

void add_inputs(const Parts& parts, report::Report& report) {
  const auto& closure = parts.graph.closure();
  std::map<std::string, std::string> digests;
  const auto add = [&](support::FileId file, std::string_view path) {
    if (parts.sources.path(file) != path) return;
    auto shown = path.starts_with('/') ? cargo::relative_path(closure.root, path) : std::string(path);
    if (!shown.starts_with("../")) digests.emplace(std::move(shown), support::sha256_hex(parts.sources.text(file)));
  };
  if (!closure.lockfile_path.empty()) add(closure.lockfile.file, closure.lockfile_path);
  if (closure.root_manifest) add(closure.root_manifest->file, closure.root_manifest->path);
  for (const auto& package : closure.packages)
    if (package.is_member && package.manifest) add(package.manifest->file, package.manifest->path);
  for (std::size_t i = 0; i < parts.policy_files.size(); ++i) add(parts.policy_texts[i], parts.policy_files[i]);
  for (auto& [file, digest] : digests) report.inputs.push_back({file, digest});
}

}  // namespace plimsoll::audit
