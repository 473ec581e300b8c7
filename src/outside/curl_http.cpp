// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/curl_http.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>
#include <vector>

#include "curl_batch.h"
#include "curl_exchange.h"
#include "plimsoll/outside/url.h"

namespace plimsoll::outside {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using support::ErrorKind;
using support::failure;
using support::Result;

/// One request with its redirects and retries.
class Attempt {
 public:
  Attempt(CURL* handle, const HttpSettings& settings, const HttpRequest& request)
      : handle_(handle),
        settings_(settings),
        request_(request),
        end_(Clock::now() + std::chrono::seconds(request.timeout_seconds)) {}

  Result<HttpResponse> run() {
    auto pause = settings_.first_pause;
    for (int tries_left = request_.retries;; --tries_left, pause *= 2) {
      again_ = false;
      asked_pause_ = milliseconds(0);
      auto result = follow();
      const auto wait = std::max(asked_pause_, with_jitter(pause));
      const bool enough = !again_ || tries_left <= 0 || wait > settings_.longest_pause || Clock::now() + wait >= end_;
      if (enough) return result;
      std::this_thread::sleep_for(wait);
    }
  }

 private:
  /// The answer at the end of all redirects.
  Result<HttpResponse> follow() {
    auto request = request_;
    for (int i = 0; i <= most_redirects; ++i) {
      const auto left = std::chrono::ceil<milliseconds>(end_ - Clock::now());
      if (left.count() <= 0) return failure(ErrorKind::network, timed_out());
      CurlExchange exchange(handle_, settings_, request);
      TRY(exchange.prepare(left));
      const auto code = curl().easy_perform(handle_);
      auto response = exchange.finish(code);
      again_ = exchange.may_pass();
      asked_pause_ = exchange.asked_pause();
      if (code == CURLE_OPERATION_TIMEDOUT && Clock::now() >= end_) return failure(ErrorKind::network, timed_out());
      if (!response || !exchange.is_redirected()) return response;
      TRY_INTO(request, exchange.redirected());
    }
    return too_many_redirects(request_.url);
  }

  [[nodiscard]] std::string timed_out() const {
    return fmt::format("`{}` did not answer in full within {} seconds", shown_url(request_.url),
                       request_.timeout_seconds);
  }

  CURL* handle_;
  const HttpSettings& settings_;
  const HttpRequest& request_;
  Clock::time_point end_;
  bool again_ = false;
  milliseconds asked_pause_{0};
};

}  // namespace

/// Handles at rest, each with its open connections, and those of batches.
class CurlHttp::Handles {
 public:
  CurlHandle take() {
    const std::scoped_lock guard(mutex_);
    if (idle_.empty()) return CurlHandle(curl().is_ready ? curl().easy_init() : nullptr);
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }
  void give_back(CurlHandle handle) {
    const std::scoped_lock guard(mutex_);
    idle_.push_back(std::move(handle));
  }
  /// Batches of several threads wait for each other: they share connections.
  std::vector<Result<HttpResponse>> run_batch(const HttpSettings& settings, std::span<const HttpRequest> requests,
                                              const HttpBatch& batch) {
    const std::scoped_lock guard(batch_mutex_);
    if (!multi_ && curl().is_ready) multi_.reset(curl().multi_init());
    return run_curl_batch(multi_.get(), settings, requests, batch);
  }

 private:
  struct MultiCloser {
    void operator()(CURLM* multi) const { curl().multi_cleanup(multi); }
  };
  std::mutex mutex_;
  std::vector<CurlHandle> idle_;
  std::mutex batch_mutex_;
  std::unique_ptr<CURLM, MultiCloser> multi_;
};

HttpSettings http_settings(const Environment& environment, const std::string& version) {
  HttpSettings settings;
  settings.user_agent = "plimsoll/" + version;
  for (const auto* name : {"CARGO_HTTP_CAINFO", "SSL_CERT_FILE", "CURL_CA_BUNDLE"})
    if (settings.ca_file.empty()) settings.ca_file = environment.get(name).value_or("");
  settings.proxy = environment.get("CARGO_HTTP_PROXY").value_or("");
  return settings;
}

CurlHttp::CurlHttp(HttpSettings settings) : settings_(std::move(settings)), handles_(std::make_unique<Handles>()) {}

CurlHttp::~CurlHttp() = default;

Result<HttpResponse> CurlHttp::get(const HttpRequest& request) {
  TRY(check_address(request));
  auto handle = handles_->take();
  if (!handle) return failure(ErrorKind::network, not_ready);
  auto result = Attempt(handle.get(), settings_, request).run();
  handles_->give_back(std::move(handle));
  return result;
}

std::vector<Result<HttpResponse>> CurlHttp::get_all(std::span<const HttpRequest> requests, const HttpBatch& batch) {
  return handles_->run_batch(settings_, requests, batch);
}

}  // namespace plimsoll::outside
