// SPDX-License-Identifier: MIT OR Apache-2.0
#include "url_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "plimsoll/support/text.h"

namespace plimsoll::cargo {
namespace {

struct SpecialScheme {
  std::string_view name;
  std::string_view default_port;
};

/// Their hosts are domain names and their paths never empty (URL Standard, "special scheme").
constexpr std::array special_schemes = {
    SpecialScheme{"https", ":443"}, SpecialScheme{"http", ":80"}, SpecialScheme{"file", ":"},
    SpecialScheme{"ftp", ":21"},    SpecialScheme{"ws", ":80"},   SpecialScheme{"wss", ":443"},
};

/// What the URL Standard encodes in a path besides controls and everything beyond ASCII.
constexpr std::string_view encoded_in_path = " \"#<>?`{}";
/// Those and what would end or change a segment.
constexpr std::string_view encoded_in_segment = " \"#<>?`{}/%\\";

bool is_letter_or_digit(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), lower);
  return result;
}

std::string percent_encoded(std::string_view text, std::string_view encoded) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7F || encoded.find(c) != std::string_view::npos)
      result += fmt::format("%{:02X}", byte);
    else
      result += c;
  }
  return result;
}

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  return std::nullopt;
}

bool is_scheme(std::string_view text) {
  const bool begins_with_letter = !text.empty() && is_letter_or_digit(text.front()) && text.front() > '9';
  return begins_with_letter &&
         std::ranges::all_of(text, [](char c) { return is_letter_or_digit(c) || c == '+' || c == '-' || c == '.'; });
}

std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  const auto segments = support::split(path.substr(1), '/');
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const bool last = i + 1 == segments.size();
    const bool up = segments[i] == "..";
    if (up && !kept.empty()) kept.pop_back();
    if (!up && segments[i] != ".")
      kept.push_back(segments[i]);
    else if (last)
      kept.emplace_back();
  }
  std::string result;
  for (const auto segment : kept) result.append("/").append(segment);
  return result;
}

std::string normal_authority(std::string_view authority, const SpecialScheme* special) {
  if (special == nullptr) return std::string(authority);
  const auto at = authority.rfind('@');
  const auto user = authority.substr(0, at == std::string_view::npos ? 0 : at + 1);
  auto host = lower_case(authority.substr(user.size()));
  if (host.ends_with(special->default_port)) host.resize(host.size() - special->default_port.size());
  return std::string(user) + host;
}

}  // namespace

std::optional<UrlParts> split_url(std::string_view url) {
  const auto colon = url.find("://");
  if (colon == std::string_view::npos || !is_scheme(url.substr(0, colon))) return std::nullopt;
  UrlParts parts;
  parts.scheme = url.substr(0, colon);
  auto rest = url.substr(colon + 3);
  if (const auto hash = rest.find('#'); hash != std::string_view::npos) {
    parts.fragment = rest.substr(hash);
    rest = rest.substr(0, hash);
  }
  if (const auto mark = rest.find('?'); mark != std::string_view::npos) {
    parts.query = rest.substr(mark);
    rest = rest.substr(0, mark);
  }
  const auto slash = std::min(rest.find('/'), rest.size());
  parts.authority = rest.substr(0, slash);
  parts.path = rest.substr(slash);
  return parts;
}

std::string_view host_of(const UrlParts& url) {
  auto host = url.authority;
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (host.starts_with('[')) return host.substr(0, host.find(']') + 1);
  return host.substr(0, host.find(':'));
}

std::string normal_url(std::string_view url) {
  const auto parts = split_url(url);
  if (!parts) return std::string(url);
  const auto scheme = lower_case(parts->scheme);
  const auto found = std::ranges::find(special_schemes, scheme, &SpecialScheme::name);
  const auto* special = found == special_schemes.end() ? nullptr : &*found;
  std::string path;
  if (!parts->path.empty())
    path = percent_encoded(without_dot_segments(parts->path), encoded_in_path);
  else if (special != nullptr)
    path = "/";
  return fmt::format("{}://{}{}{}{}", scheme, normal_authority(parts->authority, special), path, parts->query,
                     parts->fragment);
}

std::string file_url(std::string_view directory) {
  std::string url = "file://";
  for (const auto segment : support::split(directory, '/')) {
    if (segment.empty()) continue;
    url.append("/").append(percent_encoded(segment, encoded_in_segment));
  }
  return url == "file://" ? "file:///" : url;
}

std::string_view last_segment(std::string_view url) {
  const auto parts = split_url(url);
  if (!parts || parts->path.empty()) return {};
  return parts->path.substr(parts->path.rfind('/') + 1);
}

std::string form_encoded(std::string_view value) {
  std::string result;
  for (const char c : value) {
    if (c == ' ')
      result += '+';
    else if (is_letter_or_digit(c) || c == '*' || c == '-' || c == '.' || c == '_')
      result += c;
    else
      result += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return result;
}

std::string form_decoded(std::string_view value) {
  std::string spaced(value);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decoded(spaced);
}

std::string percent_decoded(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
    if (high && low) {
      result += static_cast<char>(static_cast<unsigned char>(*high * 16 + *low));
      i += 2;
    } else {
      result += text[i];
    }
  }
  return result;
}

}  // namespace plimsoll::cargo
