// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/feature_askers.h"

#include <fmt/format.h>

#include "modelled.h"

using namespace plimsoll;
using testkit::ModelledWorkspace;
using testkit::package_named;
using testkit::TestWorkspace;
using Texts = std::vector<std::string>;

namespace {

/// `app` asks `leaf` for its default features and `one`; `middle` asks for `two` while its own feature `on` is on.
TestWorkspace workspace_with_askers() {
  TestWorkspace workspace;
  workspace.add_member("", "app",
                       "[dependencies]\nmiddle = { version = \"1\", features = [\"on\"] }\n"
                       "leaf = { version = \"1\", features = [\"one\"] }\n");
  workspace.add_dependencies("app", "\"middle\", \"leaf\"");
  workspace.add_package("middle",
                        "[features]\non = [\"leaf/two\"]\n[dependencies]\n"
                        "leaf = { version = \"1\", default-features = false }\n");
  workspace.add_dependencies("middle", "\"leaf\"");
  workspace.add_package("leaf", "[features]\ndefault = [\"one\"]\none = []\ntwo = []\noff = []\n");
  return workspace;
}

Texts askers(std::string_view package, std::string_view feature) {
  auto texts = workspace_with_askers();
  const ModelledWorkspace workspace(texts);
  const auto& resolution = workspace.model->build.resolution;
  Texts shown;
  for (const auto& asker : analysis::feature_askers(resolution, package_named(workspace.graph, package), feature))
    shown.push_back(analysis::to_text(resolution, asker));
  return shown;
}

Texts chain(std::string_view package, std::string_view feature) {
  auto texts = workspace_with_askers();
  const ModelledWorkspace workspace(texts);
  const auto& resolution = workspace.model->build.resolution;
  Texts shown;
  for (const auto& link : analysis::feature_chain(resolution, package_named(workspace.graph, package), feature))
    shown.push_back(fmt::format("{}/{}: {}", workspace.graph.id(link.package).name, link.reason.feature,
                                analysis::to_text(resolution, link.reason)));
  return shown;
}

}  // namespace

TEST_CASE("everybody who asks for a feature is told, once") {
  CHECK(askers("leaf", "one") == Texts{"`app` asks for it", "feature `default`"});
  CHECK(askers("leaf", "two") == Texts{"feature `on` of `middle`"});
  CHECK(askers("leaf", "default") == Texts{"a default feature that `app` leaves on"});
}

TEST_CASE("nobody asks for a feature that is off") {
  CHECK(askers("leaf", "off").empty());
  CHECK(chain("leaf", "off").empty());
}

TEST_CASE("a chain leads from a feature to the declaration that asked first") {
  CHECK(chain("leaf", "two") == Texts{"leaf/two: feature `on` of `middle`", "middle/on: `app` asks for it"});
}
