// SPDX-License-Identifier: MIT OR Apache-2.0
#include "toml_plain.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>

#include "toml_cursor.h"

namespace plimsoll::support::toml {
namespace {

constexpr int deepest_value = 32;
/// Looking up tables by name is linear; a document that makes that dear is left to the library.
constexpr std::size_t most_lookups = 1U << 22U;
/// So many digits fit into 64 bits.
constexpr std::size_t most_digits = 18;

struct Key {
  std::string name;
  Span at;
};

/// A table or an array of tables that headers and dotted keys may still add to.
struct OpenNode {
  enum class Made { by_header, by_dotted_key, as_array };
  struct Child {
    std::size_t entry;
    OpenNode* node;
  };
  Made made;
  Span at;
  Table entries = {};  ///< in the order written; those of open children hold a stopgap
  std::vector<Child> children = {};
  std::vector<OpenNode*> elements = {};  ///< of an array
};

class PlainReader {
 public:
  PlainReader(FileId file, std::string_view whole) : file_(file), cursor_(file, whole) {}

  std::optional<Value> read() {
    auto& root = open_nodes_.emplace_back(OpenNode{OpenNode::Made::by_header, {file_, {1, 1}, {1, 1}}});
    auto* current = &root;
    for (take_blank_lines(); ok_ && !cursor_.at_end(); take_blank_lines()) {
      if (cursor_.peek() == '[')
        current = read_header(root);
      else
        read_pair(*current);
      if (ok_) take_line_end();
    }
    root.at.end = end_of_document_;
    auto value = close(root);
    if (!ok_) return std::nullopt;
    return value;
  }

 private:
  void fail() { ok_ = false; }

  void take_comment() {
    if (!cursor_.take('#')) return;
    cursor_.take_while(text);
    if (!cursor_.at_end() && cursor_.peek() != '\n' && cursor_.peek() != '\r') fail();
  }

  /// The document ends behind its last character, even if that is a line break.
  bool take_line_break() {
    const auto before = cursor_.position();
    const bool has_return = cursor_.peek() == '\r';
    if (!cursor_.take_line_break()) return false;
    end_of_document_ = {before.line, before.column + (has_return ? 2 : 1)};
    return true;
  }

  void note_end() {
    if (cursor_.at_end() && cursor_.position().column > 1) end_of_document_ = cursor_.position();
  }

  void take_blank_lines() {
    do {
      cursor_.take_blanks();
      take_comment();
    } while (ok_ && take_line_break());
    note_end();
  }

  void take_line_end() {
    cursor_.take_blanks();
    take_comment();
    if (!take_line_break() && !cursor_.at_end()) fail();
    note_end();
  }

  /// A bare or quoted key without dots.
  Key read_key() {
    const auto begin = cursor_.position();
    const auto quote = cursor_.peek();
    const bool is_quoted = quote == '"' || quote == '\'';
    if (is_quoted && cursor_.rest().substr(1).starts_with(quote)) fail();
    std::string name = is_quoted ? read_string() : std::string(cursor_.take_while(bare));
    if (name.empty()) fail();
    return {std::move(name), cursor_.span_from(begin)};
  }

  /// `a.b.c` without blanks around the dots.
  void read_path(std::vector<Key>& path) {
    path.clear();
    do path.push_back(read_key());
    while (ok_ && path.size() < deepest_value && cursor_.take('.'));
  }

  OpenNode* find(OpenNode& node, std::string_view name) {
    for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
      if (++lookups_ > most_lookups) fail();
      if (!ok_) return nullptr;
      if (node.entries[child->entry].key == name) return child->node;
    }
    return nullptr;
  }

  /// A child of a name that no other has; should another have it, `close` will see that.
  OpenNode& add(OpenNode& node, Key key, OpenNode::Made made, Span at) {
    auto& child = open_nodes_.emplace_back(OpenNode{made, at});
    node.children.push_back({node.entries.size(), &child});
    node.entries.push_back({std::move(key.name), key.at, Value(false, {})});
    return child;
  }

