// SPDX-License-Identifier: MIT OR Apache-2.0
#include "profiles.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "plimsoll/cargo/package_spec.h"

namespace plimsoll::resolve {
namespace {

using cargo::ProfileSettings;
using cargo::ProfileTable;
using support::ErrorKind;

/// Profiles that exist without being written, and what they inherit.
const std::map<std::string, std::string, std::less<>>& built_in() {
  static const std::map<std::string, std::string, std::less<>> names = {
      {"dev", ""}, {"release", ""}, {"test", "dev"}, {"bench", "release"}};
  return names;
}

Profile release_defaults() {
  Profile profile;
  profile.opt_level = "3";
  profile.debuginfo = "0";
  profile.debug_assertions = false;
  profile.overflow_checks = false;
  profile.incremental = false;
  return profile;
}

void merge(const ProfileSettings& settings, DeferrableProfile& into) {
  auto& profile = into.profile;
  if (settings.opt_level) profile.opt_level = *settings.opt_level;
  if (settings.lto) profile.lto = *settings.lto;
  if (settings.codegen_backend) profile.codegen_backend = settings.codegen_backend;
  if (settings.codegen_units) profile.codegen_units = settings.codegen_units;
  if (settings.debuginfo) {
    profile.debuginfo = *settings.debuginfo;
    into.debuginfo_deferred = false;
  }
  if (settings.debug_assertions) profile.debug_assertions = *settings.debug_assertions;
  if (settings.split_debuginfo) profile.split_debuginfo = settings.split_debuginfo;
  if (settings.rpath) profile.rpath = *settings.rpath;
  if (settings.panic) profile.panic = *settings.panic;
  if (settings.overflow_checks) profile.overflow_checks = *settings.overflow_checks;
  if (settings.incremental) profile.incremental = *settings.incremental;
  if (settings.strip) {
    profile.strip = *settings.strip;
    profile.strip_deferred = false;
  }
}

/// An override that says nothing of `strip` leaves the choice to Cargo again, as Cargo 1.95 has it.
void merge_override(const ProfileSettings& settings, DeferrableProfile& into) {
  into.profile.strip = std::string("none");
  into.profile.strip_deferred = true;
  merge(settings, into);
}

}  // namespace

support::Result<ProfileMaker> ProfileMaker::make(const graph::PackageGraph& graph, const std::string& name) {
  const auto& closure = graph.closure();
  ProfileMaker maker(graph, name);
  const auto* from_manifest = closure.root_manifest ? &closure.root_manifest->profiles : nullptr;
  std::set<std::string> seen;
  auto current = name;
  for (;;) {
    if (!seen.insert(current).second)
      return support::failure(ErrorKind::invalid, fmt::format("profile `{}` inherits from itself", current));
    const auto standard = built_in().find(current);
    std::string parent = standard == built_in().end() ? "" : standard->second;
    bool defined = standard != built_in().end();
    for (const auto* profiles : {&closure.config.profiles, from_manifest}) {
      if (!profiles) continue;
      const auto found = profiles->find(current);
      if (found == profiles->end()) continue;
      defined = true;
      maker.layers_.push_back(&found->second);
      if (found->second.settings.inherits && standard == built_in().end()) parent = *found->second.settings.inherits;
    }
    if (!defined) return support::failure(ErrorKind::usage, fmt::format("profile `{}` is not defined", current));
    if (standard == built_in().end() && parent.empty())
      return support::failure(ErrorKind::usage, fmt::format("profile `{}` does not say what it `inherits`", current));
    if (parent.empty()) break;
    current = parent;
  }
  std::ranges::reverse(maker.layers_);
  maker.read_overrides();
  if (current == "release") maker.base_ = release_defaults();
  maker.base_.name = name;
  return maker;
}

void ProfileMaker::read_overrides() {
  for (const auto* layer : layers_)
    for (const auto& [text, settings] : layer->packages) {
      if (text == "*") overrides_.push_back({std::nullopt, &settings});
      if (auto spec = cargo::parse_package_spec(text)) overrides_.push_back({std::move(*spec), &settings});
    }
}

void ProfileMaker::merge_packages(graph::PackageIx package, DeferrableProfile& into) const {
  if (!graph_->is_member(package))
    for (const auto& [spec, settings] : overrides_)
      if (!spec) merge_override(*settings, into);
  for (const auto& [spec, settings] : overrides_)
    if (spec && spec->fits(graph_->id(package))) merge_override(*settings, into);
}

DeferrableProfile ProfileMaker::profile(graph::PackageIx package, ProfileUse use) const {
  DeferrableProfile result{base_, false};
  for (const auto* layer : layers_) merge(layer->settings, result);
  if (use.host) {
    result.profile.opt_level = "0";
    result.profile.codegen_units = std::nullopt;
    result.debuginfo_deferred = true;
  }
  if (use.host)
    for (const auto* layer : layers_)
      if (layer->build_override) merge_override(*layer->build_override, result);
  merge_packages(package, result);
  auto& profile = result.profile;
  if (use.always_unwind) profile.panic = "unwind";
  if (use.apple && profile.debuginfo != "0" && !profile.split_debuginfo) profile.split_debuginfo = "unpacked";
  if (graph_->closure().config.incremental) profile.incremental = *graph_->closure().config.incremental;
  if (!graph_->id(package).source.is_path()) profile.incremental = false;
  return result;
}

Profile ProfileMaker::run_profile(const Profile& served) const {
  Profile profile;
  profile.name = served.name;
  profile.opt_level = served.opt_level;
  profile.debuginfo = served.debuginfo;
  profile.debug_assertions = served.debug_assertions;
  profile.overflow_checks = false;
  profile.incremental = false;
  return profile;
}

support::Result<void> check_profile(const graph::PackageGraph& graph, const std::string& name) {
  TRY(ProfileMaker::make(graph, name));
  return {};
}

}  // namespace plimsoll::resolve
