// SPDX-License-Identifier: MIT OR Apache-2.0
#include "registry_client.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "plimsoll/outside/url.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::source {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

constexpr std::uint64_t longest_config_bytes = 1ULL << 20U;
constexpr std::uint64_t longest_index_bytes = 32ULL << 20U;
constexpr std::uint64_t longest_archive_bytes = 64ULL << 20U;

/// As in the variables of the environment that stand for configuration keys.
std::string variable_part(std::string name) {
  for (auto& c : name) c = c == '-' ? '_' : (c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c);
  return name;
}

/// The token of a registry in the configuration (Cargo reference, "Configuration", Credentials); empty if there is
/// none.
std::string token_of(const outside::World& world, const std::string& cargo_home, const std::string& name) {
  if (name.empty()) return {};
  if (const auto token = world.environment.get(fmt::format("CARGO_REGISTRIES_{}_TOKEN", variable_part(name))))
    return *token;
  for (const auto* file : {"credentials.toml", "credentials"}) {
    const auto text = world.files.read(fmt::format("{}/{}", cargo_home, file), longest_config_bytes);
    if (!text) continue;
    support::Diagnostics ignored;  // a message could hold a token
    const auto root = support::toml::parse({}, *text, ignored);
    const auto* registries = root ? root->find("registries") : nullptr;
    const auto* registry = registries ? registries->find(name) : nullptr;
    const auto* token = registry ? registry->find("token") : nullptr;
    if (token && token->as_string()) return *token->as_string();
  }
  return {};
}

/// Scheme, host and port as written.
std::string_view server_of(std::string_view url) {
  const auto begin = url.find("://");
  return begin == std::string_view::npos ? url : url.substr(0, url.find('/', begin + 3));
}

struct RegistryConfig {
  std::string download;
  bool wants_token = false;
};

Result<RegistryConfig> parse_config(std::string_view text, const std::string& shown) {
  const auto object = nlohmann::json::parse(text, nullptr, false);
  const auto download = object.is_object() ? object.find("dl") : object.end();
  if (download == object.end() || !download->is_string())
    return failure(ErrorKind::invalid, fmt::format("`{}` names no address of archives", shown));
  const auto wants = object.find("auth-required");
  return RegistryConfig{download->get<std::string>(),
                        wants != object.end() && wants->is_boolean() && wants->get<bool>()};
}

void replace_all(std::string& text, std::string_view marker, std::string_view value) {
  for (auto at = text.find(marker); at != std::string::npos; at = text.find(marker, at + value.size()))
    text.replace(at, marker.size(), value);
}

bool is_checksum(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

int FetchTime::seconds_left() const {
  constexpr std::int64_t day = 86'400;
  return static_cast<int>(std::clamp<std::int64_t>(end_ - clock_.now(), 0, day));
}

std::string status_meaning(int status) {
  if (status == 401 || status == 403)
    return fmt::format("the registry refuses without a valid token (status {}); `cargo login` stores one", status);
  if (status == 404 || status == 410 || status == 451)
    return fmt::format("the registry does not have it (status {})", status);
  return fmt::format("the registry answered with status {}", status);
}

Result<RegistryClient> RegistryClient::open(const outside::World& world, const std::string& cargo_home,
                                            RegistryAddress address, const FetchTime& time) {
  RegistryClient client;
  client.address_ = std::move(address);
  const auto kept = fmt::format("{}/registry/index/{}/config.json", cargo_home, client.address_.folder);
  const auto url = client.address_.index + "config.json";
  const auto shown = outside::shown_url(url);
  auto text = world.files.read(kept, longest_config_bytes);
  auto token = token_of(world, cargo_home, client.address_.name);
  if (!text) {
    auto asked = client.request(url);
    asked.timeout_seconds = time.seconds_left();
    asked.limit_bytes = longest_config_bytes;
    TRY_INTO(auto response, world.http.get(asked));
    if (response.status == 401 && !token.empty()) {
      asked.headers["Authorization"] = token;
      TRY_INTO(response, world.http.get(asked));
    }
    if (response.status != 200)
      return failure(ErrorKind::network, fmt::format("`{}`: {}", shown, status_meaning(response.status)));
    text = std::move(response.body);
  }
  TRY_INTO(auto config, parse_config(*text, shown));
  client.download_ = std::move(config.download);
  if (config.wants_token) client.token_ = std::move(token);
  return client;
}

outside::HttpRequest RegistryClient::request(std::string url) const {
  outside::HttpRequest asked{std::move(url)};
  asked.retries = 2;
  if (!token_.empty() && server_of(asked.url) == server_of(address_.index)) asked.headers["Authorization"] = token_;
  return asked;
}

Result<outside::HttpRequest> RegistryClient::index_request(const std::string& name, const KeptIndex& known) const {
  const auto path = index_path(name);
  if (!path) return failure(ErrorKind::invalid, "its name is none that a registry could have");
  auto asked = request(address_.index + *path);
  asked.limit_bytes = longest_index_bytes;
  if (!known.etag.empty())
    asked.headers["If-None-Match"] = known.etag;
  else if (!known.last_modified.empty())
    asked.headers["If-Modified-Since"] = known.last_modified;
  return asked;
}

Result<outside::HttpRequest> RegistryClient::archive_request(const cargo::PackageId& id,
                                                             const std::optional<std::string>& checksum) const {
  const auto path = index_path(id.name);
  if (!path) return failure(ErrorKind::invalid, "its name is none that a registry could have");
  auto url = download_;
  if (url.find('{') == std::string::npos) url += "/{crate}/{version}/download";
  if (url.find("{sha256-checksum}") != std::string::npos && (!checksum || !is_checksum(*checksum)))
    return failure(ErrorKind::invalid, "the registry is asked by checksum, and the lockfile has none for it");
  const auto lower_prefix = path->substr(0, path->rfind('/'));
  const std::array<std::pair<std::string_view, std::string>, 5> markers{{{"{crate}", id.name},
                                                                         {"{version}", cargo::to_text(id.version)},
                                                                         {"{prefix}", index_prefix(id.name)},
                                                                         {"{lowerprefix}", lower_prefix},
                                                                         {"{sha256-checksum}", checksum.value_or("")}}};
  for (const auto& [marker, value] : markers) replace_all(url, marker, value);
  auto asked = request(std::move(url));
  asked.limit_bytes = longest_archive_bytes;
  return asked;
}

}  // namespace plimsoll::source
