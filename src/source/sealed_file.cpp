// SPDX-License-Identifier: MIT OR Apache-2.0
#include "sealed_file.h"

#include <fmt/format.h>

#include <bit>
#include <cstdint>
#include <cstring>

namespace plimsoll::source {
namespace {

constexpr std::size_t digest_size = 16;

}  // namespace

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

std::string workspace_cache_file(const std::string& cache_folder, std::string_view kind,
                                 std::string_view workspace_root) {
  return fmt::format("{}/{}/{}", cache_folder, kind, digest(workspace_root).substr(0, 2));
}

std::string sealed(std::string_view heading, std::string_view body) {
  std::string text;
  text.reserve(heading.size() + body.size() + digest_size);
  text += heading;
  text += body;
  return text + digest(text);
}

std::optional<std::string_view> unsealed(std::string_view heading, std::string_view text) {
  if (text.size() < heading.size() + digest_size || !text.starts_with(heading)) return std::nullopt;
  const auto whole = text.substr(0, text.size() - digest_size);
  if (text.substr(whole.size()) != digest(whole)) return std::nullopt;
  return whole.substr(heading.size());
}

}  // namespace plimsoll::source
