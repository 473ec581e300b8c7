// SPDX-License-Identifier: MIT OR Apache-2.0
/// What units would take, estimated from their code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "plimsoll/facts/package_facts.h"
#include "plimsoll/resolve/schedule.h"
#include "plimsoll/resolve/selection.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::analysis {

/// What there is to compile in one unit.
struct Workload {
  facts::CompiledSize code = {};
  bool is_seen = false;       ///< its sources were there to be read; otherwise the code is that of a middling package
  std::size_t libraries = 0;  ///< that it is compiled against, proc macros left out
};

/// Prices units of any build of one graph for the same platforms. Refers to all that it is made from. Estimates are
/// seconds of an ordinary machine: they rank packages well and single seconds badly. A package whose sources were not
/// seen is taken for one of middling size.
class CostModel {
 public:
  CostModel(const graph::PackageGraph&, const resolve::Platforms&, const facts::FactTable&);

  /// Takes over the units of a build, so that the same units in other builds are priced without looking at their code
  /// again.
  void learn(const resolve::UnitGraph&);

  /// One time for each unit, in seconds.
  [[nodiscard]] std::vector<resolve::UnitTime> times_of(const resolve::UnitGraph&) const;
  /// The same of one unit, which may be another than the graph has: with fewer features or dependencies.
  [[nodiscard]] resolve::UnitTime time_of(const resolve::UnitGraph&, const resolve::Unit&) const;
  /// What the times are estimated from: one for each unit.
  [[nodiscard]] std::vector<Workload> workloads_of(const resolve::UnitGraph&) const;

 private:
  /// Units of one package that have the same code.
  struct KnownCode {
    std::uint32_t target = 0;
    std::optional<std::uint32_t> platform = {};
    bool tests = false;
    std::vector<std::string_view> features = {};
    std::optional<facts::CompiledSize> code = {};
    [[nodiscard]] bool is_of(const resolve::Unit&) const;
  };

  [[nodiscard]] const KnownCode* find_known(const resolve::Unit&) const;
  [[nodiscard]] std::optional<facts::CompiledSize> read_code(const resolve::Unit&) const;
  [[nodiscard]] Workload workload_of(const resolve::UnitGraph&, const resolve::Unit&) const;

  const graph::PackageGraph& graph_;
  const resolve::Platforms& platforms_;
  const facts::FactTable& facts_;
  std::vector<std::vector<KnownCode>> known_code_;  ///< of each package
};

}  // namespace plimsoll::analysis
