// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/offline_http.h"

#include <fmt/format.h>

#include "plimsoll/outside/url.h"

namespace plimsoll::outside {

support::Result<HttpResponse> OfflineHttp::get(const HttpRequest& request) {
  return support::failure(support::ErrorKind::offline,
                          fmt::format("`{}` was not asked, because the network was ruled out", shown_url(request.url)));
}

}  // namespace plimsoll::outside
