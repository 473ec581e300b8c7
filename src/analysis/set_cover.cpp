// SPDX-License-Identifier: MIT OR Apache-2.0
#include "set_cover.h"

#include <algorithm>
#include <limits>
#include <map>

namespace plimsoll::analysis {
namespace {

constexpr std::size_t most_nodes = 20'000;

class Search {
 public:
  Search(std::span<const CoverChoice> choices, std::span<const double> step_prices)
      : choices_(choices), prices_(step_prices), taken_(step_prices.size()) {
    for (std::size_t i = 0; i < choices.size(); ++i)
      for (const auto element : choices[i].covers) covering_[element].push_back(i);
    for (const auto& entry : covering_) order_.push_back(entry.first);
    std::ranges::stable_sort(order_, {}, [&](std::size_t element) { return covering_[element].size(); });
  }

  std::vector<std::size_t> run() {
    descend(0);
    std::ranges::sort(best_);
    return std::move(best_);
  }

 private:
  /// The first element in the order from `from` on that is not covered, or their number.
  [[nodiscard]] std::size_t next_open(std::size_t from) const {
    while (from < order_.size() && covered_.contains(order_[from])) ++from;
    return from;
  }

  void descend(std::size_t from) {
    if (price_ >= best_price_) return;
    const auto open = next_open(from);
    if (open == order_.size()) {
      best_ = chosen_;
      best_price_ = price_;
      return;
    }
    auto candidates = covering_[order_[open]];
    std::ranges::stable_sort(candidates, {}, [&](std::size_t choice) { return price_of(choice); });
    for (const auto choice : candidates) {
      if (++nodes_ > most_nodes && !best_.empty()) return;
      const auto before = price_;
      take(choice);
      descend(open + 1);
      give_back(choice);
      price_ = before;
    }
  }

  /// Of the steps that nothing chosen takes.
  [[nodiscard]] double price_of(std::size_t choice) const {
    double sum = 0;
    for (const auto step : choices_[choice].steps)
      if (taken_[step] == 0) sum += prices_[step];
    return sum;
  }

  void take(std::size_t choice) {
    price_ += price_of(choice);
    chosen_.push_back(choice);
    for (const auto step : choices_[choice].steps) ++taken_[step];
    for (const auto element : choices_[choice].covers) ++covered_[element];
  }

  void give_back(std::size_t choice) {
    chosen_.pop_back();
    for (const auto step : choices_[choice].steps) --taken_[step];
    for (const auto element : choices_[choice].covers)
      if (--covered_[element] == 0) covered_.erase(element);
  }

  std::span<const CoverChoice> choices_;
  std::span<const double> prices_;
  std::map<std::size_t, std::vector<std::size_t>> covering_;
  std::vector<std::size_t> order_;  ///< elements, those with the fewest choices first
  std::vector<std::size_t> taken_;  ///< for each step by how many of the chosen
  std::map<std::size_t, std::size_t> covered_;
  std::vector<std::size_t> chosen_;
  double price_ = 0;
  std::vector<std::size_t> best_;
  double best_price_ = std::numeric_limits<double>::infinity();
  std::size_t nodes_ = 0;
};

}  // namespace

std::vector<std::size_t> cheapest_cover(std::span<const CoverChoice> choices, std::span<const double> step_prices) {
  return Search(choices, step_prices).run();
}

}  // namespace plimsoll::analysis
