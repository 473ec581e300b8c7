// SPDX-License-Identifier: MIT OR Apache-2.0
#include "target.h"

#include <algorithm>
#include <array>

namespace plimsoll::fuzz {
namespace {

constexpr std::array all_targets = {
    Target{"advisory", read_advisory},
    Target{"archive", read_archive},
    Target{"build_script", read_build_script},
    Target{"cfg_expr", read_cfg_expr},
    Target{"code", read_code},
    Target{"config", read_config},
    Target{"facts_file", read_facts_file},
    Target{"feature_value", read_feature_value},
    Target{"lockfile", read_lockfile},
    Target{"manifest", read_manifest},
    Target{"osv", read_osv},
    Target{"policy", read_policy},
    Target{"report", read_report},
    Target{"source_id", read_source_id},
    Target{"timings", read_timings},
    Target{"version", read_version},
    Target{"version_req", read_version_req},
};

}  // namespace

std::span<const Target> targets() {
  return all_targets;
}

const Target* find_target(std::string_view name) {
  const auto found = std::ranges::find(all_targets, name, &Target::name);
  return found == all_targets.end() ? nullptr : &*found;
}

}  // namespace plimsoll::fuzz
