// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/finding/fingerprint.h"

#include "plimsoll/support/sha256.h"

namespace plimsoll::finding {
namespace {

constexpr std::size_t fingerprint_digits = 32;

std::string source_of(const cargo::SourceId& source) {
  if (source.is_path()) return "path";
  if (source.is_crates_io()) return "crates.io";
  return source.canonical_url();
}

}  // namespace

std::string subject_of(const cargo::PackageId& id) {
  return id.name + ' ' + source_of(id.source) + ' ' + cargo::compatibility_class(id.version);
}

std::string fingerprint(const Finding& finding, const cargo::PackageId* package) {
  std::string key{finding.rule->name};
  const auto append = [&key](std::string_view part) {
    key += '\0';
    key += part;
  };
  append(finding.advisory ? std::string_view{finding.advisory->id} : std::string_view{});
  if (package != nullptr)
    append(subject_of(*package));
  else
    append(finding.location ? std::string_view{finding.location->file} : std::string_view{});
  append(finding.discriminator);
  return support::sha256_hex(key).substr(0, fingerprint_digits);
}

}  // namespace plimsoll::finding
