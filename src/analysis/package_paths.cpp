// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/package_paths.h"

#include <algorithm>
#include <array>
#include <limits>
#include <queue>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "plimsoll/analysis/built_links.h"

namespace plimsoll::analysis {
namespace {

using finding::Reach;
using graph::LinkIx;
using graph::PackageIx;
using resolve::Side;

constexpr std::array sides{Side::target, Side::host};
constexpr auto unreached = std::numeric_limits<std::uint32_t>::max();

/// A package on one side: one that is compiled for both sides is needed there by different packages.
using Place = std::uint32_t;

Place place_of(PackageIx package, Side side) {
  return static_cast<Place>(package.value * 2 + (side == Side::host ? 1 : 0));
}
PackageIx package_at(Place place) {
  return PackageIx(place / 2);
}

struct Step {
  Place place;
  LinkIx link;
};

/// Which links count, and from where, with the distance of every place from the nearest member.
struct Net {
  std::vector<std::vector<Step>> into;  ///< for each place what leads to it
  std::vector<char> starts;             ///< one for each place
  std::vector<std::uint32_t> distance;
};

void measure(Net& net) {
  std::vector<std::vector<Place>> out_of(net.into.size());
  for (std::size_t to = 0; to < net.into.size(); ++to)
    for (const auto& step : net.into[to]) out_of[step.place].push_back(static_cast<Place>(to));
  net.distance.assign(net.into.size(), unreached);
  std::vector<Place> waiting;
  for (std::size_t place = 0; place < net.starts.size(); ++place)
    if (net.starts[place]) {
      net.distance[place] = 0;
      waiting.push_back(static_cast<Place>(place));
    }
  for (std::size_t at = 0; at < waiting.size(); ++at)
    for (const auto to : out_of[waiting[at]])
      if (net.distance[to] == unreached) {
        net.distance[to] = net.distance[waiting[at]] + 1;
        waiting.push_back(to);
      }
}

/// `counts(link, side)`: the link is there for a package on that side.
template <class Counts>
Net net_of(const resolve::Resolution& resolution, const std::vector<PackageIx>& members, const Counts& counts) {
  const auto& graph = resolution.graph();
  Net net{std::vector<std::vector<Step>>(graph.package_count() * 2), std::vector<char>(graph.package_count() * 2), {}};
  for (std::size_t i = 0; i < graph.package_count(); ++i)
    for (const auto link : graph.links_to(PackageIx(i)))
      for (const auto side : sides)
        if (counts(link, side))
          net.into[place_of(PackageIx(i), resolution.side_of(link, side))].push_back(
              {place_of(graph.link(link).from, side), link});
  for (const auto member : members)
    for (const auto side : sides) net.starts[place_of(member, side)] = 1;
  measure(net);
  return net;
}

/// Every path to a place, nearest members first, one at a time. It grows from its end towards a member; what is left to
/// go is known of every place, so that each step taken is a step of a path unless it would pass a package twice.
class Enumeration {
 public:
  Enumeration(const Net& net, std::span<const Place> ends, std::size_t steps) : net_(net), steps_left_(steps) {
    for (const auto end : ends)
      if (net_.distance[end] != unreached) push({end, none, 0});
  }

  [[nodiscard]] bool is_exhausted() const { return steps_left_ == 0; }

  /// From the member to the end; nothing when there is no path left, or no step.
  std::optional<std::vector<Place>> next() {
    while (!waiting_.empty() && steps_left_ > 0) {
      const auto at = waiting_.top().partial;
      waiting_.pop();
      const bool is_path = net_.starts[partials_[at].place] != 0;
      if (!is_path || partials_[at].behind == none) grow(at);
      if (!is_path) continue;
      auto path = places_from(at);
      if (found_.insert(packages_of(path)).second) return path;
    }
    return std::nullopt;
  }

 private:
  static constexpr auto none = std::numeric_limits<std::uint32_t>::max();

  struct Partial {
    Place place;
    std::uint32_t behind;  ///< position of the one that this one leads to
    std::uint32_t length;
  };
  struct Waiting {
    std::uint32_t whole;   ///< the length of the shortest path through it
    std::uint32_t length;  ///< of what is there
    std::uint32_t partial;
    /// Short paths first, of equals the one that is nearest to its completion, then the one found first.
    friend bool operator<(const Waiting& a, const Waiting& b) {
      return std::tuple(a.whole, b.length, a.partial) > std::tuple(b.whole, a.length, b.partial);
    }
  };

  void push(Partial partial) {
    const auto position = static_cast<std::uint32_t>(partials_.size());
    waiting_.push({partial.length + net_.distance[partial.place], partial.length, position});
    partials_.push_back(partial);
  }

  [[nodiscard]] bool passes(std::uint32_t at, PackageIx package) const {
    for (; at != none; at = partials_[at].behind)
      if (package_at(partials_[at].place) == package) return true;
    return false;
  }

