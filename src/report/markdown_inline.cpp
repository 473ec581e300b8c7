// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "markdown.h"
#include "markup.h"
#include "plimsoll/support/text.h"

namespace plimsoll::report {
namespace {

using Kind = Inline::Kind;

constexpr std::size_t longest_address = 2048;
/// Emphasis in links in emphasis; what lies deeper stays as it is written.
constexpr int deepest = 4;

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) > 0x7f;
}

bool is_punctuation(char c) {
  return c > ' ' && c < '\x7f' && !is_word(c);
}

struct Entity {
  std::string_view name;
  char character;
};

constexpr std::array entities{Entity{"&lt;", '<'},   Entity{"&gt;", '>'},   Entity{"&amp;", '&'},
                              Entity{"&quot;", '"'}, Entity{"&#39;", '\''}, Entity{"&nbsp;", ' '}};

/// Where a stretch that was opened somewhere can end, so that no search goes through the text twice.
class Marks {
 public:
  explicit Marks(std::string_view text) : closing_bracket_(text.size()) {
    std::vector<std::size_t> open;
    for (std::size_t at = 0; at < text.size();) {
      const char c = text[at];
      if (c == '\\') {
        at += 2;
        continue;
      }
      if (c == '[') open.push_back(at);
      if (c == ']' && !open.empty()) {
        closing_bracket_[open.back()] = at;
        open.pop_back();
      }
      at += c == '`' || c == '*' || c == '_' ? add_run(text, at) : 1;
    }
  }

  /// The first run of this character and length behind `from` that may close one.
  [[nodiscard]] std::optional<std::size_t> closing(char c, std::size_t length, std::size_t from) const {
    const auto runs = runs_.find({c, length});
    if (runs == runs_.end()) return std::nullopt;
    const auto next = std::ranges::lower_bound(runs->second, from);
    return next == runs->second.end() ? std::nullopt : std::optional(*next);
  }

  [[nodiscard]] std::optional<std::size_t> closing_bracket(std::size_t open) const {
    return closing_bracket_[open] == 0 ? std::nullopt : std::optional(closing_bracket_[open]);
  }

 private:
  std::size_t add_run(std::string_view text, std::size_t at) {
    const char c = text[at];
    const auto end = std::min(text.find_first_not_of(c, at), text.size());
    const bool follows_text = at > 0 && text[at - 1] != ' ';
    const bool is_inside_word = c == '_' && end < text.size() && is_word(text[end]);
    if (c == '`' || (follows_text && !is_inside_word)) runs_[{c, end - at}].push_back(at);
    return end - at;
  }

  std::map<std::pair<char, std::size_t>, std::vector<std::size_t>> runs_;
  std::vector<std::size_t> closing_bracket_;
};

class InlineReader {
 public:
  InlineReader(std::string_view text, const LinkTargets& targets, int depth)
      : text_(text), targets_(targets), marks_(text), depth_(depth) {}

