// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/timings_file.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace plimsoll;
using facts::MeasuredUnit;
using Work = MeasuredUnit::Work;

namespace {

std::string page(const std::string& units) {
  return "<html><td>Profile:</td><td>release</td><script>\nconst UNIT_DATA = [" + units +
         "];\nconst CPU_USAGE = [[0, 1]];\n</script>";
}

std::string unit(const std::string& target, const std::string& rest = "") {
  return fmt::format(R"({{"name": "net", "version": "1.0.0", "mode": "todo", "target": "{}", "duration": 2.5{}}})",
                     target, rest);
}

facts::Timings read(const std::string& units) {
  auto timings = source::parse_timings(page(units), "timing.html");
  REQUIRE(timings.has_value());
  return std::move(*timings);
}

MeasuredUnit read_one(const std::string& target, const std::string& rest = "") {
  auto timings = read(unit(target, rest));
  REQUIRE(timings.units.size() == 1);
  return timings.units.front();
}

std::string refusal(const std::string& html) {
  const auto timings = source::parse_timings(html, "timing.html");
  REQUIRE_FALSE(timings.has_value());
  CHECK(timings.error().kind == support::ErrorKind::usage);
  return timings.error().message;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a unit is read with what tells it from others") {
  const auto unit = read_one("", R"(, "features": ["tls", "http"])");
  CHECK(unit.package == "net");
  CHECK(unit.version == "1.0.0");
  CHECK(unit.kind == cargo::TargetKind::lib);
  CHECK(unit.work == Work::build);
  CHECK(unit.features == std::vector<std::string>{"http", "tls"});
  CHECK(unit.seconds == 2.5);
}

TEST_CASE("what Cargo writes behind the version is the target and what is done with it") {
  CHECK(read_one(" build-script").kind == cargo::TargetKind::custom_build);
  CHECK(read_one(" build-script (run)").work == Work::run_script);
  CHECK(read_one(R"( app \"bin\")").target == "app");
  CHECK(read_one(R"( bin \"app\")").target == "app");
  CHECK(read_one(R"( slow \"bench\")").kind == cargo::TargetKind::bench);
  CHECK(read_one(" lib (check)").work == Work::check);
  CHECK(read_one(" lib (test)").work == Work::test);
  CHECK(read_one(" something new").work == Work::other);
}

TEST_CASE("metadata is there at the end of the frontend, as newer and older pages tell it") {
  CHECK(
      read_one("", R"(, "sections": [["frontend", {"start": 0, "end": 1.5}], ["codegen", {"start": 1.5, "end": 2.5}]])")
          .metadata_seconds == 1.5);
  CHECK(read_one("", R"(, "rmeta_time": 1.25)").metadata_seconds == 1.25);
  CHECK(read_one("", R"(, "rmeta_time": null, "sections": null)").metadata_seconds == std::nullopt);
}

TEST_CASE("metadata is never later than the end") {
  CHECK(read_one("", R"(, "rmeta_time": 99)").metadata_seconds == 2.5);
}

TEST_CASE("the profile is that of the page") {
  CHECK(read(unit("")).profile == "release");
}

TEST_CASE("the list of units ends at its own bracket") {
  CHECK(read(unit("", R"(, "features": ["]", "\"]["])") + "," + unit("")).units.size() == 2);
}

TEST_CASE("what is no page of timings is refused with what is expected") {
  CHECK(contains(refusal("<html></html>"), "holds no list `UNIT_DATA`"));
  CHECK(contains(refusal("<html></html>"), "cargo build --timings"));
  CHECK(contains(refusal("const UNIT_DATA = [{"), "holds no list"));
  CHECK(contains(refusal("const UNIT_DATA = [1 2]"), "is damaged"));
  CHECK(contains(refusal(page(unit("") + R"(, {"name": "net"})")), "entry 2 of `UNIT_DATA`"));
  CHECK(contains(refusal(page(R"({"name": "net", "duration": -1})")), "entry 1"));
  CHECK(contains(refusal(page("")), "nothing was compiled"));
}

TEST_CASE("lists in lists are no way to exhaust memory") {
  CHECK(contains(refusal("UNIT_DATA = " + std::string(100'000, '[')), "holds no list"));
}
