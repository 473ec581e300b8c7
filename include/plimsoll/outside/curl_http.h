// SPDX-License-Identifier: MIT OR Apache-2.0
/// HTTP over the network.
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "plimsoll/outside/http.h"
#include "plimsoll/outside/world.h"

namespace plimsoll::outside {

/// What holds for all requests.
struct HttpSettings {
  std::string user_agent = "plimsoll";
  std::string ca_file = {};  ///< certificates to trust in place of the system's; empty: the system's
  std::string proxy = {};    ///< empty: `https_proxy`, `all_proxy`, `no_proxy`… as libcurl reads them
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(15);
  /// A transfer slower than `slow_bytes_per_second` for this long is given up.
  std::chrono::seconds slow_timeout = std::chrono::seconds(20);
  long slow_bytes_per_second = 10;
  /// Before the first retry; doubled for each further one, varied by half.
  std::chrono::milliseconds first_pause = std::chrono::milliseconds(300);
  /// A server that asks for a longer pause is not asked again.
  std::chrono::milliseconds longest_pause = std::chrono::seconds(20);
};

/// Settings from the variables that Cargo and curl know: CARGO_HTTP_CAINFO, SSL_CERT_FILE or CURL_CA_BUNDLE, and
/// CARGO_HTTP_PROXY. `version` becomes part of the user agent.
HttpSettings http_settings(const Environment&, const std::string& version);

/// libcurl: certificates and host names are always verified, only http and https are spoken. Connections are kept for
/// the next request. `get` is safe from several threads.
class CurlHttp final : public Http {
 public:
  explicit CurlHttp(HttpSettings settings);
  ~CurlHttp() override;
  CurlHttp(const CurlHttp&) = delete;
  CurlHttp& operator=(const CurlHttp&) = delete;
  [[nodiscard]] support::Result<HttpResponse> get(const HttpRequest&) override;
  /// At once, over HTTP/2 on one connection for each server, else on a few.
  [[nodiscard]] std::vector<support::Result<HttpResponse>> get_all(std::span<const HttpRequest> requests,
                                                                   const HttpBatch&) override;

 private:
  class Handles;
  HttpSettings settings_;
  std::unique_ptr<Handles> handles_;
};

}  // namespace plimsoll::outside
