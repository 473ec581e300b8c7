// SPDX-License-Identifier: MIT OR Apache-2.0
/// One set of steps against all further versions of a build together.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "plimsoll/analysis/view.h"

namespace plimsoll::analysis {

/// Steps and what is left when they were made.
struct DuplicatesStage {
  std::vector<std::string> raises = {};    ///< requirements of members to be raised first, one sentence each
  std::vector<std::string> commands = {};  ///< for a shell, in the order in which Cargo takes them
  std::size_t left = 0;                    ///< further versions that are built still
};

struct DuplicatesPlan {
  std::size_t further = 0;  ///< versions beside the first of each name, as locked now
  DuplicatesStage within;   ///< what the manifests allow; no commands where that helps nothing
  DuplicatesStage raised;   ///< what raised requirements bring on top of it; likewise
};

/// The steps that end most further versions: first those within all requirements, fewest moves first, then with the
/// fewest raised requirements. Candidates are the ways out of each single version, at most 96 of the dearest; which of
/// them are needed is chosen as an exact set cover up to a limit on the search, and resolving with all of them made
/// says what is left. No candidate that was chosen can be left out of its stage without leaving more. Steps to releases
/// need `view.index`. Cost: two resolutions for each candidate, on `threads` threads.
DuplicatesPlan plan_against_duplicates(const View&, std::size_t threads);

}  // namespace plimsoll::analysis
