// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo_output/metadata.h"

#include <fmt/format.h>

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

Json node_json(const resolve::Resolution& resolution, const Node& node) {
  const auto& graph = resolution.graph();
  auto dependencies = Json::array();
  auto deps = Json::array();
  for (const auto& edge : node.edges) {
    auto id = cargo::to_spec(graph.id(edge.to));
    deps.push_back(
        Members().add("name", edge.name).add("pkg", id).add("dep_kinds", dep_kinds_json(graph, edge)).take());
    dependencies.push_back(std::move(id));
  }
  auto features = Json::array();
  for (const auto feature : resolution.unified_features(node.package)) features.push_back(std::string(feature));
  return Members()
      .add("id", cargo::to_spec(graph.id(node.package)))
      .add("dependencies", std::move(dependencies))
      .add("deps", std::move(deps))
      .add("features", std::move(features))
      .take();
}

std::string resolve_text(const resolve::Resolution& resolution, const std::vector<Node>& nodes, std::size_t threads) {
  const auto& closure = resolution.graph().closure();
  const auto root = closure.current ? Json(cargo::to_spec(closure.packages[*closure.current].id)) : Json();
  const auto list =
      array_text(nodes.size(), threads, [&](std::size_t i) { return to_line(node_json(resolution, nodes[i])); });
  return fmt::format(R"({{"nodes":{},"root":{}}})", list, to_line(root));
}

std::string packages_text(const PackageGraph& graph, const std::vector<PackageIx>& packages, std::size_t threads) {
  return array_text(packages.size(), threads, [&](std::size_t i) { return to_line(package_json(graph, packages[i])); });
}

template <class Positions>
std::string ids_text(const PackageGraph& graph, const Positions& packages) {
  auto list = Json::array();
  for (const auto package : packages) list.push_back(cargo::to_spec(graph.id(PackageIx(package))));
  return to_line(list);
}

/// In a member that is not the root, Cargo means that member.
std::vector<std::uint32_t> default_members(const cargo::Closure& closure) {
  if (!closure.current || !closure.root_manifest) return closure.default_members;
  const auto& current = closure.packages[*closure.current];
  if (!current.manifest || current.manifest->path == closure.root_manifest->path) return closure.default_members;
  return {*closure.current};
}

std::string document(const PackageGraph& graph, const std::string& packages, const std::string& resolve) {
  const auto& closure = graph.closure();
  const auto target_directory = to_line(closure.target_directory);
  const auto* root = closure.root_manifest ? &*closure.root_manifest : nullptr;
  const auto metadata =
      root != nullptr && root->workspace_metadata ? to_line(toml_json(*root->workspace_metadata)) : "null";
  return fmt::format(R"({{"packages":{},"workspace_members":{},"workspace_default_members":{},"resolve":{},)"
                     R"("target_directory":{},"build_directory":{},"version":1,"workspace_root":{},"metadata":{}}})"
                     "\n",
                     packages, ids_text(graph, graph.members()), ids_text(graph, default_members(closure)), resolve,
                     target_directory, target_directory, to_line(closure.root), metadata);
}

}  // namespace

Result<std::string> render_metadata(const resolve::Resolution& resolution, const MetadataOptions& options) {
  TRY_INTO(const auto nodes, nodes_of(resolution, options));
  std::vector<PackageIx> packages;
  for (const auto& node : nodes) packages.push_back(node.package);
  return document(resolution.graph(), packages_text(resolution.graph(), packages, options.threads),
                  resolve_text(resolution, nodes, options.threads));
}

std::string render_members(const graph::PackageGraph& graph, const MetadataOptions& options) {
  return document(graph, packages_text(graph, graph.members(), options.threads), "null");
}

}  // namespace plimsoll::cargo_output
