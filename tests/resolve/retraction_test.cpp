// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/retraction.h"

#include <set>
#include <tuple>

#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

using graph::LinkIx;
using graph::PackageIx;

struct Live {
  std::set<LostFeature> features;
  std::set<LostPackage> packages;
  std::set<LostLink> links;
};

Live live(const Resolution& resolution) {
  Live live;
  const auto& graph = resolution.graph();
  for (const auto side : {Side::target, Side::host}) {
    if (side == Side::host && !resolution.splits_sides()) break;
    for (std::size_t i = 0; i < graph.package_count(); ++i) {
      if (resolution.is_active(PackageIx(i), side)) live.packages.insert({PackageIx(i), side});
      for (const auto name : resolution.features(PackageIx(i), side)) live.features.insert({PackageIx(i), side, name});
    }
    for (std::size_t i = 0; i < graph.links().size(); ++i)
      if (const auto* d = graph.declaration(LinkIx(i)); d && d->optional && resolution.is_live(LinkIx(i), side))
        live.links.insert({LinkIx(i), side});
  }
  return live;
}

template <class T>
std::vector<T> without(const std::set<T>& before, const std::set<T>& after) {
  std::vector<T> gone;
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(gone));
  return gone;
}

/// Every request of every declaration, one after the other on the same working copy.
void check_all(TestWorkspace& workspace, const Question& question = {}) {
  const Resolved resolved(workspace, question);
  const auto& before = *resolved.resolution;
  Retraction retraction(before);
  std::size_t decisive = 0;
  for (std::size_t i = 0; i < resolved.graph.links().size(); ++i) {
    const auto* declaration = resolved.graph.declaration(LinkIx(i));
    std::vector<AskedFeature> asked{{LinkIx(i)}};
    for (std::uint32_t k = 0; k < declaration->features.size(); ++k) asked.push_back({LinkIx(i), k});
    for (const auto one : asked) {
      CAPTURE(declaration->key);
      CAPTURE(one.position);
      const auto loss = retraction.without({one});
      const auto after = resolve_without(before, {one});
      CHECK(loss.features == without(live(before).features, live(after).features));
      CHECK(loss.packages == without(live(before).packages, live(after).packages));
      CHECK(loss.links == without(live(before).links, live(after).links));
      if (!loss.empty()) ++decisive;
    }
  }
  CHECK(decisive > 0);
}

/// `app` asks for `x`, whose features lead to `y` in several ways.
TestWorkspace app_over(const std::string& dependencies, const std::string& features) {
  TestWorkspace workspace;
  workspace.add_member("", "app", dependencies);
  workspace.add_dependencies("app", "\"x\", \"y\"");
  workspace.add_package("x",
                        "[features]\n" + features +
                            "[dependencies]\ny = { version = \"1\", optional = true, default-features = false }\n");
  workspace.add_dependencies("x", "\"y\"");
  workspace.add_package("y", "[features]\ndefault = [\"std\"]\nstd = []\nfast = [\"std\"]\n");
  return workspace;
}

TEST_CASE("a feature that leads back to itself does not keep itself on") {
  auto workspace = app_over("[dependencies]\nx = { version = \"1\", default-features = false, features = [\"a\"] }\n",
                            "a = [\"b\"]\nb = [\"a\", \"dep:y\"]\n");
  check_all(workspace);
}

TEST_CASE("what another feature still asks for stays on") {
  auto workspace = app_over("[dependencies]\nx = { version = \"1\", features = [\"b\"] }\n",
                            "default = [\"a\"]\na = [\"y/fast\"]\nb = [\"y/std\"]\n");
  check_all(workspace);
}

TEST_CASE("a weak feature goes with whatever switched the dependency on") {
  auto workspace = app_over("[dependencies]\nx = { version = \"1\", features = [\"b\"] }\n",
                            "default = [\"dep:y\"]\nb = [\"y?/fast\"]\n");
  check_all(workspace);
}

TEST_CASE("a weak feature of the command line goes and comes with its dependency") {
  auto workspace = app_over(
      "[features]\nc = [\"dep:y\"]\n[dependencies]\nx = { version = \"1\", features = [\"a\"] }\ny = { version = "
      "\"1\", "
      "optional = true, default-features = false }\n",
      "default = []\na = [\"y/std\"]\n");
  check_all(workspace, {.features = {.features = {"c", "y?/fast"}}});
}

TEST_CASE("what the selection asks for cannot be taken back by a member") {
  auto workspace = virtual_workspace({"one", "two"});
  workspace.add_member("one", "one", "[dependencies]\n" + beside("two", "features = [\"extra\"]"));
  workspace.add_dependencies("one", "\"two\"");
  workspace.add_member("two", "two", "[features]\ndefault = [\"basic\"]\nbasic = []\nextra = []\n");
  check_all(workspace);
}

TEST_CASE("each side loses its own") {
  for (const auto* resolver : {"1", "2"}) {
    auto workspace = virtual_workspace({"one"}, resolver);
    workspace.add_member("one", "one",
                         "[dependencies]\nx = { version = \"1\", features = [\"a\"] }\n[build-dependencies]\nx = { "
                         "version = \"1\", features = [\"b\"] }\n");
    workspace.files.add("/workspace/one/build.rs", "fn main() {}");
    workspace.add_dependencies("one", "\"x\"");
    workspace.add_package("x", "[features]\ndefault = []\na = [\"b\"]\nb = []\n");
    check_all(workspace);
  }
}

}  // namespace
}  // namespace plimsoll::resolve
