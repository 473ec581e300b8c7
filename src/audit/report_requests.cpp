// SPDX-License-Identifier: MIT OR Apache-2.0
#include "declared_place.h"
#include "plimsoll/analysis/request_trial.h"
#include "report_parts.h"

namespace plimsoll::audit {
namespace {

using Outcome = analysis::RequestTrial::Outcome;

std::optional<std::string> why_void(const Parts& parts, const analysis::RequestTrial& trial) {
  switch (trial.outcome) {
    case Outcome::less:
      return std::nullopt;
    case Outcome::idle:
      return "the declaration takes no part in this build";
    case Outcome::nothing:
      break;
  }
  if (!trial.anyway) return "nothing in this build asks for it";
  return analysis::to_text(parts.model.build.resolution, *trial.anyway);
}

report::FeatureRequest shown(const Parts& parts, const analysis::RequestTrial& trial) {
  report::FeatureRequest request;
  request.edit = trial.request.edit.text;
  request.member = trial.member;
  request.dependency = trial.request.edit.declaration.key;
  request.location = place_at(parts.graph, parts.sources, trial.request.at);
  request.void_because = why_void(parts, trial);
  const auto& saves = trial.saves;
  request.saves = {saves.packages, saves.units,        saves.build_scripts,        saves.proc_macros,
                   saves.features, saves.cost_seconds, saves.critical_path_seconds};
  request.gone = trial.gone;
  return request;
}

}  // namespace

void add_requests(const Parts& parts, report::Report& report) {
  if (parts.requests == nullptr) return;
  for (const auto& trial : parts.requests->each) report.requests.push_back(shown(parts, trial));
}

}  // namespace plimsoll::audit
