// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/curl_http.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

#include "plimsoll/outside/offline_http.h"
#include "plimsoll/outside/url.h"
#include "testkit/fixed_clock.h"
#include "testkit/http_server.h"
#include "testkit/quick_http.h"

using namespace plimsoll;
using outside::CurlHttp;
using outside::HttpRequest;
using support::ErrorKind;
using testkit::HttpServer;
using testkit::quick_http;
using testkit::ServedRequest;
using testkit::ServedResponse;

namespace {

/// Answers with the given responses in order; the last one stays.
HttpServer::Handler one_after_the_other(std::vector<ServedResponse> responses) {
  auto next = std::make_shared<std::atomic<std::size_t>>(0);
  return [responses = std::move(responses), next](const ServedRequest&) {
    return responses[std::min(next->fetch_add(1), responses.size() - 1)];
  };
}

ServedResponse redirect(std::string target) {
  return {302, {{"Location", std::move(target)}}, "moved"};
}

support::Error error_of(const support::Result<outside::HttpResponse>& result) {
  REQUIRE_FALSE(result);
  return result.error();
}

}  // namespace

TEST_CASE("a body arrives with its status and headers in lower case") {
  const HttpServer server([](const ServedRequest&) { return ServedResponse{200, {{"ETag", "\"one\""}}, "hello"}; });
  const auto response = CurlHttp(quick_http()).get({server.url("/a")});
  REQUIRE(response);
  CHECK(response->status == 200);
  CHECK(response->body == "hello");
  CHECK(response->headers.at("etag") == "\"one\"");
}

TEST_CASE("request headers and the user agent are sent, no content coding is asked for") {
  const HttpServer server([](const ServedRequest&) { return ServedResponse{304}; });
  const auto response = CurlHttp(quick_http()).get({server.url("/a"), {{"If-None-Match", "\"one\""}}});
  REQUIRE(response);
  CHECK(response->status == 304);
  const auto asked = server.requests().at(0);
  CHECK(asked.headers.at("if-none-match") == "\"one\"");
  CHECK(asked.headers.at("user-agent") == "plimsoll/test");
  CHECK_FALSE(asked.headers.contains("accept-encoding"));
}

TEST_CASE("redirects are followed") {
  const HttpServer server([](const ServedRequest& request) {
    return request.path == "/a" ? redirect("/b") : ServedResponse{200, {}, "there"};
  });
  CHECK(CurlHttp(quick_http()).get({server.url("/a")})->body == "there");
}

TEST_CASE("a redirect in a circle ends") {
  const HttpServer server([](const ServedRequest&) { return redirect("/a"); });
  const auto error = error_of(CurlHttp(quick_http()).get({server.url("/a")}));
  CHECK(error.kind == ErrorKind::network);
  CHECK(error.message.find("more than 10 redirects") != std::string::npos);
  CHECK(server.requests().size() == 11);
}

TEST_CASE("a redirect to another scheme is not followed") {
  const HttpServer server([](const ServedRequest&) { return redirect("file:///etc/hostname"); });
  CHECK(error_of(CurlHttp(quick_http()).get({server.url("/a")})).kind == ErrorKind::network);
}

TEST_CASE("a secret for one server is not told to the next") {
  const HttpServer second([](const ServedRequest&) { return ServedResponse{200, {}, "there"}; });
  const HttpServer first([&](const ServedRequest&) { return redirect(second.url("/b")); });
  REQUIRE(CurlHttp(quick_http()).get({first.url("/a"), {{"Authorization", "secret"}, {"X-Kept", "yes"}}}));
  CHECK(first.requests().at(0).headers.contains("authorization"));
  CHECK_FALSE(second.requests().at(0).headers.contains("authorization"));
  CHECK(second.requests().at(0).headers.contains("x-kept"));
}

TEST_CASE("a server that recovers is asked again") {
  const HttpServer server(one_after_the_other({{500}, {503}, {200, {}, "well"}}));
  CHECK(CurlHttp(quick_http()).get({server.url("/a")})->body == "well");
  CHECK(server.requests().size() == 3);
}

TEST_CASE("a server that does not recover is given up, and its last answer told") {
  const HttpServer server(one_after_the_other({{500}}));
  CHECK(CurlHttp(quick_http()).get({server.url("/a")})->status == 500);
  CHECK(server.requests().size() == 4);
}

