// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/declared_request.h"

#include <algorithm>

#include "plimsoll/resolve/retraction.h"
#include "resolve_fixture.h"

namespace plimsoll::resolve {
namespace {

Words texts_of(TestWorkspace& workspace) {
  Words texts;
  for (const auto& request : declared_requests(workspace.graph())) texts.push_back(request.edit.text);
  return texts;
}

/// Two members that inherit `x`, one of them with a feature of its own.
TestWorkspace inheriting(const std::string& entry, const std::string& own = "x.workspace = true\n") {
  TestWorkspace workspace;
  workspace.files.add("/workspace/Cargo.toml", "[workspace]\nresolver = \"2\"\nmembers = [\"one\", \"two\"]\n" +
                                                   ("[workspace.dependencies]\nx = " + entry + "\n"));
  workspace.add_member("one", "one", "[dependencies]\nx.workspace = true\n");
  workspace.add_member("two", "two", "[dependencies]\n" + own);
  workspace.add_dependencies("one", "\"x\"");
  workspace.add_dependencies("two", "\"x\"");
  workspace.add_package("x",
                        "[features]\ndefault = [\"a\"]\na = []\nb = [\"dep:y\"]\nc = [\"b\"]\n[dependencies]\ny = { "
                        "version = \"1\", optional = true }\n");
  workspace.add_dependencies("x", "\"y\"");
  workspace.add_package("y");
  return workspace;
}

/// All that a resolution decides, as text.
std::string outcome_of(const Resolution& resolution) {
  std::string text;
  const auto& graph = resolution.graph();
  for (std::size_t i = 0; i < graph.package_count(); ++i)
    for (const auto side : {Side::target, Side::host}) {
      const graph::PackageIx package(i);
      text += graph.id(package).name;
      if (resolution.is_active(package, side)) text += ": " + Resolved::joined(resolution.features(package, side));
      for (const auto link : graph.links_from(package)) text += resolution.is_enabled(link, side) ? " on" : " off";
      text += "\n";
    }
  return text;
}

std::string outcome_of_edit(TestWorkspace& workspace, const Edit& edit) {
  auto edited = apply_edits(workspace.closure(), std::vector{edit}, [](const cargo::PackageId&) {
    return support::Result<cargo::ClosurePackage>(
        support::failure(support::ErrorKind::not_found, "nothing is fetched"));
  });
  REQUIRE(edited.has_value());
  const auto graph = graph::PackageGraph::build(std::move(edited->closure));
  const auto platforms = platforms_of(graph.closure(), linux_triple, {});
  const auto seeds = seeds_of(graph, graph.members(), {});
  return outcome_of(resolve(graph, model_of(graph), {.seeds = *seeds, .platforms = &*platforms}));
}

TEST_CASE("every feature of a list and the default features are one request each") {
  TestWorkspace workspace;
  workspace.add_member("", "app",
                       "[dependencies]\nx = { version = \"1\", features = [\"a\", \"b\"] }\n[build-dependencies]\nx = "
                       "{ version = \"1\", default-features = false, features = [\"a\"] }\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x", "[features]\na = []\nb = []\n");
  CHECK(texts_of(workspace) == Words{"no-default-features:app/x", "remove-feature:app/x/a", "remove-feature:app/x/b",
                                     "remove-feature:app/build:x/a"});
}

TEST_CASE("what members inherit is one request of the workspace") {
  auto workspace =
      inheriting("{ version = \"1\", features = [\"b\"] }", "x = { workspace = true, features = [\"c\"] }\n");
  CHECK(texts_of(workspace) ==
        Words{"remove-feature:two/x/c", "no-default-features:workspace/x", "remove-feature:workspace/x/b"});
  const auto requests = declared_requests(workspace.graph());
  CHECK(requests[1].asked.size() == 2);
}

TEST_CASE("a member that switches default features on again decides for itself") {
  auto workspace = inheriting("{ version = \"1\", default-features = false }",
                              "x = { workspace = true, default-features = true }\n");
  CHECK(texts_of(workspace) == Words{"no-default-features:two/x"});
}

TEST_CASE("a feature that a list names twice is one request") {
  TestWorkspace workspace;
  workspace.add_member(
      "", "app", "[dependencies]\nx = { version = \"1\", default-features = false, features = [\"a\", \"a\"] }\n");
  workspace.add_dependencies("app", "\"x\"");
  workspace.add_package("x", "[features]\na = []\n");
  const auto requests = declared_requests(workspace.graph());
  REQUIRE(requests.size() == 1);
  CHECK(requests.front().asked.size() == 2);
}

TEST_CASE("waiving a request gives what the edited manifest would give") {
  const Words entries{"\"1\"", "{ version = \"1\", features = [\"b\"] }",
                      "{ version = \"1\", features = [\"a\", \"c\"] }",
                      "{ version = \"1\", default-features = false, features = [\"b\", \"c\"] }"};
  const Words own{"x.workspace = true\n", "x = { workspace = true, features = [\"b\"] }\n",
                  "x = { version = \"1\", features = [\"c\"] }\n",
                  "x = { workspace = true, default-features = true, features = [\"a\"] }\n"};
  for (const auto& entry : entries)
    for (const auto& member : own) {
      auto workspace = inheriting(entry, member);
      const Resolved before(workspace);
      for (const auto& request : declared_requests(before.graph)) {
        CAPTURE(entry);
        CAPTURE(member);
        CAPTURE(request.edit.text);
        const auto without = resolve_without(*before.resolution, request.asked);
        CHECK(outcome_of(without) == outcome_of_edit(workspace, request.edit));
        const bool is_first = std::ranges::any_of(
            request.asked, [&](AskedFeature asked) { return before.resolution->is_first_to_ask(asked); });
        CHECK((is_first || Retraction(*before.resolution).without(request.asked).empty()));
      }
    }
}

}  // namespace
}  // namespace plimsoll::resolve
