// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/config.h"

#include <doctest/doctest.h>

#include "manifest_fixture.h"
#include "plimsoll/cargo/target.h"

namespace plimsoll::cargo {
namespace {

struct Merged {
  Config config;
  Faults faults;
};

/// Texts of configuration files with the folders that their relative paths start from, the farthest first.
Merged merged(const std::vector<std::pair<std::string, std::string>>& texts) {
  support::Diagnostics diagnostics;
  std::vector<ConfigFile> files;
  for (const auto& [base, text] : texts) {
    auto root = support::toml::parse(support::FileId(0U), text, diagnostics);
    REQUIRE(root.has_value());
    files.push_back({base, std::move(*root)});
  }
  Merged result;
  result.config = merge_config(files, diagnostics);
  result.faults = texts_of(diagnostics);
  return result;
}

/// The test stops at any fault.
Config config(const std::vector<std::pair<std::string, std::string>>& texts) {
  auto result = merged(texts);
  REQUIRE(result.faults == Faults{});
  return std::move(result.config);
}
Config config(const std::string& text) {
  return config({{"/ws", text}});
}

Target linux() {
  auto target = find_target("x86_64-unknown-linux-gnu");
  REQUIRE(target.has_value());
  return *target;
}

using Words = std::vector<std::string>;

TEST_CASE("without files nothing is configured") {
  const auto empty = config(std::vector<std::pair<std::string, std::string>>{});
  CHECK(empty.sources.empty());
  CHECK(empty.build_targets.empty());
  CHECK_FALSE(empty.offline);
}

TEST_CASE("sources are read, their folders made absolute") {
  const auto sources = config(
                           "[source.crates-io]\nreplace-with = \"v\"\n[source.v]\ndirectory = \"vendor\"\n"
                           "[source.l]\nlocal-registry = \"/reg\"\n[source.g]\ngit = \"https://example.org/g\"\n"
                           "[source.r]\nregistry = \"https://example.org/index\"\n")
                           .sources;
  CHECK(sources.at("crates-io").replace_with == "v");
  CHECK(sources.at("v").directory == "/ws/vendor");
  CHECK(sources.at("l").local_registry == "/reg");
  CHECK(sources.at("g").git == "https://example.org/g");
  CHECK(sources.at("r").registry == "https://example.org/index");
}

TEST_CASE("each file's relative paths start at its own folder") {
  const auto sources =
      config({{"/", "[source.far]\ndirectory = \"v\"\n"}, {"/ws", "[source.near]\ndirectory = \"v\"\n"}}).sources;
  CHECK(sources.at("far").directory == "/v");
  CHECK(sources.at("near").directory == "/ws/v");
}

TEST_CASE("tables are merged, and the nearer file's values win") {
  const auto merged =
      config({{"/", "[source.a]\nreplace-with = \"x\"\nregistry = \"https://example.org/a\"\n[net]\noffline = true\n"},
              {"/ws", "[source.a]\nreplace-with = \"y\"\n[net]\noffline = false\n"}});
  CHECK(merged.sources.at("a").replace_with == "y");
  CHECK(merged.sources.at("a").registry == "https://example.org/a");
  CHECK_FALSE(merged.offline);
}

TEST_CASE("arrays are joined, the farther file's first") {
  const auto merged = config({{"/", "paths = [\"a\"]\n[build]\nrustflags = [\"--cfg\", \"far\"]\n"},
                              {"/ws", "paths = [\"a\"]\n[build]\nrustflags = [\"--cfg\", \"near\"]\n"}});
  CHECK(merged.paths == Words{"/a", "/ws/a"});
  CHECK(merged.build_rustflags == Words{"--cfg", "far", "--cfg", "near"});
}

TEST_CASE("registries are known by name") {
  CHECK(config("[registries.ours]\nindex = \"sparse+https://example.org/i/\"\n").registries.at("ours") ==
        "sparse+https://example.org/i/");
}

TEST_CASE("the platform to build for may be one or several") {
  CHECK(config("[build]\ntarget = \"a\"\n").build_targets == Words{"a"});
  CHECK(config("[build]\ntarget = [\"a\", \"b\"]\n").build_targets == Words{"a", "b"});
}

TEST_CASE("a platform of one's own is a file below the configuration") {
  CHECK(config("[build]\ntarget = \"own.json\"\n").build_targets == Words{"/ws/own.json"});
}

TEST_CASE("the target directory is a path") {
  CHECK(config("[build]\ntarget-dir = \"out\"\n").target_directory == "/ws/out");
}

TEST_CASE("patches are declarations, and the nearer file's entry of a name wins") {
  const auto patches = config({{"/", "[patch.crates-io]\nx = { path = \"x\" }\ny = { path = \"y\" }\n"},
                               {"/ws", "[patch.crates-io]\nx = { path = \"x\" }\n"}})
                           .patches;
  REQUIRE(patches.size() == 2);
  CHECK(patches[0].replacement.key == "y");
  CHECK(patches[1].replacement.origin.location == "/ws/x");
}

TEST_CASE("profiles are merged setting by setting") {
  const auto profiles =
      config({{"/", "[profile.dev]\nopt-level = 1\ndebug = 1\n[profile.dev.package.s]\nopt-level = 3\n"},
              {"/ws", "[profile.dev]\nopt-level = 2\n[profile.dev.package.s]\ndebug = 0\n"}})
          .profiles;
  const auto& dev = profiles.at("dev");
  CHECK(dev.settings.opt_level == "2");
  CHECK(dev.settings.debuginfo == "1");
  REQUIRE(dev.packages.size() == 1);
  CHECK(dev.packages.front().second.opt_level == "3");
  CHECK(dev.packages.front().second.debuginfo == "0");
}

TEST_CASE("a table of a platform may replace the build script of a native library") {
  const auto targets = config("[target.x86_64-unknown-linux-gnu.z]\nrustc-link-lib = [\"z\"]\n").targets;
  REQUIRE(targets.size() == 1);
  CHECK(targets.front().links_overrides == Words{"z"});
}

TEST_CASE("a value of a wrong kind is told at its place") {
  CHECK(merged({{"/ws", "[net]\noffline = \"yes\"\n"}}).faults.front().starts_with("2:11 "));
  CHECK(merged({{"/ws", "source = 1\n"}}).faults.size() == 1);
  CHECK(merged({{"/ws", "[build]\ntarget = 1\n"}}).faults.size() == 1);
  CHECK(merged({{"/ws", "net = 3\n"}}).faults.size() == 1);
}

TEST_CASE("settings of the network that Cargo does not start with are told, though nothing is taken from them") {
  CHECK(merged({{"/ws", "http = []\n"}}).faults.size() == 1);
  CHECK(merged({{"/ws", "[http]\ntimeout = \"abc\"\n"}}).faults.front().starts_with("2:11 "));
  CHECK(merged({{"/ws", "[http]\nproxy = 3\nmultiplexing = \"x\"\n"}}).faults.size() == 2);
  CHECK(merged({{"/ws", "[http]\nproxy = \"p\"\ntimeout = 3\nssl-version.min = \"tlsv1.2\"\n"}}).faults.empty());
}

TEST_CASE("flags in one text are separated by blanks") {
  CHECK(split_flags("  --cfg a  -C x=y ") == Words{"--cfg", "a", "-C", "x=y"});
  CHECK(split_flags("").empty());
}

TEST_CASE("flags of matching platforms stand in for those of the build") {
  const auto flags = [](const std::string& text) { return rustflags_for(config(text), linux(), std::nullopt); };
  const std::string build = "[build]\nrustflags = \"--cfg b\"\n";
  CHECK(flags(build) == Words{"--cfg", "b"});
  CHECK(flags(build + "[target.x86_64-unknown-linux-gnu]\nrustflags = \"--cfg t\"\n") == Words{"--cfg", "t"});
  CHECK(flags(build + "[target.'cfg(unix)']\nrustflags = [\"--cfg\", \"u\"]\n") == Words{"--cfg", "u"});
  CHECK(flags(build + "[target.'cfg(windows)']\nrustflags = \"--cfg w\"\n") == Words{"--cfg", "b"});
}

TEST_CASE("flags of all matching platforms are joined") {
  const auto both =
      config("[target.x86_64-unknown-linux-gnu]\nrustflags = \"-a\"\n[target.'cfg(unix)']\nrustflags = \"-b\"\n");
  CHECK(rustflags_for(both, linux(), std::nullopt).size() == 2);
}

TEST_CASE("flags of the environment beat all others, even none") {
  const auto written = config("[build]\nrustflags = \"--cfg b\"\n");
  CHECK(rustflags_for(written, linux(), Words{"--cfg", "e"}) == Words{"--cfg", "e"});
  CHECK(rustflags_for(written, linux(), Words{}).empty());
}

}  // namespace
}  // namespace plimsoll::cargo
