// SPDX-License-Identifier: MIT OR Apache-2.0
#include "command.h"
#include "options.h"
#include "plimsoll/cargo_output/metadata.h"
#include "plimsoll/resolve/resolution.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;
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
    const auto graph = load_workspace(context, workspace_, !no_deps_);
    if (!graph) return ExitCode::unreadable;
    const auto text = render(*graph, context.threads);
    if (!text) return fail(context, text.error());
    context.output.write(*text);
    return ExitCode::success;
  }

 private:
  [[nodiscard]] Result<std::string> render(const graph::PackageGraph& graph, std::size_t threads) const {
    cargo_output::MetadataOptions options{{}, threads};
    if (no_deps_) return cargo_output::render_members(graph, options);
    TRY_INTO(options.filter_platforms, filter_platforms(graph.closure()));
    TRY_INTO(const auto platforms, PlatformOptions{}.platforms(graph.closure()));
    resolve::Request request;
    TRY_INTO(request.seeds, resolve::seeds_of(graph, graph.members(), features_.flags()));
    request.platforms = &platforms;
    request.follow_features = false;
    return cargo_output::render_metadata(resolve::resolve(graph, resolve::model_of(graph), std::move(request)), options);
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
std::unique_ptr<Command> make_metadata_command() { return std::make_unique<MetadataCommand>(); }

}  // namespace plimsoll::cli
