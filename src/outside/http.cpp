// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/http.h"

namespace plimsoll::outside {

std::vector<support::Result<HttpResponse>> Http::get_all(std::span<const HttpRequest> requests,
                                                         const HttpBatch& batch) {
  std::vector<support::Result<HttpResponse>> results;
  results.reserve(requests.size());
  for (const auto& request : requests) {
    results.push_back(get(request));
    if (batch.on_done) batch.on_done(results.size());
  }
  return results;
}

}  // namespace plimsoll::outside
