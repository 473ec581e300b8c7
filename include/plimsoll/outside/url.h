// SPDX-License-Identifier: MIT OR Apache-2.0
/// Addresses, as they may be shown.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::outside {

/// The address without user name and password, fit to be printed.
std::string shown_url(std::string_view url);

/// Whether the text begins with `http://` or `https://`, in any case.
bool is_http_url(std::string_view text);
bool is_https_url(std::string_view text);

}  // namespace plimsoll::outside
