// SPDX-License-Identifier: MIT OR Apache-2.0
/// Prints what the units of `cargo build --workspace` in the working directory consist of, for calibrate.py: one line
/// each, with tabs. With a file of times, `METADATA TOTAL` for each unit, it prints when they start instead, on as many
/// jobs as said, and the critical path.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <span>
#include <string>

#include "plimsoll/analysis/cost_model.h"
#include "plimsoll/analysis/priced_build.h"
#include "plimsoll/analysis/source_uses.h"
#include "plimsoll/outside/offline_http.h"
#include "plimsoll/outside/real_files.h"
#include "plimsoll/outside/real_world.h"
#include "plimsoll/source/closure_loader.h"
#include "plimsoll/source/extract.h"
#include "plimsoll/support/text.h"

using namespace plimsoll;
using cargo::TargetKind;
using resolve::Mode;

namespace {

constexpr auto machine = "x86_64-unknown-linux-gnu";
constexpr std::size_t threads = 2;

class Silence final : public outside::Console {
 public:
  void note(const std::string& line) override { fmt::print(stderr, "{}\n", line); }
  void progress(const std::string&) override {}
};

/// As `cargo build --timings` calls the target of a unit.
std::string label(const resolve::Unit& unit, const cargo::CrateTarget& target) {
  if (unit.mode == Mode::run_custom_build) return " build-script (run)";
  if (target.kind == TargetKind::custom_build) return " build-script";
  if (target.kind == TargetKind::bin) return fmt::format(" {} \"bin\"", target.name);
  return {};
}

std::string_view kind_of(const resolve::Unit& unit, const cargo::CrateTarget& target) {
  if (unit.mode == Mode::run_custom_build) return "run";
  if (target.kind == TargetKind::custom_build) return "script";
  if (target.kind == TargetKind::bin) return "program";
  return target.is_proc_macro() ? "macro" : "library";
}

class Printer {
 public:
  Printer(const graph::PackageGraph& graph, const facts::FactTable& facts, const analysis::PricedBuild& build)
      : graph_(graph), facts_(facts), build_(build) {}

  void print_workloads(std::span<const analysis::Workload> loads) const {
    fmt::print("name\tversion\tlabel\tkind\tmember\tseen\tlibraries\tnative_bytes\tnative_files\tprobes");
    for (const auto& field : facts::code_size_fields()) fmt::print("\t{}", field.name);
    fmt::print("\tmetadata\ttotal\tfeatures\tdependencies\n");
    for (std::size_t i = 0; i < loads.size(); ++i) print_unit(i, loads[i]);
  }

  /// `START END` for each unit, and behind them the units of the critical path.
  void print_schedule(const resolve::Schedule& schedule) const {
    for (const auto& slot : schedule.slots) fmt::print("{:.3f}\t{:.3f}\n", slot.start, slot.end);
    for (const auto unit : schedule.critical_path) fmt::print("{}\t", std::size_t{unit});
    fmt::print("\n");
  }

 private:
  void print_unit(std::size_t i, const analysis::Workload& load) const {
    const auto& unit = build_.units.units[i];
    const auto& target = graph_.manifest(unit.package)->targets[unit.target];
    const auto& id = graph_.id(unit.package);
    const auto& facts = facts_[unit.package];
    const bool compiles = facts.build_script && facts.build_script->compiles_native_code;
    fmt::print("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}", id.name, cargo::to_text(id.version), label(unit, target),
               kind_of(unit, target), graph_.is_member(unit.package) ? 1 : 0, load.is_seen ? 1 : 0, load.libraries,
               compiles ? facts.native_bytes : 0, compiles ? facts.native_files : 0,
               facts.build_script && facts.build_script->probes_compiler ? 1 : 0);
    for (const auto& field : facts::code_size_fields()) fmt::print("\t{:.1f}", load.code.*field.compiled);
    std::vector<std::string> below;
    for (const auto& dependency : unit.dependencies) below.push_back(std::to_string(std::size_t{dependency.unit}));
    const auto& time = build_.times[i];
    fmt::print("\t{:.4f}\t{:.4f}\t{}\t{}\n", time.metadata, time.total, fmt::join(unit.features, ","),
               fmt::join(below, ","));
  }

  const graph::PackageGraph& graph_;
  const facts::FactTable& facts_;
  const analysis::PricedBuild& build_;
};

std::vector<resolve::UnitTime> read_times(const char* path) {
  std::ifstream file(path);
  std::vector<resolve::UnitTime> times;
  for (resolve::UnitTime time; file >> time.metadata >> time.total;) times.push_back(time);
  return times;
}

support::Result<void> run(std::span<char*> arguments) {
  outside::RealFiles files;
  outside::OfflineHttp http;
  outside::SystemClock clock;
  outside::ProcessEnvironment environment;
  Silence console;
  outside::World world{files, http, clock, environment, console};
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  TRY_INTO(auto closure, source::load_closure({.threads = threads}, world, sources, diagnostics));
  const auto graph = graph::PackageGraph::build(std::move(closure));
  TRY_INTO(const auto platforms, resolve::platforms_of(graph.closure(), machine, {}));
  TRY_INTO(auto planned,
           analysis::plan_build(graph, resolve::model_of(graph), {graph.members(), {}, &platforms, "dev"}));
  const auto uses = analysis::source_uses(graph, planned.units, platforms);
  const auto facts = source::extract_facts(graph.closure(), uses, world, threads);
  const auto build = analysis::price_build(graph, std::move(planned), platforms, facts);
  const Printer printer(graph, facts, build);
  if (arguments.size() != 2) {
    printer.print_workloads(analysis::CostModel(graph, platforms, facts).workloads_of(build.units));
    return {};
  }
  const auto times = read_times(arguments[0]);
  if (times.size() != build.units.units.size())
    return support::failure(support::ErrorKind::usage,
                            fmt::format("there are {} units, and {} times", build.units.units.size(), times.size()));
  const auto jobs = static_cast<std::size_t>(std::atoi(arguments[1]));
  printer.print_schedule(resolve::schedule(graph, build.units, times, jobs));
  return {};
}

}  // namespace

int main(int count, char** arguments) {
  const auto done = run(std::span(arguments, static_cast<std::size_t>(count)).subspan(1));
  if (done) return 0;
  fmt::print(stderr, "{}\n", support::to_text(done.error()));
  return 1;
}
