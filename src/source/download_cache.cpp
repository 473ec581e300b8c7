// SPDX-License-Identifier: MIT OR Apache-2.0
#include "download_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "crate_archives.h"
#include "plimsoll/source/advisory_store.h"

namespace plimsoll::source {
namespace {

using nlohmann::json;

constexpr std::uint64_t longest_entry_bytes = 64ULL << 20U;
constexpr int format = 1;
/// Then one line each for the time, the ETag and the date, then the text as it was fetched.
constexpr std::string_view index_heading = "plimsoll index 1\n";

bool is_checksum(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string dumped(const json& value) {
  return value.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

std::optional<json> parsed(const std::string& text) {
  auto value = json::parse(text, nullptr, false);
  if (!value.is_object() || value.value("format", json()) != format) return std::nullopt;
  return value;
}

/// Names alone are enough for what is not read, and targets are looked for by the names of Rust files.
bool is_worth_keeping(const std::string& path) {
  return path.find('/') == std::string::npos || path.ends_with(".rs");
}

}  // namespace

DownloadCache::DownloadCache(const outside::World& world, const std::string& registry_folder) : files_(world.files) {
  const auto cache = cache_folder(world.environment);
  if (cache) folder_ = fmt::format("{}/registry/{}", *cache, registry_folder);
}

std::string DownloadCache::package_path(const cargo::PackageId& id, const std::optional<std::string>& checksum) const {
  if (folder_.empty() || !checksum || !is_checksum(*checksum) || !index_path(id.name)) return {};
  return fmt::format("{}/packages/{}-{}.json", folder_, archive_stem(id), *checksum);
}

std::string DownloadCache::index_file(const std::string& name) const {
  const auto path = index_path(name);
  return folder_.empty() || !path ? std::string() : fmt::format("{}/index/{}", folder_, *path);
}

std::optional<CrateFiles> DownloadCache::find(const cargo::PackageId& id,
                                              const std::optional<std::string>& checksum) const {
  const auto path = package_path(id, checksum);
  if (path.empty()) return std::nullopt;
  const auto text = files_.read(path, longest_entry_bytes);
  const auto value = text ? parsed(*text) : std::nullopt;
  if (!value) return std::nullopt;
  const auto files = value->find("files");
  if (files == value->end() || !files->is_object()) return std::nullopt;
  CrateFiles found;
  found.is_verified = value->value("verified", json()) == true;
  for (const auto& [name, content] : files->items())
    if (content.is_string()) found.files.emplace(name, content.get<std::string>());
  if (!found.files.contains("Cargo.toml")) return std::nullopt;
  return found;
}

void DownloadCache::keep(const cargo::PackageId& id, const std::optional<std::string>& checksum,
                         const CrateFiles& found) const {
  const auto path = package_path(id, checksum);
  if (path.empty()) return;
  auto files = json::object();
  for (const auto& [name, content] : found.files)
    if (is_worth_keeping(name)) files[name] = content;
  static_cast<void>(
      files_.write(path, dumped({{"format", format}, {"verified", found.is_verified}, {"files", std::move(files)}})));
}

std::optional<StoredIndex> DownloadCache::find_index(const std::string& name) const {
  const auto path = index_file(name);
  if (path.empty()) return std::nullopt;
  auto text = files_.read(path, longest_entry_bytes);
  if (!text || !text->starts_with(index_heading)) return std::nullopt;
  std::size_t at = index_heading.size();
  const auto next_line = [&] {
    const auto end = std::min(text->find('\n', at), text->size());
    auto line = text->substr(at, end - at);
    at = std::min(end + 1, text->size());
    return line;
  };
  StoredIndex stored;
  const auto time = next_line();
  std::from_chars(time.data(), time.data() + time.size(), stored.checked_at);
  stored.index.etag = next_line();
  stored.index.last_modified = next_line();
  text->erase(0, at);
  stored.index.text = std::move(*text);
  return stored;
}

void DownloadCache::keep_index(const std::string& name, const StoredIndex& stored) const {
  const auto path = index_file(name);
  if (path.empty()) return;
  static_cast<void>(files_.write(path, fmt::format("{}{}\n{}\n{}\n{}", index_heading, stored.checked_at,
                                                   stored.index.etag, stored.index.last_modified, stored.index.text)));
}

}  // namespace plimsoll::source
