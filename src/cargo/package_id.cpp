// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/package_id.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "plimsoll/support/text.h"
#include "url_text.h"

namespace plimsoll::cargo {
namespace {

using support::ErrorKind;
using support::failure;

constexpr std::string_view crates_io_index = "https://github.com/rust-lang/crates.io-index";
constexpr std::string_view sparse_prefix = "sparse+";

bool is_crates_io_sparse_index(std::string_view url) {
  constexpr std::string_view label = "index.";
  constexpr std::string_view site = "crates.io";
  const auto parts = split_url(url);
  if (!parts || parts->scheme != "https" || parts->path.size() > 1) return false;
  const auto host = host_of(*parts);
  return host.starts_with(label) && host.substr(label.size()) == site;
}

std::string_view name_of(GitReference::Kind kind) {
  switch (kind) {
    case GitReference::Kind::tag:
      return "tag";
    case GitReference::Kind::branch:
      return "branch";
    case GitReference::Kind::rev:
      return "rev";
    case GitReference::Kind::default_branch:
      break;
  }
  return {};
}

std::optional<GitReference::Kind> reference_kind(std::string_view key) {
  if (key == "branch" || key == "ref") return GitReference::Kind::branch;
  if (key == "tag") return GitReference::Kind::tag;
  if (key == "rev") return GitReference::Kind::rev;
  return std::nullopt;
}

/// The last of several references counts.
GitReference reference_in(std::string_view query) {
  GitReference reference;
  if (query.starts_with('?')) query.remove_prefix(1);
  for (const auto pair : support::split(query, '&')) {
    const auto equals = std::min(pair.find('='), pair.size());
    const auto kind = reference_kind(form_decoded(pair.substr(0, equals)));
    if (!kind) continue;
    const auto value = pair.substr(std::min(equals + 1, pair.size()));
    reference = {*kind, form_decoded(value)};
  }
  return reference;
}

std::string query_of(const GitReference& reference, bool encoded) {
  if (reference.kind == GitReference::Kind::default_branch) return {};
  return fmt::format("?{}={}", name_of(reference.kind), encoded ? form_encoded(reference.value) : reference.value);
}

SourceId parse_git(const UrlParts& url) {
  std::optional<std::string> commit;
  if (url.fragment.size() > 1) commit = std::string(url.fragment.substr(1));
  return SourceId::git(fmt::format("{}://{}{}", url.scheme, url.authority, url.path), reference_in(url.query),
                       std::move(commit));
}

/// The address in a package id specification, without the name and the version.
std::string spec_address(const SourceId& source) {
  switch (source.kind()) {
    case SourceKind::path:
      return "path+" + file_url(source.url());
    case SourceKind::registry:
      return "registry+" + source.url();
    case SourceKind::sparse:
      return std::string(sparse_prefix) + source.url();
    case SourceKind::git:
      return "git+" + source.url();
  }
  return {};
}

}  // namespace

SourceId::SourceId() {
  static const auto nowhere = std::make_shared<const Parts>();
  parts_ = nowhere;
}

SourceId::SourceId(Parts parts) : parts_(std::make_shared<const Parts>(std::move(parts))) {}

SourceId SourceId::path(std::string directory) {
  Parts parts;
  parts.canonical = cargo::canonical_url(file_url(directory));
  parts.url = std::move(directory);
  return SourceId(std::move(parts));
}

SourceId SourceId::registry(std::string index_url) {
  if (index_url == crates_io_index) return crates_io();
  Parts parts;
  parts.kind = SourceKind::registry;
  parts.url = normal_url(index_url);
  parts.canonical = cargo::canonical_url(parts.url);
  parts.is_crates_io = parts.canonical == crates_io_index;
  return SourceId(std::move(parts));
}

SourceId SourceId::sparse(std::string index_url) {
  const auto url = normal_url(std::string(sparse_prefix) + index_url);
  Parts parts;
  parts.kind = SourceKind::sparse;
  parts.url = url.substr(sparse_prefix.size());
  parts.canonical = cargo::canonical_url(url);
  parts.is_crates_io = is_crates_io_sparse_index(parts.url);
  return SourceId(std::move(parts));
}

SourceId SourceId::git(std::string url, GitReference reference, std::optional<std::string> commit) {
  Parts parts;
  parts.kind = SourceKind::git;
  parts.url = normal_url(url);
  parts.canonical = cargo::canonical_url(parts.url);
  parts.reference = std::move(reference);
  parts.commit = std::move(commit);
  return SourceId(std::move(parts));
}

const SourceId& SourceId::crates_io() {
  static const SourceId source({.kind = SourceKind::registry,
                                .url = std::string(crates_io_index),
                                .canonical = std::string(crates_io_index),
                                .is_crates_io = true});
  return source;
}

bool operator==(const SourceId& a, const SourceId& b) {
  return (a <=> b) == 0;
}

std::strong_ordering operator<=>(const SourceId& a, const SourceId& b) {
  if (a.parts_ == b.parts_) return std::strong_ordering::equal;
  const auto key = [](const SourceId& source) {
    return std::tie(source.parts_->kind, source.parts_->reference, source.parts_->canonical);
  };
  return key(a) <=> key(b);
}

support::Result<SourceId> parse_source(std::string_view text) {
  const auto plus = text.find('+');
  const auto kind = text.substr(0, plus);
  const auto address = plus == std::string_view::npos ? std::string_view() : text.substr(plus + 1);
  const auto url = split_url(address);
  if (!url)
    return failure(ErrorKind::invalid, fmt::format("`{}` is not a source: expected a kind, `+` and a URL with `://`",
                                                   support::printable(text)));
  if (kind == "git") return parse_git(*url);
  if (kind == "registry") return SourceId::registry(std::string(address));
  if (kind == "sparse") return SourceId::sparse(std::string(address));
  if (kind == "path" && url->scheme == "file") return SourceId::path(percent_decoded(url->path));
  return failure(ErrorKind::invalid,
                 fmt::format("`{}` is not a source: expected `registry+`, `sparse+`, `git+` or `path+file`",
                             support::printable(text)));
}

std::string to_text(const SourceId& source) {
  auto text = spec_address(source);
  if (!source.is_git()) return text;
  text += query_of(source.reference(), false);
  if (source.commit()) text += "#" + *source.commit();
  return text;
}

std::string canonical_url(std::string_view url) {
  const auto parts = split_url(url);
  if (!parts) return std::string(url);
  auto path = std::string(parts->path);
  if (path.size() > 1 && path.ends_with('/')) path.pop_back();
  auto scheme = parts->scheme;
  if (scheme.find('+') == std::string_view::npos) {
    if (host_of(*parts) == "github.com") {
      scheme = "https";
      std::ranges::transform(path, path.begin(),
                             [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    }
    if (path.ends_with(".git")) path.resize(path.size() - 4);
  }
  return fmt::format("{}://{}{}{}{}", scheme, parts->authority, path, parts->query, parts->fragment);
}

std::string to_spec(const PackageId& package) {
  if (package.source.is_path() && package.source.url().empty())
    return fmt::format("{}@{}", package.name, to_text(package.version));
  const auto address = spec_address(package.source);
  const auto name = last_segment(address) == package.name ? std::string() : package.name + "@";
  return fmt::format("{}{}#{}{}", address, query_of(package.source.reference(), true), name, to_text(package.version));
}

}  // namespace plimsoll::cargo
