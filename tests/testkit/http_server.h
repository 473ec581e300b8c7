// SPDX-License-Identifier: MIT OR Apache-2.0
/// A real HTTP server on the loopback address, for as long as the object lives.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace plimsoll::testkit {

/// What a server is asked and what it answers. `length` above the body's size makes the server promise more than it
/// sends before it closes the connection.
struct ServedRequest {
  std::string path;
  std::map<std::string, std::string> headers;  ///< names in lower case
};
struct ServedResponse {
  int status = 200;
  std::map<std::string, std::string> headers = {};
  std::string body = {};
  std::size_t length = 0;
};

/// The handler is called from several threads at once.
class HttpServer {
 public:
  using Handler = std::function<ServedResponse(const ServedRequest&)>;

  explicit HttpServer(Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::string url(const std::string& path) const;
  /// Every request so far, in order of arrival.
  [[nodiscard]] std::vector<ServedRequest> requests() const;

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

}  // namespace plimsoll::testkit
