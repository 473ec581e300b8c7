// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "answer.h"
#include "command.h"
#include "options.h"
#include "plimsoll/audit/why.h"
#include "plimsoll/support/text.h"
#include "words.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;
using support::Result;

constexpr int default_limit = 50;
constexpr int greatest_limit = 10'000;

class WhyCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.value("what", "PACKAGE", package_, "The package, by name, `name@version` or package id");
    arguments.value("feature", "FEATURE", feature_, "One of its features: who asks for it, and through what");
    workspace_.describe(arguments);
    packages_.describe(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
    arguments.group("Output");
    arguments.choice("--format", {"human", "json"}, format_, "What standard output gets");
    arguments.flag("--all", all_, "Every path, in place of the shortest");
    arguments.number("--limit", "NUMBER", 1, greatest_limit, limit_, "How many paths `--all` shows; default: 50");
  }

  [[nodiscard]] std::optional<std::string> failure_document(const support::Error& error) const override {
    return render_failure(error);
  }

  ExitCode run(Context& context) override {
    const FailedAnswer failed{context, format_ == "json", [this](const auto& error) { return render_failure(error); }};
    if (!package_)
      return failed.tell({ErrorKind::usage, "`plimsoll why` needs the name of a package, and perhaps of a feature"});
    Workspace workspace;
    if (const auto read = read_workspace(context, workspace_, true, workspace); !read)
      return failed.tell_unreadable(read.error(), workspace);
    const auto why = answer(context, workspace);
    if (!why) return failed.tell(why.error());
    context.output.write(format_ == "json" ? report::render_why_json(*why)
                                           : report::render_why_human(*why, screen_options(context, all_)));
    return why->gaps.empty() ? ExitCode::success : ExitCode::inconclusive;
  }

 private:
  [[nodiscard]] Result<report::Why> answer(Context& context, const Workspace& workspace) const {
    const auto& graph = *workspace.graph;
    TRY_INTO(auto wanted, resolve::choose_packages(graph, {false, {*package_}, {}}));
    TRY_INTO(auto chosen, packages_.choose(graph));
    TRY_INTO(const auto profile, profile_.name());
    TRY_INTO(auto platforms, platforms_.platforms(graph.closure()));
    TRY_INTO(
        const auto model,
        analysis::plan_model(graph, workspace.model,
                             {std::move(chosen), features_.flags(), std::move(platforms), profile}, context.threads));
    const auto shown = all_ ? static_cast<std::size_t>(limit_.value_or(default_limit)) : 1;
    analysis::PathLimits limits;
    limits.shown = shown;
    limits.counted = std::max(limits.counted, shown);
    TRY_INTO(auto why,
             audit::tell_why(graph, workspace.model, *model, workspace.sources, {std::move(wanted), feature_, limits}));
    why.tool.version = version();
    why.asked = *package_;
    why.feature = feature_;
    return why;
  }

  [[nodiscard]] std::string render_failure(const support::Error& error) const {
    report::Why why;
    why.tool.version = version();
    why.asked = package_.value_or("");
    why.feature = feature_;
    why.error = error;
    return report::render_why_json(why);
  }

  std::optional<std::string> package_;
  std::optional<std::string> feature_;
  WorkspaceOptions workspace_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
  ProfileOptions profile_;
  std::optional<std::string> format_;
  std::optional<int> limit_;
  bool all_ = false;
};

}  // namespace

std::unique_ptr<Command> make_why_command();
std::unique_ptr<Command> make_why_command() {
  return std::make_unique<WhyCommand>();
}

}  // namespace plimsoll::cli
