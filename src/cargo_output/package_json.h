// SPDX-License-Identifier: MIT OR Apache-2.0
/// One package as `cargo metadata` shows it. Each function appends one value.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json_text.h"
#include "plimsoll/cargo/manifest.h"
#include "plimsoll/graph/package_graph.h"

namespace plimsoll::cargo_output {

/// One entry of `packages`. Of a package whose manifest is missing only name, version, id and source are known.
void append_package(std::string& to, const graph::PackageGraph&, graph::PackageIx);

/// One entry of `targets`, the same in metadata and in unit graphs.
void append_target(std::string& to, const cargo::CrateTarget&);

/// Nothing for a normal dependency, else `dev` or `build`.
std::optional<std::string_view> kind_name(cargo::DependencyKind);

/// A TOML value as Cargo passes it on: tables in the order written, dates as an object with one private member.
void append_toml(std::string& to, const support::toml::Value&);

}  // namespace plimsoll::cargo_output
