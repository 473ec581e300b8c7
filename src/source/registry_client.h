// SPDX-License-Identifier: MIT OR Apache-2.0
/// One registry, and the requests that it understands.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "plimsoll/cargo/package_id.h"
#include "plimsoll/outside/world.h"
#include "plimsoll/source/sparse_index.h"
#include "registry_address.h"

namespace plimsoll::source {

/// The time that is left of what was granted for everything.
class FetchTime {
 public:
  FetchTime(const outside::Clock& clock, int seconds) : clock_(clock), end_(clock.now() + seconds) {}
  /// Not below zero.
  [[nodiscard]] int seconds_left() const;

 private:
  const outside::Clock& clock_;
  std::int64_t end_;
};

/// The registry's token goes with a request only where the registry asks for one, and only to the server of its index:
/// not to another that the archives lie on, and not over a redirect.
class RegistryClient {
 public:
  /// Reads the registry's own configuration, where Cargo left it or from the registry. Errors: network and the like;
  /// invalid, if there is no address of archives in it.
  static support::Result<RegistryClient> open(const outside::World&, const std::string& cargo_home, RegistryAddress,
                                              const FetchTime&);

  /// Error: invalid, for names that no registry can have.
  [[nodiscard]] support::Result<outside::HttpRequest> index_request(const std::string& name,
                                                                    const KeptIndex& known) const;
  [[nodiscard]] support::Result<outside::HttpRequest> archive_request(const cargo::PackageId&,
                                                                      const std::optional<std::string>& checksum) const;
  [[nodiscard]] const RegistryAddress& address() const { return address_; }

 private:
  RegistryClient() = default;
  [[nodiscard]] outside::HttpRequest request(std::string url) const;

  RegistryAddress address_;
  std::string download_;  ///< the template of archive addresses
  std::string token_;     ///< empty if none is to be sent
};

/// What an answer other than 200 means, in one line.
std::string status_meaning(int status);

}  // namespace plimsoll::source
