// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/schedule.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <numeric>
#include <queue>
#include <tuple>

#include "plimsoll/support/assert.h"

namespace plimsoll::resolve {
namespace {

/// Vertices are units; an edge leads from a unit to one that it waits for.
using Waits = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

Waits waits_of(const UnitGraph& graph) {
  Waits waits(graph.units.size());
  for (std::size_t unit = 0; unit < graph.units.size(); ++unit)
    for (const auto& dependency : graph.units[unit].dependencies) boost::add_edge(unit, dependency.unit, waits);
  return waits;
}

struct Order {
  std::vector<std::size_t> units;  ///< each after all that it waits for, units on a cycle left out
  std::vector<char> is_cyclic;
};

/// Tarjan numbers strongly connected components as he completes them, that is, dependencies first: one run gives the
/// order and the cycles.
Order order_of(const Waits& waits) {
  const auto count = boost::num_vertices(waits);
  std::vector<std::size_t> component(count);
  const auto index = boost::get(boost::vertex_index, waits);
  const auto components = boost::strong_components(waits, boost::make_iterator_property_map(component.begin(), index));
  std::vector<std::size_t> sizes(components);
  for (const auto one : component) ++sizes[one];
  Order order{std::vector<std::size_t>(count), std::vector<char>(count)};
  for (std::size_t unit = 0; unit < count; ++unit)
    order.is_cyclic[unit] = sizes[component[unit]] > 1 || boost::edge(unit, unit, waits).second;
  std::iota(order.units.begin(), order.units.end(), 0U);
  std::erase_if(order.units, [&](std::size_t unit) { return order.is_cyclic[unit]; });
  std::ranges::stable_sort(order.units, {}, [&](std::size_t unit) { return component[unit]; });
  return order;
}

std::vector<char> plain_libraries(const graph::PackageGraph& packages, const UnitGraph& graph) {
  std::vector<char> plain;
  for (const auto& unit : graph.units) {
    const auto& target = packages.manifest(unit.package)->targets[unit.target];
    const auto is_plain = [](const std::string& type) { return type == "lib" || type == "rlib"; };
    plain.push_back(unit.mode == Mode::build && target.kind == cargo::TargetKind::lib &&
                    std::ranges::all_of(target.crate_types, is_plain));
  }
  return plain;
}

Slot slot_of(const UnitTime& time, double start) {
  return {start, start + std::min(time.metadata, time.total), start + time.total};
}

class Scheduler {
 public:
  Scheduler(const graph::PackageGraph& packages, const UnitGraph& graph, std::span<const UnitTime> times)
      : times_(times), waits_(waits_of(graph)), order_(order_of(waits_)), plain_(plain_libraries(packages, graph)) {
    result_.slots.resize(graph.units.size());
  }

  Schedule run(std::size_t jobs) {
    if (jobs == 0) {
      for (const auto unit : order_.units) place(unit, ready_time(unit));
    } else {
      run_limited(jobs);
    }
    for (const auto& slot : result_.slots) result_.length = std::max(result_.length, slot.end);
    trace_critical_path();
    return std::move(result_);
  }

 private:
  struct Event {
    double time;
    std::size_t unit;
    bool is_end;
    friend bool operator>(const Event& a, const Event& b) {
      return std::tie(a.time, a.unit, a.is_end) > std::tie(b.time, b.unit, b.is_end);
    }
  };

  [[nodiscard]] bool pipelines(std::size_t unit, std::size_t dependency) const {
    return plain_[unit] && plain_[dependency];
  }

  [[nodiscard]] double ready_after(std::size_t unit, std::size_t dependency) const {
    const auto& slot = result_.slots[dependency];
    return pipelines(unit, dependency) ? slot.metadata : slot.end;
  }

  template <class Visit>
  void for_each_dependency(std::size_t unit, const Visit& visit) const {
    const auto [begin, end] = boost::out_edges(unit, waits_);
    for (auto edge = begin; edge != end; ++edge) {
      const auto dependency = boost::target(*edge, waits_);
      if (!order_.is_cyclic[dependency]) visit(dependency);
    }
  }
  template <class Visit>
  void for_each_dependent(std::size_t unit, const Visit& visit) const {
    const auto [begin, end] = boost::in_edges(unit, waits_);
    for (auto edge = begin; edge != end; ++edge) {
      const auto dependent = boost::source(*edge, waits_);
      if (!order_.is_cyclic[dependent]) visit(dependent);
    }
  }

  [[nodiscard]] double ready_time(std::size_t unit) const {
    double ready = 0;
    for_each_dependency(unit, [&](std::size_t dependency) { ready = std::max(ready, ready_after(unit, dependency)); });
    return ready;
  }

  void place(std::size_t unit, double start) { result_.slots[unit] = slot_of(times_[unit], start); }

