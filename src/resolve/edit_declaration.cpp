// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "edit_parts.h"
#include "plimsoll/support/text.h"
#include "workspace_entry.h"

namespace plimsoll::resolve {
namespace {

using cargo::Dependency;
using support::ErrorKind;
using support::printable;
using support::Result;
using Kind = Edit::Kind;

tl::unexpected<support::Error> refused(std::string message) {
  return support::failure(ErrorKind::usage, std::move(message));
}

/// As a person would write it in an edit.
std::string written(const DeclarationName& name) {
  Dependency dependency;
  dependency.key = name.key;
  dependency.kind = name.kind;
  dependency.platform = name.platform;
  return edit_name(dependency);
}

bool is_meant(const DeclarationName& name, const Dependency& dependency) {
  return dependency.key == name.key && dependency.kind == name.kind && dependency.platform == name.platform;
}

/// A declaration to be changed.
struct Place {
  cargo::Package* package;
  Dependency* dependency;
};

class DeclarationEdit {
 public:
  DeclarationEdit(const Edit& edit, EditedClosure& edited) : edit_(edit), edited_(edited) {}

  Result<void> make() {
    is_workspace_ = edit_.declaration.where == "workspace";
    TRY(is_workspace_ ? find_inheriting() : find_own());
    switch (edit_.kind) {
      case Kind::drop:
        drop();
        return {};
      case Kind::no_default_features:
        return set_default_features(false);
      case Kind::default_features:
        return set_default_features(true);
      case Kind::remove_feature:
        return remove_feature();
      case Kind::add_feature:
        return add_feature();
      case Kind::use:
      case Kind::drop_member:
        return {};
    }
    return {};
  }

 private:
  Result<void> find_inheriting() {
    const auto& name = edit_.declaration;
    entry_ = WorkspaceEntry::find(edited_.closure, name.key);
    if (!entry_ || name.platform || name.kind != cargo::DependencyKind::normal) {
      std::vector<std::string> keys;
      if (const auto* table = workspace_table(edited_.closure))
        for (const auto& known : *table) keys.push_back(known.key);
      return refused(fmt::format("`[workspace.dependencies]` has no `{}`{}", printable(written(name)),
                                 similar_to(name.key, keys)));
    }
    for (auto& package : edited_.closure.packages) {
      if (!package.id.source.is_path() || !package.package()) continue;
      const auto inherits = [&](const Dependency& dependency) { return entry_->is_inherited_by(dependency); };
      if (std::ranges::none_of(package.package()->dependencies, inherits)) continue;
      auto& changed = *package.manifest.change().package;
      for (auto& dependency : changed.dependencies)
        if (inherits(dependency)) places_.push_back({&changed, &dependency});
    }
    if (places_.empty()) note("no package inherits it, so nothing changes");
    return {};
  }

  Result<void> find_own() {
    const auto& name = edit_.declaration;
    TRY_INTO(const auto member, find_member(edited_.closure, name.where, {"workspace"}));
    auto& package = *edited_.closure.packages[member].manifest.change().package;
    std::vector<std::string> others;
    for (auto& dependency : package.dependencies) {
      if (is_meant(name, dependency)) places_.push_back({&package, &dependency});
      others.push_back(edit_name(dependency));
    }
    if (places_.empty())
      return refused(fmt::format("`{}` declares no dependency `{}`{}", printable(name.where), printable(written(name)),
                                 similar_name(others, package)));
    const auto& first = *places_.front().dependency;
    if (first.inherited) entry_ = WorkspaceEntry::find(edited_.closure, first.key);
    return {};
  }

  /// The same key in another table beats a similar name.
  [[nodiscard]] std::string similar_name(const std::vector<std::string>& others, const cargo::Package& package) const {
    const auto same = std::ranges::find(package.dependencies, edit_.declaration.key, &Dependency::key);
    if (same != package.dependencies.end()) return fmt::format("; there is `{}`", printable(edit_name(*same)));
    return similar_to(written(edit_.declaration), others);
  }

  void note(std::string_view text) { edited_.notes.push_back(fmt::format("`{}`: {}", edit_.text, text)); }

  void drop() {
    std::vector<cargo::Package*> packages;
    for (const auto& place : places_)
      if (std::ranges::find(packages, place.package) == packages.end()) packages.push_back(place.package);
    const auto is_dropped = [&](const Dependency& dependency) {
      return is_workspace_ ? entry_->is_inherited_by(dependency) : is_meant(edit_.declaration, dependency);
    };
    for (auto* package : packages) {
      std::erase_if(package->dependencies, is_dropped);
      forget_declaration(*package, edit_.declaration.key);
    }
  }

  Result<void> set_default_features(bool on) {
    bool changes = false;
    for (const auto& [package, dependency] : places_) {
      const bool before = dependency->default_features;
      if (is_workspace_)
        inherit_default_features(on, *dependency);
      else if (!on && dependency->inherited && entry_ && entry_->has_default_features())
        TRY(cannot_switch_off(*package, *dependency));
      else {
        dependency->default_features = on;
        dependency->default_features_at = {};
      }
      changes = changes || before != dependency->default_features;
    }
    if (!changes && !places_.empty()) note("the default features are so already, and nothing changes");
    return {};
  }

