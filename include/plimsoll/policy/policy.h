// SPDX-License-Identifier: MIT OR Apache-2.0
/// What a team decided about its audits: the file `plimsoll.toml` as meant.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "plimsoll/finding/finding.h"
#include "plimsoll/support/diagnostics.h"

namespace plimsoll::policy {

/// The value that the file gives an option; the alternative is that of the option's fallback.
using OptionChoice = std::variant<std::int64_t, bool, std::string, std::vector<std::string>>;

/// What `[rules]` says of one rule.
struct RuleSetting {
  std::optional<finding::Level> level;
  std::map<std::string, OptionChoice, std::less<>> options;
};

/// `[advisories]`
struct AdvisorySettings {
  std::optional<std::string> db;                ///< a folder, an archive, or an address
  std::optional<std::chrono::seconds> ttl;      ///< a cached database younger than this is used without asking
  std::optional<std::chrono::seconds> max_age;  ///< advisories older than this leave a gap
};

/// One `[[accept]]`: a finding that the team takes on purpose. Everything that is given must match, and one of package,
/// advisory, file and fingerprint is given.
struct Excuse {
  std::string rule;  ///< the present name, also if the file has a former one
  std::optional<std::string> package;
  std::optional<std::string> version;   ///< from `package = "name@version"`; `1.2` stands for every 1.2.x
  std::optional<std::string> advisory;  ///< the id or an alias
  std::optional<std::string> file;      ///< of the finding's location, relative to the workspace root
  std::optional<std::string> fingerprint;
  std::string reason;
  std::optional<std::chrono::year_month_day> until;  ///< the last day on which it counts
  support::Span at;                                  ///< of the table
};

struct Policy {
  std::string path;  ///< as shown in findings about it, relative to the workspace root; empty without a file
  std::optional<finding::FailOn> fail_on;
  std::map<std::string, RuleSetting, std::less<>> rules;  ///< by present name
  AdvisorySettings advisories;
  std::vector<Excuse> excuses;
};

/// Reads a policy file. `rules` are all rules there are; whatever the file names must be among them. All faults are
/// told at once, with a suggestion where a word is near; on errors there is no policy.
std::optional<Policy> parse_policy(support::FileId file, std::string_view path, std::string_view text,
                                   std::span<const finding::RuleSpec* const> rules, support::Diagnostics& diagnostics);

/// The policy where `-A`, `-W`, `-D` and the like set levels on the command line. Nothing for an unknown rule.
std::optional<Policy> with_level(Policy policy, std::string_view rule, finding::Level level,
                                 std::span<const finding::RuleSpec* const> rules);

/// The level that the policy gives a rule.
finding::Level level_of(const Policy&, const finding::RuleSpec&);

}  // namespace plimsoll::policy
