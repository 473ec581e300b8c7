// SPDX-License-Identifier: MIT OR Apache-2.0
#include "command.h"
#include "options.h"
#include "plimsoll/cargo_output/unit_graph.h"
#include "plimsoll/resolve/unit_graph.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using support::Result;

class UnitGraphCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.choice("command", {"build", "test", "check"}, command_, "The Cargo command that would run");
    workspace_.describe(arguments);
    packages_.describe(arguments);
    describe_targets(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
  }

  ExitCode run(Context& context) override {
    if (!command_)
      return fail(context, {support::ErrorKind::usage, "`plimsoll unit-graph` needs one of `build`, `test`, `check`"});
    if (const auto profile = profile_.name(); !profile) return fail(context, profile.error());
    loaded_ = load_workspace(context, workspace_);
    if (!loaded_) return ExitCode::unreadable;
    const auto code = print(context, *loaded_);
    return code ? *code : fail(context, code.error());
  }

 private:
  void describe_targets(Arguments& arguments) {
    arguments.group("Targets");
    arguments.flag("--lib", targets_.lib, "The library");
    arguments.flag("--bins", targets_.bins, "All binaries");
    arguments.values("--bin", "NAME", targets_.bin_names, "One binary");
    arguments.flag("--examples", targets_.examples, "All examples");
    arguments.values("--example", "NAME", targets_.example_names, "One example");
    arguments.flag("--tests", targets_.tests, "Everything with tests");
    arguments.values("--test", "NAME", targets_.test_names, "One integration test");
    arguments.flag("--benches", targets_.benches, "Everything with benchmarks");
    arguments.values("--bench", "NAME", targets_.bench_names, "One benchmark");
    arguments.flag("--all-targets", targets_.all, "All targets of every kind");
  }

  [[nodiscard]] Result<resolve::UnitRequest> unit_request() const {
    resolve::UnitRequest request;
    if (*command_ == "test") request.command = resolve::Command::test;
    if (*command_ == "check") request.command = resolve::Command::check;
    const auto* fallback = request.command == resolve::Command::test ? "test" : "dev";
    TRY_INTO(request.profile, profile_.name(fallback));
    request.targets = targets_;
    return request;
  }

  [[nodiscard]] Result<ExitCode> print(Context& context, const Workspace& workspace) const {
    const auto& graph = *workspace.graph;
    TRY_INTO(auto wanted, unit_request());
    TRY_INTO(wanted.packages, packages_.choose(graph));
    TRY_INTO(const auto platforms, platforms_.platforms(graph.closure()));
    TRY_INTO(auto seeds, resolve::seeds_of(graph, wanted.packages, features_.flags()));
    const resolve::Request request{std::move(seeds), &platforms, resolve::has_dev_units(wanted)};
    const auto resolution = resolve::resolve(graph, workspace.model, request);
    TRY(resolve::accept_features(resolution));
    TRY_INTO(wanted.packages, resolve::choose_packages(resolution, packages_.choice()));
    TRY_INTO(const auto units, resolve::build_unit_graph(resolution, wanted));
    cargo_output::print_unit_graph(resolution, units, context.threads, context.output.sink());
    return ExitCode::success;
  }

  std::optional<std::string> command_;
  ProfileOptions profile_;
  resolve::TargetChoice targets_;
  WorkspaceOptions workspace_;
  std::unique_ptr<const Workspace> loaded_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
};

}  // namespace

std::unique_ptr<Command> make_unit_graph_command();
std::unique_ptr<Command> make_unit_graph_command() {
  return std::make_unique<UnitGraphCommand>();
}

}  // namespace plimsoll::cli
