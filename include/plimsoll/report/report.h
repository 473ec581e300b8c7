// SPDX-License-Identifier: MIT OR Apache-2.0
/// The result of an audit as one value that holds all that any format shows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/cargo/manifest.h"
#include "plimsoll/cargo/package_id.h"
#include "plimsoll/finding/finding.h"
#include "plimsoll/finding/gap.h"
#include "plimsoll/report/changes.h"

namespace plimsoll::report {

/// A position in `Report::packages`, which stand in the order of the graph's `PackageIx`.
using PackageIx = graph::PackageIx;

struct Tool {
  std::string name = "plimsoll";
  std::string version;
};

struct Workspace {
  std::string root;                  ///< absolute
  std::string name;                  ///< for people: the root package's name or the folder's
  std::vector<std::string> members;  ///< package ids
};

struct Selection {
  std::vector<std::string> targets;  ///< triples; `all` alone: nothing was left out for its platform
  std::string host;
  std::vector<std::string> features;
  bool all_features = false;
  bool no_default_features = false;

  [[nodiscard]] bool is_for_every_platform() const { return targets.size() == 1 && targets.front() == "all"; }
};

struct AdvisoryDatabase {
  std::string place;
  std::optional<std::string> commit;
  std::optional<std::string> commit_time;  ///< RFC 3339
  std::uint64_t advisories = 0;
  std::uint64_t unreadable = 0;
  std::optional<std::uint64_t> age_days = {};     ///< on the day of the run
  std::optional<std::string> newest = {};         ///< day of the newest advisory: how old they are at the least
  std::optional<std::uint64_t> newest_days = {};  ///< how long that is ago
};

/// Who asked for one feature of a package first.
struct FeatureReason {
  std::string feature;
  bool host = false;            ///< on the host side only
  PackageIx by;                 ///< the package itself where the selection or one of its own features asked
  std::string through;          ///< `selection`, `declaration`, `default`, `feature`, `dependency-feature`
  std::string of_feature = {};  ///< the feature of `by` that asked, for the last two
};

/// One declaration of a package, or one line of its lockfile entry, with the package that it is bound to.
struct Dependency {
  PackageIx package;
  std::optional<cargo::DependencyKind> kind = {};  ///< nothing where only the lockfile is known
  std::optional<std::string> platform = {};        ///< the condition as written
  std::string name;  ///< the key as written; the package's name where only the lockfile is known
  std::optional<std::string> requirement = {};
  std::vector<std::string> features = {};
  bool default_features = true;
  bool optional = false;
  bool live = false;                               ///< it takes part in the build
  std::optional<finding::Location> location = {};  ///< of declarations of the workspace's own packages
};

/// What would leave the build together with a package.
struct Owned {
  std::size_t packages = 0;  ///< itself included; 0 for a package that is not built
  double cost_seconds = 0;
};

struct Package {
  std::string id;
  std::string name;
  std::string version;
  std::optional<std::string> source;  ///< as `cargo metadata` writes it; nothing for path packages
  finding::Reach reach = finding::Reach::unknown;
  std::vector<std::string> features;                      ///< on for the target side, sorted
  std::optional<std::vector<std::string>> host_features;  ///< where the host side differs
  std::vector<FeatureReason> feature_reasons;             ///< of all of them, sorted by feature, target side first
  bool member = false;
  bool direct = false;                      ///< a member depends on it
  std::optional<std::uint32_t> depth = {};  ///< links from the nearest member; 0 for members
  std::uint32_t users = 0;                  ///< packages that depend on it
  bool manifest_known = true;               ///< false: what the next two say is not known
  bool proc_macro = false;
  bool build_script = false;
  std::optional<std::string> links;
  std::optional<std::string> license;
  std::optional<double> cost_seconds;  ///< estimated time to compile it, for all its units together
  bool cost_measured = false;
  bool sources_seen = true;                   ///< false: what is not measured is estimated as for most packages
  std::optional<finding::Location> location;  ///< its `version` line in the lockfile
  std::optional<std::string> description = {};
  std::optional<std::string> repository = {};   ///< as written; any text
  std::vector<Dependency> dependencies = {};    ///< by the package that they lead to
  std::optional<PackageIx> toward_member = {};  ///< the one before it on a shortest way from a member
  std::optional<PackageIx> dominator = {};      ///< the one package that every way from the members leads through last
  Owned owned = {};                             ///< all that has this package on its chain of dominators, and itself
  bool duplicate = false;                       ///< one of the copies of a `Duplicate`
  std::vector<std::string> build_script_does = {};  ///< `compiles-native-code`; empty also if its text was not seen
};

/// Text of an advisory beyond what its finding says.
struct AdvisoryText {
  std::string description;  ///< Markdown of others; nothing in it was made fit to be shown
  std::string date;         ///< YYYY-MM-DD; empty if not known
  std::vector<std::string> patched;
  std::vector<std::string> unaffected;
  std::vector<std::pair<std::string, std::vector<std::string>>> functions;  ///< paths, with requirements on the version
};

struct Finding {
  std::string rule;
  finding::Group group = finding::Group::practices;
  finding::Level level = finding::Level::warn;
  std::string message;
  std::optional<PackageIx> package;
  std::optional<finding::Reach> reach;  ///< nothing where there is no package
  std::optional<finding::AdvisoryNote> advisory;
  std::optional<AdvisoryText> advisory_text;
  std::vector<std::vector<PackageIx>> paths;
  std::optional<finding::Location> location;
  std::vector<finding::Label> labels;
  std::vector<std::string> notes;
  std::optional<finding::Fix> fix;
  std::string help;
  std::optional<std::string> status;  ///< `new`, `existing`, `fixed`; nothing without a baseline
  std::string fingerprint;
  std::optional<finding::Excused> excused;
};

struct Gap {
  std::string rule;
  std::string subject;
  std::string reason;
  bool decisive = true;
};

/// One rule that this run asked for, for formats that explain.
struct Rule {
  std::string name;
  finding::Group group = finding::Group::practices;
  finding::Level level = finding::Level::warn;  ///< the rule's own
  std::string since;
  std::string summary;
  std::string explanation;
  std::optional<finding::Level> applied = {};  ///< in this run; `allow`: nobody asked
};

/// A rule that somebody switched off, so that its silence says nothing.
struct SwitchedOff {
  std::string rule;
  std::string by;  ///< `the command line`, or the policy's file
};

/// One step of the longest chain of compile units that wait for each other.
struct ChainStep {
  PackageIx package;
  double seconds = 0;
};

/// One run of the compiler or of a build script, on a machine that runs all that can run at once.
struct Unit {
  PackageIx package;
  std::string kind;  ///< the target's kinds, `/` between them
  std::string name;
  std::string mode;
  std::optional<std::string> platform = {};  ///< nothing: the host
  double start = 0;                          ///< seconds from the start of the build
  double end = 0;
  bool critical = false;  ///< on the longest chain
  bool measured = false;
};

/// Who asks for one copy of a package.
struct CopyHolder {
  PackageIx package;
  std::optional<std::string> requirement = {};
  std::optional<finding::Location> location = {};
};

struct Copy {
  PackageIx package;
  bool built = false;
  double cost_seconds = 0;
  std::vector<CopyHolder> holders = {};  ///< in the build; of a copy that is not built, all
};

/// The versions of one name, more than one of them built.
struct Duplicate {
  std::string name;
  std::vector<Copy> copies;                 ///< ascending
  std::optional<std::string> follows = {};  ///< the name that it would go with; nothing where it is there for itself
  std::optional<std::string> finding = {};  ///< fingerprint, set by `settle`
};

/// What would be less; below zero where it would be more.
struct Savings {
  std::int64_t packages = 0;
  std::int64_t units = 0;
  std::int64_t build_scripts = 0;
  std::int64_t proc_macros = 0;
  std::int64_t features = 0;
  double cost_seconds = 0;
  double critical_path_seconds = 0;
};

/// A request of a manifest for features, tried without.
struct FeatureRequest {
  std::string edit;                      ///< as `plimsoll what-if` takes it
  std::optional<PackageIx> member = {};  ///< nothing for `[workspace.dependencies]`
  std::string dependency;                ///< the key as written
  std::optional<finding::Location> location = {};
  std::optional<std::string> void_because = {};  ///< why nothing would change
  Savings saves = {};
  std::vector<PackageIx> gone = {};
};

/// A file of the workspace that this run read.
struct Input {
  std::string file;  ///< relative to the root
  std::string sha256;
};

/// How much sooner the build would end without a part of a package, and without what only that needs.
struct Saving {
  PackageIx package;
  double seconds = 0;  ///< below zero where what is left happens to be scheduled worse
};

/// A build on a machine that runs no more than so many units at once.
struct LimitedBuild {
  std::size_t jobs = 0;
  double seconds = 0;
  std::vector<Saving> without_proc_macros = {};    ///< of those that take most time themselves
  std::vector<Saving> without_build_scripts = {};  ///< likewise
};

/// Counted by `settle`, but for the times.
struct Summary {
  std::size_t error = 0;
  std::size_t warning = 0;
  std::size_t note = 0;
  std::size_t accepted = 0;
  std::size_t packages = 0;
  std::size_t built = 0;       ///< for a target or for the host
  std::size_t duplicates = 0;  ///< names of built packages with more than one copy
  std::size_t build_scripts = 0;
  std::size_t proc_macros = 0;
  double cost_seconds = 0;
  double critical_path_seconds = 0;
};

/// Steps against duplicates and the number of further versions that stay when they were made.
struct DuplicatesStage {
  std::vector<std::string> raises = {};  ///< requirements to be raised first, one sentence each
  std::vector<std::string> commands = {};
  std::size_t left = 0;
};

/// One plan against all duplicates, proven by resolving.
struct DuplicatesPlan {
  std::size_t further = 0;  ///< versions beside the first of each name, now
  DuplicatesStage within;   ///< what the manifests allow
  DuplicatesStage raised;   ///< on top of it
};

struct Report {
  Tool tool;
  Workspace workspace;
  Selection selection;
  std::optional<AdvisoryDatabase> advisory_database;
  std::vector<std::string> policy_files;  ///< relative to the root
  std::vector<Package> packages;
  std::vector<Finding> findings;  ///< those that count
  std::vector<Finding> accepted;  ///< those that an excuse covers
  std::vector<Gap> gaps;
  std::vector<Rule> rules;
  std::vector<SwitchedOff> switched_off;          ///< sorted by rule
  std::vector<ChainStep> critical_path;           ///< in the order of compilation
  std::vector<Unit> units;                        ///< in the order of their starts
  std::optional<LimitedBuild> limited;            ///< where it was asked for
  std::vector<Duplicate> duplicates;              ///< by name; `settle` puts causes first, then what costs most
  std::optional<DuplicatesPlan> duplicates_plan;  ///< where it was asked for
  std::vector<FeatureRequest> requests;           ///< dearest first
  std::vector<Input> inputs;                      ///< sorted
  std::optional<SinceBase> base;                  ///< set by `compare`
  Summary summary;
  std::vector<std::string> warnings;      ///< about the run, one line each
  std::optional<double> elapsed_seconds;  ///< shown to people only, so that files stay the same from run to run
};

/// A finding without pointers, its fingerprint taken. `package` is what `finding.package` stands for, else nullptr.
Finding flatten(const finding::Finding& finding, const cargo::PackageId* package);
Gap flatten(const finding::Gap&);
Rule flatten(const finding::RuleSpec&);

/// Brings findings into their order, worst first (level, reach, score, rule, package, place), gives those without a
/// place that of their package or the root manifest, makes fingerprints unique, moves excused findings to `accepted`,
/// drops repeated gaps, ties duplicates to their findings, and counts the summary. To be called once, when all parts
/// are in place.
void settle(Report&);

enum class Verdict { above_water, over_the_line, not_certain };

/// Over the line: a finding at or above the failing level. Not certain: none, but something was not checked.
Verdict verdict(const Report&, finding::FailOn);

/// 0, 1 or 4. `exit_zero` turns 1 into 0 and nothing else.
int exit_code(Verdict, bool exit_zero);

}  // namespace plimsoll::report
