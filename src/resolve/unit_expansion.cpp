// SPDX-License-Identifier: MIT OR Apache-2.0
#include "unit_expansion.h"

#include <algorithm>
#include <set>

#include "plimsoll/resolve/extern_name.h"
#include "unit_roots.h"

namespace plimsoll::resolve {
namespace {

using cargo::CrateTarget;
using cargo::DependencyKind;
using cargo::TargetKind;
using graph::LinkIx;
using graph::PackageIx;

std::string crate_name(std::string_view name) {
  std::string result(name);
  std::ranges::replace(result, '-', '_');
  return result;
}

class Expander {
 public:
  Expander(const Resolution& resolution, const UnitRequest& request, const ProfileMaker& profiles)
      : resolution_(resolution),
        graph_(resolution.graph()),
        platforms_(*resolution.request().platforms),
        request_(request),
        maker_(profiles),
        made_(graph_.package_count() * 8) {
    compare_sides();
  }

  support::Result<Expansion> expand(const std::vector<RootTarget>& roots) {
    std::vector<UnitFor> root_for;
    for (const auto& root : roots) add_root(root, root_for);
    for (std::size_t i = 0; i < result_.roots.size(); ++i) waiting_.push_back({result_.roots[i], root_for[i]});
    // A unit keeps the flags of the first edge that reached it, and edges are followed depth first, as in Cargo.
    std::ranges::reverse(waiting_);
    while (!waiting_.empty()) {
      const auto [unit, unit_for] = waiting_.back();
      waiting_.pop_back();
      if (done_[unit]) continue;
      done_[unit] = 1;
      auto edges = dependencies_of(unit, unit_for);
      for (auto at = edges.rbegin(); at != edges.rend(); ++at) waiting_.push_back({at->to, at->unit_for});
      result_.edges[unit] = std::move(edges);
    }
    if (failure_) return support::failure(*failure_);
    connect_runs();
    return std::move(result_);
  }

 private:
  void compare_sides() {
    result_.same_features.resize(graph_.package_count());
    for (std::size_t i = 0; i < graph_.package_count(); ++i)
      result_.same_features[i] =
          resolution_.features(PackageIx(i), Side::target) == resolution_.features(PackageIx(i), Side::host);
  }

  [[nodiscard]] const CrateTarget& target_of(const ProtoUnit& unit) const {
    return graph_.manifest(unit.package)->targets[unit.target];
  }

  [[nodiscard]] std::int32_t platform_for(const CrateTarget& target, std::int32_t platform) const {
    return target.is_proc_macro() || target.kind == TargetKind::custom_build ? host_platform : platform;
  }

  [[nodiscard]] const std::string& triple(std::int32_t platform) const {
    if (platform == host_platform || platforms_.targets.empty()) return platforms_.host.triple();
    return platforms_.targets[static_cast<std::size_t>(platform)].triple();
  }

  std::uint32_t profile_number(Profile profile) {
    const auto [at, added] =
        profile_numbers_.emplace(std::move(profile), static_cast<std::uint32_t>(result_.profiles.size()));
    if (added) result_.profiles.push_back(at->first);
    return at->second;
  }

  void set_profile(ProtoUnit& unit, const UnitFor& unit_for) { set_profile(unit, unit_for, unit.platform); }

  void set_profile(ProtoUnit& unit, const UnitFor& unit_for, std::int32_t platform) {
    const ProfileUse use{unit_for.host, unit_for.always_unwind, triple(platform).find("-apple-") != std::string::npos};
    auto& known =
        made_[unit.package * 8 + (use.host ? 4U : 0U) + (use.always_unwind ? 2U : 0U) + (use.apple ? 1U : 0U)];
    if (!known) {
      auto made = maker_.profile(unit.package, use);
      known = std::pair(profile_number(std::move(made.profile)), made.debuginfo_deferred);
    }
    unit.profile = known->first;
    unit.debuginfo_deferred = known->second;
  }