  /// `[a.b]` or `[[a.b]]`; the table that the lines below it fill.
  OpenNode* read_header(OpenNode& root) {
    const auto begin = cursor_.position();
    cursor_.skip(1);
    const bool is_array = cursor_.take('[');
    read_path(header_);
    if (!cursor_.take(']') || (is_array && !cursor_.take(']'))) fail();
    const auto at = cursor_.span_from(begin);
    auto* parent = &root;
    for (std::size_t i = 0; ok_ && i + 1 < header_.size(); ++i) {
      auto* found = find(*parent, header_[i].name);
      if (!found) found = &add(*parent, std::move(header_[i]), OpenNode::Made::by_header, at);
      if (found->made == OpenNode::Made::by_dotted_key) fail();
      parent = found->made == OpenNode::Made::as_array ? found->elements.back() : found;
    }
    if (!ok_) return parent;
    if (is_array) return &add_element(*parent, std::move(header_.back()), at);
    return &add(*parent, std::move(header_.back()), OpenNode::Made::by_header, at);
  }

  OpenNode& add_element(OpenNode& parent, Key key, Span at) {
    auto* array = find(parent, key.name);
    if (!array) array = &add(parent, std::move(key), OpenNode::Made::as_array, at);
    if (array->made != OpenNode::Made::as_array) fail();
    array->at.end = at.end;
    array->elements.push_back(&open_nodes_.emplace_back(OpenNode{OpenNode::Made::by_header, at}));
    return *array->elements.back();
  }

  /// `a.b = value` into a table.
  void read_pair(OpenNode& into) {
    read_path(path_);
    auto* node = &into;
    for (std::size_t i = 0; ok_ && i + 1 < path_.size(); ++i) {
      auto* found = find(*node, path_[i].name);
      const auto at = path_[i].at;
      if (!found) found = &add(*node, std::move(path_[i]), OpenNode::Made::by_dotted_key, at);
      if (found->made != OpenNode::Made::by_dotted_key) fail();
      node = found;
    }
    if (!take_equals_sign()) return;
    auto key = std::move(path_.back());
    auto value = read_value(0);
    node->entries.push_back({std::move(key.name), key.at, std::move(value)});
  }

  bool take_equals_sign() {
    cursor_.take_blanks();
    if (!ok_ || !cursor_.take('=')) fail();
    cursor_.take_blanks();
    return ok_;
  }

  Value read_value(int depth) {
    const auto begin = cursor_.position();
    auto data = read_data(depth);
    return {std::move(data), cursor_.span_from(begin)};
  }

  Value::Data read_data(int depth) {
    if (depth > deepest_value) fail();
    if (!ok_) return false;
    switch (cursor_.peek()) {
      case '"':
      case '\'':
        return read_string();
      case '[':
        return read_array(depth);
      case '{':
        return read_inline_table(depth);
      case 't':
        return read_word("true");
      case 'f':
        return read_word("false");
      default:
        return read_integer();
    }
  }

  /// A value must not run on into something else.
  void require_end_of_value() {
    constexpr std::string_view ends = " \t\r\n,]}#";
    if (!cursor_.at_end() && ends.find(cursor_.peek()) == std::string_view::npos) fail();
  }

  Value::Data read_word(std::string_view word) {
    if (cursor_.take_while(bare) != word) fail();
    require_end_of_value();
    return word == "true";
  }

  Value::Data read_integer() {
    const bool is_negative = cursor_.take('-');
    const auto digits = cursor_.take_while(digit);
    if (digits.empty() || digits.size() > most_digits) fail();
    if (digits.starts_with('0') && (is_negative || digits.size() > 1)) fail();
    require_end_of_value();
    std::int64_t number = 0;
    if (ok_)
      for (const char c : digits) number = number * 10 + (c - '0');
    return is_negative ? -number : number;
  }

