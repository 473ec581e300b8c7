// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/audit/audit.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "assemble.h"
#include "plimsoll/analysis/analyzer.h"
#include "plimsoll/analysis/duplicates_plan.h"
#include "plimsoll/analysis/in_question.h"
#include "plimsoll/analysis/request_trial.h"
#include "plimsoll/analysis/source_uses.h"
#include "plimsoll/audit/timings_notes.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/policy/apply.h"
#include "plimsoll/resolve/lock_check.h"
#include "plimsoll/source/advisory_store.h"
#include "plimsoll/source/extract.h"
#include "plimsoll/source/index_lookup.h"
#include "plimsoll/source/metadata_file.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/parallel.h"
#include "plimsoll/support/text.h"

namespace plimsoll::audit {
namespace {

using support::Diagnostics;
using support::ErrorKind;
using support::Result;

constexpr std::uint64_t longest_policy_bytes = 4ULL << 20U;
constexpr std::int64_t seconds_per_day = 86'400;
/// Advisories from an address that are older than this leave a gap where the policy says nothing.
constexpr std::int64_t default_max_age_seconds = 90 * seconds_per_day;

bool is_address(std::string_view place) {
  return place.find("://") != std::string_view::npos;
}

class Run {
 public:
  Run(const Request& request, outside::World& world, support::SourceMap& sources, Diagnostics& diagnostics)
      : request_(request), world_(world), sources_(sources), diagnostics_(diagnostics) {}

  Result<Outcome> run() {
    TRY_INTO(auto closure, read());
    TRY(read_policy(closure.root));
    const auto graph = graph::PackageGraph::build(std::move(closure));
    const auto features = resolve::model_of(graph);
    const resolve::LockCheck check(graph, features);
    TRY(accept(graph.closure(), check));
    if (request_.focus.every_rule) load_advisories(graph.closure());
    TRY_INTO(const auto model, plan_model(graph, features));
    const auto facts = extract(graph, *model);
    analysis::price_model(graph, facts, *model);
    const auto index = look_up(graph, *model);
    const auto requests = try_requests(graph, *model);
    auto findings = analyse(graph, check, *model, facts, index ? &*index : nullptr, requests ? &*requests : nullptr);
    if (request_.focus.duplicates_plan) plan(graph, check, *model, facts, index ? &*index : nullptr);
    return conclude(graph, *model, facts, requests ? &*requests : nullptr, std::move(findings));
  }

 private:
  Result<cargo::Closure> read() {
    world_.console.progress("reading the workspace");
    if (request_.metadata) return read_metadata();
    auto closure = request_.lockfile ? source::load_lockfile(*request_.lockfile, world_, sources_, diagnostics_)
                                     : source::load_closure(request_.load, world_, sources_, diagnostics_);
    if (closure && diagnostics_.has_errors())
      return support::failure(ErrorKind::invalid,
                              request_.lockfile ? "the lockfile cannot be read" : "the workspace cannot be read");
    return closure;
  }

  Result<cargo::Closure> read_metadata() {
    TRY_INTO(const auto text, world_.files.read(*request_.metadata, source::longest_metadata_bytes));
    TRY_INTO(auto closure, source::parse_metadata(text, *request_.metadata, request_.load.facts));
    warnings_.push_back(fmt::format(
        "`{}` does not say which resolver Cargo used, nor profiles: resolver {} was taken, and the built-in profiles",
        *request_.metadata, closure.resolver));
    return closure;
  }

  [[nodiscard]] std::optional<std::string> find_policy_file(const std::string& root) const {
    if (request_.policy_file) return cargo::join_path(world_.files.working_directory(), *request_.policy_file);
    for (const auto* name : {"plimsoll.toml", ".plimsoll.toml", ".config/plimsoll.toml", ".cargo/plimsoll.toml"}) {
      auto path = cargo::join_path(root, name);
      if (is_there(path)) return path;
    }
    return std::nullopt;
  }

  /// A link that leads nowhere is there too: whoever made it wanted a policy.
  [[nodiscard]] bool is_there(const std::string& path) const {
    if (world_.files.kind(path)) return true;
    const auto text = world_.files.read(path, longest_policy_bytes);
    if (!text && text.error().kind != ErrorKind::not_found) return true;
    const auto entries = world_.files.list(std::string(cargo::parent_path(path)));
    return entries && std::ranges::find(*entries, cargo::file_name(path), &outside::Entry::name) != entries->end();
  }

