// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/cargo_output/tree.h"
#include "workspace_fixture.h"

namespace plimsoll::cargo_output {
namespace {

support::Result<std::string> line(const std::string& format) {
  WorkspaceFixture workspace({{"Cargo.toml", manifest("an-app",
                                                      "license = \"MIT\"\nrepository = \"https://example.org/a\"\n"
                                                      "[features]\ndefault = [\"x\"]\nx = []\n")},
                              {"src/lib.rs", ""}});
  TreeOptions options;
  options.roots = workspace.choose({});
  options.format = format;
  std::string text;
  TRY_INTO([[maybe_unused]] const bool any, print_tree(workspace.resolution({}), options, [&](std::string_view piece) {
             text += piece;
             return true;
           }));
  return text;
}

TEST_CASE("a format names what stands on a line") {
  CHECK(line("{p}|{l}|{r}|{f}|{lib}").value() == "an-app v0.1.0 (/ws)|MIT|https://example.org/a|default,x|an_app\n");
}

TEST_CASE("doubled braces are braces") {
  CHECK(line("{{{l}}}").value() == "{MIT}\n");
}

TEST_CASE("a field that does not exist is no format") {
  CHECK(line("{v}").error().kind == support::ErrorKind::usage);
}

TEST_CASE("a brace that is not closed is no format") {
  CHECK_FALSE(line("{p").has_value());
}

TEST_CASE("a brace that was not opened is no format") {
  CHECK_FALSE(line("p}").has_value());
}

}  // namespace
}  // namespace plimsoll::cargo_output
