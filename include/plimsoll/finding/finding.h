// SPDX-License-Identifier: MIT OR Apache-2.0
/// What an audit has to say about one thing.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/finding/gap.h"
#include "plimsoll/finding/reach.h"
#include "plimsoll/finding/rule.h"
#include "plimsoll/graph/ids.h"

namespace plimsoll::finding {

/// A place in a file of the workspace; line and column count from one.
struct Location {
  std::string file;  ///< relative to the workspace root, '/' between components
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  friend bool operator==(const Location&, const Location&) = default;
};

/// A further place with what stands there: one line, no full stop.
struct Label {
  Location at;
  std::string text;
};

/// Replaces the bytes from `start` to `end` (excluded) of a file.
struct Edit {
  std::string file;
  std::uint64_t start = 0;
  std::uint64_t end = 0;
  std::string text;
};

/// What makes the finding go: shell commands to run in the workspace root, edits, or both.
struct Fix {
  std::vector<std::string> commands;
  std::vector<Edit> edits;
  bool safe = false;  ///< may be applied without anybody looking
};

/// The advisory behind a finding, in RustSec's words.
struct AdvisoryNote {
  std::string id;
  std::vector<std::string> aliases;
  std::string kind;                     ///< `vulnerability`, `unmaintained`, `unsound`, `notice`
  std::optional<std::string> severity;  ///< `low`, `medium`, `high`, `critical`
  std::optional<double> score;          ///< CVSS, 0 to 10
  std::optional<std::string> url;
  std::string title;
};

/// Why a finding does not count: somebody took the risk on purpose.
struct Excused {
  std::string reason;
  std::optional<std::chrono::year_month_day> until;
};

/// One finding. Level, excuse and order are not the analyzer's business: the policy and the report set them.
struct Finding {
  const RuleSpec* rule;
  std::string message;  ///< one sentence with the names in it, no full stop
  std::optional<graph::PackageIx> package;
  Reach reach = Reach::unknown;  ///< of the package; without meaning where there is none
  /// The heaviest this can be whatever the policy says: a rule is milder where a package is far away or not built.
  Level at_most = Level::deny;
  std::optional<AdvisoryNote> advisory;
  std::vector<std::vector<graph::PackageIx>> paths;  ///< from a member to the package, shortest first
  std::optional<Location> location;
  std::vector<Label> labels;
  std::vector<std::string> notes;  ///< evidence, one line each, no full stop
  std::optional<Fix> fix;
  std::string help;  ///< what one can do about it, one line; empty if the fix says it all
  /// What tells findings of one rule about one package or file apart: a key path, a feature name. Never a line number
  /// or an exact version, which change while the finding stays the same.
  std::string discriminator;

  Level level = Level::allow;      ///< after policy; until then the rule's own
  std::optional<Excused> excused;  ///< after policy
};

/// Collects what one analyzer says. References to added findings stay valid.
class Findings {
 public:
  Finding& add(const RuleSpec&, graph::PackageIx, std::string message);
  /// About a file or the whole workspace.
  Finding& add(const RuleSpec&, std::string message);
  Gap& gap(const RuleSpec&, std::string subject, std::string reason);
  /// Behind what is here already.
  void append(Findings other);

  [[nodiscard]] const std::deque<Finding>& all() const { return findings_; }
  [[nodiscard]] const std::deque<Gap>& gaps() const { return gaps_; }
  [[nodiscard]] bool empty() const { return findings_.empty() && gaps_.empty(); }
  /// @name Hand over what was collected
  /// @{
  [[nodiscard]] std::vector<Finding> take_findings();
  [[nodiscard]] std::vector<Gap> take_gaps();
  /// @}

 private:
  std::deque<Finding> findings_;
  std::deque<Gap> gaps_;
};

}  // namespace plimsoll::finding