  Result<void> read_policy(const std::string& root) {
    rules_ = every_rule();
    if (const auto path = find_policy_file(root)) {
      auto text = world_.files.read(*path, longest_policy_bytes);
      if (!text) {
        auto error = std::move(text).error();
        error.kind = ErrorKind::usage;
        return support::failure(std::move(error).within("reading the policy"));
      }
      const auto shown = cargo::relative_path(root, *path);
      const auto file = sources_.add(shown, std::move(*text));
      auto policy = policy::parse_policy(file, shown, sources_.text(file), rules_, diagnostics_);
      if (!policy) return support::failure(ErrorKind::usage, fmt::format("the policy `{}` cannot be read", shown));
      policy_ = std::move(*policy);
      policy_files_.push_back(shown);
      policy_texts_.push_back(file);
    }
    for (const auto& [rule, level] : request_.levels) {
      TRY(rule_called(rule));
      policy_ = *policy::with_level(policy_, rule, level, rules_);
    }
    note_switched_off();
    silence_beside_focus();
    return {};
  }

  /// Rules that count where nobody says anything, and are silent here.
  void note_switched_off() {
    for (const auto* rule : rules_) {
      if (rule->level == finding::Level::allow || policy::level_of(policy_, *rule) != finding::Level::allow) continue;
      const auto is_named = [&](const auto& change) { return finding::find_rule(rules_, change.first) == rule; };
      const bool by_command_line = std::ranges::any_of(request_.levels, is_named);
      switched_off_.push_back({std::string(rule->name), by_command_line ? "the command line" : policy_.path});
    }
  }

  void silence_beside_focus() {
    if (request_.focus.every_rule) return;
    for (const auto* rule : rules_)
      if (std::ranges::find(request_.focus.rules, rule->name) == request_.focus.rules.end())
        policy_ = *policy::with_level(policy_, rule->name, finding::Level::allow, rules_);
  }

  void load_advisories(const cargo::Closure& closure) {
    world_.console.progress("reading the advisories");
    source::AdvisoryOptions options;
    if (request_.advisory_place)
      options.place = *request_.advisory_place;
    else if (policy_.advisories.db)
      options.place = is_address(*policy_.advisories.db) ? *policy_.advisories.db
                                                         : cargo::join_path(closure.root, *policy_.advisories.db);
    const bool has_configuration = !closure.lockfile_only && !closure.from_metadata;
    options.is_offline =
        request_.offline || (has_configuration ? closure.config.offline : source::rules_network_out(world_));
    if (policy_.advisories.ttl) options.fresh_seconds = policy_.advisories.ttl->count();
    source::AdvisoryStore store(world_, options);
    auto data = store.load();
    if (!data) {
      warnings_.push_back(fmt::format("advisories were not checked: {}", data.error().message));
      world_.console.note("warning: " + support::to_text(data.error()));
      return;
    }
    advisories_ = std::move(*data);
    if (!advisories_->stale_reason.empty()) warnings_.push_back(advisories_->stale_reason);
  }

  /// Advisories beyond the age that the policy allows do not count as checked.
  [[nodiscard]] bool advisories_too_old() const {
    if (!advisories_ || !advisories_->commit_time) return false;
    const auto limit = policy_.advisories.max_age ? policy_.advisories.max_age->count() : default_max_age_seconds;
    if (!policy_.advisories.max_age && !is_address(advisories_->place)) return false;
    const auto known_good = std::max(*advisories_->commit_time, advisories_->confirmed_at.value_or(0));
    return world_.clock.now() - known_good > limit;
  }

  /// Facts from a facts file stand above what the folders say.
  [[nodiscard]] facts::FactTable extract(const graph::PackageGraph& graph, const analysis::Model& model) {
    const auto& closure = graph.closure();
    if (closure.lockfile_only) return facts::FactTable(closure.packages.size());
    world_.console.progress("looking at sources");
    const auto uses = analysis::source_uses(graph, model.build.units, model.built_for);
    auto facts = source::extract_facts(closure, uses, world_, request_.load.threads);
    if (!request_.load.facts) return facts;
    for (std::size_t i = 0; i < closure.packages.size(); ++i) {
      const auto& package = closure.packages[i];
      const auto checksum = package.locked ? closure.lockfile.packages[*package.locked].checksum : std::nullopt;
      if (const auto* known = request_.load.facts->find(package.id, checksum)) facts[i] = known->facts;
    }
    return facts;
  }

