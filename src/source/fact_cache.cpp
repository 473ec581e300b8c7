// SPDX-License-Identifier: MIT OR Apache-2.0
#include "fact_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

#include "plimsoll/support/sha256.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using facts::BuildScriptFacts;
using facts::PackageFacts;

/// Changes whenever other facts are gathered, or the same ones in another way.
constexpr std::string_view heading = "plimsoll facts 1\n";
constexpr std::size_t digest_size = 64;

/// The order is that of the bits in the file.
constexpr bool BuildScriptFacts::*script_facts[] = {
    &BuildScriptFacts::compiles_native_code, &BuildScriptFacts::generates_code,    &BuildScriptFacts::links_libraries,
    &BuildScriptFacts::probes_compiler,      &BuildScriptFacts::reads_environment, &BuildScriptFacts::uses_network,
    &BuildScriptFacts::spawns_programs,      &BuildScriptFacts::declares_rerun,
};

/// 0 stands for no build script.
std::uint64_t script_number(const PackageFacts& facts) {
  if (!facts.build_script) return 0;
  std::uint64_t number = 1;
  for (std::size_t i = 0; i < std::size(script_facts); ++i)
    if (*facts.build_script.*script_facts[i]) number |= 2ULL << i;
  return number;
}

std::optional<BuildScriptFacts> script_of(std::uint64_t number) {
  if (number == 0) return std::nullopt;
  BuildScriptFacts facts;
  for (std::size_t i = 0; i < std::size(script_facts); ++i) facts.*script_facts[i] = (number & (2ULL << i)) != 0;
  return facts;
}

std::optional<std::uint64_t> parse_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool add_line(std::string_view line, KeptFacts& kept) {
  const auto parts = support::split(line, ' ');
  std::array<std::uint64_t, 6> numbers{};
  if (parts.size() != 3 + numbers.size()) return false;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto number = parse_number(parts[3 + i]);
    if (!number) return false;
    numbers[i] = *number;
  }
  PackageFacts facts{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4] != 0, script_of(numbers[5])};
  kept.emplace_hint(kept.end(), FactKey{std::string(parts[0]), std::string(parts[1]), std::string(parts[2])}, facts);
  return true;
}

}  // namespace

std::optional<FactKey> cache_key(const cargo::PackageId& id, const std::optional<std::string>& checksum,
                                 const std::string& place, const std::string& cargo_home) {
  if (!checksum || !place.starts_with(cargo_home + "/registry/src/")) return std::nullopt;
  return FactKey{id.name, cargo::to_text(id.version), *checksum};
}

std::string to_text(const KeptFacts& kept) {
  std::string text(heading);
  for (const auto& [key, facts] : kept)
    fmt::format_to(std::back_inserter(text), "{} {} {} {} {} {} {} {} {}\n", key.name, key.version, key.checksum,
                   facts.rust_bytes, facts.rust_files, facts.weighed_bytes, facts.native_bytes,
                   facts.sources_seen ? 1 : 0, script_number(facts));
  return text + support::sha256_hex(text);
}

std::optional<KeptFacts> parse_kept_facts(std::string_view text) {
  if (text.size() < heading.size() + digest_size || !text.starts_with(heading)) return std::nullopt;
  const auto body = text.substr(0, text.size() - digest_size);
  if (support::sha256_hex(body) != text.substr(body.size())) return std::nullopt;
  KeptFacts kept;
  for (const auto line : support::split(body.substr(heading.size()), '\n'))
    if (!line.empty() && !add_line(line, kept)) return std::nullopt;
  return kept;
}

}  // namespace plimsoll::source