  std::uint32_t intern(const ProtoUnit& unit) {
    const auto [at, added] =
        result_.index.emplace(result_.key_of(unit), static_cast<std::uint32_t>(result_.units.size()));
    if (added) {
      result_.units.push_back(unit);
      result_.edges.emplace_back();
      done_.push_back(0);
    }
    return at->second;
  }

  void add_root(const RootTarget& root, std::vector<UnitFor>& root_for) {
    const auto& target = graph_.manifest(root.package)->targets[root.target];
    const auto platforms = std::max<std::size_t>(1, platforms_.targets.size());
    for (std::size_t i = 0; i < platforms; ++i) {
      const auto platform = platform_for(target, static_cast<std::int32_t>(i));
      const bool is_test = root.tests || request_.command == Command::test;
      UnitFor unit_for{false, target.is_proc_macro(), is_test || target.is_proc_macro(), platform};
      ProtoUnit unit{root.package, root.target, root.mode, root.tests, platform, side(unit_for)};
      // Cargo takes the profile for the requested platform, even of a proc macro, which is then built for the host.
      set_profile(unit, unit_for, static_cast<std::int32_t>(i));
      unit_for.host = target.is_proc_macro();
      const auto number = intern(unit);
      if (std::ranges::find(result_.roots, number) != result_.roots.end()) continue;
      result_.roots.push_back(number);
      root_for.push_back(unit_for);
    }
  }

  static Side side(const UnitFor& unit_for) { return unit_for.host_features ? Side::host : Side::target; }

  static UnitFor below(const UnitFor& unit_for, const CrateTarget& parent, const CrateTarget& dependency) {
    const bool to_host = dependency.is_proc_macro() || dependency.kind == TargetKind::custom_build;
    return {unit_for.host || to_host,
            unit_for.host_features || parent.kind == TargetKind::custom_build || dependency.is_proc_macro(),
            unit_for.always_unwind || to_host, unit_for.root_platform};
  }

  std::vector<ProtoEdge> dependencies_of(std::uint32_t number, const UnitFor& unit_for) {
    const auto unit = result_.units[number];
    if (unit.mode == Mode::run_custom_build) return {script_compile(unit, unit_for)};
    std::vector<ProtoEdge> edges;
    add_libraries(number, unit, unit_for, edges);
    const auto& target = target_of(unit);
    if (target.kind == TargetKind::custom_build) return edges;
    add_script_run(unit, unit_for, edges);
    if (target.kind == TargetKind::lib && unit.mode != Mode::doctest) return edges;
    add_own_library(unit, unit_for, edges);
    const bool is_test_target = target.kind == TargetKind::test || target.kind == TargetKind::bench;
    if (is_test_target && unit.mode != Mode::check) add_binaries(unit, unit_for, edges);
    return edges;
  }

  [[nodiscard]] bool counts(LinkIx link, const ProtoUnit& unit, const UnitFor& unit_for) const {
    return may_use(resolution_, link, unit) && resolution_.is_enabled(link, side(unit_for));
  }

  void add_libraries(std::uint32_t number, const ProtoUnit& unit, const UnitFor& unit_for,
                     std::vector<ProtoEdge>& edges) {
    const auto links = graph_.links_from(unit.package);
    for (std::size_t begin = 0; begin < links.size();) {
      auto end = begin;
      const auto to = graph_.link(links[begin]).to;
      bool any = false;
      bool development_only = true;
      for (; end < links.size() && graph_.link(links[end]).to == to; ++end) {
        if (!counts(links[end], unit, unit_for)) continue;
        const auto* declaration = graph_.declaration(links[end]);
        any = true;
        development_only = development_only && declaration && declaration->kind == DependencyKind::development;
      }
      if (any) add_library(number, unit, unit_for, links.subspan(begin, end - begin), development_only, edges);
      begin = end;
    }
  }

  void add_library(std::uint32_t number, const ProtoUnit& unit, const UnitFor& unit_for, std::span<const LinkIx> links,
                   bool development_only, std::vector<ProtoEdge>& edges) {
    const auto to = graph_.link(links.front()).to;
    const auto* manifest = graph_.manifest(to);
    const auto* library = manifest ? manifest->library() : nullptr;
    if (!library) return;
    auto name = extern_name(resolution_, links, *library);
    if (!name && !failure_) failure_ = name.error();
    edges.push_back(library_edge(unit, unit_for, to, *library, std::move(name).value_or(std::string())));
    if (development_only) development_edges_.insert({number, edges.back().to});
  }

