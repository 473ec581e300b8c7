// SPDX-License-Identifier: MIT OR Apache-2.0
/// What `plimsoll explain` says of the rules about advisories.
#pragma once

#include <string_view>

namespace plimsoll::analysis {

inline constexpr std::string_view vulnerable_explanation = R"(## What it finds

Locked packages from crates.io whose version meets a RustSec advisory about a vulnerability. Every match is reported. It
is an error where the package is built or runs during the build, and where nothing but a lockfile is known; a warning
where only tests, examples or benchmarks need the package; a note where the selected targets or features leave it out.

## Why it matters

The flaw is public, and so is how to use it.

## What to do

1. Run the command that the finding gives: every requirement allows the fixed version.
2. Where a requirement stands in the way, raise it. If it is that of another package, look for a newer release of it; the
   path shows who brings it in.
3. Where there is no fixed version, replace the package, or read the advisory and see whether you call what is affected.
4. If the flaw cannot reach you, accept the finding with a reason and an end date.

## Known limits

Advisories are about packages of crates.io: git dependencies and other registries are not compared, and the report says
which. Without the index the lowest fixed version is the advisory's, and whether it was published or taken back is not
known. With it, dependents in the way are moved to their own later releases if that helps, up to twelve moves; the steps
were tried on a copy of the lockfile, and whether the code compiles is for the compiler to say.
Whether an affected function is called is not worked out.
)";

inline constexpr std::string_view unsound_explanation = R"(## What it finds

Locked packages from crates.io whose version meets a RustSec advisory of the kind `unsound`: safe code can use them in a
way that breaks memory safety. It is a note where the package is not part of the build.

## Why it matters

The compiler's promise about safe code does not hold here. Some uses are harmless, none can be told harmless by the
compiler.

## What to do

1. Run the command that the finding gives, or raise the requirement that stands in the way.
2. Otherwise read the advisory: it says which use is unsound. Stay away from it, and accept the finding with that reason.

## Known limits

Whether your code uses the package in the unsound way is not worked out.
)";

inline constexpr std::string_view unmaintained_explanation = R"(## What it finds

Locked packages from crates.io that a RustSec advisory calls unmaintained. It is a warning where a member of the
workspace depends on the package itself, and a note where another package brings it in or it is not part of the build.

## Why it matters

Faults found from now on stay, and nobody answers a report of a vulnerability.

## What to do

1. Direct dependencies: move to a package that is looked after; the advisory often names one.
2. Otherwise see whether a newer release of what brings it in has moved already.

## Known limits

The advisory is somebody's observation at its date. That a package has no recent release is not looked at.
)";

inline constexpr std::string_view notice_explanation = R"(## What it finds

Locked packages from crates.io with a RustSec advisory of the kind `notice`, or of a kind that this version of Plimsoll
does not know.

## Why it matters

Somebody thought that users of the package ought to know something that is neither a vulnerability nor unsoundness.

## What to do

Read the advisory, then accept the finding with what you decided.

## Known limits

What the notice is about is not looked into.
)";

}  // namespace plimsoll::analysis
