// SPDX-License-Identifier: MIT OR Apache-2.0
/// The options of an analyzer's rules, as its `run` asks for them.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "plimsoll/policy/policy.h"

namespace plimsoll::policy {

/// The policy's choice, or the fallback of the rule's row. A name that no row declares, or declares with another type,
/// is our own bug and ends the program. Where several rows declare a name, the first one counts.
/// Refers to both arguments of the constructor.
class RuleOptions {
 public:
  RuleOptions(const Policy& policy, std::span<const finding::RuleSpec> rules) : policy_(policy), rules_(rules) {}

  [[nodiscard]] std::size_t count(std::string_view name) const;
  [[nodiscard]] bool flag(std::string_view name) const;
  [[nodiscard]] std::string_view text(std::string_view name) const;
  [[nodiscard]] std::vector<std::string_view> list(std::string_view name) const;

 private:
  struct Found {
    const finding::OptionSpec* spec;
    const OptionChoice* choice;
  };
  [[nodiscard]] Found find(std::string_view name) const;

  const Policy& policy_;
  std::span<const finding::RuleSpec> rules_;
};

}  // namespace plimsoll::policy
