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

SourceId SourceId::path(std::string directory) {
  SourceId source;
  source.canonical_ = cargo::canonical_url(file_url(directory));
  source.url_ = std::move(directory);
  return source;
}

SourceId SourceId::registry(std::string index_url) {
  SourceId source;
  source.kind_ = SourceKind::registry;
  source.url_ = normal_url(index_url);
  source.canonical_ = cargo::canonical_url(source.url_);
  return source;
}

SourceId SourceId::sparse(std::string index_url) {
  SourceId source;
  source.kind_ = SourceKind::sparse;
  const auto url = normal_url(std::string(sparse_prefix) + index_url);
  source.url_ = url.substr(sparse_prefix.size());
  source.canonical_ = cargo::canonical_url(url);
  return source;
}

SourceId SourceId::git(std::string url, GitReference reference, std::optional<std::string> commit) {
  SourceId source;
  source.kind_ = SourceKind::git;
  source.url_ = normal_url(url);
  source.canonical_ = cargo::canonical_url(source.url_);
  source.reference_ = std::move(reference);
  source.commit_ = std::move(commit);
  return source;
}

const SourceId& SourceId::crates_io() {
  static const SourceId source = registry(std::string(crates_io_index));
  return source;
}

bool SourceId::is_crates_io() const {
  if (kind_ == SourceKind::registry) return canonical_ == crates_io_index;
  return kind_ == SourceKind::sparse && is_crates_io_sparse_index(url_);
}

bool operator==(const SourceId& a, const SourceId& b) {
  return (a <=> b) == 0;
}

std::strong_ordering operator<=>(const SourceId& a, const SourceId& b) {
  return std::tie(a.kind_, a.reference_, a.canonical_) <=> std::tie(b.kind_, b.reference_, b.canonical_);
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
