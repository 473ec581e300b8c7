// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include "plimsoll/cargo_output/tree.h"

namespace plimsoll::cargo_output {
namespace {

TEST_CASE("kinds that are named are the only ones") {
  const auto edges = parse_tree_edges({"normal,features"}).value();
  CHECK(edges.normal);
  CHECK_FALSE(edges.build);
  CHECK_FALSE(edges.development);
  CHECK(edges.features);
}

TEST_CASE("features alone leave the kinds as they are") {
  const auto edges = parse_tree_edges({"features"}).value();
  CHECK(edges.normal);
  CHECK(edges.development);
  CHECK(edges.features);
}

TEST_CASE("kinds that are taken away leave the others") {
  const auto edges = parse_tree_edges({"no-dev", "no-build"}).value();
  CHECK(edges.normal);
  CHECK_FALSE(edges.build);
  CHECK_FALSE(edges.development);
}

TEST_CASE("proc macros go without touching the kinds") {
  const auto edges = parse_tree_edges({"build,no-proc-macro"}).value();
  CHECK(edges.build);
  CHECK_FALSE(edges.normal);
  CHECK_FALSE(edges.proc_macros);
}

TEST_CASE("kinds cannot be named and taken away at once") {
  CHECK(parse_tree_edges({"normal,no-dev"}).error().kind == support::ErrorKind::usage);
}

TEST_CASE("a misspelt kind is answered with the nearest one") {
  CHECK(parse_tree_edges({"feature"}).error().message == "`feature` is no kind of edge; a similar one is `features`");
}

}  // namespace
}  // namespace plimsoll::cargo_output
