// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "manifest_fixture.h"

namespace plimsoll::cargo {
namespace {

ProfileSettings dev_settings(const std::string& lines) {
  const auto profiles = sound_package("[profile.dev]\n" + lines).manifest.profiles;
  REQUIRE(profiles.contains("dev"));
  return profiles.at("dev").settings;
}

TEST_CASE("only what is written of a profile is set") {
  const auto settings = dev_settings("opt-level = 1\n");
  CHECK(settings.opt_level == "1");
  CHECK_FALSE(settings.debuginfo.has_value());
  CHECK_FALSE(settings.panic.has_value());
}

TEST_CASE("an optimisation level may be a number or a letter") {
  CHECK(dev_settings("opt-level = 3\n").opt_level == "3");
  CHECK(dev_settings("opt-level = \"s\"\n").opt_level == "s");
}

TEST_CASE("every spelling of debug information has one text") {
  CHECK(dev_settings("debug = true\n").debuginfo == "2");
  CHECK(dev_settings("debug = \"full\"\n").debuginfo == "2");
  CHECK(dev_settings("debug = false\n").debuginfo == "0");
  CHECK(dev_settings("debug = \"none\"\n").debuginfo == "0");
  CHECK(dev_settings("debug = \"limited\"\n").debuginfo == "1");
  CHECK(dev_settings("debug = \"line-tables-only\"\n").debuginfo == "line-tables-only");
}

TEST_CASE("stripping may be a flag") {
  CHECK(dev_settings("strip = true\n").strip == "symbols");
  CHECK(dev_settings("strip = false\n").strip == "none");
  CHECK(dev_settings("strip = \"debuginfo\"\n").strip == "debuginfo");
}

TEST_CASE("link-time optimisation may be a flag or a name") {
  CHECK(dev_settings("lto = true\n").lto == "true");
  CHECK(dev_settings("lto = \"thin\"\n").lto == "thin");
}

TEST_CASE("the other settings are taken as they are") {
  const auto settings = dev_settings(
      "debug-assertions = false\noverflow-checks = true\nincremental = false\nrpath = true\n"
      "panic = \"abort\"\ncodegen-units = 16\nsplit-debuginfo = \"packed\"\n");
  CHECK(settings.debug_assertions == false);
  CHECK(settings.overflow_checks == true);
  CHECK(settings.incremental == false);
  CHECK(settings.rpath == true);
  CHECK(settings.panic == "abort");
  CHECK(settings.codegen_units == 16);
  CHECK(settings.split_debuginfo == "packed");
}

TEST_CASE("a profile may have overrides for build scripts and for packages") {
  const auto profiles = sound_package(
                            "[profile.release.build-override]\nopt-level = 3\n[profile.release.package.\"*\"]\n"
                            "opt-level = 2\n[profile.release.package.s]\nopt-level = 1\n")
                            .manifest.profiles;
  const auto& release = profiles.at("release");
  CHECK(release.build_override->opt_level == "3");
  REQUIRE(release.packages.size() == 2);
  CHECK(release.packages[0].first == "*");
  CHECK(release.packages[1].second.opt_level == "1");
}

TEST_CASE("a profile of one's own says what it inherits") {
  const auto profiles = sound_package("[profile.slim]\ninherits = \"release\"\n").manifest.profiles;
  CHECK(profiles.at("slim").settings.inherits == "release");
}

TEST_CASE("a setting of a wrong kind is told at its place") {
  CHECK(faults_of("[profile.dev]\nopt-level = []\n") ==
        Faults{"6:13 `opt-level` must be a string, a number or a boolean, found an array"});
  CHECK(faults_of("[profile.dev]\ncodegen-units = \"many\"\n") ==
        Faults{"6:17 `codegen-units` must be an integer, found a string"});
}

TEST_CASE("profiles of a package from a registry are not read") {
  CHECK(sound({package_text("[profile.dev]\nopt-level = []\n"), {"src/lib.rs"}, {}, ManifestOwner::registry})
            .manifest.profiles.empty());
}

}  // namespace
}  // namespace plimsoll::cargo
