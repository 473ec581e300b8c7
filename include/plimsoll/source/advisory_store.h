// SPDX-License-Identifier: MIT OR Apache-2.0
/// The advisory database, kept on this machine and kept new.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plimsoll/outside/world.h"
#include "plimsoll/source/advisory_data.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// RustSec's database as an archive of its repository.
inline constexpr std::string_view default_advisory_place =
    "https://github.com/RustSec/advisory-db/archive/refs/heads/main.tar.gz";

struct AdvisoryOptions {
  std::string place = std::string(default_advisory_place);
  bool is_offline = false;
  std::int64_t fresh_seconds = 3600;  ///< younger copies are taken without asking the server
  int lock_wait_seconds = 120;
  int timeout_seconds = 60;
};

/// What is known of the kept copy without reading it.
struct AdvisoryStatus {
  std::string place;
  bool is_address = true;  ///< else the place needs no copy, and nothing more is known here
  std::string file = {};   ///< where the copy is; empty if there is none
  std::string commit = {};
  std::optional<std::int64_t> commit_time = {};
  std::optional<std::int64_t> confirmed_at = {};
  std::uint64_t size_bytes = 0;
};

/// One place of advisories. Copies of addresses are kept in the folder `advisories` of the cache, each with a
/// `state.json` that names the newest copy and its checksum; it is replaced in one step, so that readers need no lock
/// and an interrupted update leaves the old copy in place. Updates of several processes wait for each other.
class AdvisoryStore {
 public:
  AdvisoryStore(const outside::World& world, AdvisoryOptions options);

  /// The advisories, new enough: of an address, the copy on this machine if it is younger than `fresh_seconds`, else
  /// what the server has. On a CI machine the server is always asked, unless offline. If it cannot be asked the old
  /// copy is taken, which is noted on the console and in `stale_reason`. Errors: offline or network if there is no
  /// copy either; what `read_advisory_place` says for other places.
  [[nodiscard]] support::Result<AdvisoryData> load();

  /// Asks the server now, however young the copy. An answer that cannot be read leaves the old copy in place. Errors:
  /// offline, network, invalid, too_large, busy; usage for places that are no address.
  [[nodiscard]] support::Result<AdvisoryData> update();

  [[nodiscard]] AdvisoryStatus status() const;

 private:
  struct State;
  [[nodiscard]] std::string path(const std::string& name) const;
  [[nodiscard]] std::optional<State> read_state() const;
  [[nodiscard]] support::Result<void> write_state(const State&);
  [[nodiscard]] std::optional<AdvisoryData> read_copy(const std::optional<State>&) const;
  [[nodiscard]] std::optional<AdvisoryData> read_newest_copy() const;
  [[nodiscard]] bool is_fresh(std::int64_t confirmed_at) const;
  [[nodiscard]] support::Result<AdvisoryData> ask_server(std::int64_t since);
  [[nodiscard]] support::Result<AdvisoryData> take_over(const std::string& etag, std::string bytes);
  [[nodiscard]] support::Result<AdvisoryData> confirm(State state, AdvisoryData copy);
  void keep(const AdvisoryData&, const std::string& etag, const std::string& bytes);
  void remove_others(const std::string& kept);
  void warn(const std::string& line);

  outside::World world_;
  AdvisoryOptions options_;
  std::string folder_;  ///< of the copy; empty if there is nowhere to keep one
};

/// Plimsoll's folder for what can be fetched again: `$PLIMSOLL_CACHE`, `$XDG_CACHE_HOME/plimsoll` or
/// `~/.cache/plimsoll`; nothing if none of the variables is set to an absolute path.
std::optional<std::string> cache_folder(const outside::Environment&);

/// "3 days", "1 hour", "less than a minute".
std::string age_text(std::int64_t seconds);

}  // namespace plimsoll::source
