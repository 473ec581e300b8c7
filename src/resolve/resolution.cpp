// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/resolution.h"

#include "resolution_state.h"

namespace plimsoll::resolve {

using cargo::DependencyKind;
using graph::LinkIx;
using graph::PackageIx;

namespace {

std::vector<char> matches_on(const graph::PackageGraph& graph, const cargo::Target& target) {
  std::vector<char> result(graph.links().size(), 1);
  for (std::size_t i = 0; i < result.size(); ++i)
    if (const auto* declaration = graph.declaration(LinkIx(i)); declaration && declaration->platform)
      result[i] = declaration->platform->matches(target);
  return result;
}

std::shared_ptr<const PlatformMatches> match_platforms(const graph::PackageGraph& graph, const Platforms& platforms) {
  const auto matches_for = [&](const cargo::Target& target) {
    return platforms.every ? std::vector<char>(graph.links().size(), 1) : matches_on(graph, target);
  };
  PlatformMatches matches{matches_for(platforms.host), {}, {}};
  for (const auto& target : platforms.targets) matches.targets.push_back(matches_for(target));
  matches.any_target = matches.targets.empty() ? matches.host : matches.targets.front();
  for (const auto& one : matches.targets)
    for (std::size_t i = 0; i < one.size(); ++i) matches.any_target[i] = matches.any_target[i] || one[i];
  return std::make_shared<const PlatformMatches>(std::move(matches));
}

}  // namespace

std::shared_ptr<const FeatureModel> model_of(const graph::PackageGraph& graph) {
  return std::make_shared<const FeatureModel>(graph);
}

Resolution::Resolution(std::unique_ptr<State> state) : state_(std::move(state)) {}
Resolution::~Resolution() = default;
Resolution::Resolution(Resolution&&) noexcept = default;
Resolution& Resolution::operator=(Resolution&&) noexcept = default;

Resolution resolve(const graph::PackageGraph& graph, std::shared_ptr<const FeatureModel> model, Request request) {
  auto matches = match_platforms(graph, *request.platforms);
  auto state = std::make_unique<Resolution::State>(graph, std::move(model), std::move(matches), std::move(request));
  state->run();
  return Resolution(std::move(state));
}

std::unique_ptr<Resolution::State> Resolution::State::again(Request changed) const {
  auto state = std::make_unique<State>(graph, model, matches, std::move(changed));
  state->run();
  return state;
}

Resolution resolve_without(const Resolution& base, std::vector<AskedFeature> waived) {
  auto request = base.request();
  request.waived = std::move(waived);
  return Resolution(base.state_->again(std::move(request)));
}

Resolution resolve_for(const Resolution& base, std::vector<Seed> seeds) {
  auto request = base.request();
  request.seeds = std::move(seeds);
  return Resolution(base.state_->again(std::move(request)));
}

bool Resolution::is_linked(LinkIx link) const {
  return state_->links.is_linked(link);
}
bool Resolution::is_reached(PackageIx package) const {
  return state_->links.is_reached(package);
}

std::vector<std::string_view> Resolution::unified_features(PackageIx package) const {
  std::vector<std::string_view> names;
  const auto first = state_->model->first_feature(package);
  for (std::uint32_t i = 0; i < state_->model->feature_count(package); ++i)
    if (state_->links.has(FeatureIx(first + i))) names.push_back(state_->model->name(FeatureIx(first + i)));
  return names;
}

bool Resolution::is_active(PackageIx package, Side side) const {
  return state_->features->is_active(package, side);
}

bool Resolution::is_active(PackageIx package) const {
  return is_active(package, Side::target) || is_active(package, Side::host);
}

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

bool Resolution::is_enabled(LinkIx link, Side of_parent) const {
  return state_->features->is_enabled(link, of_parent);
}

bool Resolution::is_live(LinkIx link, Side of_parent) const {
  return state_->features->is_candidate(link, of_parent) && state_->features->is_enabled(link, of_parent);
}

bool Resolution::is_followed(LinkIx link, Side of_parent) const {
  return is_active(graph().link(link).from, of_parent) && is_live(link, of_parent);
}

Side Resolution::side_of(LinkIx link, Side of_parent, bool any_proc_macro) const {
  const auto& facts = state_->model->facts(link);
  const bool to_host =
      facts.kind == DependencyKind::build || (any_proc_macro ? facts.to_any_proc_macro : facts.to_proc_macro);
  return to_host ? Side::host : of_parent;
}

std::optional<Cause> Resolution::why(PackageIx package, std::string_view feature, Side side) const {
  const auto found = state_->model->find(package, feature);
  if (found == none || !state_->features->has(FeatureIx(found), side)) return std::nullopt;
  return state_->features->cause(FeatureIx(found), side);
}

bool Resolution::matches_host(LinkIx link) const {
  return state_->matches->host[link];
}
bool Resolution::matches_target(LinkIx link, std::size_t target) const {
  const auto& matches = *state_->matches;
  return matches.targets.empty() ? matches.host[link] : matches.targets[target][link];
}

bool Resolution::matches_any(LinkIx link, Side of_parent) const {
  const auto& matches = *state_->matches;
  const bool for_host = of_parent == Side::host || state_->model->facts(link).kind == DependencyKind::build;
  if (for_host || matches.targets.empty()) return matches.host[link];
  return std::ranges::any_of(matches.targets, [&](const auto& of_target) { return of_target[link] != 0; });
}

bool Resolution::is_first_to_ask(AskedFeature asked) const {
  const bool is_default = asked.position == AskedFeature::default_features;
  const auto feature =
      is_default ? state_->model->facts(asked.link).default_feature : state_->model->asked(asked.link)[asked.position];
  if (feature == none) return false;
  const auto kind = is_default ? Cause::Kind::default_feature : Cause::Kind::declaration;
  return state_->features->is_first(kind, asked.link, FeatureIx(feature));
}

const graph::PackageGraph& Resolution::graph() const {
  return state_->graph;
}
const Request& Resolution::request() const {
  return state_->request;
}
bool Resolution::splits_sides() const {
  return state_->features && state_->features->splits_sides();
}
std::span<const Resolution::Missing> Resolution::missing_features() const {
  return state_->missing;
}

}  // namespace plimsoll::resolve
