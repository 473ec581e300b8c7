// SPDX-License-Identifier: MIT OR Apache-2.0
/// What units would take, estimated from the size of their sources.
#pragma once

#include <vector>

#include "plimsoll/facts/package_facts.h"
#include "plimsoll/resolve/schedule.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::analysis {

/// One time for each unit, in seconds of an ordinary machine. An estimate: it ranks packages well and single seconds
/// badly. A package whose sources were not seen is taken for one of middling size.
std::vector<resolve::UnitTime> estimate_times(const graph::PackageGraph&, const resolve::UnitGraph&,
                                              const facts::FactTable&);

/// The same of one unit, which may be another than the graph has: with fewer features or dependencies.
resolve::UnitTime estimate_time(const graph::PackageGraph&, const resolve::UnitGraph&, const facts::FactTable&,
                                const resolve::Unit&);

}  // namespace plimsoll::analysis
