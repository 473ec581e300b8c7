// SPDX-License-Identifier: MIT OR Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace plimsoll::analysis {

/// A choice for a cover: what it covers, and the steps that it takes, each with its price. Positions, ascending.
struct CoverChoice {
  std::vector<std::size_t> covers;
  std::vector<std::size_t> steps;
};

/// The choices, ascending, that cover all that any of them covers, at the least sum of the prices of their steps; a
/// step that several take is paid once. Branch and bound over the element that fewest choices cover (Nemhauser and
/// Wolsey, Integer and Combinatorial Optimization, on set covering); exact unless 20,000 nodes do not suffice, then the
/// cheapest cover found. Ties go to the choices that stand first.
std::vector<std::size_t> cheapest_cover(std::span<const CoverChoice> choices, std::span<const double> step_prices);

}  // namespace plimsoll::analysis
