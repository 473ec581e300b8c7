// SPDX-License-Identifier: MIT OR Apache-2.0
/// A real HTTP server on the loopback address, for as long as the object lives.
#pragma once

#include <httplib.h>

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
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

  explicit HttpServer(Handler handler) : handler_(std::move(handler)) {
    server_.Get(".*",
                [this](const httplib::Request& request, httplib::Response& response) { serve(request, response); });
    server_.set_keep_alive_max_count(1);  // or stopping would wait for clients that keep a connection
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~HttpServer() {
    server_.stop();
    thread_.join();
  }
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::string url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port_) + path;
  }
  /// Every request so far, in order of arrival.
  [[nodiscard]] std::vector<ServedRequest> requests() const {
    const std::scoped_lock guard(mutex_);
    return requests_;
  }

 private:
  void serve(const httplib::Request& request, httplib::Response& response) {
    ServedRequest asked{request.path, {}};
    for (const auto& header : request.headers) asked.headers[lower(header.first)] = header.second;
    {
      const std::scoped_lock guard(mutex_);
      requests_.push_back(asked);
    }
    auto answer = handler_(asked);
    response.status = answer.status;
    for (const auto& header : answer.headers) response.set_header(header.first, header.second);
    if (answer.length <= answer.body.size()) {
      response.set_content(answer.body, "application/octet-stream");
      return;
    }
    auto body = std::make_shared<std::string>(std::move(answer.body));
    response.set_content_provider(answer.length, "application/octet-stream",
                                  [body](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                    if (offset >= body->size()) return false;
                                    return sink.write(body->data() + offset, body->size() - offset);
                                  });
  }
  static std::string lower(std::string text) {
    for (auto& c : text)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return text;
  }

  Handler handler_;
  mutable std::mutex mutex_;
  std::vector<ServedRequest> requests_;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace plimsoll::testkit
