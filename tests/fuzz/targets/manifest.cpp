// SPDX-License-Identifier: MIT OR Apache-2.0
#include "folder_in_memory.h"
#include "plimsoll/cargo/manifest_read.h"
#include "told_text.h"

namespace plimsoll::fuzz {
namespace {

constexpr std::string_view root_text = R"([workspace]
members = ["*"]
[workspace.package]
version = "1.2.3"
edition = "2021"
authors = ["Harbor"]
license-file = "LICENSE"
publish = ["crates-io"]
[workspace.dependencies]
tide = { path = "tide", default-features = false, features = ["ebb"] }
[workspace.lints.rust]
unused = "warn"
)";

}  // namespace

void read_manifest(std::string_view text) {
  ToldText told("/w/a/Cargo.toml", text);
  const auto document = cargo::read_document("/w/a/Cargo.toml", told.id(), told.text(), told.diagnostics());
  const auto root =
      cargo::read_document("/w/Cargo.toml", told.add("/w/Cargo.toml", root_text), root_text, told.diagnostics());
  if (!document || !root) return;
  const FolderInMemory folder;
  for (const auto* above : {&*root, &*document})
    for (const auto owner : {cargo::ManifestOwner::workspace, cargo::ManifestOwner::registry})
      static_cast<void>(cargo::read_manifest({*document, folder, above, owner}, told.diagnostics()));
}

}  // namespace plimsoll::fuzz
