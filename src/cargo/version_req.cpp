// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/version_req.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "plimsoll/support/text.h"
#include "version_parts.h"

namespace plimsoll::cargo {
namespace {

using support::ErrorKind;
using support::failure;

constexpr std::size_t most_comparators = 32;

struct Spelling {
  std::string_view text;
  Operator op;
};

/// The longer of two spellings with the same beginning comes first.
constexpr std::array spellings = {
    Spelling{">=", Operator::greater_equal}, Spelling{">", Operator::greater}, Spelling{"<=", Operator::less_equal},
    Spelling{"<", Operator::less},           Spelling{"=", Operator::exact},   Spelling{"~", Operator::tilde},
    Spelling{"^", Operator::caret},
};

void skip_spaces(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
}

bool take_wildcard(std::string_view& rest) {
  return take_character(rest, '*') || take_character(rest, 'x') || take_character(rest, 'X');
}

std::optional<Operator> take_operator(std::string_view& rest) {
  const auto found = std::ranges::find_if(spellings, [&](const auto& it) { return rest.starts_with(it.text); });
  if (found == spellings.end()) return std::nullopt;
  rest.remove_prefix(found->text.size());
  return found->op;
}

/// `.MINOR` and `.PATCH` where present; true if one of them is a wildcard.
support::Result<bool> take_lower_numbers(std::string_view& rest, Comparator& comparator) {
  if (!take_character(rest, '.')) return false;
  if (take_wildcard(rest)) {
    if (!take_character(rest, '.') || take_wildcard(rest)) return true;
    return failure(ErrorKind::invalid, fmt::format("only wildcards may follow a wildcard, found {}", next_shown(rest)));
  }
  TRY_INTO(comparator.minor, take_number(rest, "minor"));
  if (!take_character(rest, '.')) return false;
  if (take_wildcard(rest)) return true;
  TRY_INTO(comparator.patch, take_number(rest, "patch"));
  return false;
}

support::Result<Comparator> take_comparator(std::string_view& rest) {
  if (auto behind = rest; take_wildcard(behind))
    return failure(ErrorKind::invalid, fmt::format("`{}` must stand alone", rest.front()));
  Comparator comparator;
  const auto op = take_operator(rest);
  skip_spaces(rest);
  TRY_INTO(comparator.major, take_number(rest, "major"));
  TRY_INTO(const bool wildcard, take_lower_numbers(rest, comparator));
  comparator.op = op.value_or(wildcard ? Operator::wildcard : Operator::caret);
  if (comparator.patch && take_character(rest, '-')) {
    TRY_INTO(comparator.pre, take_prerelease(rest));
  }
  if (comparator.patch && take_character(rest, '+')) {
    TRY_INTO([[maybe_unused]] const auto ignored, take_build(rest));
  }
  skip_spaces(rest);
  return comparator;
}

support::Result<VersionReq> parse_comparators(std::string_view rest) {
  skip_spaces(rest);
  if (auto behind = rest; take_wildcard(behind)) {
    skip_spaces(behind);
    if (behind.empty()) return VersionReq();
  }
  std::vector<Comparator> comparators;
  for (;;) {
    TRY_INTO(auto comparator, take_comparator(rest));
    comparators.push_back(std::move(comparator));
    if (rest.empty()) return VersionReq(std::move(comparators));
    if (!take_character(rest, ','))
      return failure(ErrorKind::invalid, fmt::format("expected `,` or the end, found {}", next_shown(rest)));
    skip_spaces(rest);
    if (comparators.size() == most_comparators)
      return failure(ErrorKind::invalid, fmt::format("more than {} comparators", most_comparators));
  }
}

bool matches_exact(const Comparator& wanted, const Version& version) {
  return version.major == wanted.major && version.minor == wanted.minor.value_or(version.minor) &&
         version.patch == wanted.patch.value_or(version.patch) && version.pre == wanted.pre;
}

/// Where the version stands to the range that a comparator with only some numbers names: equal means inside.
std::strong_ordering place(const Version& version, const Comparator& wanted) {
  if (version.major != wanted.major) return version.major <=> wanted.major;
  if (!wanted.minor) return std::strong_ordering::equal;
  if (version.minor != *wanted.minor) return version.minor <=> *wanted.minor;
  if (!wanted.patch) return std::strong_ordering::equal;
  if (version.patch != *wanted.patch) return version.patch <=> *wanted.patch;
  return compare_prereleases(version.pre, wanted.pre);
}

bool matches_tilde(const Comparator& wanted, const Version& version) {
  if (version.major != wanted.major || version.minor != wanted.minor.value_or(version.minor)) return false;
  if (wanted.patch && version.patch != *wanted.patch) return version.patch > *wanted.patch;
  return compare_prereleases(version.pre, wanted.pre) >= 0;
}

bool matches_caret(const Comparator& wanted, const Version& version) {
  if (version.major != wanted.major) return false;
  if (!wanted.minor) return true;
  if (wanted.major == 0) {
    if (version.minor != *wanted.minor) return false;
    if (wanted.minor == 0U && wanted.patch && version.patch != *wanted.patch) return false;
  }
  return place(version, wanted) >= 0;
}

bool accepts(const Comparator& wanted, const Version& version) {
  switch (wanted.op) {
    case Operator::exact:
    case Operator::wildcard:
      return matches_exact(wanted, version);
    case Operator::greater:
      return place(version, wanted) > 0;
    case Operator::greater_equal:
      return matches_exact(wanted, version) || place(version, wanted) > 0;
    case Operator::less:
      return place(version, wanted) < 0;
    case Operator::less_equal:
      return matches_exact(wanted, version) || place(version, wanted) < 0;
    case Operator::tilde:
      return matches_tilde(wanted, version);
    case Operator::caret:
      return matches_caret(wanted, version);
  }
  return false;
}

bool names_prerelease_of(const Comparator& wanted, const Version& version) {
  return !wanted.pre.empty() && version.major == wanted.major && version.minor == wanted.minor &&
         version.patch == wanted.patch;
}

std::string_view spelling(Operator op) {
  const auto found = std::ranges::find(spellings, op, &Spelling::op);
  return found == spellings.end() ? std::string_view() : found->text;
}

std::string to_text(const Comparator& comparator) {
  std::string text(spelling(comparator.op));
  text.append(std::to_string(comparator.major));
  if (comparator.minor) text.append(".").append(std::to_string(*comparator.minor));
  if (comparator.patch) text.append(".").append(std::to_string(*comparator.patch));
  if (!comparator.patch && comparator.op == Operator::wildcard) text.append(".*");
  if (!comparator.pre.empty()) text.append("-").append(comparator.pre);
  return text;
}

}  // namespace

bool VersionReq::matches(const Version& version) const {
  if (!std::ranges::all_of(comparators_, [&](const auto& wanted) { return accepts(wanted, version); })) return false;
  return !version.is_prerelease() ||
         std::ranges::any_of(comparators_, [&](const auto& wanted) { return names_prerelease_of(wanted, version); });
}

support::Result<VersionReq> parse_version_req(std::string_view text) {
  auto requirement = parse_comparators(text);
  if (!requirement) {
    requirement.error().message =
        fmt::format("`{}` is not a version requirement: {}", support::printable(text), requirement.error().message);
  }
  return requirement;
}

std::string to_text(const VersionReq& requirement) {
  if (requirement.is_any()) return "*";
  std::string text;
  for (const auto& comparator : requirement.comparators()) {
    if (!text.empty()) text += ", ";
    text += to_text(comparator);
  }
  return text;
}

}  // namespace plimsoll::cargo
