// SPDX-License-Identifier: MIT OR Apache-2.0
#include "manifest_cache.h"

#include <fmt/format.h>

#include <charconv>

#include "manifest_codec.h"
#include "plimsoll/support/sha256.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

constexpr std::size_t digest_size = 64;
/// A cache that would grow beyond this starts anew.
constexpr std::uint64_t most_bytes = 64ULL << 20U;

std::string heading() {
  return fmt::format("plimsoll manifests {}\n", manifest_codec_version);
}

std::string record(const FactKey& key, std::string_view manifest) {
  return fmt::format("{} {} {} {}\n{}", key.name, key.version, key.checksum, manifest.size(), manifest);
}

/// Records of `NAME VERSION CHECKSUM SIZE`, a line end and as many bytes. Nothing if anything does not fit.
std::optional<std::map<FactKey, std::string_view>> parse(std::string_view text) {
  const auto head = heading();
  if (text.size() < head.size() + digest_size || !text.starts_with(head)) return std::nullopt;
  auto body = text.substr(0, text.size() - digest_size);
  if (support::sha256_hex(body) != text.substr(body.size())) return std::nullopt;
  body.remove_prefix(head.size());
  std::map<FactKey, std::string_view> known;
  while (!body.empty()) {
    const auto end = body.find('\n');
    const auto parts = support::split(body.substr(0, end), ' ');
    if (end == std::string_view::npos || parts.size() != 4) return std::nullopt;
    std::size_t size = 0;
    const auto [stop, error] = std::from_chars(parts[3].data(), parts[3].data() + parts[3].size(), size);
    if (error != std::errc{} || stop != parts[3].data() + parts[3].size() || size > body.size() - end - 1)
      return std::nullopt;
    known.emplace_hint(known.end(), FactKey{std::string(parts[0]), std::string(parts[1]), std::string(parts[2])},
                       body.substr(end + 1, size));
    body.remove_prefix(end + 1 + size);
  }
  return known;
}

bool fits_a_record(const FactKey& key) {
  for (const auto* part : {&key.name, &key.version, &key.checksum})
    if (part->empty() || part->find_first_of(" \n") != std::string::npos) return false;
  return true;
}

}  // namespace

ManifestCache::ManifestCache(const outside::FileSystem& files, std::optional<std::string> file)
    : file_(std::move(file)) {
  if (!file_) return;
  auto text = files.read(*file_, most_bytes);
  if (!text) return;
  text_ = std::move(*text);
  if (auto known = parse(text_)) known_ = std::move(*known);
}

std::optional<cargo::Manifest> ManifestCache::find(const FactKey& key, const std::string& directory) const {
  const auto found = known_.find(key);
  return found == known_.end() ? std::nullopt : decode_manifest(found->second, directory);
}

void ManifestCache::keep(const FactKey& key, const cargo::Manifest& manifest) {
  if (file_ && fits_a_record(key)) fresh_[key] = encode_manifest(manifest, manifest.directory());
}

void ManifestCache::write(outside::FileSystem& files) const {
  if (!file_ || fresh_.empty()) return;
  std::string text = heading();
  for (const auto& [key, manifest] : fresh_) text += record(key, manifest);
  if (text.size() + text_.size() < most_bytes)
    for (const auto& [key, manifest] : known_)
      if (!fresh_.contains(key)) text += record(key, manifest);
  text += support::sha256_hex(text);
  static_cast<void>(files.write(*file_, text));
}

}  // namespace plimsoll::source