  void grow(std::uint32_t at) {
    const auto partial = partials_[at];
    for (const auto& step : net_.into[partial.place]) {
      if (steps_left_ == 0) return;
      --steps_left_;
      if (net_.distance[step.place] != unreached && !passes(at, package_at(step.place)))
        push({step.place, at, partial.length + 1});
    }
  }

  [[nodiscard]] std::vector<Place> places_from(std::uint32_t at) const {
    std::vector<Place> places;
    for (; at != none; at = partials_[at].behind) places.push_back(partials_[at].place);
    return places;
  }

  static std::vector<PackageIx> packages_of(const std::vector<Place>& places) {
    std::vector<PackageIx> packages;
    for (const auto place : places) packages.push_back(package_at(place));
    return packages;
  }

  const Net& net_;
  std::size_t steps_left_;
  std::vector<Partial> partials_;
  std::priority_queue<Waiting> waiting_;
  std::set<std::vector<PackageIx>> found_;
};

/// The links between two places that follow each other on a path.
std::vector<LinkIx> links_between(const Net& net, Place from, Place to) {
  std::vector<LinkIx> links;
  for (const auto& step : net.into[to])
    if (step.place == from) links.push_back(step.link);
  std::ranges::sort(links);
  return links;
}

Path with_links(const Net& net, const std::vector<Place>& places) {
  Path path{{package_at(places.front())}};
  for (std::size_t i = 1; i < places.size(); ++i)
    path.push_back({package_at(places[i]), links_between(net, places[i - 1], places[i])});
  return path;
}

FoundPaths collect(const Net& net, std::span<const Place> ends, const PathLimits& limits) {
  Enumeration search(net, ends, limits.steps);
  std::size_t steps = 0;
  FoundPaths paths;
  for (std::size_t count = 0; auto places = search.next(); ++count) {
    if (count == limits.counted) {
      paths.all_counted = false;
      return paths;
    }
    steps += places->size();
    if (count < limits.shown && (count == 0 || steps <= limits.shown_steps))
      paths.shown.push_back(with_links(net, *places));
    else
      ++paths.more;
  }
  paths.all_counted = !search.is_exhausted();
  return paths;
}

/// What a path may go over, nearest to what ships first.
enum class Over { build, tests, platforms, platforms_and_tests, lockfile, lockfile_from_all };
constexpr std::size_t kinds_of_net = 6;

Over first_for(Reach reach) {
  if (reach == Reach::dev_only) return Over::tests;
  if (reach == Reach::other_target) return Over::platforms;
  if (reach == Reach::not_enabled) return Over::platforms_and_tests;
  return Over::build;
}

}  // namespace

struct PathSearch::Nets {
  const graph::PackageGraph& graph;
  std::shared_ptr<const resolve::FeatureModel> features;
  const Model& model;
  std::array<std::optional<Net>, kinds_of_net> known = {};

  const Net& over(Over what) {
    auto& net = known[static_cast<std::size_t>(what)];
    if (!net) net = make(what);
    return *net;
  }

  [[nodiscard]] Net make(Over what) const {
    const auto& build = model.build.resolution;
    const auto& chosen = model.request.packages;
    if (what == Over::build)
      return net_of(build, chosen, [&](LinkIx link, Side side) {
        return is_built(graph, model, link) && build.is_followed(link, side) && build.matches_any(link, side);
      });
    if (what == Over::lockfile || what == Over::lockfile_from_all) {
      const auto locked = locked_links(graph);
      return net_of(build, what == Over::lockfile ? chosen : graph.members(),
                    [&](LinkIx link, Side) { return locked[link] != 0; });
    }
    auto platforms = model.built_for;
    platforms.every = platforms.every || what != Over::tests;
    const auto resolution = resolve::resolve(
        graph, features,
        {.seeds = build.request().seeds, .platforms = &platforms, .dev_units = what != Over::platforms});
    return net_of(resolution, chosen, [&](LinkIx link, Side side) {
      return resolution.is_followed(link, side) && resolution.matches_any(link, side);
    });
  }

  /// The side that the reach is about, if a path leads there.
  [[nodiscard]] std::vector<Place> ends(const Net& net, PackageIx package) const {
    std::vector<Place> found;
    for (const auto side : sides)
      if (net.distance[place_of(package, side)] != unreached) found.push_back(place_of(package, side));
    if (found.size() == 2 && model.reach[package] == Reach::built) found.pop_back();
    return found;
  }
};

PathSearch::PathSearch(const graph::PackageGraph& graph, std::shared_ptr<const resolve::FeatureModel> features,
                       const Model& model)
    : nets_(new Nets{graph, std::move(features), model}) {}

PathSearch::~PathSearch() = default;

FoundPaths PathSearch::find(PackageIx package, const PathLimits& limits) {
  for (auto over = static_cast<std::size_t>(first_for(nets_->model.reach[package])); over < kinds_of_net; ++over) {
    const auto& net = nets_->over(static_cast<Over>(over));
    const auto ends = nets_->ends(net, package);
    if (!ends.empty()) return collect(net, ends, limits);
  }
  return {};
}

}  // namespace plimsoll::analysis
