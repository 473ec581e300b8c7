// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plimsoll/cargo_output/tree.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cargo_output {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

struct KindRow {
  std::string_view name;
  bool TreeEdges::*member;
  bool value;
};

constexpr auto kind_rows = std::to_array<KindRow>({
    {"normal", &TreeEdges::normal, true},
    {"build", &TreeEdges::build, true},
    {"dev", &TreeEdges::development, true},
    {"features", &TreeEdges::features, true},
    {"no-normal", &TreeEdges::normal, false},
    {"no-build", &TreeEdges::build, false},
    {"no-dev", &TreeEdges::development, false},
    {"no-proc-macro", &TreeEdges::proc_macros, false},
});

tl::unexpected<support::Error> unknown_kind(const std::string& kind) {
  std::vector<std::string> names{"all", "public"};
  for (const auto& row : kind_rows) names.emplace_back(row.name);
  const auto near = support::nearest(kind, names);
  return failure(ErrorKind::usage, fmt::format("`{}` is no kind of edge; {}", support::printable(kind),
                                               near ? fmt::format("a similar one is `{}`", *near)
                                                    : fmt::format("there are {}", fmt::join(names, ", "))));
}

Result<void> apply(const std::string& kind, TreeEdges& edges) {
  if (kind == "all") {
    edges.normal = edges.build = edges.development = edges.features = true;
    return {};
  }
  const auto row = std::ranges::find(kind_rows, kind, &KindRow::name);
  if (row == kind_rows.end()) return unknown_kind(kind);
  edges.*(row->member) = row->value;
  return {};
}

bool takes_away(const std::string& kind) {
  return kind.starts_with("no-");
}

}  // namespace

Result<TreeEdges> parse_tree_edges(const std::vector<std::string>& lists) {
  TreeEdges edges;
  std::vector<std::string> kinds;
  for (const auto& list : lists)
    for (const auto part : support::split(list, ',')) kinds.emplace_back(part);
  for (const auto& kind : kinds)
    if (kind == "no-proc-macro") edges.proc_macros = false;
  std::erase_if(kinds, [](const auto& kind) { return kind == "no-proc-macro" || kind == "public"; });
  const bool all_but = std::ranges::any_of(kinds, takes_away);
  const bool only_features = kinds.size() == 1 && kinds.front() == "features";
  if (!kinds.empty() && !all_but && !only_features) edges.normal = edges.build = edges.development = false;
  for (const auto& kind : kinds) {
    if (all_but && !takes_away(kind) && kind != "features")
      return failure(ErrorKind::usage, fmt::format("the kind of edge `{}` does not go together with `no-…` kinds",
                                                   support::printable(kind)));
    TRY(apply(kind, edges));
  }
  return edges;
}

}  // namespace plimsoll::cargo_output
