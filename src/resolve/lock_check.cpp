// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/lock_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "feature_model.h"
#include "link_pass.h"
#include "plimsoll/graph/circle.h"
#include "plimsoll/support/text.h"
#include "waived.h"

namespace plimsoll::resolve {
namespace {

using cargo::DependencyKind;
using graph::PackageGraph;
using graph::PackageIx;

/// What the first pass gives where members have everything on, as Cargo runs it to write a lockfile.
struct Everything {
  std::vector<char> linked;
  std::vector<char> reached;
  std::vector<Resolution::Missing> missing;

  [[nodiscard]] bool is_linked(graph::LinkIx link) const { return linked[link]; }
  [[nodiscard]] bool is_reached(PackageIx package) const { return reached[package]; }
};

Everything everything(const PackageGraph& graph, const FeatureModel& model) {
  std::vector<Seed> seeds;
  for (const auto member : graph.members()) seeds.push_back({member, {}, true, true});
  const Waived nothing({});
  LinkPass pass(graph, model, nothing);
  pass.run(seeds);
  Everything found{std::vector<char>(graph.links().size()), std::vector<char>(graph.package_count()), {}};
  for (std::size_t i = 0; i < found.linked.size(); ++i) found.linked[i] = pass.is_linked(graph::LinkIx(i));
  for (std::size_t i = 0; i < found.reached.size(); ++i) found.reached[i] = pass.is_reached(PackageIx(i));
  found.missing = std::move(pass).take_missing();
  return found;
}

std::string named(const cargo::PackageId& id) {
  return fmt::format("{} {}", id.name, cargo::to_text(id.version));
}

LockMismatch unsatisfied(const PackageGraph& graph, const graph::Unbound& unbound) {
  const auto& id = graph.id(unbound.from);
  const auto& dependency = graph.manifest(unbound.from)->dependencies[unbound.declaration];
  const auto requirement = dependency.has_req ? " " + cargo::to_text(dependency.req) : std::string();
  return {named(id), fmt::format("`{}` needs `{}{}`, which is not locked", named(id), dependency.package, requirement),
          dependency.at, true};
}

bool is_needed(const PackageGraph& graph, const Everything& pass, const graph::Unbound& unbound) {
  if (!pass.is_reached(unbound.from)) return false;
  const auto& dependency = graph.manifest(unbound.from)->dependencies[unbound.declaration];
  if (graph.is_member(unbound.from)) return true;
  return !dependency.optional && dependency.kind != DependencyKind::development;
}

const cargo::LockedPackage* entry_of(const PackageGraph& graph, PackageIx package) {
  const auto& locked = graph.at(package).locked;
  return locked ? &graph.closure().lockfile.packages[*locked] : nullptr;
}

/// Entries of path packages list what their manifests lead to, neither more nor less.
void compare_edges(const PackageGraph& graph, const Everything& pass, PackageIx package,
                   std::vector<LockMismatch>& found) {
  const auto* entry = entry_of(graph, package);
  if (!entry || entry->source || !graph.manifest(package)) return;
  std::set<std::uint32_t> wanted;
  for (const auto link : graph.links_from(package)) {
    const auto& to = graph.at(graph.link(link).to);
    if (pass.is_linked(link) && to.locked) wanted.insert(*to.locked);
  }
  const auto& locked = graph.closure().lockfile.packages;
  const std::set<std::uint32_t> written(entry->dependencies.begin(), entry->dependencies.end());
  const auto tell = [&](std::uint32_t other, std::string_view what) {
    found.push_back({named(graph.id(package)),
                     fmt::format("`{}` {} `{} {}`", named(graph.id(package)), what, locked[other].name,
                                 cargo::to_text(locked[other].version)),
                     entry->at});
  };
  for (const auto other : wanted)
    if (!written.contains(other)) tell(other, "is locked without");
  for (const auto other : written)
    if (!wanted.contains(other)) tell(other, "is locked with what it does not need:");
}

/// A patch with a folder or a repository is locked where it is used, and listed as unused where it is not.
bool is_noted(const PackageGraph& graph, const Everything& pass, const cargo::Dependency& replacement) {
  const auto fits = [&](const std::optional<cargo::SourceId>& source) {
    return replacement.origin.kind == cargo::DependencyOrigin::Kind::git ? source && source->is_git()
                                                                         : !source || source->is_path();
  };
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const auto& id = graph.id(PackageIx(i));
    if (id.name == replacement.package && pass.is_reached(PackageIx(i)) && fits(id.source)) return true;
  }
  return std::ranges::any_of(graph.closure().lockfile.unused_patches, [&](const cargo::LockedPackage& unused) {
    return unused.name == replacement.package && fits(unused.source);
  });
}

void compare_patches(const PackageGraph& graph, const Everything& pass, std::vector<LockMismatch>& found) {
  const auto& closure = graph.closure();
  std::vector<const cargo::Patch*> patches;
  if (closure.root_manifest)
    for (const auto& patch : closure.root_manifest->patches) patches.push_back(&patch);
  for (const auto& patch : closure.config.patches) patches.push_back(&patch);
  for (const auto* patch : patches) {
    const auto kind = patch->replacement.origin.kind;
    const bool is_told = kind == cargo::DependencyOrigin::Kind::path || kind == cargo::DependencyOrigin::Kind::git;
    if (is_told && !is_noted(graph, pass, patch->replacement))
      found.push_back({patch->replacement.package,
                       fmt::format("the patch of `{}` is not used, and the lockfile does not list it so",
                                   patch->replacement.package),
                       patch->replacement.at});
  }
}

constexpr std::size_t most_lines = 20;

/// The first lines of a list, how many there are beyond, and what can be done.
tl::unexpected<support::Error> refused(std::string message, std::vector<std::string> lines, std::string way_out) {
  const auto beyond = lines.size() > most_lines ? lines.size() - most_lines : 0;
  lines.resize(lines.size() - beyond);
  for (auto& line : lines) line = support::printable(line);
  if (beyond > 0) lines.push_back(fmt::format("and {} more", beyond));
  lines.push_back(std::move(way_out));
  return tl::unexpected(support::Error{support::ErrorKind::invalid, std::move(message), std::move(lines)});
}

}  // namespace

