// SPDX-License-Identifier: MIT OR Apache-2.0
#include "pack.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace plimsoll::report {
namespace {

/// Texts of JSON values.
using Values = std::vector<std::string_view>;

struct Member {
  std::string_view name;  ///< with its quotation marks
  std::string_view value;
};

std::size_t string_end(std::string_view text, std::size_t at) {
  for (++at; text[at] != '"'; ++at)
    if (text[at] == '\\') ++at;
  return at + 1;
}

std::size_t scalar_end(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != ',' && text[at] != ']' && text[at] != '}') ++at;
  return at;
}

/// Where the value that begins at `at` ends.
std::size_t value_end(std::string_view text, std::size_t at) {
  if (text[at] == '"') return string_end(text, at);
  if (text[at] != '[' && text[at] != '{') return scalar_end(text, at);
  std::size_t depth = 0;
  do {
    switch (text[at]) {
      case '"':
        at = string_end(text, at);
        continue;
      case '[':
      case '{':
        ++depth;
        break;
      case ']':
      case '}':
        --depth;
        break;
      default:
        break;
    }
    ++at;
  } while (depth != 0);
  return at;
}

void add_items(std::string_view list, Values& to) {
  for (std::size_t at = 1; at + 1 < list.size(); ++at) {
    const auto end = value_end(list, at);
    to.push_back(list.substr(at, end - at));
    at = end;
  }
}

std::vector<Member> members_of(std::string_view object) {
  std::vector<Member> members;
  for (std::size_t at = 1; at + 1 < object.size(); ++at) {
    const auto colon = string_end(object, at);
    const auto end = value_end(object, colon + 1);
    members.push_back({object.substr(at, colon - at), object.substr(colon + 1, end - colon - 1)});
    at = end;
  }
  return members;
}

bool begins_with(std::string_view value, char c) {
  return value.front() == c;
}

bool is_scalar(std::string_view value) {
  return !begins_with(value, '[') && !begins_with(value, '{');
}

/// One column for each member; nothing if the objects differ in their names.
std::vector<std::pair<std::string_view, Values>> columns_of(const Values& objects) {
  std::vector<std::pair<std::string_view, Values>> columns;
  for (const auto& [name, value] : members_of(objects.front())) columns.push_back({name, {}});
  for (const auto object : objects) {
    const auto members = members_of(object);
    if (!std::ranges::equal(members, columns, {}, &Member::name, [](const auto& column) { return column.first; }))
      return {};
    for (std::size_t i = 0; i < members.size(); ++i) columns[i].second.push_back(members[i].value);
  }
  return columns;
}

class Packer {
 public:
  std::string pack_document(std::string_view document) {
    constexpr std::array<std::string_view, 6> packed{"\"packages\"", "\"units\"",      "\"findings\"",
                                                     "\"accepted\"", "\"duplicates\"", "\"requests\""};
    text_ = "{";
    for (const auto& [name, value] : members_of(document)) {
      if (name == "\"critical_path\"") continue;
      if (text_.size() > 1) text_ += ',';
      add(name, ":");
      if (std::ranges::find(packed, name) == packed.end()) {
        text_ += value;
      } else {
        Values items;
        add_items(value, items);
        pack(items);
      }
    }
    return text_ += '}';
  }

 private:
  template <class... Texts>
  void add(const Texts&... texts) {
    (void(text_ += texts), ...);
  }

  void pack(const Values& values) {
    if (values.size() < 2) return add_list(values);
    const auto all_begin_with = [&](char c) {
      return std::ranges::all_of(values, [c](std::string_view value) { return begins_with(value, c); });
    };
    if (is_scalar(values.front()) && std::ranges::adjacent_find(values, std::ranges::not_equal_to{}) == values.end())
      return add("{\"rows\":", std::to_string(values.size()), ",\"all\":", values.front(), "}");
    if (all_begin_with('[')) return add_lists(values);
    if (all_begin_with('{')) return add_objects(values);
    if (std::ranges::all_of(values, [](auto value) { return begins_with(value, '{') || value == "null"; }))
      return add_some_objects(values);
    if (!all_begin_with('"') || !add_texts(values)) add_list(values);
  }

  void add_list(const Values& values) {
    text_ += '[';
    for (std::size_t i = 0; i < values.size(); ++i) add(i == 0 ? "" : ",", values[i]);
    text_ += ']';
  }

  void add_numbers(const std::vector<std::size_t>& numbers) {
    text_ += '[';
    for (std::size_t i = 0; i < numbers.size(); ++i) add(i == 0 ? "" : ",", std::to_string(numbers[i]));
    text_ += ']';
  }

  void add_lists(const Values& lists) {
    Values items;
    std::vector<std::size_t> lengths;
    for (const auto list : lists) {
      const auto before = items.size();
      add_items(list, items);
      lengths.push_back(items.size() - before);
    }
    add("{\"rows\":", std::to_string(lists.size()), ",\"lengths\":");
    add_numbers(lengths);
    text_ += ",\"of\":";
    pack(items);
    text_ += '}';
  }

  void add_objects(const Values& objects) {
    const auto columns = columns_of(objects);
    if (columns.empty()) return add_list(objects);
    add("{\"rows\":", std::to_string(objects.size()), ",\"columns\":{");
    for (const auto& [name, values] : columns) {
      add(name == columns.front().first ? "" : ",", name, ":");
      pack(values);
    }
    text_ += "}}";
  }

  void add_some_objects(const Values& values) {
    Values objects;
    std::vector<std::size_t> there;
    for (const auto value : values) {
      there.push_back(value == "null" ? 0 : 1);
      if (value != "null") objects.push_back(value);
    }
    add("{\"rows\":", std::to_string(values.size()), ",\"there\":");
    add_numbers(there);
    text_ += ",\"of\":";
    pack(objects);
    text_ += '}';
  }

  /// False where too many are different.
  bool add_texts(const Values& values) {
    Values texts;
    std::unordered_map<std::string_view, std::size_t> position_of;
    std::vector<std::size_t> positions;
    for (const auto value : values) {
      const auto [place, is_new] = position_of.emplace(value, texts.size());
      if (is_new) texts.push_back(value);
      if (texts.size() * 2 > values.size()) return false;
      positions.push_back(place->second);
    }
    add("{\"rows\":", std::to_string(values.size()), ",\"texts\":");
    add_list(texts);
    text_ += ",\"at\":";
    add_numbers(positions);
    text_ += '}';
    return true;
  }

  std::string text_;
};

}  // namespace

std::string pack(std::string_view document) {
  return Packer().pack_document(document);
}

}  // namespace plimsoll::report