  /// Seconds of the longest chain that begins with the unit's start.
  [[nodiscard]] std::vector<double> longest_chains() const {
    std::vector<double> chains(times_.size());
    for (auto at = order_.units.rbegin(); at != order_.units.rend(); ++at) {
      const auto& time = times_[*at];
      chains[*at] = time.total;
      for_each_dependent(*at, [&](std::size_t dependent) {
        const auto wait = pipelines(dependent, *at) ? time.metadata : time.total;
        chains[*at] = std::max(chains[*at], wait + chains[dependent]);
      });
    }
    return chains;
  }

  void run_limited(std::size_t jobs) {
    const auto chains = longest_chains();
    const auto less_urgent = [&](std::size_t a, std::size_t b) {
      return std::tie(chains[a], b) < std::tie(chains[b], a);
    };
    std::priority_queue<std::size_t, std::vector<std::size_t>, decltype(less_urgent)> ready(less_urgent);
    std::priority_queue<Event, std::vector<Event>, std::greater<>> events;
    std::vector<std::size_t> waiting(times_.size());
    for (const auto unit : order_.units) {
      for_each_dependency(unit, [&](std::size_t) { ++waiting[unit]; });
      if (waiting[unit] == 0) ready.push(unit);
    }
    std::size_t running = 0;
    for (double now = 0; !ready.empty() || !events.empty();) {
      for (; !ready.empty() && running < jobs; ++running, ready.pop()) {
        place(ready.top(), now);
        const auto& slot = result_.slots[ready.top()];
        events.push({slot.metadata, ready.top(), false});
        events.push({slot.end, ready.top(), true});
      }
      const auto event = events.top();
      events.pop();
      now = event.time;
      if (event.is_end) --running;
      for_each_dependent(event.unit, [&](std::size_t dependent) {
        if (pipelines(dependent, event.unit) != event.is_end && --waiting[dependent] == 0) ready.push(dependent);
      });
    }
  }

  /// The dependency that the unit starts after; the unit itself if there is none.
  [[nodiscard]] std::size_t last_awaited(std::size_t unit) const {
    auto last = unit;
    for_each_dependency(unit, [&](std::size_t dependency) {
      if (last == unit || ready_after(unit, dependency) > ready_after(unit, last)) last = dependency;
    });
    return last;
  }

  void trace_critical_path() {
    if (order_.units.empty()) return;
    const auto ends = [&](std::size_t unit) { return result_.slots[unit].end; };
    auto unit = *std::ranges::max_element(order_.units, {}, ends);
    result_.critical_path.emplace_back(unit);
    for (auto last = last_awaited(unit); last != unit; last = last_awaited(unit)) {
      result_.critical_path.emplace_back(last);
      unit = last;
    }
    std::ranges::reverse(result_.critical_path);
  }

  std::span<const UnitTime> times_;
  Waits waits_;
  Order order_;
  std::vector<char> plain_;
  Schedule result_;
};

}  // namespace

Schedule schedule(const graph::PackageGraph& packages, const UnitGraph& graph, std::span<const UnitTime> times,
                  std::size_t jobs) {
  PLIMSOLL_ASSERT(times.size() == graph.units.size());
  return Scheduler(packages, graph, times).run(jobs);
}

struct OpenLength::Ordered {
  const UnitGraph& graph;
  std::span<const UnitTime> times;
  Order order;
  std::vector<char> plain;
};

OpenLength::OpenLength(const graph::PackageGraph& packages, const UnitGraph& graph, std::span<const UnitTime> times)
    : ordered_(std::make_unique<const Ordered>(
          Ordered{graph, times, order_of(waits_of(graph)), plain_libraries(packages, graph)})) {}
OpenLength::~OpenLength() = default;
OpenLength::OpenLength(OpenLength&&) noexcept = default;

double OpenLength::without(const PrunedUnits& pruned, std::span<const UnitTime> changed) const {
  const auto& [graph, times, order, plain] = *ordered_;
  std::vector<const Unit*> left(graph.units.size());
  std::vector<const UnitTime*> time(graph.units.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    left[i] = &graph.units[i];
    time[i] = &times[i];
  }
  for (const auto unit : pruned.gone) left[unit] = nullptr;
  for (std::size_t i = 0; i < changed.size(); ++i) {
    left[pruned.changed[i].first] = &pruned.changed[i].second;
    time[pruned.changed[i].first] = &changed[i];
  }
  double length = 0;
  std::vector<Slot> slots(left.size());
  for (const auto unit : order.units) {
    if (!left[unit]) continue;
    double start = 0;
    for (const auto& [dependency, name] : left[unit]->dependencies)
      start = std::max(start, plain[unit] && plain[dependency] ? slots[dependency].metadata : slots[dependency].end);
    slots[unit] = slot_of(*time[unit], start);
    length = std::max(length, slots[unit].end);
  }
  return length;
}

}  // namespace plimsoll::resolve
