// SPDX-License-Identifier: MIT OR Apache-2.0
#include "vendor_folder.h"

#include <fmt/format.h>

#include "plimsoll/support/parallel.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::source {

using support::Result;

VendorFolder::VendorFolder(const outside::FileSystem& files, std::string directory)
    : files_(files), directory_(std::move(directory)) {}

bool VendorFolder::holds(const std::string& directory, const cargo::PackageId& id) const {
  const auto text = files_.read(directory + "/Cargo.toml", longest_manifest_bytes);
  if (!text) return false;
  support::Diagnostics ignored;
  const auto root = support::toml::parse({}, *text, ignored);
  const auto* package = root ? root->find("package") : nullptr;
  const auto* name = package ? package->find("name") : nullptr;
  const auto* version = package ? package->find("version") : nullptr;
  return name && version && name->as_string() && version->as_string() && *name->as_string() == id.name &&
         *version->as_string() == cargo::to_text(id.version);
}

Result<std::unique_ptr<const PackageTree>> VendorFolder::open(const cargo::PackageId& id,
                                                              const std::optional<std::string>&) const {
  for (const auto& usual : {fmt::format("{}/{}-{}", directory_, id.name, cargo::to_text(id.version)),
                            fmt::format("{}/{}", directory_, id.name)})
    if (holds(usual, id)) return folder_tree(files_, usual);
  TRY_INTO(const auto entries, files_.list(directory_));
  for (const auto& entry : entries) {
    const auto directory = directory_ + "/" + entry.name;
    if (entry.kind == outside::EntryKind::directory && !entry.name.starts_with('.') && holds(directory, id))
      return folder_tree(files_, directory);
  }
  return nullptr;
}

Result<void> accept_vendor_folder(const outside::FileSystem& files, const std::string& directory, std::size_t threads) {
  const auto entries = files.list(directory);
  if (!entries) return {};
  std::vector<std::string> faults(entries->size());
  support::parallel_for(faults.size(), threads, [&](std::size_t i) {
    const auto& entry = (*entries)[i];
    if (entry.kind != outside::EntryKind::directory || entry.name.starts_with('.')) return;
    const auto text = files.read(fmt::format("{}/{}/Cargo.toml", directory, entry.name), longest_manifest_bytes);
    support::Diagnostics broken;
    if (text && !support::toml::parse({}, *text, broken)) faults[i] = broken.all().front().message;
  });
  for (std::size_t i = 0; i < faults.size(); ++i)
    if (!faults[i].empty())
      return support::failure(support::ErrorKind::invalid,
                              fmt::format("`{}/{}/Cargo.toml` cannot be read, which Cargo refuses whoever needs it: {}",
                                          directory, (*entries)[i].name, faults[i]));
  return {};
}

}  // namespace plimsoll::source
