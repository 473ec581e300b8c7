// SPDX-License-Identifier: MIT OR Apache-2.0
#include "answer.h"
#include "command.h"
#include "options.h"
#include "plimsoll/audit/features.h"
#include "words.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using graph::PackageIx;
using support::Result;

class FeaturesCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.values("package", "PACKAGE", wanted_, "Packages to tell of, by name or name@version; all without one");
    workspace_.describe(arguments);
    packages_.describe(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
    arguments.group("Output");
    arguments.choice("--format", {"human", "json"}, format_, "What standard output gets");
  }

  [[nodiscard]] std::optional<std::string> failure_document(const support::Error& error) const override {
    return render_failure(error);
  }

  ExitCode run(Context& context) override {
    const FailedAnswer failed{context, format_ == "json", render_failure};
    Workspace workspace;
    if (const auto read = read_workspace(context, workspace_, true, workspace); !read)
      return failed.tell_unreadable(read.error(), workspace);
    const auto answer = tell(workspace);
    if (!answer) return failed.tell(answer.error());
    context.output.write(format_ == "json" ? report::render_features_json(*answer)
                                           : report::render_features_human(*answer));
    return ExitCode::success;
  }

 private:
  [[nodiscard]] Result<std::vector<PackageIx>> wanted(const graph::PackageGraph& graph) const {
    std::vector<PackageIx> found;
    if (!wanted_.empty()) return resolve::choose_packages(graph, {false, wanted_, {}});
    for (std::size_t i = 0; i < graph.package_count(); ++i) found.emplace_back(i);
    return found;
  }

  [[nodiscard]] Result<report::Features> tell(const Workspace& workspace) const {
    const auto& graph = *workspace.graph;
    TRY(profile_.check(graph));
    TRY_INTO(const auto chosen, packages_.choose(graph));
    TRY_INTO(const auto platforms, platforms_.platforms(graph.closure()));
    TRY_INTO(auto seeds, resolve::seeds_of(graph, chosen, features_.flags()));
    TRY_INTO(const auto packages, wanted(graph));
    const auto resolution =
        resolve::resolve(graph, workspace.model, {.seeds = std::move(seeds), .platforms = &platforms});
    auto answer = audit::tell_features(resolution, workspace.sources, packages, !wanted_.empty());
    answer.tool.version = version();
    return answer;
  }

  static std::string render_failure(const support::Error& error) {
    return report::render_features_json({{"plimsoll", version()}, {}, error});
  }

  std::vector<std::string> wanted_;
  WorkspaceOptions workspace_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
  ProfileOptions profile_;
  std::optional<std::string> format_;
};

}  // namespace

std::unique_ptr<Command> make_features_command();
std::unique_ptr<Command> make_features_command() {
  return std::make_unique<FeaturesCommand>();
}

}  // namespace plimsoll::cli
