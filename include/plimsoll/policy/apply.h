// SPDX-License-Identifier: MIT OR Apache-2.0
/// A policy brought to bear on findings.
#pragma once

#include <chrono>
#include <functional>
#include <span>
#include <vector>

#include "plimsoll/cargo/package_id.h"
#include "plimsoll/policy/policy.h"

namespace plimsoll::policy {

/// The package at a position; the reference is used at once and not kept.
using PackageIds = std::function<const cargo::PackageId&(graph::PackageIx)>;

/// The rules that watch over the policy file itself: `unused-excuse`, `lapsed-excuse`.
std::span<const finding::RuleSpec> rules();

/// Sets the level of every finding, takes out those whose level is `allow`, and marks those that an excuse covers on
/// the day `today`. A finding whose excuse has lapsed counts again and says so. Excuses that match nothing, and lapsed
/// ones, become findings behind the others.
void apply(const Policy& policy, std::vector<finding::Finding>& findings, std::chrono::year_month_day today,
           const PackageIds& package_ids);

}  // namespace plimsoll::policy
