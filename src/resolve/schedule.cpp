// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/resolve/schedule.h"

#include <algorithm>
#include <queue>
#include <span>
#include <tuple>

#include "plimsoll/support/assert.h"
#include "units_left.h"

namespace plimsoll::resolve {
namespace {

Slot slot_of(const UnitTime& time, double start) {
  return {start, start + std::min(time.metadata, time.total), start + time.total};
}

/// What is known of when.
class Timetable {
 public:
  explicit Timetable(const UnitsLeft& left) : left_(left), slots_(left.size()), linkable_(left.size()) {}

  /// Without limit: everything starts as soon as it can.
  void start_all() {
    for (const auto unit : left_.all().order)
      if (left_.contains(unit)) settle(unit, [&](double ready) { place(unit, ready); });
  }

  void place(std::size_t unit, double start) { slots_[unit] = slot_of(left_.time(unit), start); }

  /// Once everything has its place.
  void link_all() {
    for (const auto unit : left_.all().order)
      if (left_.contains(unit)) settle(unit, [](double) {});
  }

  [[nodiscard]] const Slot& slot(std::size_t unit) const { return slots_[unit]; }

  [[nodiscard]] double length() const {
    double length = 0;
    for (const auto& slot : slots_) length = std::max(length, slot.end);
    return length;
  }

  [[nodiscard]] Schedule schedule() && {
    auto path = critical_path();
    const auto end = length();
    return {std::move(slots_), std::move(path), end};
  }

 private:
  /// Of the dependencies of a unit: when the last that it waits for is there, and when all can be linked.
  template <class Place>
  void settle(std::size_t unit, const Place& place) {
    double ready = 0;
    double below = 0;
    left_.for_each_dependency(unit, [&](std::size_t dependency) {
      ready = std::max(ready, ready_after(unit, dependency));
      if (left_.all().pipelines(unit, dependency)) below = std::max(below, linkable_[dependency]);
    });
    place(ready);
    linkable_[unit] = std::max(slots_[unit].end, below);
  }

  [[nodiscard]] double ready_after(std::size_t unit, std::size_t dependency) const {
    return left_.all().pipelines(unit, dependency) ? slots_[dependency].metadata : linkable_[dependency];
  }

  /// The unit that this one starts after; the unit itself if there is none.
  [[nodiscard]] std::size_t last_awaited(std::size_t unit) const {
    auto last = unit;
    left_.for_each_dependency(unit, [&](std::size_t dependency) {
      if (last == unit || ready_after(unit, dependency) > ready_after(unit, last)) last = dependency;
    });
    return last == unit || left_.all().pipelines(unit, last) ? last : last_linkable(last);
  }

  /// The unit whose end makes this one linkable.
  [[nodiscard]] std::size_t last_linkable(std::size_t unit) const {
    while (slots_[unit].end < linkable_[unit]) {
      auto last = unit;
      left_.for_each_dependency(unit, [&](std::size_t dependency) {
        if (left_.all().pipelines(unit, dependency) && linkable_[dependency] == linkable_[unit]) last = dependency;
      });
      unit = last;
    }
    return unit;
  }

  [[nodiscard]] std::vector<UnitIx> critical_path() const {
    std::vector<UnitIx> path;
    const auto& order = left_.all().order;
    if (order.empty()) return path;
    auto unit = std::size_t{*std::ranges::max_element(order, {}, [&](std::size_t one) { return slots_[one].end; })};
    path.emplace_back(unit);
    for (auto last = last_awaited(unit); last != unit; last = last_awaited(unit)) {
      path.emplace_back(last);
      unit = last;
    }
    std::ranges::reverse(path);
    return path;
  }

  const UnitsLeft& left_;
  std::vector<Slot> slots_;
  std::vector<double> linkable_;  ///< when a unit's end and those of all that are linked with it are there
};

/// Fills a timetable with so many jobs at once.
class LimitedRun {
 public:
  LimitedRun(const UnitsLeft& left, std::size_t jobs, Timetable& timetable)
      : left_(left),
        free_(jobs),
        timetable_(timetable),
        dependents_(left.dependents()),
        waiting_(left.count_waiting()),
        ready_(LessUrgent{waiting_}),
        missing_(left.size()) {}