  Line read() {
    while (at_ < text_.size())
      if (!read_marked()) plain_ += text_[at_++];
    end_plain();
    return std::move(line_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

  bool read_marked() {
    switch (text_[at_]) {
      case '\\':
        return read_escape();
      case '&':
        return read_entity();
      case '`':
        return read_code();
      case '*':
      case '_':
        return read_emphasis();
      case '!':
        return at_ + 1 < text_.size() && text_[at_ + 1] == '[' && read_link(at_ + 1);
      case '[':
        return read_link(at_);
      case '<':
        return read_bracketed_address();
      case 'h':
        return read_bare_address();
      default:
        return false;
    }
  }

  bool read_escape() {
    if (at_ + 1 == text_.size() || !is_punctuation(text_[at_ + 1])) return false;
    plain_ += text_[at_ + 1];
    at_ += 2;
    return true;
  }

  bool read_entity() {
    const auto* entity =
        std::ranges::find_if(entities, [&](const Entity& one) { return rest().starts_with(one.name); });
    if (entity == entities.end()) return false;
    plain_ += entity->character;
    at_ += entity->name.size();
    return true;
  }

  [[nodiscard]] std::size_t run_length() const { return std::min(rest().find_first_not_of(text_[at_]), rest().size()); }

  bool read_code() {
    const auto length = run_length();
    const auto begin = at_ + length;
    const auto end = marks_.closing('`', length, begin);
    if (!end) return take_plain(length);
    add(Kind::code, support::trim(text_.substr(begin, *end - begin)));
    at_ = *end + length;
    return true;
  }

  bool read_emphasis() {
    const char mark = text_[at_];
    const auto length = run_length();
    const auto begin = at_ + length;
    const bool is_inside_word = mark == '_' && at_ > 0 && is_word(text_[at_ - 1]);
    const bool opens = begin < text_.size() && text_[begin] != ' ' && !is_inside_word;
    const auto end = opens ? marks_.closing(mark, length, begin + 1) : std::nullopt;
    if (!end || depth_ >= deepest) return take_plain(length);
    add(Kind::emphasis, plain_text(text_.substr(begin, *end - begin)));
    at_ = *end + length;
    return true;
  }

  /// `[text](address "title")`, `[text][label]`, `[label]`; of an image its text alone.
  bool read_link(std::size_t open) {
    const auto close = marks_.closing_bracket(open);
    if (!close || depth_ >= deepest) return false;
    const auto label = text_.substr(open + 1, *close - open - 1);
    auto end = *close + 1;
    const auto address = address_behind(label, end);
    if (!address) return false;
    const auto text = plain_text(label);
    if (open == at_ && is_plain_address(*address))
      add(Kind::link, text.empty() ? std::string(*address) : text, *address);
    else
      plain_ += text;
    at_ = end;
    return true;
  }

  std::optional<std::string_view> address_behind(std::string_view label, std::size_t& end) {
    const auto behind = text_.substr(end, longest_address);
    if (behind.starts_with('(')) {
      const auto close = behind.find(')');
      if (close == std::string_view::npos) return std::nullopt;
      end += close + 1;
      auto address = support::trim(behind.substr(1, close - 1));
      address = address.substr(0, address.find(' '));
      return address.starts_with('<') && address.ends_with('>') ? address.substr(1, address.size() - 2) : address;
    }
    auto key = label;
    auto behind_label = end;
    if (const auto close = behind.find(']'); behind.starts_with('[') && close != std::string_view::npos) {
      if (close > 1) key = behind.substr(1, close - 1);
      behind_label += close + 1;
    }
    const auto target = key.size() > longest_address ? targets_.end() : targets_.find(label_key(key));
    if (target == targets_.end()) return std::nullopt;
    end = behind_label;
    return target->second;
  }

  bool read_bracketed_address() {
    const auto end = text_.substr(at_, longest_address).find('>');
    if (end == std::string_view::npos) return false;
    const auto address = text_.substr(at_ + 1, end - 1);
    if (!is_plain_address(address)) return false;
    add(Kind::link, address, address);
    at_ += end + 1;
    return true;
  }

  bool read_bare_address() {
    if (!rest().starts_with("https://") || (at_ > 0 && is_word(text_[at_ - 1]))) return false;
    auto address = text_.substr(at_, longest_address);
    address = address.substr(0, address.find_first_of(" <>\"'`[]|\\"));
    while (!address.empty() && std::string_view(".,;:!?)*_").find(address.back()) != std::string_view::npos)
      address.remove_suffix(1);
    if (address == "https://" || !is_plain_address(address)) return false;
    add(Kind::link, address, address);
    at_ += address.size();
    return true;
  }

  bool take_plain(std::size_t length) {
    plain_ += text_.substr(at_, length);
    at_ += length;
    return true;
  }

  [[nodiscard]] std::string plain_text(std::string_view text) const {
    std::string plain;
    for (const auto& part : InlineReader(text, targets_, depth_ + 1).read()) plain += part.text;
    return plain;
  }

  void add(Kind kind, std::string_view text, std::string_view address = {}) {
    end_plain();
    line_.push_back({kind, support::printable(text), std::string(address)});
  }

  void end_plain() {
    if (!plain_.empty()) line_.push_back({Kind::text, support::printable(plain_), {}});
    plain_.clear();
  }

  std::string_view text_;
  const LinkTargets& targets_;
  Marks marks_;
  int depth_;
  std::size_t at_ = 0;
  std::string plain_;
  Line line_;
};

}  // namespace

Line read_inline(std::string_view text, const LinkTargets& targets) {
  return InlineReader(text, targets, 0).read();
}

}  // namespace plimsoll::report
