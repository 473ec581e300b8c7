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

Json dep_kinds_json(const PackageGraph& graph, const Edge& edge) {
  std::vector<const cargo::Dependency*> declarations;
  for (const auto link : edge.links)
    if (const auto* declaration = graph.declaration(link)) declarations.push_back(declaration);
  std::ranges::sort(declarations, comes_before);
  auto list = Json::array();
  for (const auto* declaration : declarations)
    list.push_back(Members()
                       .add("kind", kind_json(declaration->kind))
                       .add("target", declaration->platform ? Json(cargo::to_text(*declaration->platform)) : Json())
                       .take());
  return list;
}

/// The id of every package, once.
std::vector<Json> ids_of(const PackageGraph& graph) {
  std::vector<Json> ids;
  ids.reserve(graph.package_count());
  for (const auto& package : graph.closure().packages) ids.emplace_back(cargo::to_spec(package.id));
  return ids;
}

Json node_json(const resolve::Resolution& resolution, const Node& node, const std::vector<Json>& ids) {
  auto dependencies = Json::array();
  auto deps = Json::array();
  for (const auto& edge : node.edges) {
    const auto& id = ids[edge.to];
    deps.push_back(Members()
                       .add("name", edge.name)
                       .add("pkg", id)
                       .add("dep_kinds", dep_kinds_json(resolution.graph(), edge))
                       .take());
    dependencies.push_back(id);
  }
  auto features = Json::array();
  for (const auto feature : resolution.unified_features(node.package)) features.push_back(std::string_view(feature));
  return Members()
      .add("id", ids[node.package])
      .add("dependencies", dependencies)
      .add("deps", deps)
      .add("features", features)
      .take();
}

template <class Positions>
Json ids_json(const Positions& packages, const std::vector<Json>& ids) {
  auto list = Json::array();
  for (const auto package : packages) list.push_back(ids[package]);
  return list;
}

/// In a member that is not the root, Cargo means that member.
std::vector<std::uint32_t> default_members(const cargo::Closure& closure) {
  if (!closure.current || !closure.root_manifest) return closure.default_members;
  const auto& current = closure.packages[*closure.current];
  if (!current.manifest || current.manifest->path == closure.root_manifest->path) return closure.default_members;
  return {*closure.current};
}

void append(std::string& to, std::string_view name, const Json& value) {
  to += name;
  value.append_to(to);
}

/// The document in one string, which is all that is held of it: `resolve` appends the answer to it, or `null`.
template <class AppendResolve>
std::string document(const PackageGraph& graph, const std::vector<PackageIx>& packages, const std::vector<Json>& ids,
                     std::size_t threads, const AppendResolve& append_resolve) {
  const auto& closure = graph.closure();
  const auto* root = closure.root_manifest ? &*closure.root_manifest : nullptr;
  const bool has_metadata = root != nullptr && root->workspace_metadata;
  // Memory that is asked for and not written to costs nothing.
  constexpr std::size_t usual_package_bytes = 6000;
  std::string text;
  text.reserve(packages.size() * usual_package_bytes);
  text += R"({"packages":)";
  append_array(text, packages.size(), threads, [&](std::size_t i) { return package_json(graph, packages[i]); });
  append(text, R"(,"workspace_members":)", ids_json(graph.members(), ids));
  append(text, R"(,"workspace_default_members":)", ids_json(default_members(closure), ids));
  text += R"(,"resolve":)";
  append_resolve(text);
  append(text, R"(,"target_directory":)", closure.target_directory);
  append(text, R"(,"build_directory":)", closure.target_directory);
  append(text, R"(,"version":1,"workspace_root":)", closure.root);
  append(text, R"(,"metadata":)", has_metadata ? toml_json(*root->workspace_metadata) : Json());
  text += "}\n";
  return text;
}

}  // namespace

Result<std::string> render_metadata(const resolve::Resolution& resolution, const MetadataOptions& options) {
  TRY_INTO(const auto nodes, nodes_of(resolution, options));
  std::vector<PackageIx> packages;
  for (const auto& node : nodes) packages.push_back(node.package);
  const auto ids = ids_of(resolution.graph());
  const auto& current = resolution.graph().closure().current;
  return document(resolution.graph(), packages, ids, options.threads, [&](std::string& text) {
    text += R"({"nodes":)";
    append_array(text, nodes.size(), options.threads,
                 [&](std::size_t i) { return node_json(resolution, nodes[i], ids); });
    append(text, R"(,"root":)", current ? ids[*current] : Json());
    text += '}';
  });
}

std::string render_members(const graph::PackageGraph& graph, const MetadataOptions& options) {
  return document(graph, graph.members(), ids_of(graph), options.threads, [](std::string& text) { text += "null"; });
}

}  // namespace plimsoll::cargo_output