  void run() {
    for (const auto unit : left_.all().order)
      if (left_.contains(unit)) await(unit);
    for (double now = 0; !ready_.empty() || !events_.empty();) {
      for (; !ready_.empty() && free_ != 0; ready_.pop()) start(ready_.top(), now);
      const auto event = events_.top();
      events_.pop();
      now = event.time;
      happen(event);
    }
    timetable_.link_all();
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
  struct LessUrgent {
    std::span<const std::size_t> waiting;
    bool operator()(std::size_t a, std::size_t b) const { return std::tie(waiting[a], b) < std::tie(waiting[b], a); }
  };
  /// What is still to come: before a unit can start, and before it can be linked.
  struct Missing {
    std::size_t to_start = 0;
    std::size_t to_link = 1;
  };

  [[nodiscard]] bool pipelines(std::size_t unit, std::size_t dependency) const {
    return left_.all().pipelines(unit, dependency);
  }

  void await(std::size_t unit) {
    auto& missing = missing_[unit];
    left_.for_each_dependency(unit, [&](std::size_t dependency) {
      ++missing.to_start;
      if (pipelines(unit, dependency)) ++missing.to_link;
    });
    if (missing.to_start == 0) ready_.push(unit);
  }

  void start(std::size_t unit, double now) {
    --free_;
    timetable_.place(unit, now);
    const auto& slot = timetable_.slot(unit);
    events_.push({slot.metadata, unit, false});
    events_.push({slot.end, unit, true});
  }

  void happen(const Event& event) {
    if (event.is_end) {
      ++free_;
      count_toward_linking(event.unit);
    } else {
      for (const auto dependent : dependents_.of(event.unit))
        if (pipelines(dependent, event.unit)) count_toward_start(dependent);
    }
  }

  void count_toward_start(std::size_t unit) {
    if (--missing_[unit].to_start == 0) ready_.push(unit);
  }

  void count_toward_linking(std::size_t ended) {
    std::vector<std::size_t> closer{ended};
    while (!closer.empty()) {
      const auto unit = closer.back();
      closer.pop_back();
      if (--missing_[unit].to_link != 0) continue;
      for (const auto dependent : dependents_.of(unit))
        if (pipelines(dependent, unit))
          closer.push_back(dependent);
        else
          count_toward_start(dependent);
    }
  }

  const UnitsLeft& left_;
  std::size_t free_;
  Timetable& timetable_;
  Dependents dependents_;
  std::vector<std::size_t> waiting_;
  std::priority_queue<std::size_t, std::vector<std::size_t>, LessUrgent> ready_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> events_;
  std::vector<Missing> missing_;
};

Timetable timetable_of(const UnitsLeft& left, std::size_t jobs) {
  Timetable timetable(left);
  if (jobs == 0)
    timetable.start_all();
  else
    LimitedRun(left, jobs, timetable).run();
  return timetable;
}

}  // namespace

Scheduler::Scheduler(const graph::PackageGraph& packages, const UnitGraph& graph, std::span<const UnitTime> times)
    : units_(std::make_unique<const TimedUnits>(timed_units(packages, graph, times))) {
  PLIMSOLL_ASSERT(times.size() == graph.units.size());
}
Scheduler::~Scheduler() = default;
Scheduler::Scheduler(Scheduler&&) noexcept = default;

Schedule Scheduler::run(std::size_t jobs) const {
  const UnitsLeft left(*units_);
  return timetable_of(left, jobs).schedule();
}

double Scheduler::length_without(std::span<const UnitIx> gone, std::size_t jobs) const {
  UnitsLeft left(*units_);
  for (const auto unit : gone) left.drop(unit);
  return timetable_of(left, jobs).length();
}

double Scheduler::length_without(const PrunedUnits& pruned, std::span<const UnitTime> changed) const {
  UnitsLeft left(*units_);
  for (const auto unit : pruned.gone) left.drop(unit);
  for (std::size_t i = 0; i < changed.size(); ++i)
    left.change(pruned.changed[i].first, pruned.changed[i].second, changed[i]);
  return timetable_of(left, 0).length();
}

Schedule schedule(const graph::PackageGraph& packages, const UnitGraph& graph, std::span<const UnitTime> times,
                  std::size_t jobs) {
  return Scheduler(packages, graph, times).run(jobs);
}

}  // namespace plimsoll::resolve
