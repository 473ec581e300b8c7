// SPDX-License-Identifier: MIT OR Apache-2.0
#include "declaration_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "places.h"

namespace plimsoll::analysis {
namespace {

using finding::Edit;

constexpr std::string_view setting = "default-features = false";

/// A key in the text of a manifest, bytes `begin` to `end`.
struct Key {
  std::string_view text;
  std::size_t begin;
  std::size_t end;
};

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

/// `serde = "1"` becomes `serde = { version = "1", default-features = false }`.
std::optional<Edit> widen_string(std::string_view text, std::size_t begin) {
  const auto end = text.find_first_of(std::string{text[begin]} + "\\\n", begin + 1);
  if (end == std::string_view::npos || text[end] != text[begin]) return std::nullopt;
  const auto version = text.substr(begin, end + 1 - begin);
  return Edit{{}, begin, end + 1, fmt::format("{{ version = {}, {} }}", version, setting)};
}

/// `[dependencies.serde]` gets a line below it.
std::optional<Edit> insert_below_header(std::string_view text, std::size_t at) {
  const auto line_end = text.find('\n', at);
  if (line_end == std::string_view::npos) return std::nullopt;
  return Edit{{}, line_end + 1, line_end + 1, fmt::format("{}\n", setting)};
}

/// `serde.version = "1"` gets a line of its kind above it.
Edit insert_dotted(const Key& key) {
  const auto name = key.text.substr(key.begin, key.end - key.begin);
  return Edit{{}, key.begin, key.begin, fmt::format("{}.{}\n", name, setting)};
}

/// The position behind the key's `=`; nothing if there is none.
std::optional<std::size_t> value_of(const Key& key) {
  const auto at = skip_blanks(key.text, key.end);
  if (at >= key.text.size() || key.text[at] != '=') return std::nullopt;
  return skip_blanks(key.text, at + 1);
}

std::optional<Edit> edit_declaration(const Key& key) {
  const auto behind = skip_blanks(key.text, key.end);
  if (behind < key.text.size() && key.text[behind] == ']') return insert_below_header(key.text, behind);
  if (behind < key.text.size() && key.text[behind] == '.') return insert_dotted(key);
  const auto at = value_of(key);
  if (!at || *at >= key.text.size()) return std::nullopt;
  if (key.text[*at] == '{') return Edit{{}, *at + 1, *at + 1, fmt::format(" {},", setting)};
  if (key.text[*at] == '"' || key.text[*at] == '\'') return widen_string(key.text, *at);
  return std::nullopt;
}

std::optional<Edit> edit_setting(const Key& key) {
  constexpr std::string_view on = "true";
  const auto at = value_of(key);
  if (!at || key.text.substr(std::min(*at, key.text.size()), on.size()) != on) return std::nullopt;
  return Edit{{}, *at, *at + on.size(), "false"};
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// A value of an array with the comma behind it, or else with the one before.
std::optional<Edit> take_out(std::string_view text, std::size_t begin, std::size_t end) {
  const auto comma = skip_blanks(text, end);
  if (comma < text.size() && text[comma] == ',') {
    const auto next = skip_blanks(text, comma + 1);
    const auto line = text.find_last_not_of(" \t", begin - 1);
    const bool has_own_line =
        next < text.size() && text[next] == '\n' && line != std::string_view::npos && text[line] == '\n';
    return has_own_line ? Edit{{}, line, next, {}} : Edit{{}, begin, next, {}};
  }
  auto before = begin;
  while (before > 0 && is_blank(text[before - 1])) --before;
  if (before > 0 && text[before - 1] == ',') return Edit{{}, before - 1, end, {}};
  if (before > 0 && text[before - 1] == '[') return Edit{{}, begin, end, {}};
  return std::nullopt;
}

bool is_written(const cargo::Dependency& declaration) {
  const auto& at = declaration.default_features_at;
  return at.is_known() && at != declaration.at && at != declaration.inherited_at;
}

}  // namespace

support::Span default_features_place(const cargo::Dependency& declaration) {
  if (is_written(declaration)) return declaration.default_features_at;
  return declaration.inherited ? declaration.inherited_at : declaration.at;
}

std::optional<finding::Edit> switch_defaults_off(const View& view, const cargo::Dependency& declaration) {
  // Where the workspace leaves them on a member cannot switch them off, and what it says is not known here.
  if (declaration.inherited && is_written(declaration)) return std::nullopt;
  const auto span = default_features_place(declaration);
  const auto place = place_at(view, span);
  if (!place) return std::nullopt;
  const Key key{view.sources.text(span.file), view.sources.byte_offset(span.file, span.begin),
                view.sources.byte_offset(span.file, span.end)};
  auto edit = is_written(declaration) ? edit_setting(key) : edit_declaration(key);
  if (edit) edit->file = place->file;
  return edit;
}

std::optional<finding::Edit> take_feature_out(const View& view, const cargo::Dependency& declaration,
                                              std::size_t position) {
  const auto span = declaration.features_at[position];
  const auto place = place_at(view, span);
  if (!place) return std::nullopt;
  const auto text = view.sources.text(span.file);
  const auto begin = view.sources.byte_offset(span.file, span.begin);
  const auto end = view.sources.byte_offset(span.file, span.end);
  if (begin == 0 || begin >= end || end > text.size() || (text[begin] != '"' && text[begin] != '\''))
    return std::nullopt;
  auto edit = take_out(text, begin, end);
  if (edit) edit->file = place->file;
  return edit;
}

}  // namespace plimsoll::analysis
