// SPDX-License-Identifier: MIT OR Apache-2.0
#include "manifest_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <tuple>

#include "manifest_codec.h"
#include "plimsoll/support/parallel.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

constexpr std::size_t digest_size = 16;
constexpr std::uint64_t most_bytes = 64ULL << 20U;

/// Tells a file that was damaged or cut from one that is whole. It need not withstand anybody's will: who can write the
/// file can write a digest, too.
std::string digest(std::string_view bytes) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15;
  auto mixed = bytes.size() * odd;
  std::uint64_t word = 0;
  for (; bytes.size() > sizeof word; bytes.remove_prefix(sizeof word)) {
    std::memcpy(&word, bytes.data(), sizeof word);
    mixed = std::rotl((mixed ^ word) * odd, 29);
  }
  word = 0;
  if (!bytes.empty()) std::memcpy(&word, bytes.data(), bytes.size());
  mixed = (mixed ^ word) * odd;
  return fmt::format("{:016x}", mixed);
}

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

std::string manifest_cache_file(const std::string& cache_folder, std::string_view workspace_root) {
  return fmt::format("{}/manifests/{}", cache_folder, digest(workspace_root).substr(0, 2));
}

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
  const auto head = heading();
  std::string_view body = text_;
  if (body.size() < head.size() + digest_size || !body.starts_with(head)) return false;
  body.remove_suffix(digest_size);
  if (!text_.ends_with(digest(body))) return false;
  body.remove_prefix(head.size());
  while (!body.empty()) {
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
  std::string text = heading();
  for (const auto i : sorted) text += records[i];
  text += digest(text);
  static_cast<void>(files.write(*file_, text));
}

}  // namespace plimsoll::source
