// SPDX-License-Identifier: MIT OR Apache-2.0
#include "package_downloads.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "crate_archives.h"
#include "crate_sink.h"
#include "download_cache.h"
#include "plimsoll/outside/url.h"
#include "plimsoll/source/closure_loader.h"
#include "registry_client.h"

namespace plimsoll::source {
namespace {

using support::ErrorKind;
using support::failure;
using support::Result;
using Fetched = Result<std::unique_ptr<const PackageTree>>;

/// Archives are held in memory until all that were asked for together are there.
constexpr std::size_t most_together = 256;
constexpr std::size_t most_bytes_together = 512ULL << 20U;

std::string named(const cargo::PackageId& id) {
  return fmt::format("`{} {}`", id.name, cargo::to_text(id.version));
}

/// The error of one package, said of that package.
tl::unexpected<support::Error> not_fetched(const cargo::PackageId& id, const support::Error& error) {
  return failure(error.kind,
                 fmt::format("{} is not on this machine and could not be fetched: {}", named(id), error.message));
}

/// All packages from one registry.
class RegistryDownload {
 public:
  RegistryDownload(RegistryAddress address, const std::string& cargo_home, const outside::World& world)
      : address_(std::move(address)), home_(cargo_home), world_(world), cache_(world, address_.folder) {}

  [[nodiscard]] std::unique_ptr<const PackageTree> kept(const WantedPackage& wanted) const {
    auto found = cache_.find(wanted.id, wanted.checksum);
    return found ? tree(wanted, std::move(*found)) : nullptr;
  }

  /// One result for each package, in their order.
  std::vector<Fetched> fetch(std::span<const WantedPackage* const> packages, const FetchTime& time) {
    std::vector<Fetched> results;
    results.reserve(packages.size());
    auto client = RegistryClient::open(world_, home_, address_, time);
    for (std::size_t first = 0; first < packages.size(); first += most_together) {
      const auto some = packages.subspan(first, std::min(most_together, packages.size() - first));
      if (client)
        fetch_some(*client, some, time, packages.size(), results);
      else
        for (const auto* wanted : some) results.push_back(not_fetched(wanted->id, client.error()));
    }
    return results;
  }

 private:
  [[nodiscard]] std::function<void(std::size_t)> progress(std::size_t before, std::size_t all) const {
    return [this, before, all](std::size_t done) {
      world_.console.progress(fmt::format("fetching packages: {} of {}", before + done, all));
    };
  }

  /// Adds one result for each of `packages`; `all` is for the progress.
  void fetch_some(const RegistryClient& client, std::span<const WantedPackage* const> packages, const FetchTime& time,
                  std::size_t all, std::vector<Fetched>& results) const {
    std::size_t room = most_bytes_together;
    std::vector<CrateSink> sinks;
    std::vector<outside::HttpRequest> requests;
    std::vector<std::size_t> asked;
    sinks.reserve(packages.size());
    const auto before = results.size();
    for (const auto* wanted : packages) {
      auto request = client.archive_request(wanted->id, wanted->checksum);
      results.push_back(request ? Fetched() : not_fetched(wanted->id, request.error()));
      if (!request) continue;
      request->sink = &sinks.emplace_back(wanted->id, room);
      requests.push_back(std::move(*request));
      asked.push_back(results.size() - 1 - before);
    }
    const auto responses = world_.http.get_all(requests, {time.seconds_left(), progress(before, all)});
    for (std::size_t i = 0; i < asked.size(); ++i)
      results[before + asked[i]] = take(*packages[asked[i]], sinks[i], requests[i].url, responses[i]);
  }

  Fetched take(const WantedPackage& wanted, const CrateSink& sink, const std::string& url,
               const Result<outside::HttpResponse>& response) const {
    const auto shown = outside::shown_url(url);
    if (!response) return not_fetched(wanted.id, response.error());
    if (response->status != 200)
      return not_fetched(wanted.id,
                         {ErrorKind::network, fmt::format("`{}`: {}", shown, status_meaning(response->status))});
    auto found = sink.files(wanted.checksum, shown);
    if (!found) return not_fetched(wanted.id, found.error());
    cache_.keep(wanted.id, wanted.checksum, *found);
    return tree(wanted, std::move(*found));
  }

  [[nodiscard]] std::unique_ptr<const PackageTree> tree(const WantedPackage& wanted, CrateFiles found) const {
    const auto stem = archive_stem(wanted.id);
    const auto* trust = found.is_verified ? "" : ", checksum not compared";
    return archive_tree(fmt::format("{} from `{}`{}", stem, outside::shown_url(address_.index), trust),
                        fmt::format("{}/registry/src/{}/{}", home_, address_.folder, stem), std::move(found.files));
  }

  RegistryAddress address_;
  const std::string& home_;
  const outside::World& world_;
  DownloadCache cache_;
};

class Downloads {
 public:
  Downloads(std::span<const WantedPackage> wanted, const cargo::Config& config, const RegistryAccess& access,
            const outside::World& world)
      : wanted_(wanted),
        access_(access),
        world_(world),
        home_(cargo_home(world)),
        addresses_(world.files, config, home_, access.index),
        time_(world.clock, access.timeout_seconds) {}

  std::vector<Fetched> run() {
    results_.reserve(wanted_.size());
    std::map<cargo::SourceId, std::vector<std::size_t>> by_source;
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
      results_.push_back(failure(ErrorKind::not_found, ""));
      by_source[wanted_[i].id.source].push_back(i);
    }
    for (const auto& [source, positions] : by_source) fetch_from(source, positions);
    world_.console.progress("");
    return std::move(results_);
  }

 private:
  void fetch_from(const cargo::SourceId& source, const std::vector<std::size_t>& positions) {
    const auto address = addresses_.find(source);
    if (!address) {
      for (const auto i : positions) results_[i] = not_fetched(wanted_[i].id, address.error());
      return;
    }
    RegistryDownload registry(*address, home_, world_);
    std::vector<std::size_t> missing;
    for (const auto i : positions) {
      if (auto kept = registry.kept(wanted_[i]))
        results_[i] = std::move(kept);
      else
        missing.push_back(i);
    }
    if (!missing.empty()) fetch_missing(registry, missing);
  }

  void fetch_missing(RegistryDownload& registry, const std::vector<std::size_t>& missing) {
    if (!access_.online) {
      for (const auto i : missing)
        results_[i] = not_fetched(wanted_[i].id, {ErrorKind::offline, "the network was ruled out"});
      return;
    }
    std::vector<const WantedPackage*> packages;
    for (const auto i : missing) packages.push_back(&wanted_[i]);
    auto fetched = registry.fetch(packages, time_);
    for (std::size_t i = 0; i < missing.size(); ++i) results_[missing[i]] = std::move(fetched[i]);
  }

  std::span<const WantedPackage> wanted_;
  const RegistryAccess& access_;
  const outside::World& world_;
  std::string home_;
  RegistryAddresses addresses_;
  FetchTime time_;
  std::vector<Fetched> results_;
};

}  // namespace

std::vector<Fetched> fetch_packages(std::span<const WantedPackage> wanted, const cargo::Config& config,
                                    const RegistryAccess& access, const outside::World& world) {
  return Downloads(wanted, config, access, world).run();
}

}  // namespace plimsoll::source
