// SPDX-License-Identifier: MIT OR Apache-2.0
/// Many requests at once on few connections.
#pragma once

#include <curl/curl.h>

#include <span>
#include <vector>

#include "plimsoll/outside/curl_http.h"

namespace plimsoll::outside {

/// `Http::get_all` on a multi handle, whose open connections are taken and left for the next batch. Over HTTP/2 the
/// requests to one server share a connection. Once a server cannot be reached, what is left to ask of it fails with
/// the same reason and is not tried.
std::vector<support::Result<HttpResponse>> run_curl_batch(CURLM*, const HttpSettings&, std::span<const HttpRequest>,
                                                          const HttpBatch&);

}  // namespace plimsoll::outside
