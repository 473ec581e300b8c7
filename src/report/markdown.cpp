// SPDX-License-Identifier: MIT OR Apache-2.0
#include "markdown.h"

#include <algorithm>
#include <optional>

#include "plimsoll/support/text.h"

namespace plimsoll::report {
namespace {

constexpr std::size_t longest_text = 64U << 10U;
constexpr std::size_t code_indentation = 4;

std::size_t indentation_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

std::size_t leading(std::string_view text, char c) {
  return std::min(text.find_first_not_of(c), text.size());
}

std::string_view without_quote_marks(std::string_view line) {
  while (indentation_of(line) < code_indentation && line.substr(indentation_of(line)).starts_with('>')) {
    line.remove_prefix(indentation_of(line) + 1);
    if (line.starts_with(' ')) line.remove_prefix(1);
  }
  return line;
}

/// The text of a heading `## text ##`.
std::optional<std::string_view> heading_of(std::string_view line) {
  const auto marks = leading(line, '#');
  if (marks == 0 || marks > 6 || (marks < line.size() && line[marks] != ' ')) return std::nullopt;
  auto text = support::trim(line.substr(marks));
  while (text.ends_with('#')) text.remove_suffix(1);
  return support::trim(text);
}

/// The text of an item `- text` or `12. text`.
std::optional<std::string_view> item_of(std::string_view line) {
  constexpr std::size_t most_digits = 9;
  std::size_t mark = 0;
  if (!line.empty() && (line[0] == '-' || line[0] == '*' || line[0] == '+')) {
    mark = 1;
  } else {
    const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
    if (digits == 0 || digits > most_digits || digits == line.size()) return std::nullopt;
    if (line[digits] != '.' && line[digits] != ')') return std::nullopt;
    mark = digits + 1;
  }
  if (mark == line.size() || line[mark] != ' ') return std::nullopt;
  return support::trim(line.substr(mark));
}

bool is_made_of(std::string_view line, char c, std::size_t least) {
  return line.size() >= least && leading(line, c) == line.size();
}

struct Definition {
  std::string label;
  std::string_view address;
};

/// `[label]: address`
std::optional<Definition> definition_of(std::string_view line) {
  if (!line.starts_with('[')) return std::nullopt;
  const auto end = line.find("]:");
  if (end == std::string_view::npos || end < 2) return std::nullopt;
  auto address = support::trim(line.substr(end + 2));
  address = address.substr(0, address.find(' '));
  if (address.starts_with('<') && address.ends_with('>')) address = address.substr(1, address.size() - 2);
  if (address.empty()) return std::nullopt;
  return Definition{label_key(line.substr(1, end - 1)), address};
}

class BlockReader {
 public:
  explicit BlockReader(std::string_view text) {
    for (auto line : support::split(text, '\n')) {
      if (line.ends_with('\r')) line.remove_suffix(1);
      lines_.push_back(without_quote_marks(line));
    }
  }

  std::vector<Block> read() {
    for (const auto line : lines_)
      if (const auto definition = definition_of(support::trim(line)))
        targets_.emplace(definition->label, definition->address);
    for (const auto line : lines_) read_line(line);
    if (is_in_fence_) end_code();
    end_paragraph();
    return std::move(blocks_);
  }

 private:
  void read_line(std::string_view line) {
    const auto text = support::trim(line);
    if (is_in_fence_ || opens_fence(text)) return read_fenced(line, text);
    if (text.empty()) {
      end_paragraph();
      is_after_blank_ = true;
      return;
    }
    if (!read_marked(line, text)) add_text(text);
    is_after_blank_ = false;
  }

  /// Everything but plain text.
  bool read_marked(std::string_view line, std::string_view text) {
    const bool is_open = !waiting_.empty();
    if (indentation_of(line) >= code_indentation && !is_open && !is_in_list_) return add_code_line(line);
    if (const auto heading = heading_of(text)) return add_heading(*heading);
    if (is_open && !is_item_ && (is_made_of(text, '=', 2) || is_made_of(text, '-', 2))) {
      auto title = std::move(waiting_);
      waiting_.clear();
      return add_heading(title);
    }
    if (is_made_of(text, '-', 3) || is_made_of(text, '*', 3) || is_made_of(text, '_', 3)) return end_list();
    if (definition_of(text)) return true;
    const auto item = item_of(text);
    if (item) start_item(*item);
    return item.has_value();
  }

  static bool is_fence(std::string_view text, char c) { return leading(text, c) >= 3; }

  bool opens_fence(std::string_view text) {
    if (!is_fence(text, '`') && !is_fence(text, '~')) return false;
    const auto length = leading(text, text[0]);
    return text[0] == '~' || text.find('`', length) == std::string_view::npos;
  }

  void read_fenced(std::string_view line, std::string_view text) {
    if (!is_in_fence_) {
      end_list();
      fence_ = text.substr(0, leading(text, text[0]));
      is_in_fence_ = true;
      return;
    }
    if (is_made_of(text, fence_[0], fence_.size())) return end_code();
    code_ += support::printable(line) + '\n';
  }

  void end_code() {
    blocks_.push_back({Block::Kind::code, {}, std::move(code_)});
    code_.clear();
    is_in_fence_ = false;
  }

  bool add_code_line(std::string_view line) {
    const bool goes_on = !is_after_blank_ && !blocks_.empty() && blocks_.back().kind == Block::Kind::code;
    if (!goes_on) blocks_.push_back({Block::Kind::code, {}, {}});
    blocks_.back().code += support::printable(line.substr(code_indentation)) + '\n';
    return true;
  }

  bool add_heading(std::string_view text) {
    end_list();
    blocks_.push_back({Block::Kind::heading, {read_inline(text, targets_)}, {}});
    return true;
  }

  void start_item(std::string_view text) {
    end_paragraph();
    if (!is_in_list_) blocks_.push_back({Block::Kind::list, {}, {}});
    is_in_list_ = true;
    is_item_ = true;
    waiting_ = text;
  }

  void add_text(std::string_view text) {
    if (waiting_.empty()) is_in_list_ = false;
    if (!waiting_.empty()) waiting_ += ' ';
    waiting_ += text;
  }

  void end_paragraph() {
    if (!waiting_.empty()) {
      auto line = read_inline(waiting_, targets_);
      if (is_item_)
        blocks_.back().lines.push_back(std::move(line));
      else
        blocks_.push_back({Block::Kind::paragraph, {std::move(line)}, {}});
    }
    waiting_.clear();
    is_item_ = false;
  }

  bool end_list() {
    end_paragraph();
    is_in_list_ = false;
    return true;
  }

  std::vector<std::string_view> lines_;
  LinkTargets targets_;
  std::vector<Block> blocks_;
  std::string waiting_;  ///< the paragraph or item that is not at its end yet
  std::string code_;
  std::string_view fence_;
  bool is_in_fence_ = false;
  bool is_in_list_ = false;
  bool is_item_ = false;
  bool is_after_blank_ = true;
};

}  // namespace

std::string label_key(std::string_view label) {
  std::string key;
  for (const char c : support::trim(label)) key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return key;
}

std::vector<Block> read_markdown(std::string_view text) {
  auto blocks = BlockReader(text.substr(0, longest_text)).read();
  if (text.size() > longest_text) blocks.push_back({Block::Kind::paragraph, {{{Inline::Kind::text, "…", {}}}}, {}});
  return blocks;
}

}  // namespace plimsoll::report
