// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/rustsec/advisory_parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plimsoll/support/text.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::rustsec {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;
namespace toml = support::toml;

/// A file cut into its front matter and what follows it.
struct Parts {
  std::string_view front_matter;
  std::string_view body;
};

Result<Parts> cut(std::string_view text) {
  constexpr std::string_view opening = "```toml";
  constexpr std::string_view closing = "\n```";
  if (!text.starts_with(opening)) return failure(ErrorKind::invalid, "the file does not begin with a block of TOML");
  text.remove_prefix(opening.size());
  const auto end = text.find(closing);
  if (end == std::string_view::npos) return failure(ErrorKind::invalid, "the block of TOML has no end");
  return Parts{support::trim(text.substr(0, end)), support::trim(text.substr(end + closing.size()))};
}

struct Prose {
  std::string_view title;
  std::string_view description;
};

Result<Prose> read_prose(std::string_view body) {
  if (!body.starts_with("# ")) return failure(ErrorKind::invalid, "no title follows the block of TOML");
  const auto end = body.find('\n');
  const auto title = support::trim(body.substr(2, end == std::string_view::npos ? end : end - 2));
  const auto rest = end == std::string_view::npos ? std::string_view{} : support::trim(body.substr(end));
  return Prose{title, rest};
}

/// The headerless form begins with the keys of `[advisory]`.
std::optional<toml::Value> parse_front_matter(std::string_view text, support::Diagnostics& diagnostics) {
  constexpr std::string_view header = "[advisory]";
  if (text.find(header) != std::string_view::npos) return toml::parse({}, text, diagnostics);
  return toml::parse({}, fmt::format("{}\n{}", header, text), diagnostics);
}

/// Reads keys of one table; faults are collected.
class TableReader {
 public:
  TableReader(const toml::Value& table, support::Diagnostics& diagnostics) : table_(table), diagnostics_(diagnostics) {}

  std::string text(std::string_view key) {
    const auto* value = table_.find(key);
    if (value == nullptr) return {};
    const auto* found = toml::expect_string(*value, key, diagnostics_);
    return found == nullptr ? std::string{} : *found;
  }
  std::string required_text(std::string_view key) {
    if (table_.find(key) == nullptr) diagnostics_.error(table_.at(), fmt::format("`{}` is missing", key));
    return text(key);
  }
  /// A day as text; TOML's own dates are taken as well.
  std::string date(std::string_view key) {
    const auto* value = table_.find(key);
    if (value == nullptr) return {};
    auto written = value->as_datetime() != nullptr ? value->as_datetime()->text : text(key);
    if (!is_date(written))
      diagnostics_.error(value->at(), fmt::format("`{}` must be a day as YYYY-MM-DD from 2000 to 2100", key));
    return written;
  }
  bool flag(std::string_view key) {
    const auto* value = table_.find(key);
    if (value == nullptr) return false;
    const auto* found = toml::expect_boolean(*value, key, diagnostics_);
    return found != nullptr && *found;
  }
  std::vector<std::string> texts(std::string_view key) {
    const auto* value = table_.find(key);
    return value == nullptr ? std::vector<std::string>{} : texts(*value, key);
  }
  std::vector<std::string> texts(const toml::Value& value, std::string_view key) {
    std::vector<std::string> result;
    auto found = toml::expect_strings(value, key, diagnostics_);
    if (!found) return result;
    for (auto& text : *found) result.push_back(std::move(text.value));
    return result;
  }

 private:
  static bool is_date(std::string_view text) {
    constexpr std::string_view form = "dddd-dd-dd";
    if (text.size() != form.size() || text < "2000" || text >= "2101") return false;
    return std::ranges::equal(text, form, [](char c, char f) { return f == 'd' ? c >= '0' && c <= '9' : c == f; });
  }

  const toml::Value& table_;
  support::Diagnostics& diagnostics_;
};

Kind kind_of(std::string_view informational) {
  constexpr std::array known{Kind::unmaintained, Kind::unsound, Kind::notice};
  if (informational.empty()) return Kind::vulnerability;
  const auto found = std::ranges::find(known, informational, [](Kind kind) { return to_text(kind); });
  return found == known.end() ? Kind::other : *found;
}

/// Empty for crates.io.
std::string foreign_source(std::string source) {
  constexpr std::string_view crates_io = "registry+https://github.com/rust-lang/crates.io-index";
  return source == crates_io ? std::string{} : source;
}

