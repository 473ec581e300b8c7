// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/metadata_file.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>

using namespace plimsoll;

namespace {

const std::string crates_io = "registry+https://github.com/rust-lang/crates.io-index";

/// One package with a library; `rest` are further fields, each with a comma in front.
std::string package(const std::string& id, const std::string& name, const std::string& source,
                    const std::string& folder, const std::string& dependencies = "", const std::string& rest = "") {
  return fmt::format(
      R"({{"id":"{}","name":"{}","version":"1.0.0","source":{},"manifest_path":"{}/Cargo.toml","dependencies":[{}],)"
      R"("targets":[{{"kind":["lib"],"crate_types":["lib"],"name":"{}","src_path":"{}/src/lib.rs","edition":"2021"}}],)"
      R"("features":{{}},"edition":"2021"{}}})",
      id, name, source.empty() ? "null" : "\"" + source + "\"", folder, dependencies, name, folder, rest);
}

std::string dependency(const std::string& name, const std::string& source, const std::string& rest = "") {
  return fmt::format(R"({{"name":"{}","source":{},"req":"^1.0","kind":null,"rename":null,"optional":false,)"
                     R"("uses_default_features":true,"features":[],"target":null{}}})",
                     name, source.empty() ? "null" : "\"" + source + "\"", rest);
}

/// A workspace at `/ws` whose one member has the id `app` and the edges `edges`.
std::string document(const std::string& packages, const std::string& edges = "") {
  return fmt::format(
      R"({{"packages":[{}],"workspace_members":["app"],"resolve":{{"nodes":[{{"id":"app","dependencies":[{}]}}],)"
      R"("root":"app"}},"workspace_root":"/ws","target_directory":"/ws/target","version":1,"metadata":null}})",
      packages, edges);
}

cargo::Closure read(const std::string& text) {
  auto closure = source::parse_metadata(text, "metadata.json");
  if (!closure) FAIL(support::to_text(closure.error()));
  return std::move(*closure);
}

std::string fault(const std::string& text) {
  const auto closure = source::parse_metadata(text, "metadata.json");
  REQUIRE_FALSE(closure.has_value());
  CHECK(closure.error().kind == support::ErrorKind::invalid);
  return support::to_text(closure.error());
}

}  // namespace

TEST_CASE("members, edges and the current package come from the document") {
  const auto closure = read(document(package("app", "app", "", "/ws", dependency("log", crates_io)) + "," +
                                         package("log 1.0.0", "log", crates_io, "/src/log"),
                                     "\"log 1.0.0\""));
  REQUIRE(closure.packages.size() == 2);
  CHECK(closure.members == std::vector<std::uint32_t>{0});
  CHECK(closure.default_members == closure.members);
  CHECK(closure.current == 0U);
  CHECK(closure.lockfile.packages[0].dependencies == std::vector<std::uint32_t>{1});
  CHECK(closure.packages[1].id.source.is_crates_io());
  CHECK(closure.from_metadata);
}

TEST_CASE("the resolver is guessed from the edition of the root package") {
  CHECK(read(document(package("app", "app", "", "/ws"))).resolver == 2);
}

TEST_CASE("a path that an old Cargo left out is that of the package of the name") {
  const auto closure = read(document(
      package("app", "app", "", "/ws", dependency("log", "")) + "," + package("log", "log", "", "/ws/log"), "\"log\""));
  CHECK(closure.packages[0].package()->dependencies[0].origin.location == "/ws/log");
}

TEST_CASE("a package that stands in for another is a patch") {
  const auto closure = read(document(
      package("app", "app", "", "/ws", dependency("log", crates_io)) + "," + package("log", "log", "", "/fork/log"),
      "\"log\""));
  REQUIRE(closure.root_manifest->patches.size() == 1);
  CHECK(closure.root_manifest->patches[0].source == "crates-io");
  CHECK(closure.root_manifest->patches[0].replacement.origin.location == "/fork/log");
}

TEST_CASE("a renamed dependency for one platform keeps its key") {
  const std::string renamed =
      R"({"name":"log","source":")" + crates_io +
      R"(","req":"*","kind":"build","rename":"logs","optional":true,"uses_default_features":false,)"
      R"x("features":["std"],"target":"cfg(unix)"})x";
  const auto closure = read(document(package("app", "app", "", "/ws", renamed)));
  const auto& dependency = closure.packages[0].package()->dependencies[0];
  CHECK(dependency.key == "logs");
  CHECK(dependency.package == "log");
  CHECK(dependency.kind == cargo::DependencyKind::build);
  CHECK(dependency.platform->expression() != nullptr);
  CHECK_FALSE(dependency.has_req);
  CHECK(dependency.optional);
  CHECK_FALSE(dependency.default_features);
  CHECK(dependency.features == std::vector<std::string>{"std"});
}

TEST_CASE("a package of which the document knows the name alone has no manifest") {
  const auto closure =
      read(document(package("app", "app", "", "/ws") + R"(,{"id":"log","name":"log","version":"1.0.0","source":")" +
                    crates_io + R"(","manifest_path":"","dependencies":[],"targets":[],"features":{}})"));
  REQUIRE(closure.packages.size() == 2);
  CHECK_FALSE(closure.packages[1].manifest.has_value());
  CHECK_FALSE(closure.packages[1].missing.empty());
}

TEST_CASE("a document without its resolve part is refused with the reason") {
  CHECK(fault(R"({"packages":[],"resolve":null,"version":1})").find("--no-deps") != std::string::npos);
}

TEST_CASE("what is no document of format 1 is refused") {
  CHECK(fault("").find("cargo metadata") != std::string::npos);
  CHECK(fault("[1]").find("cargo metadata") != std::string::npos);
  CHECK(fault(R"({"packages":[],"resolve":{},"version":2})").find("cargo metadata") != std::string::npos);
  CHECK(fault(R"({"packages":[],"resolve":{},"version":1})").find("resolve.nodes") != std::string::npos);
}

TEST_CASE("a document without any package is refused") {
  CHECK(fault(R"({"packages":[],"workspace_members":[],"resolve":{"nodes":[],"root":null},"workspace_root":"/ws",)"
              R"("target_directory":"/ws/target","version":1})") ==
        "there is no package in `metadata.json`, and so nothing to audit");
}

TEST_CASE("an id that no package has is refused") {
  CHECK(fault(document(package("app", "app", "", "/ws"), "\"log\"")).find("`log`") != std::string::npos);
}

TEST_CASE("a package that is there twice is refused") {
  const auto app = package("app", "app", "", "/ws");
  CHECK(fault(document(app + "," + app)).find("twice") != std::string::npos);
}

TEST_CASE("a value that cannot be read is named with its package") {
  const auto text = fault(document(package("app", "app", "", "/ws", "", R"(,"edition":"2525")")));
  CHECK(text.find("`2525`") != std::string::npos);
  CHECK(text.find("`app`") != std::string::npos);
}
