// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "testkit/lists.h"
#include "testkit/workspace.h"

namespace plimsoll::source {
namespace {

using Words = std::vector<std::string>;

/// The configuration of a lone package at `/top/ws`.
struct Place {
  Place() {
    files.add("/top/ws/Cargo.toml", "[package]\nname = \"a\"\n");
    files.add("/top/ws/src/lib.rs", "");
    files.add("/top/ws/Cargo.lock", "version = 4\n[[package]]\nname = \"a\"\nversion = \"0.0.0\"\n");
    files.set_working_directory("/top/ws");
  }

  cargo::Closure closure() {
    outside::OfflineHttp http;
    const testkit::FixedClock clock;
    testkit::RecordingConsole console;
    outside::World world{files, http, clock, environment, console};
    auto result = load_closure({}, world, sources, diagnostics);
    REQUIRE(result.has_value());
    return std::move(*result);
  }
  cargo::Config config() {
    auto result = closure().config;
    for (const auto& fault : diagnostics.all()) FAIL_CHECK(fault.message);
    return result;
  }

  testkit::MemoryFiles files;
  testkit::FixedEnvironment environment{{{"HOME", "/home"}}};
  support::SourceMap sources;
  support::Diagnostics diagnostics;
};

std::string flags(const std::string& name) {
  return "[build]\nrustflags = [\"" + name + "\"]\n";
}

TEST_CASE("configuration lies in the working directory, in every folder above it and in Cargo's home") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", flags("near"));
  place.files.add("/top/.cargo/config.toml", flags("above"));
  place.files.add("/home/.cargo/config.toml", flags("home"));
  CHECK(place.config().build_rustflags == Words{"home", "above", "near"});
}

TEST_CASE("a folder below the working directory configures nothing") {
  Place place;
  place.files.add("/top/ws/member/.cargo/config.toml", flags("below"));
  CHECK(place.config().build_rustflags.empty());
}

TEST_CASE("of both spellings the one without an ending wins") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", flags("new"));
  place.files.add("/top/ws/.cargo/config", flags("old"));
  CHECK(place.config().build_rustflags == Words{"old"});
}

TEST_CASE("a home above the working directory is read once") {
  Place place;
  place.environment.set("CARGO_HOME", "/top/.cargo");
  place.files.add("/top/.cargo/config.toml", flags("once"));
  CHECK(place.config().build_rustflags == Words{"once"});
}

TEST_CASE("relative paths start at the folder that holds `.cargo`") {
  Place place;
  place.files.add("/top/.cargo/config.toml", "paths = [\"x\"]\n");
  place.files.add("/top/x/Cargo.toml", "[package]\nname = \"x\"\n");
  place.files.add("/top/x/src/lib.rs", "");
  CHECK(place.config().paths == Words{"/top/x"});
}

TEST_CASE("a file may include others, which stand below it") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml",
                  "include = [\"more.toml\", { path = \"other.toml\" }]\n[build]\ntarget = \"a\"\n");
  place.files.add("/top/ws/.cargo/more.toml", "[build]\ntarget = \"b\"\n");
  place.files.add("/top/ws/.cargo/other.toml", "[net]\noffline = true\n");
  const auto config = place.config();
  CHECK(config.build_targets == Words{"a"});
  CHECK(config.offline);
}

TEST_CASE("a file that is included and not there is told where it is included") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", "include = [{ path = \"none.toml\" }]\n");
  static_cast<void>(place.closure());
  REQUIRE(place.diagnostics.all().size() == 1);
  CHECK(place.diagnostics.all().front().at.begin.column == 21);
}

TEST_CASE("files that include each other end") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", "include = \"more.toml\"\n");
  place.files.add("/top/ws/.cargo/more.toml", "include = \"config.toml\"\n" + flags("more"));
  CHECK(place.config().build_rustflags == Words{"more"});
}

TEST_CASE("a broken file is told") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", "[build\n");
  place.closure();
  CHECK(place.diagnostics.error_count() == 1);
}

TEST_CASE("a file that cannot be read is told") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", "");
  place.files.make_unreadable("/top/ws/.cargo/config.toml");
  place.closure();
  CHECK(place.diagnostics.error_count() == 1);
}

TEST_CASE("variables stand above files") {
  Place place;
  place.files.add(
      "/top/ws/.cargo/config.toml",
      "[build]\ntarget = \"a\"\ntarget-dir = \"a\"\nrustflags = \"a\"\nincremental = true\n[net]\noffline = false\n");
  place.environment.set("CARGO_BUILD_TARGET", "b");
  place.environment.set("CARGO_TARGET_DIR", "b");
  place.environment.set("CARGO_BUILD_RUSTFLAGS", "b c");
  place.environment.set("CARGO_INCREMENTAL", "0");
  place.environment.set("CARGO_NET_OFFLINE", "true");
  const auto config = place.config();
  CHECK(config.build_targets == Words{"b"});
  CHECK(config.target_directory == "/top/ws/b");
  CHECK(config.build_rustflags == Words{"b", "c"});
  CHECK(config.incremental == false);
  CHECK(config.offline);
}

TEST_CASE("an empty variable does not take a setting away") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", "[build]\ntarget = \"a\"\n");
  place.environment.set("CARGO_BUILD_TARGET", "");
  CHECK(place.config().build_targets == Words{"a"});
}

TEST_CASE("a variable may give a registry another index") {
  Place place;
  place.files.add("/top/ws/.cargo/config.toml", "[registries.our-own]\nindex = \"https://example.org/a\"\n");
  place.environment.set("CARGO_REGISTRIES_OUR_OWN_INDEX", "https://example.org/b");
  CHECK(place.config().registries.at("our-own") == "https://example.org/b");
}

TEST_CASE("compiler flags of the environment are kept apart") {
  Place place;
  CHECK_FALSE(place.closure().rustflags.has_value());
  place.environment.set("RUSTFLAGS", "--cfg a");
  CHECK(place.closure().rustflags == Words{"--cfg", "a"});
  place.environment.set("CARGO_ENCODED_RUSTFLAGS", "--cfg\x1fx y");
  CHECK(place.closure().rustflags == Words{"--cfg", "x y"});
}

}  // namespace
}  // namespace plimsoll::source
