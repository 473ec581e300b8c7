// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo_output/metadata.h"

#include <algorithm>
#include <utility>

#include "package_json.h"
#include "platform_order.h"
#include "plimsoll/resolve/extern_name.h"

namespace plimsoll::cargo_output {
namespace {

using graph::LinkIx;
using graph::PackageGraph;
using graph::PackageIx;
using support::Result;

/// All linked declarations of one package that lead to one other package.
struct Edge {
  PackageIx to;
  std::vector<LinkIx> links;
  std::string name = {};  ///< by which code knows it
};

struct Node {
  PackageIx package;
  std::vector<Edge> edges;
};

bool has_library(const PackageGraph& graph, PackageIx package) {
  const auto* manifest = graph.manifest(package);
  return manifest == nullptr || manifest->library() != nullptr;
}

bool matches_any(const PackageGraph& graph, const Edge& edge, const std::vector<cargo::Target>& platforms) {
  if (platforms.empty()) return true;
  return std::ranges::any_of(edge.links, [&](LinkIx link) {
    const auto* declaration = graph.declaration(link);
    if (declaration == nullptr || !declaration->platform) return true;
    return std::ranges::any_of(platforms, [&](const auto& target) { return declaration->platform->matches(target); });
  });
}

/// Links from one package come sorted by the package they lead to.
std::vector<Edge> edges_of(const resolve::Resolution& resolution, PackageIx package) {
  const auto& graph = resolution.graph();
  std::vector<Edge> edges;
  for (const auto link : graph.links_from(package)) {
    if (!resolution.is_linked(link)) continue;
    const auto to = graph.link(link).to;
    if (edges.empty() || edges.back().to != to) edges.push_back({to, {}, {}});
    edges.back().links.push_back(link);
  }
  return edges;
}

Result<std::string> extern_name(const resolve::Resolution& resolution, const Edge& edge) {
  const auto* manifest = resolution.graph().manifest(edge.to);
  if (manifest == nullptr) return resolution.graph().id(edge.to).name;
  return resolve::extern_name(resolution, edge.links, *manifest->library());
}

/// What the members reach, in the order of packages. An edge survives whole or not at all.
Result<std::vector<Node>> nodes_of(const resolve::Resolution& resolution, const MetadataOptions& options) {
  const auto& graph = resolution.graph();
  std::vector<bool> seen(graph.package_count());
  std::vector<Node> nodes;
  auto waiting = graph.members();
  for (const auto member : waiting) seen[member] = true;
  while (!waiting.empty()) {
    Node node{waiting.back(), edges_of(resolution, waiting.back())};
    waiting.pop_back();
    std::erase_if(node.edges, [&](const Edge& edge) {
      return !has_library(graph, edge.to) || !matches_any(graph, edge, options.filter_platforms);
    });
    for (auto& edge : node.edges) {
      TRY_INTO(edge.name, extern_name(resolution, edge));
      if (!seen[edge.to]) waiting.push_back(edge.to);
      seen[edge.to] = true;
    }
    nodes.push_back(std::move(node));
  }
  std::ranges::sort(nodes, {}, &Node::package);
  return nodes;
}

/// Without a condition before all others.
bool comes_before(const cargo::Dependency* a, const cargo::Dependency* b) {
  if (a->kind != b->kind) return a->kind < b->kind;
  if (!a->platform || !b->platform) return !a->platform && b->platform;
  return compare_platforms(*a->platform, *b->platform) < 0;
}

void append_dep_kinds(std::string& to, const PackageGraph& graph, const Edge& edge) {
  std::vector<const cargo::Dependency*> declarations;
  for (const auto link : edge.links)
    if (const auto* declaration = graph.declaration(link)) declarations.push_back(declaration);
  std::ranges::sort(declarations, comes_before);
  append_list(to, declarations, [](std::string& list, const cargo::Dependency* declaration) {
    const auto& platform = declaration->platform;
    Object(list)
        .add("kind", kind_name(declaration->kind))
        .add("target", platform ? std::optional(cargo::to_text(*platform)) : std::nullopt);
  });
}

/// The id of every package, once, as JSON.
std::vector<std::string> ids_of(const PackageGraph& graph) {
  std::vector<std::string> ids(graph.package_count());
  for (std::size_t i = 0; i < ids.size(); ++i) append_json(ids[i], cargo::to_spec(graph.id(PackageIx(i))));
  return ids;
}

void append_node(std::string& to, const resolve::Resolution& resolution, const Node& node,
                 const std::vector<std::string>& ids) {
  Object object(to);
  object.value_of("id") += ids[node.package];
  append_list(object.value_of("dependencies"), node.edges,
              [&](std::string& list, const Edge& edge) { list += ids[edge.to]; });
  append_list(object.value_of("deps"), node.edges, [&](std::string& list, const Edge& edge) {
    Object dependency(list);
    dependency.add("name", edge.name);
    dependency.value_of("pkg") += ids[edge.to];
    append_dep_kinds(dependency.value_of("dep_kinds"), resolution.graph(), edge);
  });
  object.add("features", resolution.unified_features(node.package));
}

template <class Positions>
void append_ids(std::string& to, const Positions& packages, const std::vector<std::string>& ids) {
  append_list(to, packages, [&](std::string& list, const auto package) { list += ids[package]; });
}

/// In a member that is not the root, Cargo means that member.
std::vector<std::uint32_t> default_members(const cargo::Closure& closure) {
  if (!closure.current || !closure.root_manifest) return closure.default_members;
  const auto& current = closure.packages[*closure.current];
  if (!current.manifest || current.manifest->path == closure.root_manifest->path) return closure.default_members;
  return {*closure.current};
}

/// `resolve` appends the answer to the text, or `null`.
template <class AppendResolve>
void print_document(const PackageGraph& graph, const std::vector<PackageIx>& packages,
                    const std::vector<std::string>& ids, std::size_t threads, const AppendResolve& append_resolve,
                    const Sink& sink) {
  const auto& closure = graph.closure();
  const auto* root = closure.root_manifest ? &*closure.root_manifest : nullptr;
  std::string text;
  {
    Object object(text);
    print_array(
        object.value_of("packages"), packages.size(), threads,
        [&](std::string& list, std::size_t i) { append_package(list, graph, packages[i]); }, sink);
    append_ids(object.value_of("workspace_members"), graph.members(), ids);
    append_ids(object.value_of("workspace_default_members"), default_members(closure), ids);
    append_resolve(object.value_of("resolve"));
    object.add("target_directory", closure.target_directory)
        .add("build_directory", closure.target_directory)
        .add("version", 1)
        .add("workspace_root", closure.root);
    if (root != nullptr && root->workspace_metadata)
      append_toml(object.value_of("metadata"), *root->workspace_metadata);
    else
      object.add("metadata", nullptr);
  }
  text += '\n';
  sink(text);
}

}  // namespace

Result<void> print_metadata(const resolve::Resolution& resolution, const MetadataOptions& options, const Sink& sink) {
  TRY_INTO(const auto nodes, nodes_of(resolution, options));
  std::vector<PackageIx> packages;
  for (const auto& node : nodes) packages.push_back(node.package);
  const auto ids = ids_of(resolution.graph());
  const auto& current = resolution.graph().closure().current;
  const auto append_node_at = [&](std::string& list, std::size_t i) { append_node(list, resolution, nodes[i], ids); };
  const auto append_resolve = [&](std::string& text) {
    Object object(text);
    print_array(object.value_of("nodes"), nodes.size(), options.threads, append_node_at, sink);
    object.value_of("root") += current ? ids[*current] : "null";
  };
  print_document(resolution.graph(), packages, ids, options.threads, append_resolve, sink);
  return {};
}

void print_members(const graph::PackageGraph& graph, const MetadataOptions& options, const Sink& sink) {
  const auto append_nothing = [](std::string& text) { append_json(text, nullptr); };
  print_document(graph, graph.members(), ids_of(graph), options.threads, append_nothing, sink);
}

}  // namespace plimsoll::cargo_output
