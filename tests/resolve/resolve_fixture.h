// SPDX-License-Identifier: MIT OR Apache-2.0
/// Workspaces that are resolved and expanded for one request, and the answers as short texts.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "plimsoll/resolve/lock_check.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/resolve/selection.h"
#include "plimsoll/resolve/unit_graph.h"
#include "testkit/lists.h"
#include "testkit/workspace.h"

namespace plimsoll::resolve {

using testkit::TestWorkspace;
using Words = std::vector<std::string>;

inline const std::string linux_triple = "x86_64-unknown-linux-gnu";
inline const std::string windows_triple = "x86_64-pc-windows-msvc";

/// A virtual workspace of members in folders of their names.
inline TestWorkspace virtual_workspace(const Words& members, const std::string& resolver = "2") {
  TestWorkspace workspace;
  std::string list;
  for (const auto& member : members) list += "\"" + member + "\", ";
  workspace.files.add("/workspace/Cargo.toml",
                      "[workspace]\nresolver = \"" + resolver + "\"\nmembers = [" + list + "]\n");
  return workspace;
}

/// `{ path = "../NAME", REST }`
inline std::string beside(const std::string& name, const std::string& rest = {}) {
  return name + " = { path = \"../" + name + "\"" + (rest.empty() ? "" : ", " + rest) + " }\n";
}

struct Question {
  PackageChoice packages = {.workspace = true};
  FeatureFlags features = {};
  Words targets = {};
  bool dev_units = false;
};

/// One question to one workspace. What was asked must make sense, or the test stops.
struct Resolved {
  explicit Resolved(TestWorkspace& workspace, const Question& question = {}) : graph(workspace.graph()) {
    auto known = platforms_of(graph.closure(), linux_triple, question.targets);
    REQUIRE(known.has_value());
    platforms = std::make_unique<Platforms>(std::move(*known));
    auto packages = choose_packages(graph, question.packages);
    REQUIRE(packages.has_value());
    chosen = *packages;
    auto seeds = seeds_of(graph, chosen, question.features);
    REQUIRE(seeds.has_value());
    resolution = std::make_unique<Resolution>(resolve(
        graph, model_of(graph), {.seeds = *seeds, .platforms = platforms.get(), .dev_units = question.dev_units}));
  }
  Resolved(const Resolved&) = delete;
  Resolved& operator=(const Resolved&) = delete;

  /// Features by name, in the order of the resolver; `-` for a package that takes no part on that side.
  [[nodiscard]] std::string on(const std::string& name, Side side = Side::target) const {
    const auto package = testkit::package_named(graph, name);
    if (!resolution->is_active(package, side)) return "-";
    return joined(resolution->features(package, side));
  }
  [[nodiscard]] std::string on_host(const std::string& name) const { return on(name, Side::host); }
  [[nodiscard]] std::string unified(const std::string& name) const {
    const auto package = testkit::package_named(graph, name);
    return resolution->is_reached(package) ? joined(resolution->unified_features(package)) : "-";
  }
  /// The only link between two packages.
  [[nodiscard]] graph::LinkIx link(const std::string& from, const std::string& to) const {
    const auto target = testkit::package_named(graph, to);
    for (const auto link : graph.links_from(testkit::package_named(graph, from)))
      if (graph.link(link).to == target) return link;
    FAIL("there is no such link");
    return {};
  }

  static std::string joined(const std::vector<std::string_view>& words) {
    std::string text;
    for (const auto word : words) text += (text.empty() ? "" : " ") + std::string(word);
    return text;
  }

  graph::PackageGraph graph;
  std::unique_ptr<Platforms> platforms;
  std::vector<graph::PackageIx> chosen;
  std::unique_ptr<Resolution> resolution;
};

/// The units of one command.
struct Expanded {
  Expanded(TestWorkspace& workspace, UnitRequest request, Question question = {})
      : resolved(workspace, with_dev_units(std::move(question), request)) {
    request.packages = resolved.chosen;
    auto built = build_unit_graph(*resolved.resolution, request);
    if (!built) FAIL(built.error().message);
    units = std::move(*built);
  }

  static Question with_dev_units(Question question, const UnitRequest& request) {
    question.dev_units = has_dev_units(request);
    return question;
  }

  [[nodiscard]] const cargo::CrateTarget& target(const Unit& unit) const {
    return resolved.graph.manifest(unit.package)->targets[unit.target];
  }
  [[nodiscard]] std::string package_name(const Unit& unit) const { return resolved.graph.id(unit.package).name; }

  /// `PACKAGE:KIND:TARGET MODE`, `host` behind what is compiled for the host.
  [[nodiscard]] std::string text(const Unit& unit) const {
    return package_name(unit) + ":" + target(unit).kinds().front() + ":" + target(unit).name + " " +
           std::string(to_text(unit.mode));
  }
  [[nodiscard]] Words all() const {
    Words texts;
    for (const auto& unit : units.units) texts.push_back(text(unit));
    return texts;
  }
  [[nodiscard]] Words roots() const {
    Words texts;
    for (const auto root : units.roots) texts.push_back(text(units.units[root]));
    return texts;
  }
  /// Library units of a package.
  [[nodiscard]] std::vector<const Unit*> libraries(const std::string& name) const {
    std::vector<const Unit*> found;
    for (const auto& unit : units.units)
      if (package_name(unit) == name && target(unit).kind == cargo::TargetKind::lib) found.push_back(&unit);
    return found;
  }
  /// What the only unit with that text depends on.
  [[nodiscard]] Words below(const std::string& wanted) const {
    const Unit* found = nullptr;
    for (const auto& unit : units.units)
      if (text(unit) == wanted) {
        REQUIRE(found == nullptr);
        found = &unit;
      }
    REQUIRE(found != nullptr);
    Words texts;
    for (const auto& dependency : found->dependencies) texts.push_back(text(units.units[dependency.unit]));
    return texts;
  }

  Resolved resolved;
  UnitGraph units;
};

}  // namespace plimsoll::resolve
