// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/advisory_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "plimsoll/outside/url.h"
#include "plimsoll/rustsec/advisory_parse.h"
#include "plimsoll/source/archive.h"
#include "plimsoll/support/parallel.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

/// A file of the database, its path relative to the root.
struct Record {
  std::string path;
  std::string text;
  std::string reason = {};  ///< why there is no text
};

/// What became of a record.
struct Outcome {
  std::vector<rustsec::Advisory> advisories = {};
  std::string reason = {};  ///< why it could not be read; empty if it could
};

constexpr std::uint64_t record_limit = 4ULL << 20U;

bool is_osv(std::string_view path) {
  return path.ends_with(".json");
}

std::string_view first_part(std::string_view path) {
  return path.substr(0, path.find('/'));
}

bool is_collection(std::string_view name) {
  return name == "crates" || name == "rust";
}

/// The path below the root of the database: archives of a repository have one folder above it. Nothing for files that
/// are no advisories: what is in neither collection and no OSV record at the root, and hidden files.
std::optional<std::string_view> path_in_database(std::string_view path) {
  if (!is_collection(first_part(path)) && path.find('/') != std::string_view::npos)
    path.remove_prefix(path.find('/') + 1);
  const bool at_root = path.find('/') == std::string_view::npos;
  if (at_root ? !is_osv(path) : !is_collection(first_part(path))) return std::nullopt;
  for (const auto part : support::split(path, '/'))
    if (part.starts_with('.')) return std::nullopt;
  return path;
}

Outcome parse(const Record& record) {
  if (!record.reason.empty()) return {{}, record.reason};
  if (support::first_invalid_utf8(record.text)) return {{}, "the file is not UTF-8"};
  if (is_osv(record.path)) {
    auto parsed = rustsec::parse_osv(record.text);
    if (!parsed) return {{}, to_text(parsed.error())};
    return {std::move(*parsed), {}};
  }
  auto parsed = rustsec::parse_advisory(record.path, record.text);
  if (!parsed) return {{}, parsed.error().message};
  Outcome outcome;
  outcome.advisories.push_back(std::move(*parsed));
  return outcome;
}

/// `records` in any order; the database does not depend on it.
Result<rustsec::Database> build_database(std::vector<Record> records) {
  if (records.empty())
    return failure(ErrorKind::invalid, "there are no advisories in it: neither a folder `crates` nor OSV records");
  std::ranges::sort(records, {}, &Record::path);
  std::vector<Outcome> outcomes(records.size());
  support::parallel_for(records.size(), support::default_thread_count(),
                        [&](std::size_t i) { outcomes[i] = parse(records[i]); });
  std::vector<rustsec::Advisory> advisories;
  std::vector<rustsec::Unreadable> unreadable;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (!outcomes[i].reason.empty())
      unreadable.push_back({support::printable(records[i].path), support::printable(outcomes[i].reason)});
    std::ranges::move(outcomes[i].advisories, std::back_inserter(advisories));
  }
  if (advisories.empty()) return failure(ErrorKind::invalid, "none of the advisories in it can be read");
  return rustsec::Database(std::move(advisories), std::move(unreadable));
}

std::string joined(const std::string& folder, std::string_view name) {
  return folder.empty() ? std::string(name) : fmt::format("{}/{}", folder, name);
}

/// Collects the records of a folder and those below it.
class FolderReader {
 public:
  FolderReader(const outside::FileSystem& files, std::string root) : files_(files), root_(std::move(root)) {}

  Result<std::vector<Record>> run() {
    TRY(read_folder("", 0));
    return std::move(records_);
  }

 private:
  static constexpr int deepest = 3;

  Result<void> read_folder(const std::string& folder, int depth) {
    TRY_INTO(const auto entries, files_.list(joined(root_, folder)));
    for (const auto& entry : entries) {
      const auto path = joined(folder, entry.name);
      const bool is_hidden = entry.name.starts_with('.');
      const bool is_elsewhere = depth == 0 && !is_collection(entry.name);
      if (entry.kind == outside::EntryKind::directory && !is_hidden && !is_elsewhere && depth < deepest)
        TRY(read_folder(path, depth + 1));
      if (entry.kind != outside::EntryKind::directory && path_in_database(path) == path) read_file(path);
    }
    return {};
  }

  void read_file(const std::string& path) {
    auto text = files_.read(joined(root_, path), record_limit);
    records_.push_back(text ? Record{path, std::move(*text)} : Record{path, {}, std::move(text).error().message});
  }

  const outside::FileSystem& files_;
  std::string root_;
  std::vector<Record> records_;
};

std::string_view trimmed_line(std::string_view text) {
  return support::trim(text.substr(0, text.find('\n')));
}

/// The commit that a git checkout stands at, as far as its files tell.
std::string checked_out_commit(const outside::FileSystem& files, const std::string& folder) {
  constexpr std::uint64_t limit = 1ULL << 20U;
  constexpr std::string_view symbolic = "ref: ";
  const auto head = files.read(folder + "/.git/HEAD", limit);
  if (!head) return {};
  const auto line = trimmed_line(*head);
  if (!line.starts_with(symbolic)) return support::printable(line);
  const auto name = std::string(line.substr(symbolic.size()));
  if (name.find("..") != std::string::npos) return {};
  if (const auto loose = files.read(folder + "/.git/" + name, limit)) return support::printable(trimmed_line(*loose));
  const auto refs = files.read(folder + "/.git/packed-refs", limit);
  if (!refs) return {};
  for (const auto packed : support::split(*refs, '\n'))
    if (packed.ends_with(" " + name)) return support::printable(packed.substr(0, packed.find(' ')));
  return {};
}

Result<AdvisoryData> read_folder(const outside::FileSystem& files, const std::string& folder) {
  TRY_INTO(auto records, FolderReader(files, folder).run());
  AdvisoryData data;
  TRY_INTO(data.database, build_database(std::move(records)));
  data.commit = checked_out_commit(files, folder);
  return data;
}

Result<AdvisoryData> read_file(const outside::FileSystem& files, const std::string& path) {
  constexpr std::uint64_t archive_limit = 256ULL << 20U;
  TRY_INTO(const auto bytes, files.read(path, archive_limit));
  return read_advisory_archive(path, bytes);
}

std::string without_scheme(const std::string& place) {
  constexpr std::string_view scheme = "file://";
  return place.starts_with(scheme) ? place.substr(scheme.size()) : place;
}

}  // namespace

Result<AdvisoryData> read_advisory_archive(std::string_view place, std::string_view bytes) {
  ArchiveLimits limits;
  limits.entry_bytes = record_limit;
  std::vector<Record> records;
  const auto wanted = [](std::string_view path) { return path_in_database(path).has_value(); };
  const auto info = read_archive(bytes, limits, wanted, [&](std::string_view path, std::string text) {
    records.push_back(Record{std::string(*path_in_database(path)), std::move(text)});
  });
  if (!info) return failure(info.error());
  AdvisoryData data;
  TRY_INTO(data.database, build_database(std::move(records)));
  data.place = outside::shown_url(place);
  data.commit = support::printable(info->comment);
  data.commit_time = info->newest_change;
  return data;
}

Result<AdvisoryData> read_advisory_place(const outside::FileSystem& files, const std::string& place) {
  const auto path = without_scheme(place);
  const bool is_folder = files.kind(path) == outside::EntryKind::directory;
  auto data = is_folder ? read_folder(files, path) : read_file(files, path);
  if (!data)
    return failure(std::move(data).error().within(
        fmt::format("while reading the advisory database `{}`", support::printable(place))));
  data->place = support::printable(place);
  return data;
}

}  // namespace plimsoll::source
