// SPDX-License-Identifier: MIT OR Apache-2.0
/// What `cargo build --unit-graph` prints.
#pragma once

#include <cstddef>

#include "plimsoll/cargo_output/sink.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::cargo_output {

/// Writes version 1 of the document, with the fields that Cargo adds where unstable features are allowed. One line with
/// a line end.
void print_unit_graph(const resolve::Resolution&, const resolve::UnitGraph&, std::size_t threads, const Sink&);

}  // namespace plimsoll::cargo_output
