// SPDX-License-Identifier: MIT OR Apache-2.0
/// The functions of libcurl that are used here.
#pragma once

#include <curl/curl.h>

#define PLIMSOLL_CURL_FUNCTIONS(DO) \
  DO(easy_cleanup)                  \
  DO(easy_getinfo)                  \
  DO(easy_init)                     \
  DO(easy_perform)                  \
  DO(easy_reset)                    \
  DO(easy_setopt)                   \
  DO(easy_strerror)                 \
  DO(free)                          \
  DO(global_init)                   \
  DO(multi_add_handle)              \
  DO(multi_cleanup)                 \
  DO(multi_info_read)               \
  DO(multi_init)                    \
  DO(multi_perform)                 \
  DO(multi_poll)                    \
  DO(multi_remove_handle)           \
  DO(multi_setopt)                  \
  DO(slist_append)                  \
  DO(slist_free_all)                \
  DO(url)                           \
  DO(url_cleanup)                   \
  DO(url_get)                       \
  DO(url_set)

namespace plimsoll::outside {

struct CurlLibrary {
#define PLIMSOLL_CURL_FUNCTION(name) decltype(&::curl_##name) name = nullptr;
  PLIMSOLL_CURL_FUNCTIONS(PLIMSOLL_CURL_FUNCTION)
#undef PLIMSOLL_CURL_FUNCTION
  bool is_ready = false;  ///< loaded and set up; else no function may be called
};

/// Loaded and set up by the first caller.
const CurlLibrary& curl();

}  // namespace plimsoll::outside