  ProtoEdge library_edge(const ProtoUnit& unit, const UnitFor& unit_for, PackageIx to, const CrateTarget& library,
                         std::string extern_name) {
    const auto child_for = below(unit_for, target_of(unit), library);
    const auto position = static_cast<std::uint32_t>(&library - graph_.manifest(to)->targets.data());
    const auto mode = unit.mode == Mode::check && !library.is_proc_macro() ? Mode::check : Mode::build;
    ProtoUnit child{to, position, mode, false, platform_for(library, unit.platform), side(child_for)};
    set_profile(child, child_for);
    return {intern(child), child_for, std::move(extern_name)};
  }

  void add_own_library(const ProtoUnit& unit, const UnitFor& unit_for, std::vector<ProtoEdge>& edges) {
    const auto* library = graph_.manifest(unit.package)->library();
    if (library && library->is_linkable_lib())
      edges.push_back(library_edge(unit, unit_for, unit.package, *library, library->name));
  }

  /// Tests are told where the binaries are, so these are built first.
  void add_binaries(const ProtoUnit& unit, const UnitFor& unit_for, std::vector<ProtoEdge>& edges) {
    const auto& targets = graph_.manifest(unit.package)->targets;
    for (std::uint32_t i = 0; i < targets.size(); ++i) {
      if (targets[i].kind != TargetKind::bin) continue;
      if (!has_required_features(resolution_, unit.package, targets[i], unit.side)) continue;
      const UnitFor child_for{false, false, false, unit_for.root_platform};
      ProtoUnit child{unit.package, i, Mode::build, false, platform_for(targets[i], unit.platform), Side::target};
      set_profile(child, child_for);
      edges.push_back({intern(child), child_for, crate_name(targets[i].name)});
    }
  }

  void add_script_run(const ProtoUnit& unit, const UnitFor& unit_for, std::vector<ProtoEdge>& edges) {
    const auto* script = graph_.manifest(unit.package)->build_script();
    if (!script) return;
    const auto position = static_cast<std::uint32_t>(script - graph_.manifest(unit.package)->targets.data());
    const UnitFor child_for{true, unit_for.host_features, true, unit_for.root_platform};
    ProtoUnit run{unit.package, position, Mode::run_custom_build, false, unit.platform, side(child_for)};
    run.profile = profile_number(maker_.run_profile(result_.profiles[unit.profile]));
    run.debuginfo_deferred = unit.debuginfo_deferred;
    edges.push_back({intern(run), child_for, crate_name(script->name)});
  }

  /// What a run of a build script waits for: its compilation, unless the configuration replaces the script.
  std::vector<ProtoEdge> script_compile(const ProtoUnit& run, const UnitFor& unit_for) {
    if (is_overridden(run)) return {};
    const UnitFor child_for{true, unit_for.host_features, true, unit_for.root_platform};
    ProtoUnit compile{run.package, run.target, Mode::build, false, host_platform, side(child_for)};
    set_profile(compile, child_for);
    return {{intern(compile), child_for, crate_name(target_of(run).name)}};
  }

  [[nodiscard]] bool is_overridden(const ProtoUnit& run) const {
    const auto& links = graph_.manifest(run.package)->links;
    if (!links) return false;
    return std::ranges::any_of(graph_.closure().config.targets, [&](const cargo::TargetTable& table) {
      return table.spec == triple(run.platform) &&
             std::ranges::find(table.links_overrides, *links) != table.links_overrides.end();
    });
  }

