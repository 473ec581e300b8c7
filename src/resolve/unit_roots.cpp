// SPDX-License-Identifier: MIT OR Apache-2.0
#include "unit_roots.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace plimsoll::resolve {
namespace {

using cargo::CrateTarget;
using cargo::TargetKind;
using graph::PackageIx;
using support::ErrorKind;
using support::Result;

bool dependency_has(const Resolution& resolution, PackageIx package, std::string_view key, std::string_view feature,
                    Side side) {
  const auto& graph = resolution.graph();
  return std::ranges::any_of(graph.links_from(package), [&](graph::LinkIx link) {
    const auto* declaration = graph.declaration(link);
    if (!resolution.is_linked(link) || !declaration || declaration->key != key || !resolution.matches_any(link, side))
      return false;
    return resolution.has_feature(graph.link(link).to, feature, resolution.side_of(link, side));
  });
}

class Selector {
 public:
  Selector(const Resolution& resolution, const UnitRequest& request) : resolution_(resolution), request_(request) {}

  Result<std::vector<RootTarget>> select() {
    for (const auto package : request_.packages) {
      const auto* manifest = resolution_.graph().manifest(package);
      if (!manifest) continue;
      for (std::uint32_t i = 0; i < manifest->targets.size(); ++i) propose(package, i, manifest->targets[i]);
    }
    TRY(require_library());
    TRY(require_named());
    return std::move(roots_);
  }

 private:
  /// `check --profile test` checks every target as `test` would compile it, whichever targets are asked for.
  [[nodiscard]] bool compiles_tests() const {
    return request_.command == Command::test || (request_.command == Command::check && request_.profile == "test");
  }

  void add(PackageIx package, std::uint32_t target, bool tests) {
    const auto mode = request_.command == Command::check ? Mode::check : (tests ? Mode::test : Mode::build);
    roots_.push_back({package, target, mode, tests});
  }

  void propose(PackageIx package, std::uint32_t index, const CrateTarget& target) {
    if (target.kind == TargetKind::custom_build) return;
    const auto& choice = request_.targets;
    const bool named = is_named(target);
    if (target.kind != TargetKind::lib && !has_required_features(resolution_, package, target, Side::target)) {
      if (named) lacking_.push_back(target.name);
      return;
    }
    if (choice.is_default())
      propose_default(package, index, target);
    else
      propose_chosen(package, index, target, named);
  }

  void propose_default(PackageIx package, std::uint32_t index, const CrateTarget& target) {
    const bool is_main = target.kind == TargetKind::lib || target.kind == TargetKind::bin;
    if (request_.command != Command::test) {
      if (is_main) add(package, index, compiles_tests());
      return;
    }
    if (target.test)
      add(package, index, true);
    else if (target.kind == TargetKind::example)
      add(package, index, false);
    if (target.kind == TargetKind::lib && target.doctest) roots_.push_back({package, index, Mode::doctest, true});
  }

  void propose_chosen(PackageIx package, std::uint32_t index, const CrateTarget& target, bool named) {
    const auto& choice = request_.targets;
    const bool own_mode = is_chosen_by_kind(target) || named;
    const bool is_test_target = target.kind == TargetKind::test || target.kind == TargetKind::bench;
    if (own_mode) add(package, index, compiles_tests() || is_test_target);
    const bool wants_tests = (choice.tests || choice.all) && target.test;
    const bool wants_benches = (choice.benches || choice.all) && target.bench;
    const bool already_test = own_mode && (compiles_tests() || is_test_target);
    if ((wants_tests || wants_benches) && !already_test) add(package, index, true);
  }

  [[nodiscard]] bool is_chosen_by_kind(const CrateTarget& target) const {
    const auto& choice = request_.targets;
    switch (target.kind) {
      case TargetKind::lib:
        return choice.lib || choice.all;
      case TargetKind::bin:
        return choice.bins || choice.all;
      case TargetKind::example:
        return choice.examples || choice.all;
      case TargetKind::test:
      case TargetKind::bench:
      case TargetKind::custom_build:
        return false;
    }
    return false;
  }

  /// `--bins` and the like leave names of their kind without effect, `--all-targets` every name.
  static std::span<const std::string> names_unless(bool all, const std::vector<std::string>& names) {
    return all ? std::span<const std::string>() : std::span(names);
  }

  bool is_named(const CrateTarget& target) {
    const auto& choice = request_.targets;
    const auto listed = [&](bool all, const std::vector<std::string>& written) {
      const auto names = names_unless(all, written);
      if (std::ranges::find(names, target.name) == names.end()) return false;
      found_.push_back(target.name);
      return true;
    };
    switch (target.kind) {
      case TargetKind::bin:
        return listed(choice.bins || choice.all, choice.bin_names);
      case TargetKind::example:
        return listed(choice.examples || choice.all, choice.example_names);
      case TargetKind::test:
        return listed(choice.tests || choice.all, choice.test_names);
      case TargetKind::bench:
        return listed(choice.benches || choice.all, choice.bench_names);
      default:
        return false;
    }
  }

  Result<void> require_library() const {
    if (!request_.targets.lib || request_.targets.all) return {};
    const auto has_library = [&](PackageIx package) {
      const auto* manifest = resolution_.graph().manifest(package);
      return manifest == nullptr || manifest->library() != nullptr;
    };
    if (std::ranges::any_of(request_.packages, has_library)) return {};
    return support::failure(ErrorKind::usage, "no selected package has a library");
  }

  Result<void> require_named() const {
    const auto& choice = request_.targets;
    if (!lacking_.empty())
      return support::failure(ErrorKind::usage,
                              fmt::format("target `{}` requires features that are not on", lacking_.front()));
    for (const auto names : {names_unless(choice.bins || choice.all, choice.bin_names),
                             names_unless(choice.examples || choice.all, choice.example_names),
                             names_unless(choice.tests || choice.all, choice.test_names),
                             names_unless(choice.benches || choice.all, choice.bench_names)})
      for (const auto& name : names)
        if (std::ranges::find(found_, name) == found_.end())
          return support::failure(ErrorKind::usage, fmt::format("no selected package has a target called `{}`", name));
    return {};
  }

  const Resolution& resolution_;
  const UnitRequest& request_;
  std::vector<RootTarget> roots_;
  std::vector<std::string> found_;
  std::vector<std::string> lacking_;
};

}  // namespace

bool has_required_features(const Resolution& resolution, PackageIx package, const CrateTarget& target, Side side) {
  return std::ranges::all_of(target.required_features, [&](const std::string& feature) {
    const auto slash = feature.find('/');
    if (slash == std::string::npos) return resolution.has_feature(package, feature, side);
    return dependency_has(resolution, package, std::string_view(feature).substr(0, slash),
                          std::string_view(feature).substr(slash + 1), side);
  });
}

bool TargetChoice::is_default() const {
  return !lib && !bins && !examples && !tests && !benches && !all && bin_names.empty() && example_names.empty() &&
         test_names.empty() && bench_names.empty();
}

bool has_dev_units(const UnitRequest& request) {
  const auto& choice = request.targets;
  if (request.command == Command::test) return true;
  if (request.command == Command::check && request.profile == "test") return true;
  return choice.examples || choice.tests || choice.benches || choice.all || !choice.example_names.empty() ||
         !choice.test_names.empty() || !choice.bench_names.empty();
}

Result<std::vector<RootTarget>> root_targets(const Resolution& resolution, const UnitRequest& request) {
  return Selector(resolution, request).select();
}

}  // namespace plimsoll::resolve
