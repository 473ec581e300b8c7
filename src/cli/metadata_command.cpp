// SPDX-License-Identifier: MIT OR Apache-2.0
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
    features_.describe(arguments);
  }

  ExitCode run(Context& context) override {
    const auto workspace = load_workspace(context, workspace_, !no_deps_);
    if (!workspace) return ExitCode::unreadable;
    const auto& graph = *workspace->graph;
    cargo_output::MetadataOptions options{{}, context.threads};
    if (no_deps_) {
      context.output.write(cargo_output::render_members(graph, options));
      return ExitCode::success;
    }
    auto filter = filter_platforms(graph.closure());
    if (!filter) return fail(context, filter.error());
    options.filter_platforms = std::move(*filter);
    auto seeds = resolve::seeds_of(graph, graph.members(), features_.flags());
    if (!seeds) return fail(context, seeds.error());
    return print(context, *workspace, std::move(*seeds), options);
  }

 private:
  /// The first pass knows no platforms, so any will do.
  [[nodiscard]] static ExitCode print(Context& context, const Workspace& workspace, std::vector<resolve::Seed> seeds,
                                      const cargo_output::MetadataOptions& options) {
    const auto platforms = PlatformOptions{}.platforms(workspace.graph->closure());
    if (!platforms) return fail(context, platforms.error());
    resolve::Request request{std::move(seeds), &*platforms};
    request.follow_features = false;
    const auto resolution = resolve::resolve(*workspace.graph, workspace.model, std::move(request));
    const auto text = cargo_output::render_metadata(resolution, options);
    if (!text) return fail(context, text.error());
    context.output.write(*text);
    return ExitCode::success;
  }

  [[nodiscard]] Result<std::vector<cargo::Target>> filter_platforms(const cargo::Closure& closure) const {
    if (filter_platforms_.empty()) return std::vector<cargo::Target>();
    TRY_INTO(auto platforms, PlatformOptions{filter_platforms_, {}}.platforms(closure));
    return std::move(platforms.targets);
  }

  std::optional<std::string> format_version_;
  bool no_deps_ = false;
  std::vector<std::string> filter_platforms_;
  WorkspaceOptions workspace_;
  FeatureOptions features_;
};

}  // namespace

std::unique_ptr<Command> make_metadata_command();
std::unique_ptr<Command> make_metadata_command() {
  return std::make_unique<MetadataCommand>();
}

}  // namespace plimsoll::cli
