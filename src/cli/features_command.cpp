// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "command.h"
#include "options.h"
#include "plimsoll/analysis/feature_reasons.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/resolve/unit_graph.h"
#include "plimsoll/support/text.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using graph::PackageIx;
using support::Result;

/// The line of a manifest of the workspace that asks; empty for those of others.
std::string place(const Workspace& workspace, const analysis::FeatureReason& reason) {
  const auto& graph = *workspace.graph;
  if (!reason.cause.link || !graph.id(reason.asked_by).source.is_path()) return {};
  const auto* declaration = graph.declaration(*reason.cause.link);
  auto at = declaration->inherited ? declaration->inherited_at : declaration->at;
  if (reason.cause.kind == resolve::Cause::Kind::declaration)
    for (std::size_t i = 0; i < declaration->features.size(); ++i)
      if (declaration->features[i] == reason.feature && declaration->features_at[i].is_known())
        at = declaration->features_at[i];
  if (!at.is_known()) return {};
  return fmt::format("  {}:{}", cargo::relative_path(graph.closure().root, workspace.sources.path(at.file)),
                     at.begin.line);
}

class FeaturesCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.values("package", "PACKAGE", wanted_, "Packages to tell of, by name or name@version; all without one");
    workspace_.describe(arguments);
    packages_.describe(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
  }

  ExitCode run(Context& context) override {
    const auto workspace = load_workspace(context, workspace_);
    if (!workspace) return ExitCode::unreadable;
    const auto code = print(context, *workspace);
    return code ? *code : fail(context, code.error());
  }

 private:
  [[nodiscard]] Result<std::vector<PackageIx>> wanted(const graph::PackageGraph& graph) const {
    std::vector<PackageIx> found;
    if (!wanted_.empty()) return resolve::choose_packages(graph, {false, wanted_, {}});
    for (std::size_t i = 0; i < graph.package_count(); ++i) found.emplace_back(i);
    return found;
  }

  [[nodiscard]] Result<ExitCode> print(Context& context, const Workspace& workspace) const {
    const auto& graph = *workspace.graph;
    TRY(profile_.check(graph));
    TRY_INTO(const auto chosen, packages_.choose(graph));
    TRY_INTO(const auto platforms, platforms_.platforms(graph.closure()));
    TRY_INTO(auto seeds, resolve::seeds_of(graph, chosen, features_.flags()));
    TRY_INTO(const auto packages, wanted(graph));
    const auto resolution =
        resolve::resolve(graph, workspace.model, {.seeds = std::move(seeds), .platforms = &platforms});
    std::string text;
    for (const auto package : packages) add(workspace, resolution, package, text);
    context.output.write(text);
    return ExitCode::success;
  }

  void add(const Workspace& workspace, const resolve::Resolution& resolution, PackageIx package,
           std::string& text) const {
    const auto reasons = analysis::feature_reasons(resolution, package);
    if (reasons.empty() && wanted_.empty()) return;
    const auto& id = workspace.graph->id(package);
    text += fmt::format("{} {}\n", support::printable(id.name), cargo::to_text(id.version));
    if (reasons.empty()) text += "  no feature is on\n";
    std::size_t width = 0;
    for (const auto& reason : reasons) width = std::max(width, reason.feature.size());
    for (const auto& reason : reasons)
      text += fmt::format("  {:<{}}  {}{}{}\n", support::printable(reason.feature), width,
                          analysis::to_text(resolution, reason),
                          reason.side == resolve::Side::host ? ", for the host only" : "", place(workspace, reason));
  }

  std::vector<std::string> wanted_;
  WorkspaceOptions workspace_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
  ProfileOptions profile_;
};

}  // namespace

std::unique_ptr<Command> make_features_command();
std::unique_ptr<Command> make_features_command() {
  return std::make_unique<FeaturesCommand>();
}

}  // namespace plimsoll::cli
