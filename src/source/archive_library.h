// SPDX-License-Identifier: MIT OR Apache-2.0
/// The functions of libarchive that are used here.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#define PLIMSOLL_ARCHIVE_FUNCTIONS(DO) \
  DO(entry_filetype)                   \
  DO(entry_hardlink)                   \
  DO(entry_is_encrypted)               \
  DO(entry_mtime)                      \
  DO(entry_mtime_is_set)               \
  DO(entry_pathname)                   \
  DO(entry_pathname_utf8)              \
  DO(error_string)                     \
  DO(read_data)                        \
  DO(read_free)                        \
  DO(read_new)                         \
  DO(read_next_header)                 \
  DO(read_open_memory)                 \
  DO(read_support_filter_gzip)         \
  DO(read_support_format_raw)          \
  DO(read_support_format_tar)          \
  DO(read_support_format_zip)

namespace plimsoll::source {

struct ArchiveLibrary {
#define PLIMSOLL_ARCHIVE_FUNCTION(name) decltype(&::archive_##name) name = nullptr;
  PLIMSOLL_ARCHIVE_FUNCTIONS(PLIMSOLL_ARCHIVE_FUNCTION)
#undef PLIMSOLL_ARCHIVE_FUNCTION
  bool is_ready = false;  ///< loaded; else no function may be called
};

/// Loaded by the first caller.
const ArchiveLibrary& libarchive();

}  // namespace plimsoll::source
