// SPDX-License-Identifier: MIT OR Apache-2.0
/// Workspaces for tests: manifests and a lockfile as texts, read as from a disk.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "fixed_clock.h"
#include "memory_files.h"
#include "plimsoll/graph/package_graph.h"
#include "plimsoll/outside/offline_http.h"
#include "plimsoll/source/closure_loader.h"

namespace plimsoll::testkit {

/// Files of a workspace at `/workspace`, with `/cargo` as Cargo's home.
class TestWorkspace {
 public:
  TestWorkspace() { files.set_working_directory("/workspace"); }

  /// A member at the root, or in the folder of its name; `rest` follows the name and version.
  void add_member(const std::string& folder, const std::string& name, const std::string& rest = {}) {
    const auto place = "/workspace" + (folder.empty() ? "" : "/" + folder);
    files.add(place + "/Cargo.toml", manifest(name, "0.1.0", rest));
    files.add(place + "/src/lib.rs", "");
    lock(name, "0.1.0", "");
  }

  /// An unpacked package of the registry, version 1.0.0.
  void add_package(const std::string& name, const std::string& rest = {}, const std::string& source = "") {
    files.add(folder_of(name) + "/Cargo.toml", manifest(name, "1.0.0", rest));
    files.add(folder_of(name) + "/src/lib.rs", source);
    add_locked(name);
  }

  /// A locked package of which no manifest is at hand.
  void add_locked(const std::string& name) {
    lock(name, "1.0.0",
         "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"" + checksum(name) + "\"\n");
  }

  void add_dependencies(const std::string& name, const std::string& others) { dependencies_[name] = others; }

  static std::string folder_of(const std::string& name) { return "/cargo/registry/src/test/" + name + "-1.0.0"; }

  cargo::Closure closure() {
    std::string text = "version = 4\n";
    for (const auto& [name, entry] : locked_) {
      text += entry;
      if (dependencies_.contains(name)) text += "dependencies = [" + dependencies_[name] + "]\n";
    }
    files.add("/workspace/Cargo.lock", text);
    auto world = this->world();
    support::Diagnostics diagnostics;
    auto closure = source::load_closure({}, world, *sources_, diagnostics);
    for (const auto& fault : diagnostics.all()) FAIL_CHECK(support::to_text(fault, *sources_));
    REQUIRE(closure.has_value());
    return std::move(*closure);
  }

  graph::PackageGraph graph() { return graph::PackageGraph::build(closure()); }

  outside::World world() { return {files, http_, clock_, environment, console_}; }

  MemoryFiles files;
  FixedEnvironment environment{{{"CARGO_HOME", "/cargo"}, {"PLIMSOLL_CACHE", "/cache"}}};

 private:
  static std::string manifest(const std::string& name, const std::string& version, const std::string& rest) {
    return "[package]\nname = \"" + name + "\"\nversion = \"" + version + "\"\nedition = \"2021\"\n" + rest;
  }
  static std::string checksum(const std::string& name) {
    std::string digits(64, '0');
    for (std::size_t i = 0; i < name.size() && i < digits.size(); ++i)
      digits[i] = "0123456789abcdef"[static_cast<unsigned char>(name[i]) % 16];
    return digits;
  }
  void lock(const std::string& name, const std::string& version, const std::string& rest) {
    locked_[name] = "\n[[package]]\nname = \"" + name + "\"\nversion = \"" + version + "\"\n" + rest;
  }

  std::unique_ptr<support::SourceMap> sources_ = std::make_unique<support::SourceMap>();
  outside::OfflineHttp http_;
  FixedClock clock_;
  RecordingConsole console_;
  std::map<std::string, std::string> locked_;
  std::map<std::string, std::string> dependencies_;
};

/// The package of that name.
inline graph::PackageIx package_named(const graph::PackageGraph& graph, std::string_view name) {
  for (std::size_t i = 0; i < graph.package_count(); ++i)
    if (graph.id(graph::PackageIx(i)).name == name) return graph::PackageIx(i);
  FAIL("no package has that name");
  return {};
}

}  // namespace plimsoll::testkit
