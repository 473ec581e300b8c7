// SPDX-License-Identifier: MIT OR Apache-2.0
/// A workspace of path packages in memory, loaded and resolved for a renderer.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/cargo_output/sink.h"
#include "plimsoll/outside/offline_http.h"
#include "plimsoll/resolve/resolution.h"
#include "plimsoll/resolve/unit_graph.h"
#include "plimsoll/source/closure_loader.h"
#include "testkit/fixed_clock.h"
#include "testkit/memory_files.h"

namespace plimsoll::cargo_output {

inline Sink into(std::string& text) {
  return [&text](std::string_view piece) {
    text += piece;
    return true;
  };
}

/// Files by their path below `/ws`; `from` is the folder below it that the command is started in.
class WorkspaceFixture {
 public:
  explicit WorkspaceFixture(const std::map<std::string, std::string>& texts, const std::string& from = "") {
    testkit::MemoryFiles files;
    for (const auto& [path, text] : texts) files.add("/ws/" + path, text);
    files.set_working_directory("/ws" + (from.empty() ? "" : "/" + from));
    outside::OfflineHttp http;
    const testkit::FixedClock clock;
    const testkit::FixedEnvironment environment(std::map<std::string, std::string>{{"CARGO_HOME", "/cargo"}});
    testkit::RecordingConsole console;
    outside::World world{files, http, clock, environment, console};
    support::SourceMap sources;
    support::Diagnostics diagnostics;
    auto closure = source::load_closure({}, world, sources, diagnostics);
    for (const auto& fault : diagnostics.all()) FAIL_CHECK(support::to_text(fault, sources));
    REQUIRE(closure.has_value());
    graph_ = std::make_unique<graph::PackageGraph>(graph::PackageGraph::build(std::move(*closure)));
  }

  [[nodiscard]] const graph::PackageGraph& graph() const { return *graph_; }

  /// The chosen packages with the feature flags, for a Linux host unless targets are named.
  resolve::Resolution resolution(const std::vector<std::string>& packages, const resolve::FeatureFlags& flags = {},
                                 const std::vector<std::string>& targets = {}, bool dev_units = true) {
    const auto chosen = choose(packages);
    auto platforms = resolve::platforms_of(graph_->closure(), "x86_64-unknown-linux-gnu", targets);
    REQUIRE(platforms.has_value());
    platforms_ = std::make_unique<resolve::Platforms>(std::move(*platforms));
    auto seeds = resolve::seeds_of(*graph_, chosen, flags);
    REQUIRE(seeds.has_value());
    return resolve::resolve(*graph_, resolve::model_of(*graph_), {std::move(*seeds), platforms_.get(), dev_units});
  }

  /// Packages by name; none: all members.
  [[nodiscard]] std::vector<graph::PackageIx> choose(const std::vector<std::string>& packages) const {
    const auto chosen = resolve::choose_packages(*graph_, {packages.empty(), packages, {}});
    REQUIRE(chosen.has_value());
    return *chosen;
  }

 private:
  std::unique_ptr<graph::PackageGraph> graph_;
  std::unique_ptr<resolve::Platforms> platforms_;
};

/// The text of a manifest: name, version 0.1.0, edition 2021, then `rest`.
inline std::string manifest(const std::string& name, const std::string& rest = "") {
  return "[package]\nname = \"" + name + "\"\nversion = \"0.1.0\"\nedition = \"2021\"\n" + rest;
}

}  // namespace plimsoll::cargo_output
