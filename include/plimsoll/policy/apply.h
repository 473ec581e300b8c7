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
/// the day `today`. A finding whose excuse has lapsed counts again and says so. Lapsed excuses become findings behind
/// the others, and so do those that match nothing, unless their rule has a gap and might have found it.
void apply(const Policy& policy, std::vector<finding::Finding>& findings, std::span<const finding::Gap> gaps,
           std::chrono::year_month_day today, const PackageIds& package_ids);

}  // namespace plimsoll::policy
