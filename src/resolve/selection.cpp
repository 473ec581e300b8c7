// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/selection.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "plimsoll/cargo/package_spec.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/glob.h"

namespace plimsoll::resolve {
namespace {

using cargo::FeatureValue;
using graph::PackageGraph;
using graph::PackageIx;
using support::ErrorKind;
using support::Result;

/// One package specification or glob of names, as written.
class Wanted {
 public:
  static Result<Wanted> read(const std::string& text) {
    Wanted wanted;
    wanted.text_ = text;
    auto spec = cargo::parse_package_spec(text);
    if (!spec && !support::is_glob(text)) return tl::unexpected(std::move(spec.error()));
    if (spec) wanted.spec_ = std::move(*spec);
    return wanted;
  }

  [[nodiscard]] bool is_glob() const { return !spec_; }
  [[nodiscard]] bool fits(const cargo::PackageId& id) const {
    return spec_ ? spec_->fits(id) : support::matches_glob(text_, id.name);
  }

  /// A glob means members only.
  [[nodiscard]] std::vector<PackageIx> find(const PackageGraph& graph) const {
    std::vector<PackageIx> found;
    for (std::uint32_t i = 0; i < graph.package_count(); ++i)
      if (fits(graph.id(PackageIx(i))) && (spec_ || graph.is_member(PackageIx(i)))) found.emplace_back(i);
    return found;
  }

