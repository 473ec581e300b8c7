// SPDX-License-Identifier: MIT OR Apache-2.0
#include "assemble.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "plimsoll/analysis/feature_reasons.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/policy/apply.h"
#include "report_parts.h"

namespace plimsoll::audit {
namespace {

using graph::PackageIx;
using resolve::Side;

constexpr std::int64_t seconds_per_day = 86'400;

std::string timestamp(std::int64_t seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

class Assembly {
 public:
  explicit Assembly(Parts parts) : parts_(std::move(parts)), graph_(parts_.graph), closure_(graph_.closure()) {}

  report::Report assemble() {
    report_.tool.version = parts_.request.version;
    add_inputs(parts_, report_);
    report_.policy_files = std::move(parts_.policy_files);
    report_.warnings = std::move(parts_.warnings);
    report_.switched_off = std::move(parts_.switched_off);
    add_workspace();
    add_selection();
    add_database();
    for (std::size_t i = 0; i < graph_.package_count(); ++i) add_package(PackageIx(i));
    add_graph(parts_, report_);
    add_findings();
    add_costs();
    add_build(parts_, report_);
    add_limited_build(parts_, report_);
    add_requests(parts_, report_);
    report_.duplicates_plan = std::move(parts_.duplicates_plan);
    report::settle(report_);
    return std::move(report_);
  }

 private:
  void add_workspace() {
    report_.workspace.root = closure_.root;
    const auto* root = closure_.root_manifest ? &*closure_.root_manifest : nullptr;
    report_.workspace.name = std::string(cargo::file_name(closure_.root));
    for (const auto member : graph_.members()) {
      report_.workspace.members.push_back(cargo::to_spec(graph_.id(member)));
      const auto& manifest = graph_.at(member).manifest;
      if (root && manifest && manifest->path == root->path) report_.workspace.name = graph_.id(member).name;
    }
  }

  void add_selection() {
    auto& selection = report_.selection;
    const auto& platforms = parts_.model.request.platforms;
    if (platforms.every)
      selection.targets.emplace_back(resolve::every_platform);
    else
      for (const auto& target : platforms.targets) selection.targets.push_back(target.triple());
    selection.host = parts_.request.host;
    selection.features = parts_.request.features.features;
    selection.all_features = parts_.request.features.all;
    selection.no_default_features = parts_.request.features.no_default;
  }

  void add_database() {
    if (!parts_.advisories) return;
    const auto& data = *parts_.advisories;
    report::AdvisoryDatabase database{data.place, {}, {}, data.database.count(), data.database.unreadable().size()};
    if (!data.commit.empty()) database.commit = data.commit;
    if (data.commit_time) {
      database.commit_time = timestamp(*data.commit_time);
      database.age_days =
          static_cast<std::uint64_t>(std::max<std::int64_t>(0, (parts_.now - *data.commit_time) / seconds_per_day));
    }
    if (const auto newest = data.database.newest_date()) {
      database.newest = fmt::format("{:%Y-%m-%d}", *newest);
      const auto days = std::chrono::sys_seconds(std::chrono::seconds(parts_.now)) - *newest;
      database.newest_days = static_cast<std::uint64_t>(
          std::max(std::chrono::floor<std::chrono::days>(days), std::chrono::days(0)).count());
    }
    report_.advisory_database = std::move(database);
  }

  [[nodiscard]] bool is_built() const { return !closure_.lockfile_only; }

  [[nodiscard]] std::vector<report::FeatureReason> feature_reasons(PackageIx package) const {
    std::vector<report::FeatureReason> reasons;
    if (!is_built()) return reasons;
    for (auto& reason : analysis::feature_reasons(parts_.model.build.resolution, package))
      reasons.push_back({std::move(reason.feature), reason.side == Side::host, reason.asked_by,
                         std::string(analysis::to_text(reason.cause.kind)), std::string(reason.cause.feature)});
    return reasons;
  }

  [[nodiscard]] std::vector<std::string> features(PackageIx package, Side side) const {
    std::vector<std::string> names;
    const auto& resolution = parts_.model.build.resolution;
    if (!is_built() || !resolution.is_active(package, side)) return names;
    for (const auto name : resolution.features(package, side)) names.emplace_back(name);
    return names;
  }

  /// Packages with a live link to this one, from either side.
  [[nodiscard]] std::vector<PackageIx> users(PackageIx package) const {
    std::vector<PackageIx> found;
    const auto& resolution = parts_.model.build.resolution;
    for (const auto link : graph_.links_to(package)) {
      const auto from = graph_.link(link).from;
      const auto live = [&](Side side) { return resolution.is_followed(link, side); };
      if (!is_built() || live(Side::target) || (resolution.splits_sides() && live(Side::host))) found.push_back(from);
    }
    std::ranges::sort(found);
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  void add_package(PackageIx ix) {
    const auto& known = graph_.at(ix);
    report::Package package;
    package.id = cargo::to_spec(known.id);
    package.name = known.id.name;
    package.version = cargo::to_text(known.id.version);
    if (!known.id.source.is_path()) package.source = cargo::to_text(known.id.source);
    package.reach = parts_.model.reach[ix];
    package.features = features(ix, Side::target);
    if (is_built() && parts_.model.build.resolution.splits_sides() &&
        parts_.model.build.resolution.is_active(ix, Side::host))
      if (auto on_host = features(ix, Side::host); on_host != package.features)
        package.host_features = std::move(on_host);
    package.feature_reasons = feature_reasons(ix);
    package.member = known.is_member;
    const auto using_it = users(ix);
    package.users = static_cast<std::uint32_t>(using_it.size());
    package.direct = std::ranges::any_of(using_it, [&](PackageIx user) { return graph_.is_member(user); });
    if (parts_.model.depth[ix] != analysis::Model::no_depth) package.depth = parts_.model.depth[ix];
    package.manifest_known = known.package() != nullptr;
    if (const auto* manifest = known.package()) {
      package.proc_macro = manifest->is_proc_macro();
      package.build_script = manifest->build_script() != nullptr;
      package.links = manifest->links;
      package.license = manifest->license;
      package.description = manifest->description;
      package.repository = manifest->repository;
    }
    if (is_built()) {
      package.cost_seconds = parts_.model.cost_seconds[ix];
      package.cost_measured = parts_.model.cost_measured[ix] != 0;
      package.sources_seen = parts_.facts[ix].sources_seen;
    }
    if (known.locked && !closure_.from_metadata)
      package.location = lockfile_place(closure_.lockfile.packages[*known.locked].version_at);
    report_.packages.push_back(std::move(package));
  }

  [[nodiscard]] finding::Location lockfile_place(const support::Span& at) const {
    return {cargo::relative_path(closure_.root, closure_.lockfile_path), at.begin.line, at.begin.column};
  }

  /// What the advisory itself says.
  [[nodiscard]] report::Finding with_text(report::Finding finding) const {
    if (!finding.advisory || !finding.package || !parts_.advisories) return finding;
    for (const auto& advisory : parts_.advisories->database.of_package(graph_.id(*finding.package).name)) {
      if (advisory.id != finding.advisory->id) continue;
      auto& text = finding.advisory_text.emplace();
      text.description = advisory.description;
      text.date = advisory.date;
      text.patched = advisory.patched;
      text.unaffected = advisory.unaffected;
      for (const auto& function : advisory.functions) text.functions.emplace_back(function.path, function.versions);
    }
    return finding;
  }

  void add_findings() {
    for (const auto& finding : parts_.findings)
      report_.findings.push_back(
          with_text(report::flatten(finding, finding.package ? &graph_.id(*finding.package) : nullptr)));
    for (const auto& gap : parts_.gaps) report_.gaps.push_back(report::flatten(gap));
    for (const auto* rule : every_rule()) {
      report_.rules.push_back(report::flatten(*rule));
      report_.rules.back().applied = policy::level_of(parts_.policy, *rule);
    }
  }

  void add_costs() {
    const auto& model = parts_.model;
    for (const auto seconds : model.cost_seconds) report_.summary.cost_seconds += seconds;
    report_.summary.critical_path_seconds = model.schedule.length;
    for (const auto unit : model.schedule.critical_path) {
      const auto package = model.build.units.units[unit].package;
      const auto& slot = model.schedule.slots[unit];
      const auto seconds = slot.end - slot.start;
      if (!report_.critical_path.empty() && report_.critical_path.back().package == package)
        report_.critical_path.back().seconds += seconds;
      else
        report_.critical_path.push_back({package, seconds});
    }
  }

  Parts parts_;
  const graph::PackageGraph& graph_;
  const cargo::Closure& closure_;
  report::Report report_;
};

}  // namespace

report::Report assemble(Parts parts) {
  return Assembly(std::move(parts)).assemble();
}

}  // namespace plimsoll::audit
