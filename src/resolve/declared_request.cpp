// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/declared_request.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>

#include "workspace_entry.h"

namespace plimsoll::resolve {
namespace {

using cargo::Dependency;
using graph::LinkIx;
using graph::PackageIx;

constexpr std::string_view workspace_word = "workspace";

class RequestList {
 public:
  explicit RequestList(const graph::PackageGraph& graph) : graph_(graph) {
    if (const auto* table = workspace_table(graph.closure()))
      for (const auto& entry : *table) entries_.emplace(entry.key, WorkspaceEntry(entry));
  }

  std::vector<DeclaredRequest> make() {
    for (const auto member : graph_.members()) add_package(member, true);
    for (std::size_t i = 0; i < graph_.package_count(); ++i)
      if (const PackageIx package(i); !graph_.is_member(package) && graph_.id(package).source.is_path())
        add_package(package, false);
    for (auto& [key, request] : of_workspace_) requests_.push_back(std::move(request));
    for (auto& request : requests_) std::ranges::sort(request.asked);
    return std::move(requests_);
  }

 private:
  /// Kind of edit, key of the entry, feature.
  using WorkspaceKey = std::tuple<std::string_view, Edit::Kind, std::string_view>;

  /// Of others that inherit, only what the workspace says counts.
  void add_package(PackageIx package, bool is_member) {
    std::vector<LinkIx> links(graph_.links_from(package).begin(), graph_.links_from(package).end());
    std::ranges::sort(links, {}, [&](LinkIx link) { return graph_.link(link).declaration; });
    for (const auto link : links)
      if (const auto* declaration = graph_.declaration(link)) add_declaration(link, *declaration, is_member);
  }

  void add_declaration(LinkIx link, const Dependency& dependency, bool is_member) {
    const auto* entry = entry_of(dependency);
    if (dependency.default_features) add_defaults(link, dependency, entry, is_member);
    for (std::uint32_t i = 0; i < dependency.features.size(); ++i) {
      const AskedFeature asked{link, i};
      if (entry && entry->wrote_feature(dependency, i))
        of_workspace(Edit::Kind::remove_feature, *entry, dependency.features[i], dependency.features_at[i], asked);
      else if (is_member)
        of_member(Edit::Kind::remove_feature, dependency, dependency.features[i], dependency.features_at[i], asked);
    }
  }

  void add_defaults(LinkIx link, const Dependency& dependency, const WorkspaceEntry* entry, bool is_member) {
    const AskedFeature asked{link};
    if (entry && entry->decides_default_features(dependency))
      of_workspace(Edit::Kind::no_default_features, *entry, {}, dependency.inherited_at, asked);
    else if (is_member && !(entry && entry->has_default_features()))
      of_member(Edit::Kind::no_default_features, dependency, {}, dependency.at, asked);
  }

  [[nodiscard]] const WorkspaceEntry* entry_of(const Dependency& dependency) const {
    if (!dependency.inherited) return nullptr;
    const auto found = entries_.find(dependency.key);
    return found == entries_.end() ? nullptr : &found->second;
  }

  void of_workspace(Edit::Kind kind, const WorkspaceEntry& entry, std::string_view feature, support::Span at,
                    AskedFeature asked) {
    auto& request = of_workspace_[{entry.key(), kind, feature}];
    if (request.asked.empty()) request = make_request(kind, workspace_word, entry.key(), feature, at);
    request.asked.push_back(asked);
  }

  /// A feature that a list names twice goes in both places at once.
  void of_member(Edit::Kind kind, const Dependency& dependency, std::string_view feature, support::Span at,
                 AskedFeature asked) {
    const auto& member = graph_.id(graph_.link(asked.link).from).name;
    auto request = make_request(kind, member, edit_name(dependency), feature, at);
    request.edit.declaration.key = dependency.key;
    request.edit.declaration.kind = dependency.kind;
    request.edit.declaration.platform = dependency.platform;
    for (auto known = requests_.rbegin(); known != requests_.rend(); ++known) {
      if (known->asked.front().link != asked.link) break;
      if (known->edit.text != request.edit.text) continue;
      known->asked.push_back(asked);
      return;
    }
    request.asked.push_back(asked);
    requests_.push_back(std::move(request));
  }

  static DeclaredRequest make_request(Edit::Kind kind, std::string_view where, std::string_view name,
                                      std::string_view feature, support::Span at) {
    DeclaredRequest request{{}, at, {}};
    request.edit.kind = kind;
    request.edit.declaration.where = where;
    request.edit.declaration.key = name;
    request.edit.feature = feature;
    request.edit.text = kind == Edit::Kind::no_default_features
                            ? fmt::format("no-default-features:{}/{}", where, name)
                            : fmt::format("remove-feature:{}/{}/{}", where, name, feature);
    return request;
  }

  const graph::PackageGraph& graph_;
  std::map<std::string, WorkspaceEntry, std::less<>> entries_;
  std::vector<DeclaredRequest> requests_;
  std::map<WorkspaceKey, DeclaredRequest> of_workspace_;
};

}  // namespace

std::vector<DeclaredRequest> declared_requests(const graph::PackageGraph& graph) {
  return RequestList(graph).make();
}

}  // namespace plimsoll::resolve
