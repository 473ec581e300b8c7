// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/timings_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "plimsoll/support/text.h"

namespace plimsoll::source {
namespace {

using Json = nlohmann::json;
using cargo::TargetKind;
using facts::MeasuredUnit;
using support::Result;
using Work = MeasuredUnit::Work;

/// Lists of features and of sections stand in the list of units; nothing deeper is known.
constexpr std::size_t deepest = 8;
constexpr double longest_seconds = 1e7;
constexpr std::string_view blanks = " \t\r\n";

/// The text of the first list behind a name and `=`, from bracket to bracket. Empty: there is none, or it does not end.
std::string_view list_behind(std::string_view text, std::string_view name) {
  for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const auto equals = text.find_first_not_of(blanks, at + name.size());
    if (equals == std::string_view::npos || text[equals] != '=') continue;
    const auto begin = text.find_first_not_of(blanks, equals + 1);
    if (begin == std::string_view::npos || text[begin] != '[') continue;
    std::size_t depth = 0;
    bool is_quoted = false;
    for (auto end = begin; end < text.size(); ++end) {
      const auto c = text[end];
      if (is_quoted && c == '\\') ++end;
      if (c == '"') is_quoted = !is_quoted;
      if (is_quoted) continue;
      if (c == '[' || c == '{') ++depth;
      if (depth > deepest) return {};
      if ((c == ']' || c == '}') && --depth == 0) return text.substr(begin, end + 1 - begin);
    }
    return {};
  }
  return {};
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Nothing for what is no time.
std::optional<double> seconds_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number()) return std::nullopt;
  const auto seconds = found->get<double>();
  return std::isfinite(seconds) && seconds >= 0 && seconds <= longest_seconds ? std::optional(seconds) : std::nullopt;
}

struct Suffix {
  std::string_view text;
  Work work;
};
constexpr std::array suffixes{Suffix{" (run)", Work::run_script},   Suffix{" (check)", Work::check},
                              Suffix{" (check-test)", Work::other}, Suffix{" (test)", Work::test},
                              Suffix{" (doc)", Work::other},        Suffix{" (doc test)", Work::other},
                              Suffix{" (doc scrape)", Work::other}};

struct NamedKind {
  std::string_view word;
  TargetKind kind;
};
constexpr std::array named_kinds{NamedKind{"bin", TargetKind::bin}, NamedKind{"example", TargetKind::example},
                                 NamedKind{"test", TargetKind::test}, NamedKind{"bench", TargetKind::bench}};

/// What Cargo writes behind name and version: nothing for a library, else a description (`app "bin"`, `bin "app"`,
/// `build-script`) and, in brackets, what is done. False: a description that is not known.
bool read_target(std::string_view text, MeasuredUnit& unit) {
  text = support::trim(text);
  for (const auto& [suffix, work] : suffixes)
    if (text.ends_with(suffix) || text == suffix.substr(1)) {
      unit.work = work;
      text.remove_suffix(std::min(text.size(), suffix.size()));
    }
  if (text.empty() || text == "lib") return true;
  if (text == "build-script" || text == "custom-build") {
    unit.kind = TargetKind::custom_build;
    return true;
  }
  for (const auto& [word, kind] : named_kinds) {
    const auto behind = fmt::format(" \"{}\"", word);
    const auto before = fmt::format("{} \"", word);
    unit.kind = kind;
    if (text.ends_with(behind)) {
      unit.target = text.substr(0, text.size() - behind.size());
      return true;
    }
    if (text.starts_with(before) && text.ends_with('"') && text.size() > before.size()) {
      unit.target = text.substr(before.size(), text.size() - before.size() - 1);
      return true;
    }
  }
  return false;
}

/// The end of the compiler's first part: told since Cargo 1.92 as a section, before as a time of its own.
std::optional<double> metadata_seconds(const Json& object) {
  if (const auto seconds = seconds_of(object, "rmeta_time")) return seconds;
  const auto sections = object.find("sections");
  if (sections == object.end() || !sections->is_array() || sections->size() < 2) return std::nullopt;
  const auto& first = sections->front();
  if (!first.is_array() || first.size() != 2 || !first[1].is_object()) return std::nullopt;
  return seconds_of(first[1], "end");
}

/// Nothing for an entry that is no unit. One that says what cannot be matched is of `Work::other`.
std::optional<MeasuredUnit> read_unit(const Json& object) {
  if (!object.is_object()) return std::nullopt;
  MeasuredUnit unit{text_of(object, "name"), text_of(object, "version")};
  const auto seconds = seconds_of(object, "duration");
  if (unit.package.empty() || !seconds) return std::nullopt;
  unit.seconds = *seconds;
  if (!read_target(text_of(object, "target"), unit)) unit.work = Work::other;
  if (text_of(object, "mode") == "run-custom-build") unit.work = Work::run_script;
  if (const auto features = object.find("features"); features != object.end() && features->is_array())
    for (const auto& feature : *features)
      if (feature.is_string()) unit.features.push_back(feature.get<std::string>());
  std::ranges::sort(unit.features);
  if (const auto metadata = metadata_seconds(object)) unit.metadata_seconds = std::min(*metadata, unit.seconds);
  return unit;
}

std::string profile_of(std::string_view html) {
  constexpr std::string_view label = "Profile:</td><td>";
  constexpr std::size_t longest = 64;
  const auto at = html.find(label);
  if (at == std::string_view::npos) return {};
  const auto rest = html.substr(at + label.size(), longest);
  const auto end = rest.find('<');
  return end == std::string_view::npos ? std::string() : std::string(rest.substr(0, end));
}

tl::unexpected<support::Error> no_timings(const std::string& path, std::string_view reason) {
  return support::failure(
      support::ErrorKind::usage,
      fmt::format(
          "`{}` cannot be read as timings: {}; `--timings` takes the page that `cargo build --timings` writes to "
          "`target/cargo-timings`",
          path, reason));
}

}  // namespace

Result<facts::Timings> parse_timings(std::string_view html, const std::string& path) {
  const auto list = list_behind(html, "UNIT_DATA");
  if (list.empty()) return no_timings(path, "it holds no list `UNIT_DATA`");
  const auto json = Json::parse(list, nullptr, false);
  if (json.is_discarded()) return no_timings(path, "its list `UNIT_DATA` is damaged");
  facts::Timings timings;
  for (std::size_t i = 0; i < json.size(); ++i) {
    auto unit = read_unit(json[i]);
    if (!unit) return no_timings(path, fmt::format("entry {} of `UNIT_DATA` has no name or no duration", i + 1));
    timings.units.push_back(std::move(*unit));
  }
  if (timings.units.empty())
    return no_timings(path, "nothing was compiled in that build; `cargo clean` before it makes everything count");
  timings.profile = profile_of(html);
  return timings;
}

}  // namespace plimsoll::source
