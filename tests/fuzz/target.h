// SPDX-License-Identifier: MIT OR Apache-2.0
/// The readers of hostile text as the fuzzer and the replay of its corpus call them.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "plimsoll/support/assert.h"

namespace plimsoll::fuzz {

/// One reader. `read` must come back for every text; what it promises of its results is asserted.
struct Target {
  std::string_view name;  ///< of its folder in corpus/
  void (*read)(std::string_view text);
};

/// In the order of the alphabet.
std::span<const Target> targets();

/// nullptr if there is none of that name.
const Target* find_target(std::string_view name);

void read_advisory(std::string_view text);
void read_archive(std::string_view text);
void read_build_script(std::string_view text);
void read_cfg_expr(std::string_view text);
void read_code(std::string_view text);
void read_config(std::string_view text);
void read_facts_file(std::string_view text);
void read_feature_value(std::string_view text);
void read_lockfile(std::string_view text);
void read_manifest(std::string_view text);
void read_osv(std::string_view text);
void read_policy(std::string_view text);
void read_report(std::string_view text);
void read_source_id(std::string_view text);
void read_timings(std::string_view text);
void read_version(std::string_view text);
void read_version_req(std::string_view text);

}  // namespace plimsoll::fuzz