struct LockCheck::State {
  const PackageGraph& graph;
  std::shared_ptr<const FeatureModel> model;
  Everything pass;
};

LockCheck::LockCheck(const PackageGraph& graph, std::shared_ptr<const FeatureModel> model) {
  auto pass = everything(graph, *model);
  state_ = std::make_unique<const State>(State{graph, std::move(model), std::move(pass)});
}
LockCheck::~LockCheck() = default;
LockCheck::LockCheck(LockCheck&&) noexcept = default;
LockCheck& LockCheck::operator=(LockCheck&&) noexcept = default;

std::vector<LockMismatch> LockCheck::mismatches() const {
  const auto& graph = state_->graph;
  const auto& pass = state_->pass;
  std::vector<LockMismatch> found;
  for (const auto& unbound : graph.unbound())
    if (is_needed(graph, pass, unbound)) found.push_back(unsatisfied(graph, unbound));
  const auto& closure = graph.closure();
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const auto& package = graph.at(PackageIx(i));
    const bool reached = pass.is_reached(PackageIx(i));
    if (!package.locked) {
      if (reached)
        found.push_back({named(package.id), fmt::format("`{}` is not in the lockfile", named(package.id)),
                         package.manifest ? package.manifest->package->at : support::Span{}});
      continue;
    }
    const auto& entry = closure.lockfile.packages[*package.locked];
    if (entry.version != package.id.version)
      found.push_back({named(package.id),
                       fmt::format("`{}` is locked as {}, but its manifest says {}", package.id.name,
                                   cargo::to_text(entry.version), cargo::to_text(package.id.version)),
                       entry.version_at});
    if (entry.source && entry.source->kind() == cargo::SourceKind::sparse && entry.source->is_crates_io())
      found.push_back(
          {named(package.id),
           fmt::format("`{}` is locked from the sparse index, which Cargo writes as the other", named(package.id)),
           entry.at});
    if (!reached && entry.source)
      found.push_back(
          {named(package.id), fmt::format("`{}` is locked, but nothing needs it", named(package.id)), entry.at});
    if (reached) compare_edges(graph, pass, PackageIx(i), found);
  }
  compare_patches(graph, pass, found);
  std::ranges::sort(found, {}, &LockMismatch::message);
  return found;
}

