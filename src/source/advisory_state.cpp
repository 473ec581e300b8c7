// SPDX-License-Identifier: MIT OR Apache-2.0
#include "advisory_state.h"

#include <nlohmann/json.hpp>

namespace plimsoll::source {
namespace {

using nlohmann::ordered_json;

constexpr int format_version = 1;

std::string text(const ordered_json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<std::int64_t> number(const ordered_json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

/// Nothing that leads out of the folder.
bool is_plain_name(std::string_view name) {
  return !name.empty() && !name.starts_with('.') && name.find('/') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

}  // namespace

std::optional<AdvisoryState> parse_advisory_state(std::string_view written) {
  const auto object = ordered_json::parse(written, nullptr, false);
  if (!object.is_object() || number(object, "format_version") != format_version) return std::nullopt;
  AdvisoryState state{text(object, "url"),
                      text(object, "etag"),
                      text(object, "file"),
                      text(object, "sha256"),
                      text(object, "commit"),
                      number(object, "commit_time"),
                      number(object, "confirmed_at").value_or(0)};
  if (!is_plain_name(state.file)) return std::nullopt;
  return state;
}

std::string to_text(const AdvisoryState& state) {
  ordered_json object;
  object["format_version"] = format_version;
  object["url"] = state.url;
  object["etag"] = state.etag;
  object["file"] = state.file;
  object["sha256"] = state.sha256;
  object["commit"] = state.commit;
  object["commit_time"] = state.commit_time ? ordered_json(*state.commit_time) : ordered_json();
  object["confirmed_at"] = state.confirmed_at;
  constexpr int indent = 2;
  return object.dump(indent, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace plimsoll::source
