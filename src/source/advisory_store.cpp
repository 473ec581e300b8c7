// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/advisory_store.h"

#include <fmt/format.h>

#include "advisory_state.h"
#include "plimsoll/outside/url.h"
#include "plimsoll/support/sha256.h"
#include "plimsoll/support/text.h"

namespace plimsoll::source {

struct AdvisoryStore::State : AdvisoryState {};

namespace {

using support::ErrorKind;
using support::failure;
using support::Result;

constexpr std::uint64_t download_limit = 128ULL << 20U;
constexpr auto state_name = "state.json";
constexpr auto lock_name = "lock";

/// One folder for each address, so that mirrors do not push each other out.
std::string folder_for(const outside::Environment& environment, const std::string& place) {
  const auto cache = cache_folder(environment);
  if (!cache || !outside::is_http_url(place)) return {};
  return fmt::format("{}/advisories/{}", *cache, support::sha256_hex(place).substr(0, 16));
}

bool is_ci(const outside::Environment& environment) {
  const auto value = environment.get("CI").value_or("");
  return !value.empty() && value != "false" && value != "0";
}

std::string amount(std::int64_t count, std::string_view unit) {
  return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
}

std::string header(const outside::HttpResponse& response, const std::string& name) {
  const auto found = response.headers.find(name);
  return found == response.headers.end() ? std::string{} : found->second;
}

std::string progress_text(std::uint64_t now, std::uint64_t total) {
  constexpr double kilobyte = 1000;
  const auto size = fmt::format("{:.0f} kB", static_cast<double>(now) / kilobyte);
  if (total == 0) return fmt::format("Fetching the advisories: {}", size);
  return fmt::format("Fetching the advisories: {} of {:.0f} kB", size, static_cast<double>(total) / kilobyte);
}

}  // namespace

std::optional<std::string> cache_folder(const outside::Environment& environment) {
  struct Row {
    const char* variable;
    const char* below;
  };
  constexpr Row rows[] = {{"PLIMSOLL_CACHE", ""}, {"XDG_CACHE_HOME", "/plimsoll"}, {"HOME", "/.cache/plimsoll"}};
  for (const auto& row : rows) {
    const auto folder = environment.get(row.variable).value_or("");
    if (folder.starts_with('/')) return folder + row.below;
  }
  return std::nullopt;
}

std::string age_text(std::int64_t seconds) {
  constexpr std::int64_t minute = 60;
  constexpr std::int64_t hour = 60 * minute;
  constexpr std::int64_t day = 24 * hour;
  if (seconds < minute) return "less than a minute";
  if (seconds < hour) return amount(seconds / minute, "minute");
  if (seconds < day) return amount(seconds / hour, "hour");
  return amount(seconds / day, "day");
}

AdvisoryStore::AdvisoryStore(const outside::World& world, AdvisoryOptions options)
    : world_(world), options_(std::move(options)), folder_(folder_for(world.environment, options_.place)) {}

Result<AdvisoryData> AdvisoryStore::load() {
  if (!outside::is_http_url(options_.place)) return read_advisory_place(world_.files, options_.place);
  const auto state = read_state();
  const bool is_new_enough = state && is_fresh(state->confirmed_at) && !is_ci(world_.environment);
  if (options_.is_offline || is_new_enough)
    if (auto copy = read_newest_copy()) return std::move(*copy);
  if (options_.is_offline)
    return failure(ErrorKind::offline,
                   fmt::format("there is no copy of the advisory database `{}`, and the network "
                               "is ruled out, by `--offline` or by Cargo's configuration; run once without "
                               "to fetch it",
                               outside::shown_url(options_.place)));
  auto updated = update();
  if (updated) return updated;
  auto copy = read_newest_copy();
  if (!copy) return updated;
  copy->stale_reason = updated.error().message;
  warn(fmt::format("warning: {}", support::to_text(updated.error())));
  warn(fmt::format("  the audit goes on with the advisories fetched {} ago",
                   age_text(world_.clock.now() - copy->confirmed_at.value_or(0))));
  return std::move(*copy);
}

Result<AdvisoryData> AdvisoryStore::update() {
  const auto shown = outside::shown_url(options_.place);
  if (!outside::is_http_url(options_.place))
    return failure(ErrorKind::usage, fmt::format("`{}` is on this machine and is never fetched", shown));
  if (options_.is_offline)
    return failure(ErrorKind::offline,
                   fmt::format("`{}` was not asked for advisories, because the network is ruled out", shown));
  const auto since = world_.clock.now();
  std::unique_ptr<outside::FileSystem::Lock> lock;
  if (!folder_.empty()) {
    auto taken = world_.files.lock(path(lock_name), options_.lock_wait_seconds);
    if (!taken && taken.error().kind == ErrorKind::busy) return failure(std::move(taken).error());
    if (taken) lock = std::move(*taken);
  }
  auto result = ask_server(since);
  world_.console.progress("");
  if (!result) return failure(std::move(result).error().within("while fetching the advisory database"));
  return result;
}

/// Another process may have asked while this one waited for the lock; then its copy will do.
Result<AdvisoryData> AdvisoryStore::ask_server(std::int64_t since) {
  const auto state = read_state();
  auto copy = read_copy(state);
  if (copy && state->confirmed_at > since && state->confirmed_at <= world_.clock.now()) return std::move(*copy);
  outside::HttpRequest request{options_.place};
  request.limit_bytes = download_limit;
  request.timeout_seconds = options_.timeout_seconds;
  request.on_progress = [this](std::uint64_t now, std::uint64_t total) {
    world_.console.progress(progress_text(now, total));
  };
  if (copy && !state->etag.empty()) request.headers["If-None-Match"] = state->etag;
  TRY_INTO(auto response, world_.http.get(request));
  constexpr int ok = 200;
  constexpr int not_modified = 304;
  if (response.status == not_modified && copy) return confirm(*state, std::move(*copy));
  if (response.status == ok) return take_over(header(response, "etag"), std::move(response.body));
  return failure(ErrorKind::network, fmt::format("`{}` answered {} in place of the advisory database",
                                                 outside::shown_url(options_.place), response.status));
}

Result<AdvisoryData> AdvisoryStore::confirm(State state, AdvisoryData copy) {
  state.confirmed_at = world_.clock.now();
  copy.confirmed_at = state.confirmed_at;
  if (const auto written = write_state(state); !written) warn("warning: " + support::to_text(written.error()));
  return copy;
}

/// Only what can be read replaces the old copy.
Result<AdvisoryData> AdvisoryStore::take_over(const std::string& etag, std::string bytes) {
  TRY_INTO(auto data, read_advisory_archive(options_.place, bytes));
  data.confirmed_at = world_.clock.now();
  keep(data, etag, bytes);
  return data;
}

/// The audit can do without a copy, so that a cache that cannot be written to is only told.
void AdvisoryStore::keep(const AdvisoryData& data, const std::string& etag, const std::string& bytes) {
  if (folder_.empty()) return;
  State state;
  state.url = data.place;
  state.etag = etag;
  state.confirmed_at = data.confirmed_at.value_or(0);
  state.commit = data.commit;
  state.commit_time = data.commit_time;
  state.sha256 = support::sha256_hex(bytes);
  state.file = fmt::format("{}.archive", state.sha256.substr(0, 16));
  auto written = world_.files.write(path(state.file), bytes);
  if (written) written = write_state(state);
  if (written) return remove_others(state.file);
  warn("warning: " + support::to_text(written.error()));
  warn("  the advisories are used but not kept for the next run");
}

/// What older updates left, also those that were interrupted.
void AdvisoryStore::remove_others(const std::string& kept) {
  const auto entries = world_.files.list(folder_);
  if (!entries) return;
  for (const auto& entry : *entries) {
    if (entry.name == kept || entry.name == state_name || entry.name == lock_name) continue;
    static_cast<void>(world_.files.remove(path(entry.name)));
  }
}

AdvisoryStatus AdvisoryStore::status() const {
  AdvisoryStatus status{outside::shown_url(options_.place), outside::is_http_url(options_.place)};
  const auto state = read_state();
  if (!state) return status;
  const auto size = world_.files.size(path(state->file));
  if (!size) return status;
  status.file = path(state->file);
  status.commit = state->commit;
  status.commit_time = state->commit_time;
  status.confirmed_at = state->confirmed_at;
  status.size_bytes = *size;
  return status;
}

std::string AdvisoryStore::path(const std::string& name) const {
  return folder_ + "/" + name;
}

std::optional<AdvisoryStore::State> AdvisoryStore::read_state() const {
  constexpr std::uint64_t limit = 1ULL << 20U;
  if (folder_.empty()) return std::nullopt;
  const auto text = world_.files.read(path(state_name), limit);
  if (!text) return std::nullopt;
  auto state = parse_advisory_state(*text);
  if (!state) return std::nullopt;
  return State{std::move(*state)};
}

Result<void> AdvisoryStore::write_state(const State& state) {
  if (folder_.empty()) return {};
  return world_.files.write(path(state_name), to_text(state));
}

/// Nothing if the copy is not there or is not what was written.
std::optional<AdvisoryData> AdvisoryStore::read_copy(const std::optional<State>& state) const {
  if (!state) return std::nullopt;
  const auto bytes = world_.files.read(path(state->file), download_limit);
  if (!bytes || support::sha256_hex(*bytes) != state->sha256) return std::nullopt;
  auto data = read_advisory_archive(options_.place, *bytes);
  if (!data) return std::nullopt;
  data->confirmed_at = state->confirmed_at;
  return std::move(*data);
}

/// An update may take the copy away between reading the state and reading the copy; then there is a newer one.
std::optional<AdvisoryData> AdvisoryStore::read_newest_copy() const {
  constexpr int tries = 3;
  for (int i = 0; i < tries; ++i)
    if (auto copy = read_copy(read_state())) return copy;
  return std::nullopt;
}

/// A copy from the future says that a clock was wrong: it is not trusted.
bool AdvisoryStore::is_fresh(std::int64_t confirmed_at) const {
  const auto age = world_.clock.now() - confirmed_at;
  return age >= 0 && age < options_.fresh_seconds;
}

void AdvisoryStore::warn(const std::string& line) {
  world_.console.note(line);
}

}  // namespace plimsoll::source
