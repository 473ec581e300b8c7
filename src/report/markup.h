// SPDX-License-Identifier: MIT OR Apache-2.0
/// Text of others in HTML.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace plimsoll::report {

/// `text` as one line, fit for an element's content and for a quoted attribute.
std::string escape(std::string_view text);

/// The same, with what stands between backticks as code.
std::string escape_message(std::string_view text);

/// `text` escaped with line ends kept, for what we wrote ourselves.
std::string escape_lines(std::string_view text);

/// `https:` and nothing but printable ASCII, so that it reads the same in every context.
bool is_plain_address(std::string_view);

/// A link that shows its address; the mere text if it is anything but a plain `https:` address.
std::string link_to(std::string_view address);

/// The source expression by which a content security policy allows a style or script with this text: `'sha256-…'`.
std::string digest_source(std::string_view text);

/// `page` with every `{{name}}` replaced by its value, each once: values are not looked into. A name without a value is
/// our own mistake and ends the program.
std::string fill(std::string_view page, const std::map<std::string_view, std::string>& values);

}  // namespace plimsoll::report
