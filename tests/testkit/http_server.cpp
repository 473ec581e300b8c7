// SPDX-License-Identifier: MIT OR Apache-2.0
#include "testkit/http_server.h"

#include <httplib.h>

#include <mutex>
#include <thread>
#include <utility>

#ifdef __SANITIZE_THREAD__
// Where the library comes compiled, the sanitizer does not see that its threads wait for what one of them makes first.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
  return "race:libcpp-httplib.so";
}
#endif

namespace plimsoll::testkit {
namespace {

std::string lower(std::string text) {
  for (auto& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// Sends what there is of the body, then gives up.
httplib::ContentProvider cut_off(std::string body) {
  return [body = std::move(body)](std::size_t offset, std::size_t, httplib::DataSink& sink) {
    if (offset >= body.size()) return false;
    return sink.write(body.data() + offset, body.size() - offset);
  };
}

}  // namespace

class HttpServer::Listener {
 public:
  explicit Listener(Handler handler) : handler_(std::move(handler)) {
    server_.Get(".*",
                [this](const httplib::Request& request, httplib::Response& response) { serve(request, response); });
    server_.set_keep_alive_max_count(1);  // or stopping would wait for clients that keep a connection
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::yield();
  }
  ~Listener() {
    server_.stop();
    thread_.join();
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  [[nodiscard]] int port() const { return port_; }
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
    constexpr auto type = "application/octet-stream";
    auto answer = handler_(asked);
    response.status = answer.status;
    for (const auto& header : answer.headers) response.set_header(header.first, header.second);
    if (answer.length <= answer.body.size())
      response.set_content(answer.body, type);
    else
      response.set_content_provider(answer.length, type, cut_off(std::move(answer.body)));
  }

  Handler handler_;
  mutable std::mutex mutex_;
  std::vector<ServedRequest> requests_;
  httplib::Server server_;
  int port_ = 0;
  std::thread thread_;
};

HttpServer::HttpServer(Handler handler) : listener_(std::make_unique<Listener>(std::move(handler))) {}

HttpServer::~HttpServer() = default;

std::string HttpServer::url(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(listener_->port()) + path;
}

std::vector<ServedRequest> HttpServer::requests() const {
  return listener_->requests();
}

}  // namespace plimsoll::testkit
