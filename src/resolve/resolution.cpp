// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/resolution.h"

#include "feature_pass.h"
#include "link_pass.h"

namespace plimsoll::resolve {

using cargo::DependencyKind;
using graph::LinkIx;
using graph::PackageIx;

struct Resolution::State {
  const graph::PackageGraph& graph;
  std::shared_ptr<const FeatureModel> model;
  Request request;
  std::vector<char> matches_host;
  std::vector<std::vector<char>> matches_target;
  std::vector<char> matches_any_target;
  LinkPass links;
  std::vector<Missing> missing;
  std::unique_ptr<FeaturePass> features;

  State(const graph::PackageGraph& g, std::shared_ptr<const FeatureModel> m, Request r)
      : graph(g), model(std::move(m)), request(std::move(r)), links(graph, *model) {}

  /// Evaluates every platform condition once for each platform.
  void match_platforms() {
    const auto count = graph.links().size();
    const auto& platforms = *request.platforms;
    const auto matches = [&](const cargo::Target& target) {
      std::vector<char> result(count, 1);
      for (std::size_t i = 0; i < count; ++i)
        if (const auto* declaration = graph.declaration(LinkIx(i)); declaration && declaration->platform)
          result[i] = declaration->platform->matches(target);
      return result;
    };
    matches_host = matches(platforms.host);
    for (const auto& target : platforms.targets) matches_target.push_back(matches(target));
    if (matches_target.empty()) {
      matches_any_target = matches_host;
      return;
    }
    matches_any_target.assign(count, 0);
    for (const auto& one : matches_target)
      for (std::size_t i = 0; i < count; ++i) matches_any_target[i] = matches_any_target[i] || one[i];
  }
};

std::shared_ptr<const FeatureModel> model_of(const graph::PackageGraph& graph) {
  return std::make_shared<const FeatureModel>(graph);
}

std::shared_ptr<const FeatureModel> without_defaults(const FeatureModel& model, std::span<const LinkIx> links) {
  auto changed = std::make_shared<FeatureModel>(model);
  for (const auto link : links) changed->leave_out_default(link);
  return changed;
}

Resolution::Resolution(std::unique_ptr<State> state) : state_(std::move(state)) {}
Resolution::~Resolution() = default;
Resolution::Resolution(Resolution&&) noexcept = default;
Resolution& Resolution::operator=(Resolution&&) noexcept = default;

Resolution resolve(const graph::PackageGraph& graph, std::shared_ptr<const FeatureModel> model, Request request) {
  auto state = std::make_unique<Resolution::State>(graph, std::move(model), std::move(request));
  state->match_platforms();
  state->links.run(state->request.seeds);
  if (state->request.follow_features) {
    const bool second = graph.closure().resolver >= 2;
    const FeaturePassOptions options{second, second && !state->request.dev_units,
                                     second && !state->request.every_platform};
    state->features = std::make_unique<FeaturePass>(graph, *state->model, state->links, options, state->matches_host,
                                                    state->matches_any_target);
    state->features->run(state->request.seeds);
  }
  state->missing = std::move(state->links).take_missing();
  return Resolution(std::move(state));
}

bool Resolution::is_linked(LinkIx link) const { return state_->links.is_linked(link); }
bool Resolution::is_reached(PackageIx package) const { return state_->links.is_reached(package); }

std::vector<std::string_view> Resolution::unified_features(PackageIx package) const {
  std::vector<std::string_view> names;
  const auto first = state_->model->first_feature(package);
  for (std::uint32_t i = 0; i < state_->model->feature_count(package); ++i)
    if (state_->links.has(FeatureIx(first + i))) names.push_back(state_->model->name(FeatureIx(first + i)));
  return names;
}

bool Resolution::is_active(PackageIx package, Side side) const { return state_->features->is_active(package, side); }

std::vector<std::string_view> Resolution::features(PackageIx package, Side side) const {
  std::vector<std::string_view> names;
  const auto first = state_->model->first_feature(package);
  for (std::uint32_t i = 0; i < state_->model->feature_count(package); ++i)
    if (state_->features->has(FeatureIx(first + i), side)) names.push_back(state_->model->name(FeatureIx(first + i)));
  return names;
}

bool Resolution::has_feature(PackageIx package, std::string_view feature, Side side) const {
  const auto found = state_->model->find(package, feature);
  return found != none && state_->features->has(FeatureIx(found), side);
}

bool Resolution::is_enabled(LinkIx link, Side of_parent) const { return state_->features->is_enabled(link, of_parent); }

bool Resolution::is_live(LinkIx link, Side of_parent) const {
  return state_->features->is_candidate(link, of_parent) && state_->features->is_enabled(link, of_parent);
}

Side Resolution::side_of(LinkIx link, Side of_parent, bool any_proc_macro) const {
  const auto& facts = state_->model->facts(link);
  const bool to_host = facts.kind == DependencyKind::build || (any_proc_macro ? facts.to_any_proc_macro : facts.to_proc_macro);
  return to_host ? Side::host : of_parent;
}

std::optional<Cause> Resolution::why(PackageIx package, std::string_view feature, Side side) const {
  const auto found = state_->model->find(package, feature);
  if (found == none || !state_->features->has(FeatureIx(found), side)) return std::nullopt;
  return state_->features->cause(FeatureIx(found), side);
}

bool Resolution::matches_host(LinkIx link) const { return state_->matches_host[link]; }
bool Resolution::matches_target(LinkIx link, std::size_t target) const {
  return state_->matches_target.empty() ? state_->matches_host[link] : state_->matches_target[target][link];
}

const graph::PackageGraph& Resolution::graph() const { return state_->graph; }
const Request& Resolution::request() const { return state_->request; }
bool Resolution::splits_sides() const { return state_->features && state_->features->splits_sides(); }
std::span<const Resolution::Missing> Resolution::missing_features() const { return state_->missing; }

}  // namespace plimsoll::resolve
