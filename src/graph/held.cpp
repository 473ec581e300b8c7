// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/graph/held.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "binding.h"

namespace plimsoll::graph {
namespace {

constexpr int most_steps = 8;

class Search {
 public:
  explicit Search(const cargo::Closure& closure)
      : closure_(closure), binding_(closure), reached_(closure.packages.size()) {}

  bool run(std::uint32_t package) {
    enter(package);
    for (int step = 0; step < most_steps; ++step) {
      if (std::ranges::any_of(closure_.members, [&](std::size_t member) { return reached_[member] != 0; })) return true;
      const auto found = holders();
      if (found.empty()) return false;
      names_.clear();
      for (const auto holder : found) enter(holder);
    }
    return true;
  }

 private:
  void enter(std::uint32_t package) {
    reached_[package] = 1;
    names_.insert(closure_.packages[package].id.name);
  }

  /// Of the packages of the step before, those that were not reached yet.
  [[nodiscard]] std::vector<std::uint32_t> holders() const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t from = 0; from < reached_.size(); ++from)
      if (reached_[from] == 0 && leads_there(from)) found.push_back(from);
    return found;
  }

  [[nodiscard]] bool leads_there(std::uint32_t from) const {
    const auto& package = closure_.packages[from];
    const auto is_reached = [&](std::uint32_t to) { return reached_[to] != 0; };
    if (!package.package()) return std::ranges::any_of(binding_.locked_children(from), is_reached);
    return std::ranges::any_of(package.package()->dependencies, [&](const cargo::Dependency& dependency) {
      if (!names_.contains(dependency.package) || !is_relevant(package, dependency)) return false;
      const auto to = binding_.bind(from, dependency);
      return to && is_reached(*to);
    });
  }

  const cargo::Closure& closure_;
  Binding binding_;
  std::vector<char> reached_;
  std::unordered_set<std::string_view> names_;  ///< of the packages of the step before
};

}  // namespace

bool may_be_held(const cargo::Closure& closure, std::size_t package) {
  return Search(closure).run(static_cast<std::uint32_t>(package));
}

}  // namespace plimsoll::graph