  /// A run waits for the runs of the native libraries that its package's unit links directly (Cargo reference, "Build
  /// Scripts", The `links` Manifest Key).
  void connect_runs() {
    std::vector<std::vector<std::uint32_t>> served(result_.units.size());
    for (std::uint32_t unit = 0; unit < result_.units.size(); ++unit)
      for (const auto& edge : result_.edges[unit])
        if (result_.units[edge.to].mode == Mode::run_custom_build) served[edge.to].push_back(unit);
    std::vector<std::pair<std::uint32_t, std::vector<ProtoEdge>>> additions;
    for (std::uint32_t run = 0; run < result_.units.size(); ++run)
      if (result_.units[run].mode == Mode::run_custom_build)
        if (auto edges = edges_between_runs(run, served[run]); !edges.empty())
          additions.emplace_back(run, std::move(edges));
    for (auto& [run, edges] : additions) std::ranges::move(edges, std::back_inserter(result_.edges[run]));
  }

  std::vector<ProtoEdge> edges_between_runs(std::uint32_t run, const std::vector<std::uint32_t>& served) const {
    // Edges with different flags stay apart, as in Cargo, and make different units later.
    std::set<ProtoEdge> found;
    for (const auto unit : served) {
      for (const auto& edge : result_.edges[unit]) {
        const auto& other = result_.units[edge.to];
        if (other.package == result_.units[run].package || development_edges_.contains({unit, edge.to})) continue;
        if (!graph_.manifest(other.package)->links || !target_of(other).is_linkable_lib()) continue;
        const auto& below_other = result_.edges[edge.to];
        const auto at = std::ranges::find_if(below_other, [&](const ProtoEdge& candidate) {
          return result_.units[candidate.to].mode == Mode::run_custom_build;
        });
        if (at != below_other.end()) found.insert(*at);
      }
    }
    return {found.begin(), found.end()};
  }

  const Resolution& resolution_;
  const graph::PackageGraph& graph_;
  const Platforms& platforms_;
  const UnitRequest& request_;
  const ProfileMaker& maker_;
  Expansion result_;
  std::optional<support::Error> failure_;
  std::vector<char> done_;
  std::vector<std::pair<std::uint32_t, UnitFor>> waiting_;
  std::map<Profile, std::uint32_t> profile_numbers_;
  std::vector<std::optional<std::pair<std::uint32_t, bool>>> made_;  // eight uses of each package
  std::set<std::pair<std::uint32_t, std::uint32_t>> development_edges_;
};

}  // namespace

Expansion::Key Expansion::key_of(const ProtoUnit& unit) const {
  const auto side = same_features[unit.package] ? Side::target : unit.side;
  const auto platform = static_cast<std::uint32_t>(unit.platform);
  return {{(std::uint64_t{unit.package.value} << 32U) | unit.target, (std::uint64_t{platform} << 32U) | unit.profile,
           (static_cast<std::uint64_t>(unit.mode) << 16U) | (static_cast<std::uint64_t>(side) << 8U) |
               (unit.tests ? 1U : 0U)}};
}

std::uint32_t Expansion::find(const ProtoUnit& unit) const {
  const auto found = index.find(key_of(unit));
  return found == index.end() ? static_cast<std::uint32_t>(units.size()) : found->second;
}

bool may_use(const Resolution& resolution, LinkIx link, const ProtoUnit& unit) {
  if (!resolution.is_linked(link)) return false;
  const auto& target = resolution.graph().manifest(unit.package)->targets[unit.target];
  const auto* declaration = resolution.graph().declaration(link);
  const auto kind = declaration ? declaration->kind : DependencyKind::normal;
  if ((target.kind == TargetKind::custom_build) != (kind == DependencyKind::build)) return false;
  const bool is_test = unit.tests || unit.mode == Mode::doctest || target.kind == TargetKind::test ||
                       target.kind == TargetKind::bench || target.kind == TargetKind::example;
  if (kind == DependencyKind::development && !is_test) return false;
  if (unit.platform == host_platform) return resolution.matches_host(link);
  return resolution.matches_target(link, static_cast<std::size_t>(unit.platform));
}

support::Result<Expansion> expand_units(const Resolution& resolution, const UnitRequest& request,
                                        const ProfileMaker& profiles, const std::vector<RootTarget>& roots) {
  return Expander(resolution, request, profiles).expand(roots);
}

}  // namespace plimsoll::resolve
