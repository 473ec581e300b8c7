// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include "command.h"
#include "options.h"
#include "plimsoll/source/extract.h"
#include "plimsoll/source/facts_file.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using support::Result;

class FactsCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    workspace_.describe(arguments);
    packages_.describe(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
  }

  ExitCode run(Context& context) override {
    loaded_ = load_workspace(context, workspace_);
    if (!loaded_) return ExitCode::unreadable;
    const auto wanted = selected(*loaded_);
    if (!wanted) return fail(context, wanted.error());
    const auto& closure = loaded_->graph->closure();
    std::vector<facts::SourceUse> uses(wanted->size());
    for (std::size_t i = 0; i < uses.size(); ++i) uses[i].everywhere = (*wanted)[i] != 0;
    const auto facts = source::extract_facts(closure, uses, context.world, context.threads);
    context.output.write(source::render_facts(closure, facts, *wanted));
    return ExitCode::success;
  }

 private:
  /// All that is locked, or of a selection what a build or its tests take part in.
  [[nodiscard]] Result<std::vector<char>> selected(const Workspace& workspace) const {
    const auto& graph = *workspace.graph;
    TRY(profile_.check(graph));
    TRY_INTO(auto platforms, platforms_.platforms(graph.closure()));
    std::vector<char> wanted(graph.package_count(), 1);
    const auto flags = features_.flags();
    const bool is_selection =
        packages_.is_given() || !platforms_.targets.empty() || !flags.features.empty() || flags.all || flags.no_default;
    if (!is_selection) return wanted;
    TRY_INTO(const auto chosen, packages_.choose(graph));
    TRY_INTO(auto seeds, resolve::seeds_of(graph, chosen, flags));
    platforms.every = platforms.every || platforms_.targets.empty();
    const auto resolution = resolve::resolve(graph, workspace.model,
                                             {.seeds = std::move(seeds), .platforms = &platforms, .dev_units = true});
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      wanted[i] = resolution.is_active(graph::PackageIx(i));
    }
    return wanted;
  }

  WorkspaceOptions workspace_;
  std::unique_ptr<const Workspace> loaded_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
  ProfileOptions profile_;
};

}  // namespace

std::unique_ptr<Command> make_facts_command();
std::unique_ptr<Command> make_facts_command() {
  return std::make_unique<FactsCommand>();
}

}  // namespace plimsoll::cli
