// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <set>
#include <thread>

#include "plimsoll/outside/curl_http.h"
#include "testkit/http_server.h"
#include "testkit/quick_http.h"

using namespace plimsoll;
using outside::CurlHttp;
using outside::HttpRequest;
using support::ErrorKind;
using testkit::HttpServer;
using testkit::quick_http;
using testkit::requests_for;
using testkit::ServedRequest;
using testkit::ServedResponse;

namespace {

/// Keeps what it is given, and has enough after a number of bytes.
class Collector final : public outside::BodySink {
 public:
  explicit Collector(std::size_t enough = SIZE_MAX) : enough_(enough) {}
  void begin() override {
    text.clear();
    ++bodies;
  }
  bool take(std::string_view piece) override {
    text += piece;
    return text.size() < enough_;
  }
  std::string text;
  int bodies = 0;

 private:
  std::size_t enough_;
};

}  // namespace

TEST_CASE("many answers come back in the order of the questions") {
  const HttpServer server([](const ServedRequest& request) { return ServedResponse{200, {}, "at " + request.path}; });
  std::vector<std::string> paths;
  for (int i = 0; i < 150; ++i) paths.push_back("/" + std::to_string(i));
  std::size_t last_told = 0;
  CurlHttp http(quick_http());
  const auto results = http.get_all(requests_for(server, paths), {30, [&](std::size_t done) { last_told = done; }});
  REQUIRE(results.size() == paths.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    REQUIRE(results[i]);
    CHECK(results[i]->body == "at " + paths[i]);
  }
  CHECK(last_told == paths.size());
}

TEST_CASE("a batch without requests is done at once") {
  CurlHttp http(quick_http());
  CHECK(http.get_all({}, {}).empty());
}

