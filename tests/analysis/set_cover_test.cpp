// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/analysis/set_cover.h"

#include <doctest/doctest.h>

#include <limits>
#include <random>

using namespace plimsoll::analysis;
using Positions = std::vector<std::size_t>;

namespace {

/// The least price of all choices of a subset that covers what all of them cover.
double least_price(const std::vector<CoverChoice>& choices, const std::vector<double>& prices) {
  double least = std::numeric_limits<double>::infinity();
  std::uint64_t everything = 0;
  for (const auto& choice : choices)
    for (const auto element : choice.covers) everything |= 1ULL << element;
  for (std::uint64_t subset = 0; subset < 1ULL << choices.size(); ++subset) {
    std::uint64_t covered = 0;
    std::uint64_t steps = 0;
    for (std::size_t i = 0; i < choices.size(); ++i) {
      if ((subset >> i & 1U) == 0) continue;
      for (const auto element : choices[i].covers) covered |= 1ULL << element;
      for (const auto step : choices[i].steps) steps |= 1ULL << step;
    }
    double price = 0;
    for (std::size_t i = 0; i < prices.size(); ++i)
      if ((steps >> i & 1U) != 0) price += prices[i];
    if (covered == everything && price < least) least = price;
  }
  return least;
}

double price_of(const Positions& chosen, const std::vector<CoverChoice>& choices, const std::vector<double>& prices) {
  std::vector<char> taken(prices.size());
  double price = 0;
  for (const auto i : chosen)
    for (const auto step : choices[i].steps)
      if (taken[step]++ == 0) price += prices[step];
  return price;
}

}  // namespace

TEST_CASE("one choice for all is cheaper than one for each") {
  const std::vector<CoverChoice> choices{{{0}, {0}}, {{1}, {1}}, {{0, 1}, {2}}};
  CHECK(cheapest_cover(choices, std::vector<double>{1, 1, 1}) == Positions{2});
}

TEST_CASE("a step that two choices take is paid once") {
  const std::vector<CoverChoice> choices{{{0}, {0, 1}}, {{1}, {0, 1}}, {{0, 1}, {2, 3, 4}}};
  CHECK(cheapest_cover(choices, std::vector<double>{1, 1, 1, 1, 1}) == Positions{0, 1});
}

TEST_CASE("nothing to cover takes nothing") {
  CHECK(cheapest_cover({}, {}).empty());
}

TEST_CASE("no subset is cheaper than the one that is found") {
  std::mt19937 random(20261);
  for (int round = 0; round < 200; ++round) {
    std::vector<CoverChoice> choices(8);
    std::vector<double> prices(6);
    for (auto& price : prices) price = 1 + static_cast<double>(random() % 5);
    for (auto& choice : choices) {
      for (std::size_t element = 0; element < 7; ++element)
        if (random() % 3 == 0) choice.covers.push_back(element);
      for (std::size_t step = 0; step < prices.size(); ++step)
        if (random() % 3 == 0) choice.steps.push_back(step);
    }
    CAPTURE(round);
    CHECK(price_of(cheapest_cover(choices, prices), choices, prices) == doctest::Approx(least_price(choices, prices)));
  }
}
