// SPDX-License-Identifier: MIT OR Apache-2.0
#include "request_texts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "places.h"
#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;

std::string counted(std::int64_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string name_of(const View& view, PackageIx package) {
  return support::printable(view.graph.id(package).name);
}

std::vector<std::string> loss_parts(const View& view, const RequestTrial& trial) {
  const auto& saves = trial.saves;
  std::vector<std::string> parts;
  if (saves.packages > 0) parts.push_back(counted(saves.packages, "package"));
  if (saves.proc_macros > 0) parts.push_back(counted(saves.proc_macros, "proc macro"));
  if (saves.build_scripts > 0) parts.push_back(counted(saves.build_scripts, "build script"));
  if (const auto percent = std::lround(share_percent(view, trial)); percent > 0)
    parts.push_back(fmt::format("{} % of the build", percent));
  return parts;
}

void note_features(const View& view, const RequestTrial& trial, finding::Finding& found) {
  std::vector<std::string> own;
  std::vector<PackageIx> others;
  for (const auto& [package, feature] : trial.features_off) {
    if (package == trial.package)
      own.push_back(support::printable(feature));
    else if (others.empty() || others.back() != package)
      others.push_back(package);
  }
  std::vector<std::string> parts;
  if (!own.empty()) parts.push_back(fmt::format("off in `{}`: {}", name_of(view, trial.package), listed(own)));
  std::vector<std::string> names;
  for (const auto package : others) names.push_back(name_of(view, package));
  parts.push_back(others.empty() ? "nothing else changes" : fmt::format("features go off in {} too", listed(names)));
  found.notes.push_back(fmt::format("{}", fmt::join(parts, "; ")));
}

}  // namespace

std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t shown = 6;
  std::vector<std::string> quoted;
  for (std::size_t i = 0; i < std::min(shown, names.size()); ++i) quoted.push_back(fmt::format("`{}`", names[i]));
  if (names.size() > shown) quoted.push_back(fmt::format("{} more", names.size() - shown));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string where_text(const View& view, const RequestTrial& trial) {
  return trial.member ? fmt::format("`{}`", name_of(view, *trial.member)) : "`[workspace.dependencies]`";
}

std::string loss_text(const View& view, const RequestTrial& trial) {
  auto parts = loss_parts(view, trial);
  if (parts.empty()) parts.push_back(counted(std::max<std::int64_t>(0, trial.saves.features), "feature"));
  if (parts.size() == 1) {
    const bool is_single = parts.front().starts_with("1 ") || parts.front().ends_with("build");
    return fmt::format("{} {}", parts.front(), is_single ? "goes" : "go");
  }
  const auto last = std::move(parts.back());
  parts.pop_back();
  return fmt::format("{} and {} go", fmt::join(parts, ", "), last);
}

double share_percent(const View& view, const RequestTrial& trial) {
  const auto& costs = view.model.cost_seconds;
  const auto whole = std::accumulate(costs.begin(), costs.end(), 0.0);
  return whole > 0 ? 100 * trial.saves.cost_seconds / whole : 0;
}

bool is_worth_telling(const View& view, const RequestTrial& trial, std::size_t packages, std::size_t percent) {
  if (trial.outcome != RequestTrial::Outcome::less || trial.saves.cost_seconds <= 0) return false;
  return trial.gone.size() >= std::max<std::size_t>(1, packages) ||
         share_percent(view, trial) >= static_cast<double>(std::max<std::size_t>(1, percent));
}

void note_losses(const View& view, const RequestTrial& trial, finding::Finding& found) {
  std::vector<std::string> names;
  for (const auto package : trial.gone) names.push_back(called(view, package));
  if (!names.empty()) found.notes.push_back(fmt::format("only for it: {}", listed(names)));
  note_features(view, trial, found);
  const bool is_measured =
      std::ranges::all_of(trial.gone, [&](PackageIx package) { return view.model.cost_measured[package] != 0; });
  const auto& saves = trial.saves;
  if (saves.cost_seconds < 0.05) return;
  const auto path = saves.critical_path_seconds < 0.05
                        ? std::string()
                        : fmt::format(", the longest chain {:.1f} s shorter", saves.critical_path_seconds);
  found.notes.push_back(fmt::format("{:.1f} s less to compile{} ({})", saves.cost_seconds, path,
                                    is_measured && !trial.gone.empty() ? "measured" : "an estimate"));
}

}  // namespace plimsoll::analysis
