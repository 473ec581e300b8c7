// SPDX-License-Identifier: MIT OR Apache-2.0
/// What stands on one line of a tree.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/resolve/resolution.h"
#include "tree_graph.h"

namespace plimsoll::cargo_output {

/// A format string taken apart: `{p}`, `{l}`, `{r}`, `{f}`, `{lib}`, and text in which `{{` and `}}` are braces.
class TreeFormat {
 public:
  /// Error: usage.
  static support::Result<TreeFormat> parse(std::string_view text);

  [[nodiscard]] std::string label(const resolve::Resolution&, const TreeGraph&, NodeIx) const;

 private:
  enum class Field { text, package, license, repository, features, library };
  struct Piece {
    Field field;
    std::string text;
  };
  std::vector<Piece> pieces_;
};

}  // namespace plimsoll::cargo_output
