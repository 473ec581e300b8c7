// SPDX-License-Identifier: MIT OR Apache-2.0
/// HTTP, as an interface.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/support/result.h"

namespace plimsoll::outside {

/// Takes a body piece by piece, and may have enough before its end.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// A body begins; what came before was of a try that failed.
  virtual void begin() = 0;
  /// The next piece. False: that is enough, and the transfer ends well.
  [[nodiscard]] virtual bool take(std::string_view piece) = 0;
};

/// One GET request. Redirects are followed (at most ten, never from https to http).
struct HttpRequest {
  std::string url;
  std::map<std::string, std::string> headers = {};
  std::uint64_t limit_bytes = 64ULL << 20U;  ///< a longer body is the error too_large
  int timeout_seconds = 60;                  ///< for the whole, retries and the pauses between them included
  int retries = 3;                           ///< after failures that may pass: no connection, 429, 5xx, a cut body
  /// Called now and then with the bytes received and the bytes expected (0: not known).
  std::function<void(std::uint64_t, std::uint64_t)> on_progress = {};
  /// Is given the body of an answer with status 200, which then is not in the response. Outlives the request.
  BodySink* sink = nullptr;
};

/// Names in `headers` are in lower case; of several of one name the last is kept.
struct HttpResponse {
  int status = 0;
  std::map<std::string, std::string> headers = {};
  std::string body = {};
};

/// What holds for several requests together.
struct HttpBatch {
  int timeout_seconds = 60;  ///< for all of them
  /// Called with the number of requests that are done, each time that it grows.
  std::function<void(std::size_t)> on_done = {};
};

class Http {
 public:
  virtual ~Http() = default;
  /// A response whatever its status; errors only where none came: network, too_large, offline, usage (an address or
  /// header that cannot be). Safe from several threads.
  [[nodiscard]] virtual support::Result<HttpResponse> get(const HttpRequest&) = 0;

  /// The same for many requests, one result for each, in their order. What is not done in time is the error network.
  /// As it stands here, one after the other and without a limit for all.
  [[nodiscard]] virtual std::vector<support::Result<HttpResponse>> get_all(std::span<const HttpRequest> requests,
                                                                           const HttpBatch&);
};

}  // namespace plimsoll::outside
