// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "plimsoll/cargo_output/tree.h"
#include "tree_format.h"
#include "tree_graph.h"

namespace plimsoll::cargo_output {
namespace {

using support::Result;

struct Symbols {
  std::string_view down;
  std::string_view tee;
  std::string_view ell;
  std::string_view right;
};

constexpr Symbols utf8_symbols{"│", "├", "└", "─"};
constexpr Symbols ascii_symbols{"|", "|", "`", "-"};

constexpr std::string_view heading_of(EdgeKind kind) {
  if (kind == EdgeKind::build) return "[build-dependencies]";
  if (kind == EdgeKind::development) return "[dev-dependencies]";
  return {};
}

class Printer {
 public:
  Printer(const resolve::Resolution& resolution, const TreeGraph& tree, const TreeFormat& format,
          const TreeOptions& options, const Sink& sink)
      : resolution_(resolution),
        tree_(tree),
        format_(format),
        options_(options),
        sink_(sink),
        symbols_(options.ascii ? ascii_symbols : utf8_symbols),
        printed_(tree.size()),
        on_path_(tree.size()),
        labels_(tree.size()) {}

  void print(const std::vector<NodeIx>& roots) {
    for (std::size_t i = 0; i < roots.size(); ++i) {
      if (i > 0) write("\n");
      if (!print_root(roots[i])) return;
    }
  }

 private:
  /// A node whose children are being printed, one kind of edge after the other.
  struct Open {
    NodeIx node;
    std::size_t kind = 0;
    std::vector<NodeIx> children = {};
    std::size_t next = 0;
  };

  /// Without recursion: a chain of dependencies may be longer than the stack. False: nobody reads any more.
  bool print_root(NodeIx root) {
    path_.clear();
    continues_.clear();
    enter(root);
    while (!path_.empty() && is_read_) step();
    return is_read_;
  }

  void step() {
    auto& open = path_.back();
    if (open.next < open.children.size()) {
      const auto child = open.children[open.next++];
      continues_.push_back(open.next < open.children.size());
      enter(child);
      return;
    }
    if (open.kind < edge_kind_count) {
      open.children = begin_kind(open.node, static_cast<EdgeKind>(open.kind++));
      open.next = 0;
      return;
    }
    on_path_[open.node] = false;
    path_.pop_back();
    if (!continues_.empty()) continues_.pop_back();
  }

  /// Prints the node's line, and opens it if its children are to follow.
  void enter(NodeIx node) {
    const bool is_new = !options_.dedupe || !printed_[node];
    printed_[node] = true;
    const bool whole = is_new && !on_path_[node];
    write_line(node, whole || !tree_.has_children(node) ? "\n" : " (*)\n");
    if (whole) {
      on_path_[node] = true;
      path_.push_back({node});
    } else if (!continues_.empty()) {
      continues_.pop_back();
    }
  }

  /// The heading of the kind, if there are such edges, and those children that are not held back.
  std::vector<NodeIx> begin_kind(NodeIx node, EdgeKind kind) {
    auto children = tree_.children(node, kind);
    if (children.empty()) return children;
    write_heading(heading_of(kind));
    if (options_.depth && continues_.size() + 1 > *options_.depth) return {};
    std::erase_if(children, [&](NodeIx child) { return is_held_back(tree_.at(child)); });
    return children;
  }

  [[nodiscard]] bool is_held_back(const TreeNode& node) const {
    if (node.is_feature()) return false;
    if (options_.members_only && !resolution_.graph().is_member(node.package)) return true;
    return std::ranges::find(options_.pruned, node.package) != options_.pruned.end();
  }

  void write_heading(std::string_view heading) {
    if (heading.empty() || options_.prefix != TreePrefix::indent) return;
    std::string line;
    for (const bool goes_on : continues_) line += fmt::format("{}   ", goes_on ? symbols_.down : " ");
    line += heading;
    write(line + "\n");
  }

  void write_line(NodeIx node, std::string_view end) {
    auto& label = labels_[node];
    if (label.empty()) label = format_.label(resolution_, tree_, node);
    std::string line;
    if (options_.prefix == TreePrefix::depth) line = std::to_string(continues_.size());
    if (options_.prefix == TreePrefix::indent) line = indent();
    line += label;
    line += end;
    write(line);
  }

  [[nodiscard]] std::string indent() const {
    if (continues_.empty()) return {};
    std::string line;
    for (std::size_t i = 0; i + 1 < continues_.size(); ++i)
      line += fmt::format("{}   ", continues_[i] ? symbols_.down : " ");
    return line +
           fmt::format("{}{}{} ", continues_.back() ? symbols_.tee : symbols_.ell, symbols_.right, symbols_.right);
  }

  void write(std::string_view text) { is_read_ = is_read_ && sink_(text); }

  const resolve::Resolution& resolution_;
  const TreeGraph& tree_;
  const TreeFormat& format_;
  const TreeOptions& options_;
  const Sink& sink_;
  const Symbols& symbols_;
  std::vector<bool> printed_;
  std::vector<bool> on_path_;
  std::vector<std::string> labels_;
  std::vector<Open> path_;
  std::vector<bool> continues_;
  bool is_read_ = true;
};

}  // namespace

Result<bool> print_tree(const resolve::Resolution& resolution, const TreeOptions& options, const Sink& sink) {
  TRY_INTO(const auto format, TreeFormat::parse(options.format));
  TreeGraph tree(resolution, options.edges);
  auto roots = tree.nodes_of(options.roots);
  if (options.duplicates) {
    const auto found = tree.duplicates(roots);
    tree.invert(roots);
    roots = found;
  } else if (options.inverted) {
    tree.invert(std::nullopt);
  }
  Printer(resolution, tree, format, options, sink).print(roots);
  return !roots.empty();
}

}  // namespace plimsoll::cargo_output
