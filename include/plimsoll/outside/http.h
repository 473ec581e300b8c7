// SPDX-License-Identifier: MIT OR Apache-2.0
/// HTTP, as an interface.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "plimsoll/support/result.h"

namespace plimsoll::outside {

/// One GET request. Redirects are followed (at most ten, never from https to http).
struct HttpRequest {
  std::string url;
  std::map<std::string, std::string> headers = {};
  std::uint64_t limit_bytes = 64ULL << 20U;  ///< a longer body is the error too_large
  int timeout_seconds = 60;                  ///< for the whole, retries and the pauses between them included
  int retries = 3;                           ///< after failures that may pass: no connection, 429, 5xx, a cut body
  /// Called now and then with the bytes received and the bytes expected (0: not known).
  std::function<void(std::uint64_t, std::uint64_t)> on_progress = {};
};

/// Names in `headers` are in lower case; of several of one name the last is kept.
struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers = {};
  std::string body = {};
};

class Http {
 public:
  virtual ~Http() = default;
  /// A response whatever its status; errors only where none came: network, too_large, offline, usage (an address or
  /// header that cannot be). Safe from several threads.
  [[nodiscard]] virtual support::Result<HttpResponse> get(const HttpRequest&) = 0;
};

}  // namespace plimsoll::outside
