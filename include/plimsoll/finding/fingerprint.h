// SPDX-License-Identifier: MIT OR Apache-2.0
/// The key by which a finding is known again in the next run.
#pragma once

#include <string>
#include <string_view>

#include "plimsoll/cargo/package_id.h"
#include "plimsoll/finding/finding.h"

namespace plimsoll::finding {

/// The package as a subject that outlives a compatible update: name, source and compatibility class. The directory of a
/// path package and the commit of a git source do not count.
std::string subject_of(const cargo::PackageId&);

/// 32 hex digits: the first half of the SHA-256 over rule, advisory or nothing, subject and discriminator. `package` is
/// what `finding.package` stands for, nullptr where that is empty; the file of the location is the subject then. Line
/// numbers, messages and levels do not count.
std::string fingerprint(const Finding& finding, const cargo::PackageId* package);

}  // namespace plimsoll::finding
