// SPDX-License-Identifier: MIT OR Apache-2.0
#include "curl_library.h"

#include "plimsoll/outside/late_library.h"

namespace plimsoll::outside {
namespace {

CurlLibrary functions() {
  CurlLibrary found;
#if defined(PLIMSOLL_CURL_LIBRARY)
  LateLibrary library(PLIMSOLL_CURL_LIBRARY);
#define PLIMSOLL_CURL_FUNCTION(name) library.find("curl_" #name, found.name);
  PLIMSOLL_CURL_FUNCTIONS(PLIMSOLL_CURL_FUNCTION)
  found.is_ready = library.is_whole();
#else
#define PLIMSOLL_CURL_FUNCTION(name) found.name = &::curl_##name;
  PLIMSOLL_CURL_FUNCTIONS(PLIMSOLL_CURL_FUNCTION)
  found.is_ready = true;
#endif
#undef PLIMSOLL_CURL_FUNCTION
  found.is_ready = found.is_ready && found.global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  return found;
}

}  // namespace

const CurlLibrary& curl() {
  static const CurlLibrary library = functions();
  return library;
}

}  // namespace plimsoll::outside
