// SPDX-License-Identifier: MIT OR Apache-2.0
/// The stream of a `.crate` archive, as far as it is needed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "plimsoll/cargo/package_id.h"
#include "plimsoll/outside/http.h"
#include "plimsoll/support/result.h"

namespace plimsoll::source {

/// What was taken from an archive: files as `read_crate` gives them.
struct CrateFiles {
  std::map<std::string, std::string> files;
  bool is_verified = false;  ///< the archive had the lockfile's checksum
};

/// Archives up to this size are read in whole, so that their checksum can be compared.
inline constexpr std::size_t whole_archive_bytes = 256U << 10U;

/// Stops a longer archive once its manifest is there, if that says all that Cargo would look for files to know.
class CrateSink final : public outside::BodySink {
 public:
  /// `room` is the bytes that all sinks sharing it may still hold.
  CrateSink(cargo::PackageId id, std::size_t& room) : id_(std::move(id)), room_(room) {}
  void begin() override;
  [[nodiscard]] bool take(std::string_view piece) override;
  /// Once the transfer has ended well. Errors as of `read_crate`.
  [[nodiscard]] support::Result<CrateFiles> files(const std::optional<std::string>& checksum,
                                                  const std::string& place) const;

 private:
  cargo::PackageId id_;
  std::size_t& room_;
  bool is_out_of_room_ = false;
  std::string bytes_;
  std::size_t next_look_ = whole_archive_bytes;
  std::optional<std::string> manifest_ = {};  ///< of an archive that was stopped
};

/// Whether a manifest needs no list of files beside it: Cargo wrote out every target, and the readme.
bool names_all_files(std::string_view manifest);

}  // namespace plimsoll::source
