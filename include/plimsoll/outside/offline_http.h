// SPDX-License-Identifier: MIT OR Apache-2.0
/// HTTP for those who asked for no network.
#pragma once

#include "plimsoll/outside/http.h"

namespace plimsoll::outside {

/// Answers every request with the error offline.
class OfflineHttp final : public Http {
 public:
  [[nodiscard]] support::Result<HttpResponse> get(const HttpRequest&) override;
};

}  // namespace plimsoll::outside
