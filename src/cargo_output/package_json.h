// SPDX-License-Identifier: MIT OR Apache-2.0
/// One package as `cargo metadata` shows it.
#pragma once

#include "json_text.h"
#include "plimsoll/cargo/manifest.h"
#include "plimsoll/graph/package_graph.h"

namespace plimsoll::cargo_output {

/// One entry of `packages`. Of a package whose manifest is missing only name, version, id and source are known.
Json package_json(const graph::PackageGraph&, graph::PackageIx);

/// One entry of `targets`, the same in metadata and in unit graphs.
Json target_json(const cargo::CrateTarget&);

/// Null for a normal dependency, else `dev` or `build`.
Json kind_json(cargo::DependencyKind);

/// A TOML value as Cargo passes it on: tables in the order written, dates as an object with one private member.
Json toml_json(const support::toml::Value&);

}  // namespace plimsoll::cargo_output
