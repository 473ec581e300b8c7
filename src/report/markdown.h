// SPDX-License-Identifier: MIT OR Apache-2.0
/// The Markdown of advisories as a small tree that holds text and nothing to be interpreted. HTML in it stays text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll::report {

struct Inline {
  enum class Kind { text, code, emphasis, link };
  Kind kind = Kind::text;
  std::string text;     ///< fit to be shown, as `support::printable` makes it
  std::string address;  ///< of a link; always a plain `https:` address
};

/// What stands on one line or in one paragraph.
using Line = std::vector<Inline>;

struct Block {
  enum class Kind { paragraph, heading, list, code };
  Kind kind = Kind::paragraph;
  std::vector<Line> lines;  ///< the items of a list; one for paragraphs and headings
  std::string code;
};

/// Addresses by label, in lower case.
using LinkTargets = std::map<std::string, std::string, std::less<>>;

/// Reads what CommonMark calls paragraphs, headings, lists, code and links, all without nesting; quotes lose their
/// marks. Links to anything but a plain `https:` address become their text. Texts of more than 64 KiB end there, with
/// an ellipsis. Cost: n log n in the length of the text, whatever it holds.
std::vector<Block> read_markdown(std::string_view text);

/// One paragraph without line ends.
Line read_inline(std::string_view text, const LinkTargets& targets);

/// As labels of links are compared: without regard to case and to spaces at the ends.
std::string label_key(std::string_view label);

}  // namespace plimsoll::report
