// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>

#include "command.h"
#include "options.h"
#include "plimsoll/cargo_output/metadata.h"
#include "plimsoll/resolve/resolution.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using support::Result;

class MetadataCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.choice("--format-version", {"1"}, format_version_, "The version of the format");
    arguments.flag("--no-deps", no_deps_, "The members only, and nothing resolved");
    arguments.values("--filter-platform", "TRIPLE", filter_platforms_, "Leave out what is for other platforms");
    workspace_.describe(arguments);
    packages_.describe(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
  }

  ExitCode run(Context& context) override {
    loaded_ = load_workspace(context, workspace_, !no_deps_);
    if (!loaded_) return ExitCode::unreadable;
    const auto printed = no_deps_ ? print_members(context, *loaded_) : print_document(context, *loaded_);
    return printed ? ExitCode::success : fail(context, printed.error());
  }

 private:
  [[nodiscard]] Result<void> print_members(const Context& context, const Workspace& workspace) const {
    TRY(chosen(*workspace.graph));
    cargo_output::print_members(*workspace.graph, {{}, context.threads}, context.output.sink());
    return {};
  }

  [[nodiscard]] Result<void> print_document(const Context& context, const Workspace& workspace) const {
    const auto& graph = *workspace.graph;
    TRY_INTO(const auto packages, chosen(graph));
    TRY_INTO(auto seeds, resolve::seeds_of(graph, packages, features_.flags()));
    TRY_INTO(const auto platforms, platforms_.platforms(graph.closure()));
    TRY_INTO(auto filter, filter_platforms(graph.closure()));
    resolve::Request request{std::move(seeds), &platforms};
    request.follow_features = false;
    const auto resolution = resolve::resolve(graph, workspace.model, std::move(request));
    TRY(resolve::accept_features(resolution));
    return cargo_output::print_metadata(resolution, {std::move(filter), context.threads}, context.output.sink());
  }

  /// Without a selection all members are meant, as Cargo means them here. What the chosen ones do not need stays out;
  /// members stay.
  [[nodiscard]] Result<std::vector<graph::PackageIx>> chosen(const graph::PackageGraph& graph) const {
    TRY(profile_.check(graph));
    if (!packages_.is_given()) return graph.members();
    return packages_.choose(graph);
  }

  /// Those of `--filter-platform` and of `--target`, which here mean the same.
  [[nodiscard]] Result<std::vector<cargo::Target>> filter_platforms(const cargo::Closure& closure) const {
    auto triples = filter_platforms_;
    triples.insert(triples.end(), platforms_.targets.begin(), platforms_.targets.end());
    if (triples.empty() || std::ranges::find(triples, resolve::every_platform) != triples.end())
      return std::vector<cargo::Target>();
    TRY_INTO(auto platforms, PlatformOptions{std::move(triples), platforms_.host}.platforms(closure));
    return std::move(platforms.targets);
  }

  std::optional<std::string> format_version_;
  bool no_deps_ = false;
  std::vector<std::string> filter_platforms_;
  WorkspaceOptions workspace_;
  std::unique_ptr<const Workspace> loaded_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
  ProfileOptions profile_;
};

}  // namespace

std::unique_ptr<Command> make_metadata_command();
std::unique_ptr<Command> make_metadata_command() {
  return std::make_unique<MetadataCommand>();
}

}  // namespace plimsoll::cli
