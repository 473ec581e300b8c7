// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include "manifest_fields.h"
#include "plimsoll/cargo/manifest_read.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;

std::vector<support::Spanned<std::string>> strings_at(const toml::Value& table, std::string_view key,
                                                      Diagnostics& diagnostics) {
  const auto* value = table.find(key);
  if (!value) return {};
  return toml::expect_strings(*value, fmt::format("workspace.{}", key), diagnostics)
      .value_or(std::vector<support::Spanned<std::string>>{});
}

std::optional<WorkspaceTable> read_workspace(const toml::Value& root, Diagnostics& diagnostics) {
  const auto* entry = root.find_entry("workspace");
  if (!entry || !toml::expect_table(entry->value, "workspace", diagnostics)) return std::nullopt;
  WorkspaceTable workspace{{}, {}, {}, {}, entry->key_at, entry->value};
  workspace.members = strings_at(entry->value, "members", diagnostics);
  workspace.exclude = strings_at(entry->value, "exclude", diagnostics);
  if (entry->value.find("default-members"))
    workspace.default_members = strings_at(entry->value, "default-members", diagnostics);
  workspace.resolver = resolver_field(entry->value, diagnostics);
  return workspace;
}

}  // namespace

std::optional<ManifestDocument> read_document(std::string path, support::FileId file, std::string_view text,
                                              Diagnostics& diagnostics) {
  auto root = toml::parse(file, text, diagnostics);
  if (!root) return std::nullopt;
  return read_document(std::move(path), file, std::move(*root), diagnostics);
}

ManifestDocument read_document(std::string path, support::FileId file, toml::Value root, Diagnostics& diagnostics) {
  ManifestDocument document{std::move(path), file, std::move(root)};
  document.workspace = read_workspace(document.root, diagnostics);
  const auto* package = document.root.find("package");
  if (!package) package = document.root.find("project");
  document.has_package = package != nullptr;
  if (!package && !document.root.find("workspace"))
    diagnostics.error({file, {1, 1}, {1, 2}}, "the manifest has neither a `[package]` nor a `[workspace]` table", "",
                      "a package needs at least `[package]` with a `name`");
  if (!package) return document;
  if (const auto* pointer = package->find("workspace"))
    if (const auto* target = toml::expect_string(*pointer, "package.workspace", diagnostics))
      document.workspace_pointer = {*target, pointer->at()};
  if (document.workspace && document.workspace_pointer)
    diagnostics.error(document.workspace_pointer->at, "a manifest cannot both be a workspace root and point to another",
                      "points elsewhere", "remove `package.workspace` or the `[workspace]` table");
  return document;
}

}  // namespace plimsoll::cargo
