// SPDX-License-Identifier: MIT OR Apache-2.0
#include "path_overrides.h"

#include <fmt/format.h>

#include "plimsoll/cargo/manifest_read.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/source/package_tree.h"

namespace plimsoll::source {
namespace {

using support::ErrorKind;
using support::Result;

Result<cargo::Manifest> read_manifest(const std::string& directory, const outside::FileSystem& files,
                                      support::SourceMap& sources) {
  const auto tree = folder_tree(files, directory);
  TRY_INTO(auto text, tree->read("Cargo.toml"));
  const auto path = directory + "/Cargo.toml";
  const auto file = sources.add(path, std::move(text));
  support::Diagnostics faults;
  const auto document = cargo::read_document(path, file, sources.text(file), faults);
  if (document) {
    const auto* workspace = document->workspace ? &*document : nullptr;
    auto manifest = cargo::read_manifest({*document, *tree, workspace, cargo::ManifestOwner::workspace}, faults);
    if (!faults.has_errors() && manifest.package) return manifest;
  }
  const auto all = faults.all();
  return support::failure(ErrorKind::invalid, all.empty() ? fmt::format("`{}` describes no package", path)
                                                          : fmt::format("`{}`: {}", path, all.front().message));
}

}  // namespace

Result<PathOverrides> PathOverrides::read(const cargo::Config& config, const outside::FileSystem& files,
                                          support::SourceMap& sources) {
  PathOverrides overrides;
  for (const auto& directory : config.paths) {
    TRY_INTO(auto manifest, read_manifest(directory, files, sources));
    overrides.manifests_.push_back(std::move(manifest));
  }
  return overrides;
}

void PathOverrides::apply(cargo::ClosurePackage& package) const {
  for (const auto& manifest : manifests_) {
    if (manifest.package->name != package.id.name || manifest.package->version != package.id.version) continue;
    package.place = std::string(cargo::parent_path(manifest.path));
    package.id.source = cargo::SourceId::path(package.place);
    package.manifest = manifest;
    return;
  }
}

}  // namespace plimsoll::source
