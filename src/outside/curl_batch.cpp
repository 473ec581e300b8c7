// SPDX-License-Identifier: MIT OR Apache-2.0
#include "curl_batch.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "curl_exchange.h"
#include "plimsoll/outside/url.h"

namespace plimsoll::outside {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using support::ErrorKind;
using support::failure;
using support::Result;

constexpr std::size_t most_at_once = 64;
constexpr long most_connections_to_a_host = 6;
constexpr long most_connections = 24;
constexpr milliseconds longest_wait{500};

/// One request on its way through redirects and retries.
struct Journey {
  const HttpRequest* asked;
  HttpRequest request;  ///< of the present exchange
  int redirects = 0;
  int tries_left = 0;
  milliseconds pause{0};
  Clock::time_point not_before = {};
  Clock::time_point end = {};
  CurlHandle handle = {};
  std::unique_ptr<CurlExchange> exchange = {};
  std::optional<Result<HttpResponse>> result = {};
};

class Batch {
 public:
  Batch(CURLM* multi, const HttpSettings& settings, std::span<const HttpRequest> requests, const HttpBatch& batch)
      : multi_(multi),
        settings_(settings),
        batch_(batch),
        end_(Clock::now() + std::chrono::seconds(batch.timeout_seconds)) {
    curl().multi_setopt(multi_, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    curl().multi_setopt(multi_, CURLMOPT_MAX_HOST_CONNECTIONS, most_connections_to_a_host);
    curl().multi_setopt(multi_, CURLMOPT_MAX_TOTAL_CONNECTIONS, most_connections);
    journeys_.reserve(requests.size());
    for (const auto& request : requests) journeys_.push_back(set_out(request));
  }

  std::vector<Result<HttpResponse>> run() {
    check_addresses();
    while (done_ < journeys_.size() && Clock::now() < end_) {
      start_waiting();
      int running = 0;
      curl().multi_perform(multi_, &running);
      take_finished();
      if (done_ < journeys_.size()) wait();
    }
    give_up_the_rest();
    std::vector<Result<HttpResponse>> results;
    results.reserve(journeys_.size());
    for (auto& journey : journeys_) results.push_back(std::move(*journey.result));
    return results;
  }

 private:
  [[nodiscard]] Journey set_out(const HttpRequest& request) const {
    Journey journey{&request, request};
    journey.tries_left = request.retries;
    journey.pause = settings_.first_pause;
    return journey;
  }

  void check_addresses() {
    for (auto& journey : journeys_)
      if (auto checked = check_address(*journey.asked); !checked) arrive(journey, failure(std::move(checked).error()));
  }

  void arrive(Journey& journey, Result<HttpResponse> result) {
    journey.result = std::move(result);
    ++done_;
    if (batch_.on_done) batch_.on_done(done_);
  }

  /// Those first in line get a handle each, as far as there is room.
  void start_waiting() {
    const auto now = Clock::now();
    while (first_open_ < journeys_.size() && journeys_[first_open_].result) ++first_open_;
    for (auto i = first_open_; i < journeys_.size() && active_ < most_at_once; ++i) {
      auto& journey = journeys_[i];
      if (journey.result || journey.exchange || journey.not_before > now) continue;
      if (const auto reason = unreachable_.find(origin_of(journey.request.url)); reason != unreachable_.end())
        arrive(journey, failure(reason->second));
      else
        start(journey, now);
    }
  }

  void start(Journey& journey, Clock::time_point now) {
    if (journey.end == Clock::time_point{})
      journey.end = std::min(end_, now + std::chrono::seconds(journey.asked->timeout_seconds));
    if (journey.end <= now) return arrive(journey, timed_out(journey));
    if (!journey.handle) journey.handle = take_handle();
    if (!journey.handle) return arrive(journey, failure(ErrorKind::network, not_ready));
    journey.exchange = std::make_unique<CurlExchange>(journey.handle.get(), settings_, journey.request);
    const auto ready = journey.exchange->prepare(std::chrono::ceil<milliseconds>(journey.end - now));
    if (!ready) {
      journey.exchange.reset();
      return arrive(journey, failure(ready.error()));
    }
    by_handle_[journey.handle.get()] = &journey;
    curl().multi_add_handle(multi_, journey.handle.get());
    ++active_;
  }

  CurlHandle take_handle() {
    if (idle_.empty()) return CurlHandle(curl().easy_init());
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }

  void take_finished() {
    int left = 0;
    while (const auto* message = curl().multi_info_read(multi_, &left)) {
      if (message->msg != CURLMSG_DONE) continue;
      auto& journey = *by_handle_.at(message->easy_handle);
      const auto code = message->data.result;
      stop(journey);
      finish(journey, code);
    }
  }

  void stop(Journey& journey) {
    curl().multi_remove_handle(multi_, journey.handle.get());
    by_handle_.erase(journey.handle.get());
    --active_;
  }

  void finish(Journey& journey, CURLcode code) {
    auto response = journey.exchange->finish(code);
    const auto exchange = std::move(journey.exchange);
    const auto origin = origin_of(journey.request.url);
    if (!exchange->is_unreachable()) reached_.insert(origin);
    if (response && exchange->is_redirected()) return follow(journey, *exchange);
    if (exchange->may_pass() && try_again(journey, exchange->asked_pause())) return;
    // Whether libcurl's clock or ours noticed first is chance; the words are not to depend on it.
    if (code == CURLE_OPERATION_TIMEDOUT && Clock::now() >= journey.end) return arrive(journey, timed_out(journey));
    if (!response && exchange->is_unreachable() && !reached_.contains(origin))
      unreachable_.emplace(origin, response.error());
    idle_.push_back(std::move(journey.handle));
    arrive(journey, std::move(response));
  }

  void follow(Journey& journey, const CurlExchange& exchange) {
    if (++journey.redirects > most_redirects) return arrive(journey, too_many_redirects(journey.asked->url));
    auto next = exchange.redirected();
    if (!next) return arrive(journey, failure(std::move(next).error()));
    journey.request = std::move(*next);
  }

  bool try_again(Journey& journey, milliseconds asked_pause) {
    const auto wait = std::max(asked_pause, with_jitter(journey.pause));
    const auto when = Clock::now() + wait;
    if (journey.tries_left <= 0 || wait > settings_.longest_pause || when >= journey.end) return false;
    --journey.tries_left;
    journey.pause *= 2;
    journey.redirects = 0;
    journey.not_before = when;
    journey.request = *journey.asked;
    return true;
  }

  void wait() {
    const auto now = Clock::now();
    auto until = std::min(end_, now + longest_wait);
    for (const auto& journey : journeys_)
      if (!journey.result && !journey.exchange && active_ < most_at_once) until = std::min(until, journey.not_before);
    const auto left = std::chrono::ceil<milliseconds>(until - now).count();
    if (left > 0) curl().multi_poll(multi_, nullptr, 0, static_cast<int>(left), nullptr);
  }

  void give_up_the_rest() {
    for (auto& journey : journeys_) {
      if (journey.exchange) stop(journey);
      journey.exchange.reset();
      if (!journey.result) arrive(journey, timed_out(journey));
    }
  }

  [[nodiscard]] tl::unexpected<support::Error> timed_out(const Journey& journey) const {
    const auto seconds = Clock::now() >= end_ ? batch_.timeout_seconds
                                              : std::min(batch_.timeout_seconds, journey.asked->timeout_seconds);
    return failure(ErrorKind::network, fmt::format("`{}` did not answer in full within {} seconds",
                                                   shown_url(journey.asked->url), seconds));
  }

  CURLM* multi_;
  const HttpSettings& settings_;
  const HttpBatch& batch_;
  Clock::time_point end_;
  std::vector<Journey> journeys_;
  std::map<CURL*, Journey*> by_handle_;
  std::vector<CurlHandle> idle_;
  std::set<std::string> reached_;
  std::map<std::string, support::Error> unreachable_;
  std::size_t first_open_ = 0;
  std::size_t active_ = 0;
  std::size_t done_ = 0;
};

}  // namespace

std::vector<Result<HttpResponse>> run_curl_batch(CURLM* multi, const HttpSettings& settings,
                                                 std::span<const HttpRequest> requests, const HttpBatch& batch) {
  if (multi == nullptr)
    return std::vector<Result<HttpResponse>>(requests.size(), failure(ErrorKind::network, not_ready));
  return Batch(multi, settings, requests, batch).run();
}

}  // namespace plimsoll::outside
