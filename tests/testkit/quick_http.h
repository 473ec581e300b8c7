// SPDX-License-Identifier: MIT OR Apache-2.0
/// HTTP as tests need it: real, but with short pauses, and requests to a server on the loopback address.
#pragma once

#include <string>
#include <vector>

#include "plimsoll/outside/curl_http.h"
#include "testkit/http_server.h"

namespace plimsoll::testkit {

inline outside::HttpSettings quick_http() {
  outside::HttpSettings settings;
  settings.user_agent = "plimsoll/test";
  settings.first_pause = std::chrono::milliseconds(1);
  settings.longest_pause = std::chrono::milliseconds(100);
  settings.connect_timeout = std::chrono::seconds(2);
  return settings;
}

inline std::vector<outside::HttpRequest> requests_for(const HttpServer& server, const std::vector<std::string>& paths) {
  std::vector<outside::HttpRequest> requests;
  for (const auto& path : paths) requests.push_back({server.url(path)});
  return requests;
}

}  // namespace plimsoll::testkit
