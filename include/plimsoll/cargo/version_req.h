// SPDX-License-Identifier: MIT OR Apache-2.0
/// Version requirements of Cargo.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/cargo/version.h"

namespace plimsoll::cargo {

/// The operator of one comparator. `wildcard` is `1.*`; a bare version is `caret`.
enum class Operator { exact, greater, greater_equal, less, less_equal, tilde, caret, wildcard };

struct Comparator {
  Operator op = Operator::caret;
  std::uint64_t major = 0;
  std::optional<std::uint64_t> minor = {};
  std::optional<std::uint64_t> patch = {};
  std::string pre = {};
  friend bool operator==(const Comparator&, const Comparator&) = default;
};

/// A conjunction of comparators (Cargo reference, "Specifying Dependencies", Version requirement syntax); without any
/// it is `*`.
class VersionReq {
 public:
  VersionReq() = default;
  explicit VersionReq(std::vector<Comparator> comparators) : comparators_(std::move(comparators)) {}

  /// Whether every comparator accepts the version, and, for a pre-release, one of them names a pre-release of the
  /// same three numbers. Build metadata plays no part.
  [[nodiscard]] bool matches(const Version&) const;
  [[nodiscard]] const std::vector<Comparator>& comparators() const { return comparators_; }
  [[nodiscard]] bool is_any() const { return comparators_.empty(); }
  friend bool operator==(const VersionReq&, const VersionReq&) = default;

 private:
  std::vector<Comparator> comparators_;
};

/// Comma-separated comparators, 32 at most. Error: invalid, saying what was found where.
support::Result<VersionReq> parse_version_req(std::string_view text);

/// As `cargo metadata` prints it: `^1.2`, `>=1, <3`, `1.*`, `*`.
std::string to_text(const VersionReq&);

}  // namespace plimsoll::cargo
