// SPDX-License-Identifier: MIT OR Apache-2.0
/// One exchange of libcurl with one server, whoever drives it.
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <string>

#include "curl_library.h"
#include "plimsoll/outside/curl_http.h"

namespace plimsoll::outside {

struct CurlHandleCloser {
  void operator()(CURL* handle) const { curl().easy_cleanup(handle); }
};
using CurlHandle = std::unique_ptr<CURL, CurlHandleCloser>;

constexpr auto not_ready = "libcurl is not on this machine or could not be set up; `--offline` does without";

/// A handle made ready for a request, and what comes back. Stays where it is: the handle refers to it. The handle must
/// not be used for another exchange before this one is over.
class CurlExchange {
 public:
  CurlExchange(CURL* handle, const HttpSettings&, HttpRequest request);
  ~CurlExchange();
  CurlExchange(const CurlExchange&) = delete;
  CurlExchange& operator=(const CurlExchange&) = delete;

  /// Sets the handle up; `left` is the time for this exchange. Error: usage, for headers that cannot be.
  support::Result<void> prepare(std::chrono::milliseconds left);
  /// What came of it, once libcurl is through.
  support::Result<HttpResponse> finish(CURLcode code);

  /// The request that the answer redirects to; the same request if it does not. Error: network, where it leads to is
  /// not safe.
  [[nodiscard]] support::Result<HttpRequest> redirected() const;
  [[nodiscard]] bool is_redirected() const { return !redirect_target_.empty(); }
  /// Whether another try may end better, and how long the server asks to wait before it.
  [[nodiscard]] bool may_pass() const { return may_pass_; }
  [[nodiscard]] std::chrono::milliseconds asked_pause() const { return asked_pause_; }
  /// The server could not be reached at all.
  [[nodiscard]] bool is_unreachable() const { return is_unreachable_; }

 private:
  struct ListCloser {
    void operator()(curl_slist* list) const { curl().slist_free_all(list); }
  };

  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user);
  static int on_progress(void* user, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t);
  bool take_body(std::string_view piece);
  support::Result<void> add_headers();
  void set_options(std::chrono::milliseconds left);
  [[nodiscard]] tl::unexpected<support::Error> failed(CURLcode code);

  CURL* handle_;
  const HttpSettings& settings_;
  HttpRequest request_;
  std::unique_ptr<curl_slist, ListCloser> headers_;
  std::array<char, CURL_ERROR_SIZE> reason_{};
  HttpResponse response_;
  std::uint64_t received_ = 0;
  bool is_too_large_ = false;
  bool has_enough_ = false;
  bool may_pass_ = false;
  bool is_unreachable_ = false;
  std::chrono::milliseconds asked_pause_{0};
  std::string redirect_target_;
};

/// Scheme, host and port: who is told secrets meant for an address.
std::string origin_of(const std::string& address);

/// Error: usage, for what is no http or https address.
support::Result<void> check_address(const HttpRequest&);

/// A pause varied by half, so that many clients do not come back at once.
std::chrono::milliseconds with_jitter(std::chrono::milliseconds pause);

inline constexpr int most_redirects = 10;
tl::unexpected<support::Error> too_many_redirects(const std::string& url);

}  // namespace plimsoll::outside