  /// Whether the policy or the command line names a rule that needs the index.
  [[nodiscard]] bool is_asked_for(const finding::RuleSpec& rule) const {
    const auto setting = policy_.rules.find(rule.name);
    return setting != policy_.rules.end() && setting->second.level.has_value();
  }

  /// Nothing where no rule would look at it.
  [[nodiscard]] std::optional<facts::IndexTable> look_up(const graph::PackageGraph& graph,
                                                         const analysis::Model& model) {
    bool is_needed = request_.focus.registries;
    auto refresh = request_.focus.registries ? source::Refresh::in_question : source::Refresh::nothing;
    for (const auto* rule : rules_) {
      if (rule->needs != finding::Needs::index || policy::level_of(policy_, *rule) == finding::Level::allow) continue;
      is_needed = true;
      if (is_asked_for(*rule)) refresh = source::Refresh::everything;
    }
    if (!is_needed) return std::nullopt;
    world_.console.progress("reading the index");
    const auto in_question =
        analysis::packages_in_question(graph, model, advisories_ ? &advisories_->database : nullptr);
    return source::look_up_index(graph.closure(), request_.load.registry, refresh, world_, request_.load.threads,
                                 in_question);
  }

  /// What Cargo refuses is no workspace to give a verdict on.
  [[nodiscard]] Result<void> accept(const cargo::Closure& closure, const resolve::LockCheck& check) const {
    if (closure.lockfile_only) return {};
    TRY(check.accept());
    if (!request_.load.locked || closure.from_metadata) return {};
    return check.accept_as_locked();
  }

  Result<std::unique_ptr<analysis::Model>> plan_model(const graph::PackageGraph& graph,
                                                      std::shared_ptr<const resolve::FeatureModel> features) {
    world_.console.progress("resolving features");
    const auto& closure = graph.closure();
    auto targets = request_.targets;
    if (targets.empty() && closure.config.build_targets.empty()) targets.push_back(request_.host);
    TRY_INTO(auto platforms, resolve::platforms_of(closure, request_.host, targets));
    std::vector<graph::PackageIx> packages;
    if (closure.lockfile_only) {
      packages = graph.members();
    } else {
      TRY_INTO(packages, resolve::choose_packages(graph, request_.packages));
    }
    return analysis::plan_model(
        graph, std::move(features),
        {std::move(packages), request_.features, std::move(platforms), request_.profile, request_.timings.get()},
        request_.load.threads);
  }

  /// Nothing where every rule about features is silent.
  [[nodiscard]] std::optional<analysis::RequestTrials> try_requests(const graph::PackageGraph& graph,
                                                                    const analysis::Model& model) const {
    const bool is_needed = std::ranges::any_of(rules_, [&](const finding::RuleSpec* rule) {
      return rule->group == finding::Group::features && policy::level_of(policy_, *rule) != finding::Level::allow;
    });
    if (!is_needed || graph.closure().lockfile_only) return std::nullopt;
    world_.console.progress("trying every feature request");
    return analysis::try_requests(graph, model, request_.load.threads);
  }

  finding::Findings analyse(const graph::PackageGraph& graph, const resolve::LockCheck& check,
                            const analysis::Model& model, const facts::FactTable& facts, const facts::IndexTable* index,
                            const analysis::RequestTrials* requests) {
    world_.console.progress("analysing");
    const auto analyzers = analysis::analyzers();
    std::vector<finding::Findings> found(analyzers.size());
    const auto* database = advisories_ && !advisories_too_old() ? &advisories_->database : nullptr;
    // What is known of old advisories is still told; that they are old is a gap of its own.
    const auto* known = advisories_ ? &advisories_->database : nullptr;
    support::parallel_for(analyzers.size(), request_.load.threads, [&](std::size_t i) {
      const policy::RuleOptions options(policy_, analyzers[i]->rules);
      analyzers[i]->run({graph, check, model, facts, known, options, sources_, index, requests}, found[i]);
    });
    finding::Findings all;
    for (auto& part : found) all.append(std::move(part));
    if (known && !database) add_age_gaps(all);
    return all;
  }

