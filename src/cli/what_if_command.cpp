// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "answer.h"
#include "command.h"
#include "options.h"
#include "plimsoll/analysis/priced_build.h"
#include "plimsoll/analysis/published.h"
#include "plimsoll/analysis/source_uses.h"
#include "plimsoll/audit/foretell.h"
#include "plimsoll/audit/still_needed.h"
#include "plimsoll/audit/timings_notes.h"
#include "plimsoll/report/what_if.h"
#include "plimsoll/resolve/edit.h"
#include "plimsoll/resolve/lock_check.h"
#include "plimsoll/source/closure_loader.h"
#include "plimsoll/source/extract.h"
#include "plimsoll/source/index_lookup.h"
#include "plimsoll/support/text.h"
#include "timings_option.h"
#include "words.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

/// The edited workspace, ready to be resolved.
struct Edited {
  graph::PackageGraph graph;
  std::shared_ptr<const resolve::FeatureModel> model;
  std::vector<std::string> notes;
  std::vector<std::string> gaps = {};
};

/// What the index tells of one name; nothing of all others.
facts::IndexTable index_of(const std::string& name, const cargo::Closure& closure, const source::RegistryAccess& access,
                           const Context& context) {
  auto named = closure;
  std::erase_if(named.packages, [&](const cargo::ClosurePackage& package) { return package.id.name != name; });
  auto found = source::look_up_index(named, access, source::Refresh::in_question, context.world, context.threads,
                                     std::vector<char>(named.packages.size(), 1));
  facts::IndexTable table;
  for (const auto& package : closure.packages) {
    const auto at = std::ranges::find(named.packages, package.id, &cargo::ClosurePackage::id);
    table.packages.push_back(at == named.packages.end()
                                 ? std::nullopt
                                 : std::move(found.packages[static_cast<std::size_t>(at - named.packages.begin())]));
  }
  return table;
}

/// For a package that lies nowhere the first of its name that has sources stands in.
void stand_in(const graph::PackageGraph& before, const facts::FactTable& known, const graph::PackageGraph& after,
              facts::FactTable& facts) {
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const auto& package = after.at(graph::PackageIx(i));
    if (!package.place.empty()) continue;
    for (std::size_t old = 0; old < known.size() && !facts[i].sources_seen; ++old)
      if (before.id(graph::PackageIx(old)).name == package.id.name) facts[i] = known[old];
  }
}

/// What the edits ask for and the lockfile does not have.
std::vector<std::string> new_mismatches(const Workspace& before, const resolve::LockCheck& after) {
  const auto leaves_out = [](const resolve::LockCheck& check) {
    std::vector<std::string> messages;
    for (const auto& mismatch : check.mismatches())
      if (mismatch.leaves_out) messages.push_back(mismatch.message);
    return messages;
  };
  if (before.graph->closure().lockfile_path.empty()) return {};
  const auto known = leaves_out(*before.check);
  auto messages = leaves_out(after);
  std::erase_if(messages, [&](const std::string& message) { return std::ranges::find(known, message) != known.end(); });
  return messages;
}

/// Packages that take part and of which nothing is known but the name.
std::vector<std::string> unread_packages(const resolve::Resolution& resolution) {
  const auto& graph = resolution.graph();
  std::vector<std::string> messages;
  for (std::size_t i = 0; i < graph.package_count(); ++i) {
    const graph::PackageIx package(i);
    if (graph.manifest(package)) continue;
    if (resolution.is_active(package))
      messages.push_back(fmt::format("the manifest of `{} {}`, which is built, is not at hand: {}",
                                     graph.id(package).name, cargo::to_text(graph.id(package).version),
                                     graph.at(package).missing));
  }
  return messages;
}

class WhatIfCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.values(
        "edits", "EDIT…", edits_,
        "drop:WHERE/DEP, no-default-features:WHERE/DEP, default-features:WHERE/DEP, "
        "remove-feature:WHERE/DEP/FEATURE, add-feature:WHERE/DEP/FEATURE, use:NAME@OLD/NEW, drop-member:MEMBER; "
        "WHERE is a member or `workspace`, DEP a key, with `build:`, `dev:` or a platform in front");
    workspace_.describe(arguments);
    packages_.describe(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
    timings_.describe(arguments);
    arguments.group("Output");
    arguments.choice("--format", {"human", "json"}, format_, "What standard output gets");
    arguments.flag("--all", all_, "Everything, in place of one screen");
  }

  [[nodiscard]] std::optional<std::string> failure_document(const support::Error& error) const override {
    return render_failure(error);
  }

  ExitCode run(Context& context) override {
    const FailedAnswer failed{context, format_ == "json", [this](const auto& error) { return render_failure(error); }};
    auto edits = read_edits();
    if (!edits) return failed.tell(edits.error());
    Workspace workspace;
    if (const auto read = read_workspace(context, workspace_, true, workspace); !read)
      return failed.tell_unreadable(read.error(), workspace);
    auto answer = foretell(context, workspace, *edits);
    if (!answer) return failed.tell(answer.error());
    context.output.write(format_ == "json" ? report::render_what_if_json(*answer)
                                           : report::render_what_if_human(*answer, screen_options(context, all_)));
    return answer->gaps.empty() ? ExitCode::success : ExitCode::inconclusive;
  }

 private:
  [[nodiscard]] Result<std::vector<resolve::Edit>> read_edits() const {
    if (edits_.empty())
      return failure(ErrorKind::usage, "`plimsoll what-if` needs an edit, for example `drop:MEMBER/DEPENDENCY`");
    TRY(profile_.name());
    std::vector<resolve::Edit> edits;
    for (const auto& text : edits_) {
      if (std::ranges::count(edits_, text) > 1)
        return failure(ErrorKind::usage, fmt::format("`{}` is given twice; once is enough", support::printable(text)));
      TRY_INTO(auto edit, resolve::parse_edit(text));
      edits.push_back(std::move(edit));
    }
    return edits;
  }

  [[nodiscard]] Result<Edited> edit(Context& context, const Workspace& workspace,
                                    const std::vector<resolve::Edit>& edits) const {
    support::SourceMap sources;
    std::vector<std::string> gaps;
    const auto& closure = workspace.graph->closure();
    TRY_INTO(auto edited, resolve::apply_edits(closure, edits, [&](const cargo::PackageId& id) {
               auto package = source::load_package(closure, id, context.world, sources);
               return package ? package : published(context, *workspace.graph, id, gaps);
             }));
    auto graph = graph::PackageGraph::build(std::move(edited.closure));
    auto model = resolve::model_of(graph);
    return Edited{std::move(graph), std::move(model), std::move(edited.notes), std::move(gaps)};
  }

  /// What the index says of a release that is not on this machine.
  [[nodiscard]] Result<cargo::ClosurePackage> published(Context& context, const graph::PackageGraph& graph,
                                                        const cargo::PackageId& id,
                                                        std::vector<std::string>& gaps) const {
    const auto access = workspace_.registry(context);
    const auto index = index_of(id.name, graph.closure(), access, context);
    auto package = analysis::Published(graph, index).find(id);
    const auto name = fmt::format("{} {}", support::printable(id.name), cargo::to_text(id.version));
    if (!package)
      return failure(ErrorKind::invalid,
                     fmt::format("`{}` is neither on this machine nor in the index that is kept here{}", name,
                                 access.online ? "" : "; without `--offline` the registry is asked"));
    gaps.push_back(
        fmt::format("`{}` itself is not at hand: what it needs is as the index says, and its targets and sources are "
                    "taken to be those of the version at hand",
                    name));
    return package;
  }

  struct Planned {
    analysis::PlannedBuild build;
    facts::FactTable facts;
  };

  [[nodiscard]] Result<Planned> plan(Context& context, const graph::PackageGraph& graph,
                                     const std::shared_ptr<const resolve::FeatureModel>& model,
                                     const resolve::Platforms& platforms) const {
    TRY_INTO(auto packages, packages_.choose(graph));
    TRY_INTO(const auto profile, profile_.name());
    TRY_INTO(auto build,
             analysis::plan_build(graph, model, {std::move(packages), features_.flags(), &platforms, profile}));
    const auto uses = analysis::source_uses(graph, build.units, platforms);
    auto facts = source::extract_facts(graph.closure(), uses, context.world, context.threads);
    return Planned{std::move(build), std::move(facts)};
  }

  [[nodiscard]] Result<report::WhatIf> foretell(Context& context, const Workspace& workspace,
                                                const std::vector<resolve::Edit>& edits) const {
    const auto& graph = *workspace.graph;
    TRY_INTO(const auto platforms, platforms_.platforms(graph.closure()));
    TRY_INTO(const auto timings, timings_.read(context));
    TRY_INTO(auto edited, edit(context, workspace, edits));
    if (edited.graph.members().empty())
      return failure(ErrorKind::usage, "no member is left after the edits, and so nothing that could be built");
    const resolve::LockCheck check(edited.graph, edited.model);
    if (auto accepted = check.accept(); !accepted)
      return failure(std::move(accepted).error().within("that is the workspace after the edit"));
    TRY_INTO(auto as_it_is, plan(context, graph, workspace.model, platforms));
    TRY_INTO(auto as_edited, plan(context, edited.graph, edited.model, platforms));
    stand_in(graph, as_it_is.facts, edited.graph, as_edited.facts);
    const auto before =
        analysis::price_build(graph, std::move(as_it_is.build), platforms, as_it_is.facts, timings.get());
    const auto after =
        analysis::price_build(edited.graph, std::move(as_edited.build), platforms, as_edited.facts, timings.get());
    auto answer = audit::foretell(before, after);
    answer.tool.version = version();
    answer.edits = edits_;
    answer.notes = std::move(edited.notes);
    for (auto& note : audit::still_needed(edits, before.resolution, after.resolution))
      answer.notes.push_back(std::move(note));
    if (timings)
      for (auto& note : audit::notes_on(before.timings, timings->profile, *profile_.name()))
        answer.notes.push_back(std::move(note));
    answer.gaps = std::move(edited.gaps);
    for (auto& message : new_mismatches(workspace, check)) answer.gaps.push_back(std::move(message));
    for (auto& message : unread_packages(before.resolution)) answer.gaps.push_back(std::move(message));
    return answer;
  }

  [[nodiscard]] std::string render_failure(const support::Error& error) const {
    report::WhatIf answer;
    answer.tool.version = version();
    answer.edits = edits_;
    answer.error = error;
    return report::render_what_if_json(answer);
  }

  std::vector<std::string> edits_;
  WorkspaceOptions workspace_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
  ProfileOptions profile_;
  TimingsOption timings_;
  std::optional<std::string> format_;
  bool all_ = false;
};

}  // namespace

std::unique_ptr<Command> make_what_if_command();
std::unique_ptr<Command> make_what_if_command() {
  return std::make_unique<WhatIfCommand>();
}

}  // namespace plimsoll::cli