std::span<const Resolution::Missing> LockCheck::missing_features() const {
  return state_->pass.missing;
}

std::vector<LinksConflict> LockCheck::links_conflicts() const {
  const auto& graph = state_->graph;
  std::map<std::string_view, PackageIx> owners;
  std::vector<LinksConflict> conflicts;
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const PackageIx package(i);
    const auto* manifest = graph.manifest(package);
    if (!manifest || !manifest->links || !state_->pass.is_reached(package)) continue;
    const auto [owner, added] = owners.emplace(*manifest->links, package);
    if (!added) conflicts.push_back({*manifest->links, owner->second, package});
  }
  return conflicts;
}

std::vector<PackageIx> LockCheck::dependency_circle() const {
  const auto& graph = state_->graph;
  std::vector<char> along(graph.links().size());
  for (std::size_t i = 0; i < along.size(); ++i) {
    const graph::LinkIx link(i);
    along[i] = state_->pass.is_linked(link) && state_->model->facts(link).kind != DependencyKind::development;
  }
  return graph::find_circle(graph, along);
}

support::Result<void> LockCheck::accept() const {
  TRY(accept_features());
  TRY(accept_links());
  return accept_circle();
}

support::Result<void> LockCheck::accept_features() const {
  const auto& graph = state_->graph;
  std::vector<std::string> lines;
  for (const auto& [asked_by, package, feature] : missing_features())
    lines.push_back(asked_by == package ? fmt::format("`{}` has no feature `{}`", named(graph.id(package)), feature)
                                        : fmt::format("`{}` asks for `{}` of `{}`", named(graph.id(asked_by)), feature,
                                                      named(graph.id(package))));
  if (lines.empty()) return {};
  return refused("features are asked for that do not exist, which Cargo refuses", std::move(lines),
                 "the name has to be another one, or a version locked that has the feature");
}

support::Result<void> LockCheck::accept_links() const {
  std::vector<std::string> lines;
  for (const auto& [library, first, second] : links_conflicts())
    lines.push_back(fmt::format("`{}` and `{}` both link `{}`", named(state_->graph.id(first)),
                                named(state_->graph.id(second)), library));
  if (lines.empty()) return {};
  return refused("only one package may link a native library, and Cargo refuses more", std::move(lines),
                 "their dependents have to agree on one of them");
}

support::Result<void> LockCheck::accept_circle() const {
  std::vector<std::string> lines;
  for (const auto package : dependency_circle()) lines.push_back(named(state_->graph.id(package)));
  if (lines.empty()) return {};
  return refused("packages depend on each other in a circle, which Cargo refuses", std::move(lines),
                 "one of these dependencies has to go, or to become a dev-dependency");
}

support::Result<void> LockCheck::accept_as_locked() const {
  std::vector<std::string> lines;
  for (const auto& mismatch : mismatches()) lines.push_back(mismatch.message);
  if (lines.empty()) return {};
  return refused("the lockfile is out of step with the manifests, and `--locked` forbids to go on", std::move(lines),
                 "`cargo update --workspace` brings it into step");
}

}  // namespace plimsoll::resolve