  void plan(const graph::PackageGraph& graph, const resolve::LockCheck& check, const analysis::Model& model,
            const facts::FactTable& facts, const facts::IndexTable* index) {
    world_.console.progress("planning");
    const policy::RuleOptions options(policy_, {});
    auto made = analysis::plan_against_duplicates(
        {graph, check, model, facts, nullptr, options, sources_, index, nullptr}, request_.load.threads);
    const auto stage = [](analysis::DuplicatesStage& one) {
      return report::DuplicatesStage{std::move(one.raises), std::move(one.commands), one.left};
    };
    duplicates_plan_ = {made.further, stage(made.within), stage(made.raised)};
  }

  void add_age_gaps(finding::Findings& findings) const {
    const auto days = (world_.clock.now() - *advisories_->commit_time) / seconds_per_day;
    for (const auto* rule : rules_)
      if (rule->needs == finding::Needs::advisories)
        findings.gap(*rule, "the workspace", fmt::format("the advisories are {} days old, more than allowed", days));
  }

  Outcome conclude(const graph::PackageGraph& graph, const analysis::Model& model, const facts::FactTable& facts,
                   const analysis::RequestTrials* requests, finding::Findings found) {
    auto findings = found.take_findings();
    auto gaps = found.take_gaps();
    for (auto& gap : gaps)
      if (gap.rule->needs == finding::Needs::index && is_asked_for(*gap.rule)) gap.decisive = true;
    const std::chrono::year_month_day today{
        std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(world_.clock.now())))};
    policy::apply(policy_, findings, gaps, today,
                  [&](graph::PackageIx package) -> const cargo::PackageId& { return graph.id(package); });
    std::erase_if(
        gaps, [&](const finding::Gap& gap) { return policy::level_of(policy_, *gap.rule) == finding::Level::allow; });
    Parts parts{request_,          graph, model, facts, sources_, policy_, advisories_ ? &*advisories_ : nullptr,
                world_.clock.now()};
    parts.policy_files = policy_files_;
    parts.policy_texts = policy_texts_;
    parts.warnings = warnings_;
    if (request_.timings)
      for (auto& note : notes_on(model.timings, request_.timings->profile, request_.profile))
        parts.warnings.push_back(std::move(note));
    parts.findings = std::move(findings);
    parts.gaps = std::move(gaps);
    parts.requests = requests;
    parts.duplicates_plan = std::move(duplicates_plan_);
    parts.switched_off = switched_off_;
    world_.console.progress("");
    return {assemble(std::move(parts)), request_.fail_on.value_or(policy_.fail_on.value_or(finding::FailOn::error))};
  }

  const Request& request_;
  outside::World& world_;
  support::SourceMap& sources_;
  Diagnostics& diagnostics_;
  std::vector<const finding::RuleSpec*> rules_;
  policy::Policy policy_;
  std::vector<std::string> policy_files_;
  std::vector<support::FileId> policy_texts_;
  std::vector<std::string> warnings_;
  std::vector<report::SwitchedOff> switched_off_;
  std::optional<source::AdvisoryData> advisories_;
  std::optional<report::DuplicatesPlan> duplicates_plan_;
};

}  // namespace

std::vector<const finding::RuleSpec*> every_rule() {
  std::vector<const finding::RuleSpec*> rules;
  for (const auto* rule : analysis::all_rules()) rules.push_back(rule);
  for (const auto& rule : policy::rules()) rules.push_back(&rule);
  std::ranges::sort(rules, {}, [](const finding::RuleSpec* rule) { return rule->name; });
  return rules;
}

Result<const finding::RuleSpec*> rule_called(const std::string& name) {
  const auto rules = every_rule();
  if (const auto* rule = finding::find_rule(rules, name)) return rule;
  std::vector<std::string> names;
  for (const auto* rule : rules) names.emplace_back(rule->name);
  const auto near = support::nearest(name, names);
  return support::failure(ErrorKind::usage, fmt::format("there is no rule called `{}`; {}`plimsoll rules` lists them",
                                                        support::printable(name),
                                                        near ? fmt::format("a similar one is `{}`, and ", *near) : ""));
}

Result<Outcome> run(const Request& request, outside::World& world, support::SourceMap& sources,
                    Diagnostics& diagnostics) {
  return Run(request, world, sources, diagnostics).run();
}

}  // namespace plimsoll::audit
