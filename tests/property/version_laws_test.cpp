// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "plimsoll/cargo/version.h"
#include "plimsoll/cargo/version_req.h"

namespace {

using namespace plimsoll::cargo;

/// Few different numbers, so that equal ones meet often.
rc::Gen<std::uint64_t> numbers() {
  return rc::gen::element<std::uint64_t>(0, 1, 2, 10, std::numeric_limits<std::uint64_t>::max());
}

/// Dot-separated identifiers, or nothing.
rc::Gen<std::string> prereleases() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                          rc::gen::element<std::string>("0", "1", "9", "10", "a", "b", "-", "0a", "rc", "RC", "a-1")),
                      [](const std::vector<std::string>& identifiers) {
                        std::string text;
                        for (const auto& identifier : identifiers) text += (text.empty() ? "" : ".") + identifier;
                        return text;
                      });
}

rc::Gen<std::string> builds() {
  return rc::gen::oneOf(prereleases(), rc::gen::element<std::string>("00", "01", "001", "0.00"));
}

rc::Gen<Version> releases() {
  return rc::gen::map(rc::gen::tuple(numbers(), numbers(), numbers()), [](const auto& parts) {
    return Version{std::get<0>(parts), std::get<1>(parts), std::get<2>(parts)};
  });
}

rc::Gen<Version> versions() {
  return rc::gen::map(rc::gen::tuple(releases(), prereleases(), builds()), [](const auto& parts) {
    auto version = std::get<0>(parts);
    version.pre = std::get<1>(parts);
    version.build = std::get<2>(parts);
    return version;
  });
}

rc::Gen<Comparator> comparators() {
  const auto operators = rc::gen::element(Operator::exact, Operator::greater, Operator::greater_equal, Operator::less,
                                          Operator::less_equal, Operator::tilde, Operator::caret, Operator::wildcard);
  return rc::gen::map(rc::gen::tuple(operators, versions(), rc::gen::inRange(1, 4)), [](const auto& parts) {
    const auto& version = std::get<1>(parts);
    Comparator comparator{std::get<0>(parts), version.major};
    const int written = comparator.op == Operator::wildcard ? std::get<2>(parts) - 1 : std::get<2>(parts);
    if (written >= 2) comparator.minor = version.minor;
    if (written >= 3) comparator.patch = version.patch;
    if (written >= 3) comparator.pre = version.pre;
    return comparator;
  });
}

rc::Gen<VersionReq> requirements() {
  return rc::gen::map(rc::gen::resize(4, rc::gen::container<std::vector<Comparator>>(comparators())),
                      [](const auto& written) { return VersionReq(written); });
}

Version precise(const Version& version) {
  return *parse_version(to_text(version));
}

}  // namespace

TEST_CASE("reading what was printed gives the same version") {
  CHECK(rc::check([] {
    const auto version = *versions();
    RC_ASSERT(to_text(precise(version)) == to_text(version));
    RC_ASSERT(precise(version) == version);
  }));
}

TEST_CASE("versions are equal exactly if they print the same") {
  CHECK(rc::check([] {
    const auto a = *versions();
    const auto b = *versions();
    RC_ASSERT((a == b) == (to_text(a) == to_text(b)));
    RC_ASSERT((a == b) == ((a <=> b) == 0));
  }));
}

TEST_CASE("the order of versions does not depend on which one is asked") {
  CHECK(rc::check([] {
    const auto a = *versions();
    const auto b = *versions();
    RC_ASSERT((a < b) == (b > a));
  }));
}

TEST_CASE("the order of versions is transitive") {
  CHECK(rc::check([] {
    const auto a = *versions();
    const auto b = *versions();
    const auto c = *versions();
    if (a <= b && b <= c) RC_ASSERT(a <= c);
  }));
}

TEST_CASE("the total order refines the order of precedence") {
  CHECK(rc::check([] {
    const auto a = *versions();
    const auto b = *versions();
    const auto precedence = compare_precedence(a, b);
    if (precedence != 0) RC_ASSERT((a <=> b) == precedence);
  }));
}

TEST_CASE("reading what was printed gives the same requirement") {
  CHECK(rc::check([] {
    const auto requirement = *requirements();
    const auto text = to_text(requirement);
    const auto again = parse_version_req(text);
    RC_ASSERT(again.has_value());
    RC_ASSERT(to_text(*again) == text);
    RC_ASSERT(*again == requirement);
  }));
}

TEST_CASE("a requirement accepts a release exactly if each of its comparators does") {
  CHECK(rc::check([] {
    const auto requirement = *requirements();
    const auto release = *releases();
    bool all = true;
    for (const auto& comparator : requirement.comparators()) all = all && VersionReq({comparator}).matches(release);
    RC_ASSERT(requirement.matches(release) == all);
  }));
}

TEST_CASE("a caret accepts the releases of one compatibility class from the version on") {
  CHECK(rc::check([] {
    const auto least = *releases();
    const auto release = *releases();
    const VersionReq caret({Comparator{Operator::caret, least.major, least.minor, least.patch}});
    RC_ASSERT(caret.matches(release) ==
              (release >= least && compatibility_class(release) == compatibility_class(least)));
  }));
}

TEST_CASE("an exact requirement accepts the version that it names, with any build metadata") {
  CHECK(rc::check([] {
    auto version = *versions();
    const VersionReq exact({Comparator{Operator::exact, version.major, version.minor, version.patch, version.pre}});
    version.build = *builds();
    RC_ASSERT(exact.matches(version));
  }));
}

TEST_CASE("any text is refused or reads as something that prints and reads again") {
  CHECK(rc::check([] {
    const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("0123.-+ ,<>=^~*xXva\xC3\xA9")));
    if (const auto version = parse_version(text)) RC_ASSERT(to_text(*version) == text);
    if (const auto requirement = parse_version_req(text))
      RC_ASSERT(parse_version_req(to_text(*requirement)).value() == *requirement);
  }));
}
