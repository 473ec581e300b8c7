// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/feature_reasons.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>

#include "plimsoll/support/text.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;
using resolve::Cause;
using resolve::Side;

void add_side(const resolve::Resolution& resolution, PackageIx package, Side side,
              std::vector<FeatureReason>& reasons) {
  if (!resolution.is_active(package, side)) return;
  const auto before = std::ssize(reasons);
  for (const auto feature : resolution.features(package, side)) {
    const std::span sorted(reasons.data(), static_cast<std::size_t>(before));
    if (std::ranges::binary_search(sorted, feature, {}, &FeatureReason::feature)) continue;
    if (auto reason = feature_reason(resolution, package, feature, side)) reasons.push_back(std::move(*reason));
  }
}

}  // namespace

std::vector<FeatureReason> feature_reasons(const resolve::Resolution& resolution, PackageIx package) {
  std::vector<FeatureReason> reasons;
  add_side(resolution, package, Side::target, reasons);
  if (resolution.splits_sides()) add_side(resolution, package, Side::host, reasons);
  return reasons;
}

std::optional<FeatureReason> feature_reason(const resolve::Resolution& resolution, PackageIx package,
                                            std::string_view feature, Side side) {
  const auto cause = resolution.why(package, feature, side);
  if (!cause) return std::nullopt;
  return reason_of(resolution.graph(), package, feature, side, *cause);
}

FeatureReason reason_of(const graph::PackageGraph& graph, PackageIx package, std::string_view feature, Side side,
                        Cause cause) {
  FeatureReason reason{std::string(feature), side, cause, package};
  if (cause.link)
    reason.asked_by = graph.link(*cause.link).from;
  else if (cause.kind == Cause::Kind::feature || cause.kind == Cause::Kind::dependency_feature)
    reason.asked_by = cause.package;
  return reason;
}

std::string to_text(const resolve::Resolution& resolution, const FeatureReason& reason) {
  const auto name = support::printable(resolution.graph().id(reason.asked_by).name);
  switch (reason.cause.kind) {
    case Cause::Kind::seed:
      return "asked for by the selection";
    case Cause::Kind::declaration:
      return fmt::format("`{}` asks for it", name);
    case Cause::Kind::default_feature:
      return fmt::format("a default feature that `{}` leaves on", name);
    case Cause::Kind::feature:
      return fmt::format("feature `{}`", support::printable(reason.cause.feature));
    case Cause::Kind::dependency_feature:
      return fmt::format("feature `{}` of `{}`", support::printable(reason.cause.feature), name);
  }
  return {};
}

std::string_view to_text(Cause::Kind kind) {
  switch (kind) {
    case Cause::Kind::seed:
      return "selection";
    case Cause::Kind::declaration:
      return "declaration";
    case Cause::Kind::default_feature:
      return "default";
    case Cause::Kind::feature:
      return "feature";
    case Cause::Kind::dependency_feature:
      return "dependency-feature";
  }
  return "selection";
}

}  // namespace plimsoll::analysis
