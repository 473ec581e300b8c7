// SPDX-License-Identifier: MIT OR Apache-2.0
/// How much code a crate has, part by part, each under the condition that switches it on.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/facts/condition.h"

namespace plimsoll::facts {

/// Code by kind. Tokens are those of the compiler: comments and spaces are none, a literal is one. What macros of the
/// crate write where they are called counts there.
struct CodeSize {
  std::uint32_t tokens = 0;         ///< all of them
  std::uint32_t item_tokens = 0;    ///< of these, outside of bodies of functions and of `macro_rules`
  std::uint32_t handed_tokens = 0;  ///< of these, handed to macros
  std::uint32_t calls = 0;          ///< in bodies of functions that are compiled where they stand
  std::uint32_t generic_calls = 0;  ///< in bodies of functions that are compiled where they are used
  std::uint32_t closures = 0;
  std::uint32_t types = 0;         ///< `struct`, `enum` and `union`
  std::uint32_t proc_derives = 0;  ///< traits named in `derive` that are not the standard library's
  friend bool operator==(const CodeSize&, const CodeSize&) = default;
};

/// Sums that would not fit stay at the greatest number.
CodeSize& operator+=(CodeSize&, const CodeSize&);
/// Differences below nothing are nothing.
CodeSize operator-(CodeSize, const CodeSize&);

/// Code under one condition.
struct CodePart {
  std::uint32_t parent = 0;  ///< position of the part that must be on as well; the first part's own
  std::string condition;     ///< as in `cfg(…)`, without that and without spaces; empty for the first part
  CodeSize size = {};        ///< without the parts below
  friend bool operator==(const CodePart&, const CodePart&) = default;
};

/// Parents stand before their children; the first part is what is always on, and what is never on is left out. Empty if
/// nothing was read. A few tokens count as part of what is around them, whatever their condition.
struct CodeTree {
  std::vector<CodePart> parts = {};
  std::uint32_t files = 0;
  std::uint64_t bytes = 0;
  friend bool operator==(const CodeTree&, const CodeTree&) = default;
};

/// What is on, as numbers that may be parts: code under unknown conditions counts half. The fields are those of
/// `CodeSize`.
struct CompiledSize {
  double tokens = 0;
  double item_tokens = 0;
  double handed_tokens = 0;
  double calls = 0;
  double generic_calls = 0;
  double closures = 0;
  double types = 0;
  double proc_derives = 0;
};
CompiledSize compiled_size(const CodeTree&, const Switches&);

struct CodeSizeField {
  std::string_view name;
  std::uint32_t CodeSize::*size;
  double CompiledSize::*compiled;
};
/// Every number of both, in their order.
std::span<const CodeSizeField> code_size_fields();

/// Where the sources of a crate are.
class SourceFiles {
 public:
  virtual ~SourceFiles() = default;
  /// The text of a file; nothing if there is none.
  [[nodiscard]] virtual std::optional<std::string> read(const std::string& path) const = 0;
  /// Bytes of a file; nothing if there is none.
  [[nodiscard]] virtual std::optional<std::uint64_t> size(const std::string& path) const = 0;
  [[nodiscard]] virtual bool has_folder(const std::string& path) const = 0;
};

/// Reads a crate from its root on and follows `mod` items unless `possible` says no to their conditions. What macros
/// make is not seen but for `cfg_if!` and macros of the crate that stand for one condition. Source: Rust reference,
/// "Modules" and "Conditional compilation". Of files without a folder for modules of their own, some of every size are
/// read, 40 kB and at least the largest, of each the first 16 kB; others count by their size. Files, bytes and parts
/// are limited: what is beyond is not looked for. Cost: linear in what is read.
CodeTree read_code(const std::string& root, const SourceFiles&, const Switches& possible);

}  // namespace plimsoll::facts