  std::string read_string() {
    const auto quote = cursor_.peek();
    const auto rest = cursor_.rest();
    if (rest.size() > 2 && rest[1] == quote && rest[2] == quote) return read_long_string(quote);
    cursor_.skip(1);
    std::string result(cursor_.take_while(text, quote, quote == '"' ? '\\' : quote));
    while (ok_ && cursor_.take('\\')) {
      result += read_escape();
      result += cursor_.take_while(text, quote, '\\');
    }
    if (!cursor_.take(quote)) fail();
    return result;
  }

  char read_escape() {
    constexpr std::string_view letters = "\"\\nrt";
    constexpr std::string_view meanings = "\"\\\n\r\t";
    const auto which = cursor_.at_end() ? std::string_view::npos : letters.find(cursor_.peek());
    if (which == std::string_view::npos) {
      fail();
      return ' ';
    }
    cursor_.skip(1);
    return meanings[which];
  }

  /// Between three quotation marks; a line break right behind the first three does not count.
  std::string read_long_string(char quote) {
    cursor_.skip(3);
    cursor_.take_line_break();
    std::string result;
    for (; ok_ && !cursor_.rest().starts_with(std::string(3, quote));) {
      result += cursor_.take_while(text, quote, quote == '"' ? '\\' : quote);
      if (cursor_.rest().starts_with(std::string(3, quote))) break;
      if (cursor_.take(quote))
        result += quote;
      else if (cursor_.take_line_break())
        result += '\n';
      else
        fail();
    }
    if (!ok_) return result;
    cursor_.skip(3);
    if (cursor_.peek() == quote) fail();
    return result;
  }

  /// What may stand between the parts of an array or an inline table.
  void take_gap() {
    do {
      cursor_.take_blanks();
      take_comment();
    } while (ok_ && cursor_.take_line_break());
  }

  /// Items between commas up to `close`; one comma may follow the last.
  template <class ReadItem>
  void read_items(char close, const ReadItem& read_item) {
    cursor_.skip(1);
    for (take_gap(); ok_ && !cursor_.take(close); take_gap()) {
      read_item();
      take_gap();
      if (cursor_.take(',')) continue;
      if (cursor_.peek() != close) fail();
    }
  }

  Value::Data read_array(int depth) {
    Array items;
    read_items(']', [&] { items.push_back(read_value(depth + 1)); });
    return items;
  }

  Value::Data read_inline_table(int depth) {
    Table entries;
    read_items('}', [&] {
      auto key = read_key();
      if (!take_equals_sign()) return;
      entries.push_back({std::move(key.name), key.at, read_value(depth + 1)});
    });
    sort(entries);
    return entries;
  }

  /// Two entries of one name are a fault, or a table that is continued, and both are rare.
  void sort(Table& entries) {
    const auto is_before = [](const Entry& a, const Entry& b) { return a.key < b.key; };
    if (!std::is_sorted(entries.begin(), entries.end(), is_before))
      std::sort(entries.begin(), entries.end(), is_before);
    const auto is_same = [](const Entry& a, const Entry& b) { return a.key == b.key; };
    if (std::adjacent_find(entries.begin(), entries.end(), is_same) != entries.end()) fail();
  }

  Value close(OpenNode& node) {
    if (node.made == OpenNode::Made::as_array) {
      Array items;
      items.reserve(node.elements.size());
      for (auto* element : node.elements) items.push_back(close(*element));
      return {std::move(items), node.at};
    }
    for (const auto& child : node.children) node.entries[child.entry].value = close(*child.node);
    sort(node.entries);
    return {std::move(node.entries), node.at};
  }

  FileId file_;
  Cursor cursor_;
  std::deque<OpenNode> open_nodes_;
  std::vector<Key> header_;
  std::vector<Key> path_;
  Position end_of_document_ = {1, 1};
  std::size_t lookups_ = 0;
  bool ok_ = true;
};

}  // namespace

std::optional<Value> read_plain(FileId file, std::string_view text) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) return std::nullopt;
  return PlainReader(file, text).read();
}

}  // namespace plimsoll::support::toml
