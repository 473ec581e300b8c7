// SPDX-License-Identifier: MIT OR Apache-2.0
/// What rustc knows of a platform.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plimsoll/support/result.h"

namespace plimsoll::cargo {

/// A target triple with the `cfg` values that Cargo sees for it: those of `rustc --print cfg` for every crate type,
/// so without `proc_macro` and without `crt-static` unless asked for, and with `debug_assertions`.
class Target {
 public:
  Target(std::string triple, std::vector<std::string> options, std::vector<std::pair<std::string, std::string>> values);

  [[nodiscard]] const std::string& triple() const { return triple_; }
  [[nodiscard]] bool has_option(std::string_view name) const;
  [[nodiscard]] bool has_value(std::string_view key, std::string_view value) const;
  /// The values of a key in order; several for `target_family` and `target_feature`.
  [[nodiscard]] std::vector<std::string_view> values(std::string_view key) const;
  /// Everything that it has, on one line: two targets with one text are the same.
  [[nodiscard]] std::string description() const;
  /// The same target under compiler flags: `--cfg NAME`, `--cfg KEY="VALUE"`, `-C target-feature=+a,-b` and
  /// `-C debug-assertions=off`, each also in its joined spelling (`--cfg=…`, `-Ctarget-feature=…`). Others are ignored.
  [[nodiscard]] Target with_rustflags(std::span<const std::string> flags) const;
  friend bool operator==(const Target&, const Target&) = default;

 private:
  std::string triple_;
  std::vector<std::string> options_;                         // sorted
  std::vector<std::pair<std::string, std::string>> values_;  // sorted
};

/// The target of that name from the shipped table (`data/targets/`, made from rustc). Error: not_found, with the
/// nearest known name.
support::Result<Target> find_target(std::string_view triple);

/// Every name in the table, sorted.
std::span<const std::string_view> known_targets();

/// The triple of the machine this program was built for; empty for a machine that has no name here.
std::string_view host_triple();

}  // namespace plimsoll::cargo
