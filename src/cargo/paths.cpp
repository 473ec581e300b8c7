// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/paths.h"

#include <algorithm>
#include <vector>

#include "plimsoll/support/text.h"

namespace plimsoll::cargo {
namespace {

/// Without `.`, `..`, empty components and a slash at the end. Components that begin with a dot may be told wrongly.
bool is_surely_normal(std::string_view path) {
  return !path.empty() && !path.starts_with('.') && !path.ends_with('/') && path.find("//") == std::string_view::npos &&
         path.find("/.") == std::string_view::npos;
}

}  // namespace

std::string join_path(std::string_view base, std::string_view path) {
  const bool stands_alone = path.starts_with('/') || base.empty();
  if (is_surely_normal(path) && (stands_alone || (is_surely_normal(base) && base != "/"))) {
    std::string result;
    if (stands_alone) return result = path;
    result.reserve(base.size() + 1 + path.size());
    result += base;
    result += '/';
    return result += path;
  }
  std::vector<std::string_view> parts;
  const bool absolute = path.starts_with('/') || base.starts_with('/');
  const auto add = [&](std::string_view text) {
    for (const auto part : support::split(text, '/')) {
      if (part.empty() || part == ".") continue;
      if (part == ".." && !parts.empty() && parts.back() != "..")
        parts.pop_back();
      else if (part != ".." || !absolute)
        parts.push_back(part);
    }
  };
  if (!path.starts_with('/')) add(base);
  add(path);
  std::string result;
  for (const auto part : parts) {
    if (!result.empty() || absolute) result += '/';
    result += part;
  }
  if (result.empty()) return absolute ? "/" : ".";
  return result;
}

std::string join_written_path(std::string_view base, std::string_view path) {
  auto written = join_path("", path);
  if (written.starts_with('/')) return written;
  std::string result(base);
  if (!result.ends_with('/')) result += '/';
  return result += written;
}

std::string_view written_path(std::string_view base, std::string_view joined) {
  if (!joined.starts_with(base)) return joined;
  const auto rest = joined.substr(base.size());
  if (base.ends_with('/')) return rest;
  return rest.starts_with('/') ? rest.substr(1) : joined;
}

std::string relative_path(std::string_view from, std::string_view to) {
  const auto a = support::split(from, '/');
  const auto b = support::split(to, '/');
  const auto [end_a, end_b] = std::ranges::mismatch(a, b);
  std::string result;
  for (auto at = end_a; at != a.end(); ++at)
    if (!at->empty()) result += "../";
  for (auto at = end_b; at != b.end(); ++at) {
    result += *at;
    if (at + 1 != b.end()) result += '/';
  }
  return result.empty() ? "." : result;
}

std::string_view parent_path(std::string_view path) {
  const auto slash = path.rfind('/');
  if (slash == std::string_view::npos) return ".";
  return path.substr(0, std::max<std::size_t>(slash, 1));
}

std::string_view file_name(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace plimsoll::cargo
