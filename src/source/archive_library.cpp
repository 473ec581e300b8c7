// SPDX-License-Identifier: MIT OR Apache-2.0
#include "archive_library.h"

#include "plimsoll/outside/late_library.h"

namespace plimsoll::source {
namespace {

ArchiveLibrary functions() {
  ArchiveLibrary found;
#if defined(PLIMSOLL_ARCHIVE_LIBRARY)
  outside::LateLibrary library(PLIMSOLL_ARCHIVE_LIBRARY);
#define PLIMSOLL_ARCHIVE_FUNCTION(name) library.find("archive_" #name, found.name);
  PLIMSOLL_ARCHIVE_FUNCTIONS(PLIMSOLL_ARCHIVE_FUNCTION)
  found.is_ready = library.is_whole();
#else
#define PLIMSOLL_ARCHIVE_FUNCTION(name) found.name = &::archive_##name;
  PLIMSOLL_ARCHIVE_FUNCTIONS(PLIMSOLL_ARCHIVE_FUNCTION)
  found.is_ready = true;
#endif
#undef PLIMSOLL_ARCHIVE_FUNCTION
  return found;
}

}  // namespace

const ArchiveLibrary& libarchive() {
  static const ArchiveLibrary library = functions();
  return library;
}

}  // namespace plimsoll::source
