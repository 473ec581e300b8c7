// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/package_spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "plimsoll/support/text.h"
#include "url_text.h"
#include "version_parts.h"

namespace plimsoll::cargo {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

/// What a fragment or a plain specification says: a name, a version, or both.
struct NameAndVersion {
  std::optional<std::string> name;
  std::optional<PartialVersion> version;
};

Result<NameAndVersion> split_version(std::string_view text) {
  auto at = text.rfind('@');
  if (at == std::string_view::npos) at = text.rfind(':');
  if (at == std::string_view::npos) return NameAndVersion{std::string(text), std::nullopt};
  TRY_INTO(auto version, parse_partial_version(text.substr(at + 1)));
  return NameAndVersion{std::string(text.substr(0, at)), std::move(version)};
}

Result<NameAndVersion> read_fragment(std::string_view fragment) {
  if (fragment.empty()) return NameAndVersion{};
  if (fragment.front() < '0' || fragment.front() > '9') return split_version(fragment);
  TRY_INTO(auto version, parse_partial_version(fragment));
  return NameAndVersion{std::nullopt, std::move(version)};
}

std::optional<SourceKind> kind_named(std::string_view name) {
  if (name == "git") return SourceKind::git;
  if (name == "registry") return SourceKind::registry;
  if (name == "sparse") return SourceKind::sparse;
  if (name == "path") return SourceKind::path;
  return std::nullopt;
}

Result<PackageSpec> parse_url(std::string_view text) {
  PackageSpec spec;
  const auto hash = std::min(text.find('#'), text.size());
  const auto query = std::min(text.find('?'), hash);
  auto address = text.substr(0, query);
  if (const auto plus = address.find('+'); plus < address.find("://")) {
    spec.kind = kind_named(address.substr(0, plus));
    if (!spec.kind) return failure(ErrorKind::usage, fmt::format("`{}` is no kind of source", address.substr(0, plus)));
    address.remove_prefix(plus + 1);
  }
  if (query != hash && spec.kind != SourceKind::git)
    return failure(ErrorKind::usage, fmt::format("`{}` has a query, which only the source of a git package has", text));
  if (spec.kind == SourceKind::git) {
    TRY_INTO(const auto source, parse_source(text.substr(0, hash)));
    spec.reference = source.reference();
  }
  spec.url = normal_url(address);
  TRY_INTO(auto fragment, read_fragment(text.substr(std::min(hash + 1, text.size()))));
  spec.name = fragment.name.value_or(std::string(last_segment(address)));
  spec.version = std::move(fragment.version);
  return spec;
}

Result<PackageSpec> parse_any(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return parse_url(text);
  TRY_INTO(auto parts, split_version(text));
  return PackageSpec{parts.name.value_or(std::string()), std::move(parts.version)};
}

std::string address_of(const SourceId& source) {
  return source.is_path() ? file_url(source.url()) : normal_url(source.url());
}

}  // namespace

bool is_package_name(std::string_view name) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && !(name.front() >= '0' && name.front() <= '9') && name.front() != '-' &&
         std::ranges::all_of(name, allowed);
}

bool PartialVersion::fits(const Version& version) const {
  if (version.is_prerelease() && pre.empty()) return false;
  return major == version.major && minor.value_or(version.minor) == version.minor &&
         patch.value_or(version.patch) == version.patch && (pre.empty() || pre == version.pre) &&
         (build.empty() || build == version.build);
}

Result<PartialVersion> parse_partial_version(std::string_view text) {
  if (std::ranges::count(text.substr(0, text.find_first_of("-+")), '.') == 2) {
    TRY_INTO(const auto full, parse_version(text));
    return PartialVersion{full.major, full.minor, full.patch, full.pre, full.build};
  }
  PartialVersion version;
  auto rest = text;
  TRY_INTO(version.major, take_number(rest, "the major version"));
  if (take_character(rest, '.')) {
    TRY_INTO(version.minor, take_number(rest, "the minor version"));
  }
  if (!rest.empty())
    return failure(ErrorKind::invalid, fmt::format("`{}` is no version: {} is not expected", text, next_shown(rest)));
  return version;
}

bool PackageSpec::fits(const PackageId& id) const {
  if (name != id.name || (version && !version->fits(id.version))) return false;
  if (url && *url != address_of(id.source)) return false;
  if (!kind) return true;
  return *kind == id.source.kind() && (*kind != SourceKind::git || reference == id.source.reference());
}

Result<PackageSpec> parse_package_spec(std::string_view text) {
  auto spec = parse_any(text);
  if (!spec) return failure(ErrorKind::usage, fmt::format("`{}` names no package: {}", text, spec.error().message));
  if (!is_package_name(spec->name))
    return failure(ErrorKind::usage,
                   fmt::format("`{}` names no package: `{}` cannot be the name of one", text, spec->name));
  return spec;
}

}  // namespace plimsoll::cargo
