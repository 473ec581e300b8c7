// SPDX-License-Identifier: MIT OR Apache-2.0
/// HTTP without a network: answers from a table.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "plimsoll/outside/http.h"

namespace plimsoll::testkit {

/// Answers a url with the responses given for it, in order; the last one stays. A url nobody gave an answer for is the
/// error network, as from a host that cannot be reached.
class ReplayHttp final : public outside::Http {
 public:
  void answer(const std::string& url, outside::HttpResponse response) {
    answers_[url].push_back(support::Result<outside::HttpResponse>(std::move(response)));
  }
  void fail(const std::string& url, support::Error error) {
    answers_[url].push_back(support::failure(std::move(error)));
  }

  [[nodiscard]] support::Result<outside::HttpResponse> get(const outside::HttpRequest& request) override {
    const std::scoped_lock guard(mutex_);
    requests.push_back(request);
    const auto found = answers_.find(request.url);
    if (found == answers_.end())
      return support::failure(support::ErrorKind::network, "could not connect to `" + request.url + "`");
    auto& queue = found->second;
    auto result = queue.front();
    if (queue.size() > 1) queue.pop_front();
    if (result && result->body.size() > request.limit_bytes)
      return support::failure(support::ErrorKind::too_large, "the answer is larger than allowed");
    return result;
  }

  /// Every request so far, in order.
  std::vector<outside::HttpRequest> requests;

 private:
  std::mutex mutex_;
  std::map<std::string, std::deque<support::Result<outside::HttpResponse>>> answers_;
};

}  // namespace plimsoll::testkit