void read_advisory_table(const toml::Value& table, Advisory& advisory, support::Diagnostics& diagnostics) {
  TableReader read(table, diagnostics);
  advisory.id = read.required_text("id");
  advisory.package = read.required_text("package");
  advisory.date = read.date("date");
  if (advisory.date.empty()) diagnostics.error(table.at(), "`date` is missing");
  advisory.withdrawn = read.date("withdrawn");
  advisory.url = read.text("url");
  advisory.references = read.texts("references");
  advisory.kind_as_written = read.text("informational");
  advisory.kind = kind_of(advisory.kind_as_written);
  advisory.categories = read.texts("categories");
  advisory.keywords = read.texts("keywords");
  advisory.cvss = read.text("cvss");
  advisory.score = cvss_score(advisory.cvss);
  advisory.aliases = read.texts("aliases");
  advisory.related = read.texts("related");
  if (auto license = read.text("license"); !license.empty()) advisory.license = std::move(license);
  advisory.source = foreign_source(read.text("source"));
  advisory.expect_deleted = read.flag("expect-deleted");
  for (const auto* key : {"title", "description"})
    if (const auto* entry = table.find_entry(key))
      diagnostics.error(entry->key_at, fmt::format("`{}` belongs in the text below the block of TOML", key));
}

void read_affected_table(const toml::Value& table, Advisory& advisory, support::Diagnostics& diagnostics) {
  TableReader read(table, diagnostics);
  advisory.arch = read.texts("arch");
  advisory.os = read.texts("os");
  const auto* functions = table.find("functions");
  const auto* entries = functions == nullptr ? nullptr : toml::expect_table(*functions, "functions", diagnostics);
  if (entries == nullptr) return;
  for (const auto& entry : *entries) advisory.functions.push_back({entry.key, read.texts(entry.value, entry.key)});
}

void read_document(const toml::Value& document, Advisory& advisory, support::Diagnostics& diagnostics) {
  const auto* head = document.find("advisory");
  const auto* versions = document.find("versions");
  if (head == nullptr || versions == nullptr) {
    diagnostics.error(document.at(),
                      fmt::format("the table `{}` is missing", head == nullptr ? "advisory" : "versions"));
    return;
  }
  read_advisory_table(*head, advisory, diagnostics);
  TableReader read(*versions, diagnostics);
  if (versions->find("patched") == nullptr) diagnostics.error(versions->at(), "`patched` is missing");
  advisory.patched = read.texts("patched");
  advisory.unaffected = read.texts("unaffected");
  if (const auto* affected = document.find("affected")) read_affected_table(*affected, advisory, diagnostics);
}

Result<void> first_error(const support::Diagnostics& diagnostics) {
  if (!diagnostics.has_errors()) return {};
  const auto first = std::ranges::find(diagnostics.all(), support::Severity::error, &support::Diagnostic::severity);
  return failure(ErrorKind::invalid, first->message);
}

Result<AdvisoryPath> required_path(std::string_view path) {
  const auto place = parse_advisory_path(path);
  if (!place) return failure(ErrorKind::invalid, "the file does not stand at COLLECTION/PACKAGE/ID.md");
  return *place;
}

}  // namespace

std::optional<AdvisoryPath> parse_advisory_path(std::string_view path) {
  const auto parts = support::split(path, '/');
  constexpr std::string_view suffix = ".md";
  if (parts.size() != 3 || !parts[2].ends_with(suffix)) return std::nullopt;
  if (parts[0] != "crates" && parts[0] != "rust") return std::nullopt;
  const auto id = parts[2].substr(0, parts[2].size() - suffix.size());
  if (parts[1].empty() || parts[1].starts_with('.') || id.empty() || id.starts_with('.')) return std::nullopt;
  return AdvisoryPath{parts[0] == "crates" ? Collection::crates : Collection::rust, parts[1], id};
}

Result<Advisory> parse_advisory(std::string_view path, std::string_view text) {
  TRY_INTO(const auto place, required_path(path));
  TRY_INTO(const auto parts, cut(text));
  TRY_INTO(const auto prose, read_prose(parts.body));
  support::Diagnostics diagnostics;
  const auto document = parse_front_matter(parts.front_matter, diagnostics);
  Advisory advisory;
  if (document) read_document(*document, advisory, diagnostics);
  TRY(first_error(diagnostics));
  if (advisory.id != place.id) return failure(ErrorKind::invalid, "the identifier and the name of the file differ");
  if (advisory.package != place.package)
    return failure(ErrorKind::invalid, "the package and the name of the folder differ");
  advisory.collection = place.collection;
  advisory.title = prose.title;
  advisory.description = prose.description;
  TRY_INTO(advisory.affected, affected_ranges(advisory.patched, advisory.unaffected));
  return advisory;
}

}  // namespace plimsoll::rustsec
