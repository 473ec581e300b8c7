// SPDX-License-Identifier: MIT OR Apache-2.0
/// The parts of the JSON documents, each written as one value.
#pragma once

#include "json_writer.h"
#include "plimsoll/report/report.h"
#include "plimsoll/support/result.h"

namespace plimsoll::report {

void write(JsonWriter&, const Tool&);
void write(JsonWriter&, const support::Error&);
void write(JsonWriter&, const finding::Location&);
void write(JsonWriter&, const Report&, const Package&);
void write(JsonWriter&, const Report&, const Finding&);
void write(JsonWriter&, const Report&, const Unit&);
void write(JsonWriter&, const Duplicate&);
void write(JsonWriter&, const FeatureRequest&);

/// Opens the document of a command that answers one question, up to its `error`; to be closed by the caller.
void begin_answer(JsonWriter&, const Tool&, const std::optional<support::Error>&);

/// As `cargo metadata` writes kinds; nothing where only the lockfile is known.
std::optional<std::string> kind_word(const std::optional<cargo::DependencyKind>&);

/// Null where there is no place.
void write_place(JsonWriter&, std::string_view name, const std::optional<finding::Location>&);
/// The package's id or, in a brief document, its position.
void write_reference(JsonWriter&, const Report&, PackageIx);
/// A position in `packages`; null where there is none.
void write_position(JsonWriter&, std::string_view name, const std::optional<PackageIx>&);

/// The whole document, without a line end. With an error the verdict is that nothing is certain. What a brief one
/// leaves out is told by docs/json-report.md, "In the page".
std::string json_document(const Report&, finding::FailOn, const support::Error*, JsonStyle);

}  // namespace plimsoll::report
