// SPDX-License-Identifier: MIT OR Apache-2.0
/// From what was worked out to the report.
#pragma once

#include <optional>
#include <vector>

#include "plimsoll/analysis/view.h"
#include "plimsoll/audit/audit.h"
#include "plimsoll/policy/policy.h"
#include "plimsoll/report/report.h"
#include "plimsoll/source/advisory_data.h"

namespace plimsoll::audit {

/// All that a report is made of.
struct Parts {
  const Request& request;
  const graph::PackageGraph& graph;
  const analysis::Model& model;
  const facts::FactTable& facts;
  const support::SourceMap& sources;
  const policy::Policy& policy;
  const source::AdvisoryData* advisories = nullptr;
  std::int64_t now = 0;
  std::vector<std::string> policy_files = {};
  std::vector<support::FileId> policy_texts = {};  ///< of each
  std::vector<std::string> warnings = {};
  std::vector<finding::Finding> findings = {};
  std::vector<finding::Gap> gaps = {};
  std::vector<report::SwitchedOff> switched_off = {};
  const analysis::RequestTrials* requests = nullptr;  ///< nullptr: none were made
  std::optional<report::DuplicatesPlan> duplicates_plan = {};
};

report::Report assemble(Parts);

}  // namespace plimsoll::audit
