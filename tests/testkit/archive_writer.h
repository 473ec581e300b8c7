// SPDX-License-Identifier: MIT OR Apache-2.0
/// Archives for tests, good and hostile, in memory.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <cstdint>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace plimsoll::testkit {

enum class ArchiveForm { tar, tar_gz, zip };

/// One entry; a link where `link_to` is given.
struct ArchivedFile {
  std::string path;
  std::string content = {};
  std::string link_to = {};
  std::int64_t changed_at = 1'700'000'000;
};

inline std::string packed(const std::vector<ArchivedFile>& files, ArchiveForm form = ArchiveForm::tar_gz) {
  std::size_t room = 1U << 16U;
  for (const auto& file : files) room += file.content.size() + 4096;
  std::string result(room, '\0');
  std::size_t used = 0;
  auto* writer = archive_write_new();
  if (form == ArchiveForm::zip)
    archive_write_set_format_zip(writer);
  else
    archive_write_set_format_pax_restricted(writer);
  if (form == ArchiveForm::tar_gz) archive_write_add_filter_gzip(writer);
  archive_write_open_memory(writer, result.data(), result.size(), &used);
  for (const auto& file : files) {
    auto* entry = archive_entry_new();
    archive_entry_set_pathname(entry, file.path.c_str());
    archive_entry_set_size(entry, static_cast<std::int64_t>(file.content.size()));
    archive_entry_set_filetype(entry, file.link_to.empty() ? AE_IFREG : AE_IFLNK);
    if (!file.link_to.empty()) archive_entry_set_symlink(entry, file.link_to.c_str());
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, file.changed_at, 0);
    archive_write_header(writer, entry);
    archive_write_data(writer, file.content.data(), file.content.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  result.resize(used);
  return result;
}

/// What `git archive` puts in front of a tar archive: a pax header for all entries with the commit as its comment.
inline std::string git_header(const std::string& commit) {
  std::string record = " comment=" + commit + "\n";
  record = std::to_string(record.size() + 2) + record;
  std::string block(512, '\0');
  block.replace(0, 17, "pax_global_header");
  block.replace(100, 7, "0000666");
  block.replace(108, 7, "0000000");
  block.replace(116, 7, "0000000");
  char number[16];
  std::snprintf(number, sizeof number, "%011o", static_cast<unsigned>(record.size()));
  block.replace(124, 11, number);
  block.replace(136, 11, "14000000000");
  block.replace(148, 8, "        ");
  block[156] = 'g';
  block.replace(257, 8, std::string("ustar\00000", 8));
  unsigned sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  std::snprintf(number, sizeof number, "%06o", sum);
  block.replace(148, 7, std::string(number, 6) + '\0');
  record.resize(512, '\0');
  return block + record;
}

}  // namespace plimsoll::testkit
