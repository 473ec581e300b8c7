// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <array>

#include "declared_place.h"
#include "plimsoll/analysis/built_links.h"
#include "plimsoll/graph/dominators.h"
#include "report_parts.h"

namespace plimsoll::audit {
namespace {

using facts::BuildScriptFacts;
using graph::LinkIx;
using graph::PackageIx;

struct Deed {
  bool BuildScriptFacts::*fact;
  std::string_view word;
};

constexpr std::array deeds{Deed{&BuildScriptFacts::compiles_native_code, "compiles-native-code"},
                           Deed{&BuildScriptFacts::links_libraries, "links-libraries"},
                           Deed{&BuildScriptFacts::generates_code, "generates-code"},
                           Deed{&BuildScriptFacts::probes_compiler, "probes-compiler"},
                           Deed{&BuildScriptFacts::reads_environment, "reads-environment"},
                           Deed{&BuildScriptFacts::spawns_programs, "spawns-programs"},
                           Deed{&BuildScriptFacts::uses_network, "uses-network"}};

std::vector<std::string> words_for(const std::optional<BuildScriptFacts>& facts) {
  std::vector<std::string> words;
  if (!facts) return words;
  for (const auto& [fact, word] : deeds)
    if ((*facts).*fact) words.emplace_back(word);
  return words;
}

std::vector<char> built_links(const Parts& parts, const std::vector<char>& locked) {
  std::vector<char> built(locked.size());
  for (std::size_t i = 0; i < built.size(); ++i)
    built[i] = locked[i] && analysis::is_built(parts.graph, parts.model, LinkIx(i));
  return built;
}

report::Dependency dependency_of(const Parts& parts, LinkIx link, bool is_live) {
  report::Dependency dependency;
  dependency.package = parts.graph.link(link).to;
  dependency.live = is_live;
  const auto* declaration = parts.graph.declaration(link);
  if (declaration == nullptr) {
    dependency.name = parts.graph.id(dependency.package).name;
    return dependency;
  }
  dependency.kind = declaration->kind;
  if (declaration->platform) dependency.platform = cargo::to_text(*declaration->platform);
  dependency.name = declaration->key;
  if (declaration->has_req) dependency.requirement = cargo::to_text(declaration->req);
  dependency.features = declaration->features;
  dependency.default_features = declaration->default_features;
  dependency.optional = declaration->optional;
  dependency.location = place_of(parts.graph, parts.sources, link);
  return dependency;
}

/// The packages whose units were asked for.
std::vector<PackageIx> roots_of(const Parts& parts) {
  std::vector<PackageIx> roots;
  if (parts.graph.closure().lockfile_only) return parts.graph.members();
  const auto& build = parts.model.build.units;
  for (const auto unit : build.roots) roots.push_back(build.units[unit].package);
  std::ranges::sort(roots);
  roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
  return roots;
}

void add_dominators(const Parts& parts, const std::vector<char>& built, report::Report& report) {
  const auto dominators = graph::find_dominators(parts.graph, roots_of(parts), built);
  for (auto place = dominators.reached.rbegin(); place != dominators.reached.rend(); ++place) {
    auto& package = report.packages[*place];
    package.dominator = dominators.immediate[*place];
    package.owned.packages += 1;
    package.owned.cost_seconds += package.cost_seconds.value_or(0);
    if (!package.dominator) continue;
    auto& above = report.packages[*package.dominator].owned;
    above.packages += package.owned.packages;
    above.cost_seconds += package.owned.cost_seconds;
  }
}

}  // namespace

void add_graph(const Parts& parts, report::Report& report) {
  const auto locked = analysis::locked_links(parts.graph);
  const auto built = built_links(parts, locked);
  for (std::size_t i = 0; i < report.packages.size(); ++i) {
    const PackageIx ix(i);
    auto& package = report.packages[i];
    for (const auto link : parts.graph.links_from(ix))
      if (locked[link]) package.dependencies.push_back(dependency_of(parts, link, built[link] != 0));
    if (parts.model.towards_member[i] != ix) package.toward_member = parts.model.towards_member[i];
    package.build_script_does = words_for(parts.facts[i].build_script);
  }
  add_dominators(parts, built, report);
}

}  // namespace plimsoll::audit
