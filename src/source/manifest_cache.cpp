// SPDX-License-Identifier: MIT OR Apache-2.0
#include "manifest_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <tuple>

#include "manifest_codec.h"
#include "plimsoll/support/parallel.h"
#include "plimsoll/support/text.h"
#include "sealed_file.h"

namespace plimsoll::source {
namespace {

constexpr std::uint64_t most_bytes = 256ULL << 20U;  // of 100,000 packages, with room

std::string heading() {
  return fmt::format("plimsoll manifests {}\n", manifest_codec_version);
}

bool fits_a_record(const FactKey& key) {
  for (const auto* part : {&key.name, &key.version, &key.checksum})
    if (part->empty() || part->find_first_of(" \n") != std::string::npos) return false;
  return true;
}

template <class Key>
auto order(const Key& key) {
  return std::tuple<std::string_view, std::string_view, std::string_view>(key.name, key.version, key.checksum);
}

}  // namespace

ManifestCache::ManifestCache(const outside::FileSystem& files, std::optional<std::string> file)
    : file_(std::move(file)) {
  if (!file_) return;
  auto text = files.read(*file_, most_bytes);
  if (!text) return;
  text_ = std::move(*text);
  if (!parse()) records_.clear();
}

/// Records of `NAME VERSION CHECKSUM SIZE`, a line end and as many bytes. False if anything does not fit.
bool ManifestCache::parse() {
  const auto whole = unsealed(heading(), text_);
  if (!whole) return false;
  for (auto body = *whole; !body.empty();) {
    const auto end = body.find('\n');
    const auto parts = support::split(body.substr(0, end), ' ');
    if (end == std::string_view::npos || parts.size() != 4) return false;
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(parts[3].data(), parts[3].data() + parts[3].size(), size);
    if (error != std::errc{} || stop != parts[3].data() + parts[3].size() || size > body.size() - end - 1) return false;
    records_.push_back({parts[0], parts[1], parts[2], body.substr(end + 1, size)});
    body.remove_prefix(end + 1 + size);
  }
  return std::ranges::is_sorted(records_, {}, order<Record>);
}

const ManifestCache::Record* ManifestCache::record(const FactKey& key) const {
  const auto at = std::ranges::lower_bound(records_, order(key), {}, order<Record>);
  return at != records_.end() && order(*at) == order(key) ? &*at : nullptr;
}

std::optional<cargo::Manifest> ManifestCache::find(const FactKey& key, const std::string& directory) const {
  const auto* known = record(key);
  return known ? decode_manifest(known->manifest, directory) : std::nullopt;
}

void ManifestCache::keep(const std::vector<KeptManifest>& packages, std::size_t threads,
                         outside::FileSystem& files) const {
  const auto is_known = [&](const KeptManifest& package) { return record(package.key) != nullptr; };
  if (!file_ || std::ranges::all_of(packages, is_known)) return;
  std::vector<std::string> records(packages.size());
  support::parallel_for(packages.size(), threads, [&](std::size_t i) {
    const auto& [key, manifest] = packages[i];
    if (!fits_a_record(key)) return;
    const auto* known = record(key);
    const auto bytes = known ? std::string(known->manifest) : encode_manifest(*manifest);
    records[i] = fmt::format("{} {} {} {}\n{}", key.name, key.version, key.checksum, bytes.size(), bytes);
  });
  std::vector<std::size_t> sorted(packages.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = i;
  std::ranges::sort(sorted, {}, [&](std::size_t i) { return order(packages[i].key); });
  std::string body;
  for (const auto i : sorted) body += records[i];
  static_cast<void>(files.write(*file_, sealed(heading(), body)));
}

}  // namespace plimsoll::source
