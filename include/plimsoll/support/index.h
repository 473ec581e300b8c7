// SPDX-License-Identifier: MIT OR Apache-2.0
/// Positions in tables, one type for each table.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace plimsoll::support {

/// A 32-bit position in one particular table; `Tag` keeps the tables apart.
template <class Tag>
struct Index {
  std::uint32_t value = 0;

  constexpr Index() = default;
  constexpr explicit Index(std::size_t position) : value(static_cast<std::uint32_t>(position)) {}
  constexpr operator std::size_t() const { return value; }  // NOLINT: indexes its table without ceremony
  friend constexpr bool operator==(Index, Index) = default;
  friend constexpr std::strong_ordering operator<=>(Index, Index) = default;
};

}  // namespace plimsoll::support

template <class Tag>
struct std::hash<plimsoll::support::Index<Tag>> {
  std::size_t operator()(plimsoll::support::Index<Tag> index) const noexcept { return index.value; }
};