TEST_CASE("what a client did wrong is not asked again") {
  const HttpServer server(one_after_the_other({{404}}));
  CHECK(CurlHttp(quick_http()).get({server.url("/a")})->status == 404);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a server that asks for a longer pause than allowed is not asked again") {
  const HttpServer server(one_after_the_other({{429, {{"Retry-After", "3600"}}}, {200}}));
  CHECK(CurlHttp(quick_http()).get({server.url("/a")})->status == 429);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a body that is cut off is asked for again") {
  const HttpServer server(one_after_the_other({{200, {}, "hal", 100}, {200, {}, "whole"}}));
  CHECK(CurlHttp(quick_http()).get({server.url("/a")})->body == "whole");
}

TEST_CASE("a body that is always cut off is an error") {
  const HttpServer server(one_after_the_other({{200, {}, "hal", 100}}));
  HttpRequest request{server.url("/a")};
  request.retries = 1;
  CHECK(error_of(CurlHttp(quick_http()).get(request)).kind == ErrorKind::network);
}

TEST_CASE("a body over the limit is refused") {
  const HttpServer server(one_after_the_other({{200, {}, std::string(2000, 'x')}}));
  HttpRequest request{server.url("/a")};
  request.limit_bytes = 1000;
  CHECK(error_of(CurlHttp(quick_http()).get(request)).kind == ErrorKind::too_large);
  CHECK(server.requests().size() == 1);
}

TEST_CASE("a server that does not answer is given up in time") {
  std::atomic<bool> done{false};
  const HttpServer server([&](const ServedRequest&) {
    while (!done) std::this_thread::yield();
    return ServedResponse{};
  });
  HttpRequest request{server.url("/a")};
  request.timeout_seconds = 1;
  const auto result = CurlHttp(quick_http()).get(request);
  done = true;
  CHECK(error_of(result).kind == ErrorKind::network);
  CHECK(error_of(result).message.find("within 1 seconds") != std::string::npos);
}

TEST_CASE("progress is told") {
  const HttpServer server(one_after_the_other({{200, {}, std::string(5000, 'x')}}));
  HttpRequest request{server.url("/a")};
  std::uint64_t most = 0;
  request.on_progress = [&](std::uint64_t now, std::uint64_t) { most = std::max(most, now); };
  REQUIRE(CurlHttp(quick_http()).get(request));
  CHECK(most == 5000);
}

TEST_CASE("an address without a server is an error that hides the password") {
  HttpRequest request{"http://user:secret@127.0.0.1:1/a"};
  request.retries = 0;
  const auto error = error_of(CurlHttp(quick_http()).get(request));
  CHECK(error.kind == ErrorKind::network);
  CHECK(error.message.find("secret") == std::string::npos);
}

TEST_CASE("only http and https addresses and clean headers are taken") {
  CurlHttp http(quick_http());
  CHECK(error_of(http.get({"file:///etc/hostname"})).kind == ErrorKind::usage);
  CHECK(error_of(http.get({"http://127.0.0.1/a\r\nX: y"})).kind == ErrorKind::usage);
  CHECK(error_of(http.get({"http://127.0.0.1:1/", {{"X", "a\r\nY: b"}}})).kind == ErrorKind::usage);
}

TEST_CASE("one client serves several threads") {
  const HttpServer server([](const ServedRequest& request) { return ServedResponse{200, {}, request.path}; });
  CurlHttp http(quick_http());
  std::vector<std::string> bodies(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < bodies.size(); ++i)
    threads.emplace_back([&, i] { bodies[i] = http.get({server.url("/" + std::to_string(i))})->body; });
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < bodies.size(); ++i) CHECK(bodies[i] == "/" + std::to_string(i));
}

TEST_CASE("settings come from the variables of Cargo before those of curl") {
  testkit::FixedEnvironment environment;
  environment.set("SSL_CERT_FILE", "/ssl");
  CHECK(outside::http_settings(environment, "1.2").ca_file == "/ssl");
  environment.set("CARGO_HTTP_CAINFO", "/cargo");
  CHECK(outside::http_settings(environment, "1.2").ca_file == "/cargo");
  CHECK(outside::http_settings(environment, "1.2").user_agent == "plimsoll/1.2");
}

TEST_CASE("without a network every request is refused") {
  outside::OfflineHttp http;
  CHECK(error_of(http.get({"https://example.org/"})).kind == ErrorKind::offline);
}

TEST_CASE("an address is shown without its secrets") {
  CHECK(outside::shown_url("https://user:pass@example.org/a@b") == "https://example.org/a@b");
  CHECK(outside::shown_url("https://example.org/") == "https://example.org/");
  CHECK(outside::shown_url("https://a@b@example.org") == "https://example.org");
}