 private:
  std::string text_;
  std::optional<cargo::PackageSpec> spec_;
};

/// What is there under the name of a specification; else the name that is nearest to it.
std::string instead_of(const PackageGraph& graph, const std::string& spec) {
  const auto parsed = cargo::parse_package_spec(spec);
  const auto& wanted = parsed ? parsed->name : spec;
  std::vector<std::string> names;
  std::vector<std::string> versions;
  for (std::uint32_t i = 0; i < graph.package_count(); ++i) {
    const auto& id = graph.id(PackageIx(i));
    names.push_back(id.name);
    if (id.name == wanted) versions.push_back(cargo::to_text(id.version));
  }
  if (!versions.empty()) return fmt::format("; `{}` is there in version {}", wanted, fmt::join(versions, " and "));
  return support::similar_name(wanted, names);
}

tl::unexpected<support::Error> not_found(const PackageGraph& graph, const std::string& spec) {
  return support::failure(ErrorKind::usage, fmt::format("no package matches `{}`{}", spec, instead_of(graph, spec)));
}

tl::unexpected<support::Error> ambiguous(const PackageGraph& graph, const std::string& spec,
                                         const std::vector<PackageIx>& packages) {
  std::string found;
  for (const auto package : packages) found += "\n  " + cargo::to_spec(graph.id(package));
  return support::failure(ErrorKind::usage, fmt::format("`{}` is ambiguous; it may mean{}", spec, found));
}

Result<std::vector<PackageIx>> find_spec(const PackageGraph& graph, const std::string& spec) {
  TRY_INTO(const auto wanted, Wanted::read(spec));
  auto found = wanted.find(graph);
  if (found.empty()) return not_found(graph, spec);
  return found;
}

Result<void> exclude(const PackageGraph& graph, const std::vector<std::string>& specs, std::vector<PackageIx>& chosen) {
  for (const auto& spec : specs) {
    TRY_INTO(const auto wanted, Wanted::read(spec));
    std::erase_if(chosen, [&](PackageIx package) { return wanted.fits(graph.id(package)); });
  }
  return {};
}

/// Cargo asks the last declaration of a key whether it is optional.
bool is_optional_key(const cargo::Package& package, std::string_view key) {
  bool optional = false;
  for (const auto& dependency : package.dependencies)
    if (dependency.key == key) optional = dependency.optional;
  return optional;
}

bool has_key(const cargo::Package& package, std::string_view key) {
  return std::ranges::find(package.dependencies, key, &cargo::Dependency::key) != package.dependencies.end();
}

bool has_feature(const cargo::Package& package, std::string_view name) {
  return cargo::find_feature(package.features, name) || is_optional_key(package, name);
}

tl::unexpected<support::Error> unknown_feature(const PackageGraph& graph, std::span<const PackageIx> chosen,
                                               const std::string& feature) {
  std::vector<std::string> names;
  std::string packages;
  for (const auto member : chosen) {
    if (!packages.empty()) packages += ", ";
    packages += graph.id(member).name;
    if (const auto* manifest = graph.manifest(member))
      for (const auto& known : manifest->features) names.push_back(known.name);
  }
  const auto near = support::nearest(feature, names);
  return support::failure(ErrorKind::usage,
                          fmt::format("none of the selected packages contains the feature `{}`{}\n  selected: {}",
                                      feature, near ? fmt::format("; a similar name is `{}`", *near) : "", packages));
}

/// Resolver 2 and later, and every virtual workspace: each chosen package takes the features that it has.
Result<std::vector<Seed>> shared_seeds(const PackageGraph& graph, std::span<const PackageIx> chosen,
                                       const FeatureFlags& flags) {
  std::vector<char> found(flags.features.size(), 0);
  std::vector<Seed> seeds;
  for (const auto member : graph.members()) {
    if (std::ranges::find(chosen, member) == chosen.end()) continue;
    const auto* package = graph.manifest(member);
    Seed seed{member, {}, flags.all, !flags.no_default};
    for (std::size_t i = 0; package && i < flags.features.size(); ++i) {
      const auto value = cargo::parse_feature_value(flags.features[i]);
      if (value.kind == FeatureValue::Kind::feature && has_feature(*package, value.feature))
        seed.features.push_back(value);
      else if (value.kind == FeatureValue::Kind::dependency_feature && has_key(*package, value.dependency))
        seed.features.push_back(value);
      else if (value.kind == FeatureValue::Kind::dependency_feature && value.dependency == package->name &&
               has_feature(*package, value.feature))
        seed.features.push_back({FeatureValue::Kind::feature, {}, value.feature, false});
      else
        continue;
      found[i] = 1;
    }
    seeds.push_back(std::move(seed));
  }
  const auto missing = std::ranges::find(found, 0);
  if (missing != found.end())
    return unknown_feature(graph, chosen, flags.features[static_cast<std::size_t>(missing - found.begin())]);
  return seeds;
}

/// Resolver 1 inside a package: the flags are the current package's, which always takes part.
Result<std::vector<Seed>> current_package_seeds(const PackageGraph& graph, std::span<const PackageIx> chosen,
                                                const FeatureFlags& flags) {
  const PackageIx current(*graph.closure().current);
  const auto is_chosen = [&](PackageIx member) { return std::ranges::find(chosen, member) != chosen.end(); };
  std::vector<std::pair<PackageIx, FeatureValue>> given;
  for (const auto& text : flags.features) {
    auto value = cargo::parse_feature_value(text);
    auto owner = current;
    if (value.kind == FeatureValue::Kind::dependency_feature && value.dependency != graph.id(current).name)
      for (const auto member : graph.members())
        if (is_chosen(member) && graph.id(member).name == value.dependency) {
          owner = member;
          value = {FeatureValue::Kind::feature, {}, value.feature, false};
          break;
        }
    const auto* package = graph.manifest(owner);
    const bool known = value.kind == FeatureValue::Kind::feature ? has_feature(*package, value.feature)
                                                                 : has_key(*package, value.dependency);
    if (!known) return unknown_feature(graph, std::span(&owner, 1), text);
    given.emplace_back(owner, std::move(value));
  }
  std::vector<Seed> seeds;
  for (const auto member : graph.members()) {
    if (member != current && !is_chosen(member)) continue;
    Seed seed{member, {}, flags.all, member != current || !flags.no_default};
    for (const auto& [owner, value] : given)
      if (owner == member) seed.features.push_back(value);
    seeds.push_back(std::move(seed));
  }
  return seeds;
}

}  // namespace

namespace {

/// What the configuration names belongs to the workspace, all else to the command line.
tl::unexpected<support::Error> unknown_target(support::Error error, ErrorKind kind) {
  error.kind = kind;
  if (kind != ErrorKind::usage)
    error.context.emplace_back("`build.target` of Cargo's configuration, or CARGO_BUILD_TARGET, names it");
  return support::failure(std::move(error));
}

}  // namespace

Result<Platforms> platforms_of(const cargo::Closure& closure, const std::string& host,
                               std::span<const std::string> targets) {
  auto known_host = cargo::find_target(host);
  if (!known_host) return unknown_target(std::move(known_host).error(), ErrorKind::usage);
  auto host_target = std::move(*known_host);
  const bool every = std::ranges::find(targets, every_platform) != targets.end();
  if (every && targets.size() > 1)
    return support::failure(ErrorKind::usage, "`--target all` stands alone: it means every platform already");
  const bool is_configured = targets.empty() || every;
  if (is_configured) targets = closure.config.build_targets;
  const auto with_flags = [&](const cargo::Target& target) {
    return target.with_rustflags(cargo::rustflags_for(closure.config, target, closure.rustflags));
  };
  Platforms platforms{targets.empty() ? with_flags(host_target) : host_target, {}, every};
  for (const auto& triple : targets) {
    auto target = cargo::find_target(triple);
    if (!target)
      return unknown_target(std::move(target).error(), is_configured ? ErrorKind::invalid : ErrorKind::usage);
    const bool known = std::ranges::find(platforms.targets, triple, &cargo::Target::triple) != platforms.targets.end();
    if (!known) platforms.targets.push_back(with_flags(*target));
  }
  return platforms;
}

Result<std::vector<PackageIx>> choose_packages(const PackageGraph& graph, const PackageChoice& choice) {
  const auto& closure = graph.closure();
  std::vector<PackageIx> chosen;
  for (const auto& spec : choice.packages) {
    TRY_INTO(const auto found, find_spec(graph, spec));
    std::ranges::copy(found, std::back_inserter(chosen));
  }
  if (choice.workspace) chosen = graph.members();
  if (!choice.workspace && choice.packages.empty()) {
    const bool at_root =
        !closure.current || closure.packages[*closure.current].manifest->path == closure.root_manifest->path;
    if (at_root)
      for (const auto member : closure.default_members) chosen.emplace_back(member);
    else
      chosen.emplace_back(*closure.current);
  }
  TRY(exclude(graph, choice.excluded, chosen));
  std::ranges::sort(chosen);
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

Result<std::vector<PackageIx>> choose_packages(const Resolution& resolution, const PackageChoice& choice) {
  const auto& graph = resolution.graph();
  if (choice.workspace || choice.packages.empty()) return choose_packages(graph, choice);
  std::vector<PackageIx> chosen;
  for (const auto& spec : choice.packages) {
    TRY_INTO(const auto wanted, Wanted::read(spec));
    auto found = wanted.find(graph);
    std::erase_if(found, [&](PackageIx package) { return !resolution.is_reached(package); });
    if (found.empty()) return not_found(graph, spec);
    if (found.size() > 1 && !wanted.is_glob()) return ambiguous(graph, spec, found);
    chosen.insert(chosen.end(), found.begin(), found.end());
  }
  std::ranges::sort(chosen);
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

Result<std::vector<Seed>> seeds_of(const PackageGraph& graph, std::span<const PackageIx> chosen,
                                   const FeatureFlags& flags) {
  const bool virtual_manifest = !graph.closure().current;
  const bool shared = graph.closure().resolver >= 2 || virtual_manifest;
  const bool any_member = std::ranges::any_of(chosen, [&](PackageIx package) { return graph.is_member(package); });
  const bool any_flag = !flags.features.empty() || flags.all || flags.no_default;
  if (!any_member && (shared || !any_flag)) {
    if (any_flag)
      return support::failure(ErrorKind::usage,
                              "feature flags need a selected package that is a member of the workspace");
    std::vector<Seed> seeds;
    for (const auto member : graph.members()) seeds.push_back({member});
    return seeds;
  }
  return shared ? shared_seeds(graph, chosen, flags) : current_package_seeds(graph, chosen, flags);
}

Result<void> accept_features(const Resolution& resolution) {
  const auto& graph = resolution.graph();
  const auto named = [&](PackageIx package) {
    return fmt::format("`{} {}`", graph.id(package).name, cargo::to_text(graph.id(package).version));
  };
  for (const auto& [asked_by, package, feature] : resolution.missing_features()) {
    const auto who = asked_by == package ? std::string() : fmt::format(", which {} asks for", named(asked_by));
    return support::failure(ErrorKind::usage, fmt::format("{} has no feature `{}`{}", named(package), feature, who));
  }
  return {};
}

}  // namespace plimsoll::resolve
