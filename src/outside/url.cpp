// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/url.h"

#include <algorithm>

#include "plimsoll/support/text.h"

namespace plimsoll::outside {
namespace {

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return text.size() >= scheme.size() && std::ranges::equal(text.substr(0, scheme.size()), scheme, {}, lower);
}

}  // namespace

std::string shown_url(std::string_view url) {
  const auto scheme = url.find("://");
  const auto begin = scheme == std::string_view::npos ? 0 : scheme + 3;
  const auto end = std::min(url.find_first_of("/?#", begin), url.size());
  const auto at = url.substr(begin, end - begin).rfind('@');
  if (at == std::string_view::npos) return support::printable(url);
  return support::printable(url.substr(0, begin)) + support::printable(url.substr(begin + at + 1));
}

bool is_https_url(std::string_view text) {
  return starts_with_scheme(text, "https://");
}
bool is_http_url(std::string_view text) {
  return is_https_url(text) || starts_with_scheme(text, "http://");
}

}  // namespace plimsoll::outside
