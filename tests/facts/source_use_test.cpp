// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/source_use.h"

#include <doctest/doctest.h>

#include <utility>

using namespace plimsoll;
using facts::SourceUse;
using facts::Truth;

namespace {

const cargo::Target linux_target = *cargo::find_target("x86_64-unknown-linux-gnu");
const cargo::Target windows_target = *cargo::find_target("x86_64-pc-windows-msvc");

cargo::Package package(bool has_build_script) {
  cargo::Package package;
  if (has_build_script) package.targets.emplace_back().kind = cargo::TargetKind::custom_build;
  return package;
}

Truth option(const SourceUse& use, std::string_view name, bool has_build_script = false) {
  const auto read = package(has_build_script);
  return facts::UsedSwitches(use, read).option(name);
}
Truth value(const SourceUse& use, std::string_view key, std::string_view value) {
  const auto read = package(false);
  return facts::UsedSwitches(use, read).value(key, value);
}

}  // namespace

TEST_CASE("a feature that no unit has is off, and one that any has may be on") {
  const SourceUse use{{"a", "b"}, {&linux_target}};
  CHECK(value(use, "feature", "c") == Truth::no);
  CHECK(value(use, "feature", "b") == Truth::unknown);
}

TEST_CASE("what all platforms of a package agree on is known") {
  const SourceUse both{{}, {&linux_target, &windows_target}};
  CHECK(value(both, "target_arch", "x86_64") == Truth::yes);
  CHECK(value(both, "target_arch", "arm") == Truth::no);
  CHECK(value(both, "target_os", "linux") == Truth::unknown);
  CHECK(option(both, "unix") == Truth::unknown);
  CHECK(option({{}, {&linux_target}}, "unix") == Truth::yes);
}

TEST_CASE("options that no platform has are the build script's to set") {
  const SourceUse use{{}, {&linux_target}};
  CHECK(option(use, "has_something") == Truth::no);
  CHECK(option(use, "has_something", true) == Truth::unknown);
}

TEST_CASE("what a profile sets may be on") {
  const SourceUse use{{}, {&linux_target}};
  CHECK(option(use, "debug_assertions") == Truth::unknown);
  CHECK(value(use, "panic", "abort") == Truth::unknown);
}

TEST_CASE("everywhere, anything may be on but what no build sets") {
  const SourceUse use{.everywhere = true};
  CHECK(value(use, "feature", "a") == Truth::unknown);
  CHECK(option(use, "windows", true) == Truth::unknown);
  CHECK(option(use, "test") == Truth::no);
}
