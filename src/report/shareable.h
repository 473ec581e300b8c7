// SPDX-License-Identifier: MIT OR Apache-2.0
/// A report that may leave the machine on which it was made.
#pragma once

#include "plimsoll/report/report.h"

namespace plimsoll::report {

/// The report without the root and without absolute paths, and so without the names of users. Paths below the root
/// become relative to it, also in package ids; of others the last part stays, in ids all that leads there from the root
/// unless that is the whole path.
Report shareable(Report);

}  // namespace plimsoll::report