  /// A member that wrote `default-features = true` keeps it.
  void inherit_default_features(bool on, Dependency& dependency) const {
    if (on || entry_->decides_default_features(dependency) || !dependency.default_features)
      dependency.default_features = on;
  }

  /// See `DeclarationReader` of cargo: edition 2024 refuses it, earlier ones pass over it.
  static Result<void> cannot_switch_off(const cargo::Package& package, const Dependency& dependency) {
    if (package.edition != cargo::Edition::e2024) return {};
    return refused(
        fmt::format("`{}` inherits `{}` with its default features, and Cargo refuses to switch them off there; "
                    "`no-default-features:workspace/{}` does it for all",
                    printable(package.name), printable(dependency.key), printable(dependency.key)));
  }

  [[nodiscard]] bool is_of_workspace(const Dependency& dependency, std::size_t feature) const {
    return entry_ && entry_->wrote_feature(dependency, feature);
  }

  Result<void> remove_feature() {
    std::vector<std::string> known;
    if (is_workspace_) known = entry_->features();
    bool found = std::ranges::find(known, edit_.feature) != known.end();
    for (const auto& place : places_) found = remove_feature_from(*place.dependency, known) || found;
    if (found) return {};
    const bool inherited = !is_workspace_ && entry_ && std::ranges::count(entry_->features(), edit_.feature) > 0;
    return refused(fmt::format("`{}` does not ask for feature `{}`{}",
                               printable(edit_.declaration.where + "/" + written(edit_.declaration)),
                               printable(edit_.feature),
                               inherited ? fmt::format("; the workspace does: `remove-feature:workspace/{}/{}`",
                                                       printable(edit_.declaration.key), printable(edit_.feature))
                                         : similar_to(edit_.feature, known)));
  }

  /// Those that stand in the table that is edited go; the others are put down in `known`.
  bool remove_feature_from(Dependency& dependency, std::vector<std::string>& known) const {
    bool removed = false;
    for (std::size_t i = dependency.features.size(); i-- > 0;) {
      if (is_of_workspace(dependency, i) != is_workspace_) continue;
      if (dependency.features[i] != edit_.feature) {
        known.push_back(dependency.features[i]);
        continue;
      }
      dependency.features.erase(dependency.features.begin() + static_cast<std::ptrdiff_t>(i));
      dependency.features_at.erase(dependency.features_at.begin() + static_cast<std::ptrdiff_t>(i));
      removed = true;
    }
    return removed;
  }

  Result<void> add_feature() {
    bool changes = false;
    for (const auto& place : places_) {
      TRY(check_exists(*place.dependency));
      if (std::ranges::count(place.dependency->features, edit_.feature) > 0) continue;
      place.dependency->features.push_back(edit_.feature);
      place.dependency->features_at.emplace_back();
      changes = true;
    }
    if (!changes && !places_.empty()) note("it is asked for already, and nothing changes");
    return {};
  }

  /// Asks every locked package that the declaration may mean, since what it is bound to is known later.
  [[nodiscard]] Result<void> check_exists(const Dependency& dependency) const {
    std::vector<std::string> known;
    bool seen = false;
    for (const auto& candidate : edited_.closure.packages) {
      const auto* package = candidate.package();
      if (!package || package->name != dependency.package) continue;
      if (dependency.has_req && !dependency.req.matches(package->version)) continue;
      if (cargo::find_feature(package->features, edit_.feature)) return {};
      seen = true;
      for (const auto& feature : package->features) known.push_back(feature.name);
    }
    if (!seen) return {};
    return refused(fmt::format("`{}` has no feature `{}`{}", printable(dependency.package), printable(edit_.feature),
                               similar_to(edit_.feature, known)));
  }

  const Edit& edit_;
  EditedClosure& edited_;
  bool is_workspace_ = false;
  std::optional<WorkspaceEntry> entry_;  // of the workspace, where the declarations inherit from it
  std::vector<Place> places_;
};

}  // namespace

Result<void> edit_declaration(const Edit& edit, EditedClosure& edited) {
  return DeclarationEdit(edit, edited).make();
}

void forget_declaration(cargo::Package& package, const std::string& key) {
  bool declared = false;
  bool optional = false;
  for (const auto& dependency : package.dependencies) {
    declared = declared || dependency.key == key;
    optional = optional || (dependency.key == key && dependency.optional);
  }
  if (optional) return;
  const bool had_own_feature = package.features_at.contains(key);
  if (!had_own_feature)
    std::erase_if(package.features, [&](const cargo::Feature& feature) { return feature.name == key; });
  const auto means_nothing = [&](const cargo::FeatureValue& value) {
    switch (value.kind) {
      case cargo::FeatureValue::Kind::feature:
        return !had_own_feature && value.feature == key;
      case cargo::FeatureValue::Kind::dependency:
        return value.dependency == key;
      case cargo::FeatureValue::Kind::dependency_feature:
        return value.dependency == key && (value.weak || !declared);
    }
    return false;
  };
  for (auto& feature : package.features) std::erase_if(feature.values, means_nothing);
}

}  // namespace plimsoll::resolve
