// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "plimsoll/resolve/edit.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"

namespace plimsoll::resolve {
namespace {

using support::ErrorKind;
using support::Result;
using Kind = Edit::Kind;

struct Word {
  std::string_view name;
  Kind kind;
  std::string_view form;
};

constexpr std::array words = {
    Word{"drop", Kind::drop, "WHERE/DEP"},
    Word{"no-default-features", Kind::no_default_features, "WHERE/DEP"},
    Word{"default-features", Kind::default_features, "WHERE/DEP"},
    Word{"remove-feature", Kind::remove_feature, "WHERE/DEP/FEATURE"},
    Word{"add-feature", Kind::add_feature, "WHERE/DEP/FEATURE"},
    Word{"use", Kind::use, "NAME@OLD/NEW"},
    Word{"drop-member", Kind::drop_member, "MEMBER"},
};

tl::unexpected<support::Error> unknown_word(std::string_view text) {
  std::vector<std::string> names;
  for (const auto& word : words) names.emplace_back(word.name);
  const auto written = text.substr(0, text.find(':'));
  const auto near = support::nearest(written, names);
  return support::failure(ErrorKind::usage, fmt::format("`{}` is no edit{}", support::printable(text),
                                                        near ? fmt::format("; a similar one is `{}:`", *near)
                                                             : fmt::format("; those are {}", fmt::join(names, ", "))));
}

tl::unexpected<support::Error> wrong_form(std::string_view text, const Word& word) {
  return support::failure(ErrorKind::usage,
                          fmt::format("`{}`: expected `{}:{}`", support::printable(text), word.name, word.form));
}

/// Takes `word:` from the front.
bool skip_word(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word) || text.size() == word.size() || text[word.size()] != ':') return false;
  text.remove_prefix(word.size() + 1);
  return true;
}

/// Takes the platform and its colon from the front: `cfg(…)` up to the parenthesis that closes it, or a name.
std::string_view take_platform(std::string_view& text) {
  std::size_t depth = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == '(') ++depth;
    if (text[i] == ')' && depth > 0) --depth;
    if (text[i] != ':' || depth > 0) continue;
    const auto platform = text.substr(0, i);
    text.remove_prefix(i + 1);
    return platform;
  }
  return {};
}

bool take_kind(std::string_view& text, DeclarationName& name) {
  if (skip_word(text, "build"))
    name.kind = cargo::DependencyKind::build;
  else if (skip_word(text, "dev"))
    name.kind = cargo::DependencyKind::development;
  else
    return false;
  return true;
}

Result<void> read_dependency(std::string_view text, DeclarationName& name) {
  if (!take_kind(text, name)) {
    if (const auto platform = take_platform(text); !platform.empty()) {
      auto spec = cargo::parse_platform_spec(platform);
      if (!spec)
        return support::failure(ErrorKind::usage, fmt::format("`{}` is not a platform: {}",
                                                              support::printable(platform), spec.error().message));
      name.platform = std::move(*spec);
      take_kind(text, name);
    }
  }
  name.key = text;
  return {};
}

/// False: a slash or a part between slashes is missing.
Result<bool> read_declaration(std::string_view text, Edit& edit) {
  const bool names_feature = edit.kind == Kind::remove_feature || edit.kind == Kind::add_feature;
  const auto slash = text.find('/');
  if (slash == 0 || slash == std::string_view::npos) return false;
  edit.declaration.where = text.substr(0, slash);
  text.remove_prefix(slash + 1);
  if (names_feature) {
    const auto last = text.rfind('/');
    if (last == std::string_view::npos) return false;
    edit.feature = text.substr(last + 1);
    text = text.substr(0, last);
    if (edit.feature.empty()) return false;
  }
  TRY(read_dependency(text, edit.declaration));
  return !edit.declaration.key.empty();
}

Result<bool> read_use(std::string_view text, Edit& edit) {
  const auto at = text.find('@');
  const auto slash = text.find('/', at == std::string_view::npos ? 0 : at);
  if (at == 0 || at == std::string_view::npos || slash == std::string_view::npos) return false;
  edit.package = text.substr(0, at);
  for (auto [part, to] :
       {std::pair{text.substr(at + 1, slash - at - 1), &edit.from}, std::pair{text.substr(slash + 1), &edit.to}}) {
    auto version = cargo::parse_version(part);
    if (!version)
      return support::failure(ErrorKind::usage, fmt::format("`{}` is not a version: {}", support::printable(part),
                                                            version.error().message));
    *to = std::move(*version);
  }
  return true;
}

Result<bool> read_rest(std::string_view text, Edit& edit) {
  if (edit.kind == Kind::use) return read_use(text, edit);
  if (edit.kind != Kind::drop_member) return read_declaration(text, edit);
  edit.package = text;
  return !text.empty();
}

}  // namespace

Result<Edit> parse_edit(std::string_view text) {
  const auto colon = text.find(':');
  const auto word = std::ranges::find(words, text.substr(0, colon), &Word::name);
  if (word == words.end()) return unknown_word(text);
  if (colon == std::string_view::npos) return wrong_form(text, *word);
  Edit edit{word->kind, std::string(text)};
  TRY_INTO(const auto understood, read_rest(text.substr(colon + 1), edit));
  if (!understood) return wrong_form(text, *word);
  return edit;
}

}  // namespace plimsoll::resolve
