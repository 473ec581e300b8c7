// SPDX-License-Identifier: MIT OR Apache-2.0
#include "crate_archives.h"

#include <fmt/format.h>

#include "plimsoll/source/archive.h"
#include "plimsoll/support/sha256.h"

namespace plimsoll::source {
namespace {

using support::ErrorKind;
using support::Result;
using Opened = Result<std::unique_ptr<const PackageTree>>;

constexpr std::uint64_t longest_archive_bytes = 64ULL << 20U;

Opened open_archive(const outside::FileSystem& files, const std::string& path, const std::string& directory,
                    const cargo::PackageId& id, const std::optional<std::string>& checksum) {
  TRY_INTO(const auto bytes, files.read(path, longest_archive_bytes));
  TRY_INTO(auto found, read_crate(bytes, id, checksum, path));
  return archive_tree(path, directory, std::move(found));
}

}  // namespace

std::string archive_stem(const cargo::PackageId& id) {
  return fmt::format("{}-{}", id.name, cargo::to_text(id.version));
}

Result<std::map<std::string, std::string>> read_crate(std::string_view bytes, const cargo::PackageId& id,
                                                      const std::optional<std::string>& checksum,
                                                      const std::string& place) {
  if (checksum && support::sha256_hex(bytes) != *checksum)
    return support::failure(ErrorKind::invalid,
                            fmt::format("`{}` does not have the checksum that the lockfile names", place));
  const auto prefix = archive_stem(id) + "/";
  std::map<std::string, std::string> found;
  const auto wanted = [&](std::string_view name) {
    if (!name.starts_with(prefix)) return false;
    const auto relative = std::string(name.substr(prefix.size()));
    const bool is_read = relative == "Cargo.toml" || relative.ends_with("build.rs");
    found.emplace(relative, "");
    return is_read;
  };
  const auto keep = [&](std::string_view name, std::string text) {
    found[std::string(name.substr(prefix.size()))] = std::move(text);
  };
  TRY_INTO(const auto info, read_archive(bytes, {}, wanted, keep));
  if (info.files == 0 || !found.contains("Cargo.toml"))
    return support::failure(ErrorKind::invalid, fmt::format("`{}` has no `{}Cargo.toml` in it", place, prefix));
  return found;
}

CrateArchives::CrateArchives(const outside::FileSystem& files, const std::string& cargo_home) : files_(files) {
  const auto base = cargo_home + "/registry/cache";
  const auto entries = files.list(base);
  if (!entries) return;
  for (const auto& entry : *entries)
    if (entry.kind == outside::EntryKind::directory) caches_.push_back(base + "/" + entry.name);
}

Opened CrateArchives::open(const cargo::PackageId& id, const std::optional<std::string>& checksum) const {
  if (!id.source.is_registry()) return nullptr;
  const auto stem = archive_stem(id);
  for (const auto& cache : caches_) {
    const auto path = fmt::format("{}/{}.crate", cache, stem);
    if (files_.kind(path) != outside::EntryKind::file) continue;
    auto unpacked = cache;
    unpacked.replace(unpacked.rfind("/cache/"), 7, "/src/");
    return open_archive(files_, path, unpacked + "/" + stem, id, checksum);
  }
  return nullptr;
}

LocalRegistry::LocalRegistry(const outside::FileSystem& files, std::string directory)
    : files_(files), directory_(std::move(directory)) {}

Opened LocalRegistry::open(const cargo::PackageId& id, const std::optional<std::string>& checksum) const {
  const auto stem = archive_stem(id);
  const auto path = fmt::format("{}/{}.crate", directory_, stem);
  if (files_.kind(path) != outside::EntryKind::file) return nullptr;
  return open_archive(files_, path, directory_ + "/" + stem, id, checksum);
}

}  // namespace plimsoll::source