TEST_CASE("requests of a batch are under way at the same time") {
  std::atomic<int> present{0};
  const HttpServer server([&](const ServedRequest&) {
    ++present;
    for (int i = 0; i < 2000 && present < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return ServedResponse{present >= 2 ? 200 : 503};
  });
  CurlHttp http(quick_http());
  for (const auto& result : http.get_all(requests_for(server, {"/a", "/b"}), {})) CHECK(result->status == 200);
}

TEST_CASE("a failure of one request leaves the others alone") {
  const HttpServer server([](const ServedRequest& request) {
    return request.path == "/bad" ? ServedResponse{404} : ServedResponse{200, {}, "good"};
  });
  auto requests = requests_for(server, {"/good", "/bad"});
  requests.push_back({"gopher://nowhere/"});
  CurlHttp http(quick_http());
  const auto results = http.get_all(requests, {});
  CHECK(results[0]->body == "good");
  CHECK(results[1]->status == 404);
  CHECK(results[2].error().kind == ErrorKind::usage);
}

TEST_CASE("a batch tries again after an answer that may pass") {
  std::atomic<int> count{0};
  const HttpServer server([&](const ServedRequest&) {
    return count++ == 0 ? ServedResponse{503} : ServedResponse{200, {}, "there"};
  });
  CurlHttp http(quick_http());
  CHECK(http.get_all(requests_for(server, {"/a"}), {}).front()->body == "there");
}

TEST_CASE("a batch follows redirects and tells no other server the token") {
  const HttpServer other([](const ServedRequest&) { return ServedResponse{200, {}, "there"}; });
  const HttpServer server([&](const ServedRequest&) { return ServedResponse{302, {{"Location", other.url("/b")}}}; });
  CurlHttp http(quick_http());
  const std::vector<HttpRequest> requests{{server.url("/a"), {{"Authorization", "secret"}}}};
  CHECK(http.get_all(requests, {}).front()->body == "there");
  CHECK(server.requests().at(0).headers.at("authorization") == "secret");
  CHECK_FALSE(other.requests().at(0).headers.contains("authorization"));
}

TEST_CASE("a batch ends a circle of redirects") {
  const HttpServer server([](const ServedRequest&) { return ServedResponse{302, {{"Location", "/a"}}}; });
  CurlHttp http(quick_http());
  const auto result = std::move(http.get_all(requests_for(server, {"/a"}), {}).front());
  REQUIRE_FALSE(result);
  CHECK(result.error().message.find("redirects") != std::string::npos);
}

TEST_CASE("what is not done within the time of the batch has failed") {
  std::atomic<bool> is_over{false};
  const HttpServer server([&](const ServedRequest& request) {
    for (int i = 0; i < 10'000 && request.path == "/slow" && !is_over; ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    return ServedResponse{200, {}, "there"};
  });
  CurlHttp http(quick_http());
  const auto results = http.get_all(requests_for(server, {"/slow", "/quick"}), {1});
  is_over = true;
  REQUIRE_FALSE(results[0]);
  CHECK(results[0].error().kind == ErrorKind::network);
  CHECK(results[0].error().message.find("within 1 seconds") != std::string::npos);
  REQUIRE(results[1]);
  CHECK(results[1]->body == "there");
}

TEST_CASE("a server that cannot be reached fails all its requests with one reason") {
  std::string gone;
  {
    const HttpServer server([](const ServedRequest&) { return ServedResponse{}; });
    gone = server.url("/a");
  }
  CurlHttp http(quick_http());
  const std::vector<HttpRequest> requests(500, HttpRequest{gone});
  const auto results = http.get_all(requests, {});
  CHECK(std::ranges::all_of(results,
                            [](const auto& result) { return !result && result.error().kind == ErrorKind::network; }));
}

TEST_CASE("a sink that has enough ends the transfer well") {
  const HttpServer server([](const ServedRequest&) { return ServedResponse{200, {}, std::string(4'000'000, 'x')}; });
  Collector sink(1000);
  HttpRequest request{server.url("/a")};
  request.sink = &sink;
  const auto result = CurlHttp(quick_http()).get(request);
  REQUIRE(result);
  CHECK(result->status == 200);
  CHECK(result->body.empty());
  CHECK(sink.text.size() >= 1000);
  CHECK(sink.text.size() < 4'000'000);
}

TEST_CASE("a sink gets the body of the answer and of nothing before it") {
  std::atomic<int> count{0};
  const HttpServer server([&](const ServedRequest& request) {
    if (request.path == "/a") return ServedResponse{302, {{"Location", "/b"}}, "moved"};
    return count++ == 0 ? ServedResponse{200, {}, "half", 100} : ServedResponse{200, {}, "whole"};
  });
  Collector sink;
  std::vector<HttpRequest> requests{{server.url("/a")}};
  requests[0].sink = &sink;
  CurlHttp http(quick_http());
  const auto results = http.get_all(requests, {});
  REQUIRE(results[0]);
  CHECK(sink.text == "whole");
  CHECK(sink.bodies == 2);
}

TEST_CASE("a sink is spared the body of a failure") {
  const HttpServer server([](const ServedRequest&) { return ServedResponse{404, {}, "not here"}; });
  Collector sink;
  HttpRequest request{server.url("/a")};
  request.sink = &sink;
  const auto result = CurlHttp(quick_http()).get(request);
  CHECK(result->body == "not here");
  CHECK(sink.bodies == 0);
}

TEST_CASE("a body beyond the limit is refused, also from a sink") {
  const HttpServer server([](const ServedRequest&) { return ServedResponse{200, {}, std::string(5000, 'x')}; });
  Collector sink;
  std::vector<HttpRequest> requests{{server.url("/a")}, {server.url("/b")}};
  requests[0].sink = &sink;
  for (auto& request : requests) request.limit_bytes = 1000;
  CurlHttp http(quick_http());
  for (const auto& result : http.get_all(requests, {})) {
    REQUIRE_FALSE(result);
    CHECK(result.error().kind == ErrorKind::too_large);
  }
}
