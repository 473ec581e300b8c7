// SPDX-License-Identifier: MIT OR Apache-2.0
/// Who asks for a feature, as a report shows it.
#pragma once

#include "plimsoll/analysis/feature_reasons.h"
#include "plimsoll/report/why.h"
#include "plimsoll/support/source_map.h"

namespace plimsoll::audit {

report::NamedPackage named(const graph::PackageGraph&, graph::PackageIx);

report::WhyAsker asker(const resolve::Resolution&, const support::SourceMap&, graph::PackageIx of,
                       const analysis::FeatureReason&);

}  // namespace plimsoll::audit
