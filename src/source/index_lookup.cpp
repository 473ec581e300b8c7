// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/index_lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>

#include "download_cache.h"
#include "plimsoll/source/closure_loader.h"
#include "plimsoll/source/package_places.h"
#include "plimsoll/support/parallel.h"
#include "plimsoll/support/text.h"
#include "registry_client.h"

namespace plimsoll::source {
namespace {

using support::Result;

constexpr std::uint64_t longest_cached_bytes = 64ULL << 20U;

/// One package name of one source: its versions as far as they are known, and who of the closure has one.
struct Line {
  std::string name;
  std::vector<std::size_t> packages;
  std::optional<StoredIndex> stored;
  std::vector<IndexVersion> entries;
};

const IndexVersion* find_entry(const std::vector<IndexVersion>& entries, const cargo::PackageId& id) {
  const auto found = std::ranges::find_if(
      entries, [&](const IndexVersion& entry) { return entry.version == id.version && entry.name == id.name; });
  return found == entries.end() ? nullptr : &*found;
}

facts::IndexFacts facts_of(const std::vector<IndexVersion>& entries, const IndexVersion& entry) {
  facts::IndexFacts facts{entry.yanked};
  const auto& version = entry.version;
  for (const auto& other : entries) {
    const auto& candidate = other.version;
    if (other.yanked || candidate.is_prerelease() || candidate <= version ||
        cargo::compatibility_class(candidate) != cargo::compatibility_class(version))
      continue;
    if (!facts.successor || *facts.successor < candidate) facts.successor = candidate;
  }
  if (facts.successor || !facts.yanked) return facts;
  // Nothing newer: the newest older one that stands.
  for (const auto& other : entries) {
    const auto& candidate = other.version;
    const bool fits = !other.yanked && !candidate.is_prerelease() && candidate < version &&
                      cargo::compatibility_class(candidate) == cargo::compatibility_class(version);
    if (fits && (!facts.successor || *facts.successor < candidate)) facts.successor = candidate;
  }
  return facts;
}

/// All packages of one source.
class SourceLookup {
 public:
  SourceLookup(const cargo::Closure& closure, const RegistryAddresses& addresses, const cargo::SourceId& source,
               const std::string& cargo_home, const outside::World& world)
      : closure_(closure),
        home_(cargo_home),
        world_(world),
        address_(addresses.find(source)),
        folders_(addresses.index_folders(source)),
        cache_(world, address_ ? address_->folder : std::string("unknown")) {
    const auto replacement = replacement_for(closure.config, source);
    if (replacement && *replacement && (*replacement)->local_registry)
      local_index_ = *(*replacement)->local_registry + "/index";
  }

  void add(std::size_t package) {
    const auto& name = closure_.packages[package].id.name;
    const auto [at, is_new] = by_name_.emplace(name, lines_.size());
    if (is_new) lines_.push_back({name, {}, {}, {}});
    lines_[at->second].packages.push_back(package);
  }

  /// The texts of all packages are large: only those that are needed again stay.
  void read_kept(std::size_t threads, Refresh refresh, const std::vector<char>& in_question) {
    support::parallel_for(lines_.size(), threads, [&](std::size_t i) {
      auto& line = lines_[i];
      read_kept(line);
      if (line.stored && knows_all(line) && refresh != Refresh::everything && !is_any_of(line, in_question))
        std::string().swap(line.stored->index.text);
    });
  }

  /// Empty if all went well, else why not.
  std::string ask(Refresh refresh, const std::vector<char>& in_question, const FetchTime& time) {
    std::vector<Line*> asked;
    for (auto& line : lines_)
      if (!knows_all(line) || (is_meant(line, refresh, in_question) && !(line.stored && is_fresh(*line.stored))))
        asked.push_back(&line);
    if (asked.empty()) return {};
    if (!address_) return address_.error().message;
    auto client = RegistryClient::open(world_, home_, *address_, time);
    if (!client) return client.error().message;
    return fetch(*client, asked, time);
  }

  void fill(facts::IndexTable& table, const std::vector<char>& in_question) const {
    for (const auto& line : lines_) {
      const auto releases = is_any_of(line, in_question) && line.stored ? releases_of(line) : nullptr;
      for (const auto package : line.packages) {
        const auto* entry = find_entry(line.entries, closure_.packages[package].id);
        if (entry == nullptr) continue;
        table.packages[package] = facts_of(line.entries, *entry);
        table.packages[package]->releases = releases;
      }
    }
  }

 private:
  void read_kept(Line& line) const {
    if (!local_index_.empty()) adopt(line, local_copy(line.name));
    if (address_) adopt(line, cache_.find_index(line.name));
    if (line.stored && is_fresh(*line.stored) && knows_all(line)) return;
    for (const auto& folder : folders_) adopt(line, cargo_copy(folder, line.name));
  }

  /// Older releases than what is locked are of no use.
  [[nodiscard]] std::shared_ptr<const std::vector<facts::Release>> releases_of(const Line& line) const {
    const auto version_of = [&](std::size_t i) -> const cargo::Version& { return closure_.packages[i].id.version; };
    const auto& oldest = version_of(*std::ranges::min_element(line.packages, {}, version_of));
    const auto& source = closure_.packages[line.packages.front()].id.source;
    std::vector<facts::Release> releases;
    for (const auto record : support::split(line.stored->index.text, '\n'))
      for (auto& [name, version, yanked] : parse_index_versions(record))
        if (name == line.name && version >= oldest)
          releases.emplace_back(std::move(version), yanked, [source, text = std::string(record)] {
            auto entries = parse_index(text, source);
            return entries.empty() ? std::nullopt : std::optional(std::move(entries.front().summary));
          });
    std::ranges::stable_sort(releases, {}, &facts::Release::version);
    return std::make_shared<const std::vector<facts::Release>>(std::move(releases));
  }

  /// A local registry's index holds the plain lines.
  [[nodiscard]] std::optional<StoredIndex> local_copy(const std::string& name) const {
    const auto path = index_path(name);
    if (!path) return std::nullopt;
    auto text = world_.files.read(fmt::format("{}/{}", local_index_, *path), longest_cached_bytes);
    return text ? std::optional(StoredIndex{{std::move(*text)}, 0}) : std::nullopt;
  }

  [[nodiscard]] std::optional<StoredIndex> cargo_copy(const std::string& folder, const std::string& name) const {
    const auto path = index_path(name);
    if (!path) return std::nullopt;
    auto bytes = world_.files.read(fmt::format("{}/.cache/{}", folder, *path), longest_cached_bytes);
    auto kept = bytes ? parse_cargo_index_cache(std::move(*bytes)) : std::nullopt;
    return kept ? std::optional(StoredIndex{std::move(*kept), 0}) : std::nullopt;
  }

  /// Versions are added to an index and never taken away: of two copies the longer is the newer.
  void adopt(Line& line, std::optional<StoredIndex> copy) const {
    if (!copy) return;
    auto entries = parse_index_versions(copy->index.text);
    if (line.stored && entries.size() <= line.entries.size()) return;
    line.stored = std::move(copy);
    line.entries = std::move(entries);
  }

  [[nodiscard]] bool is_fresh(const StoredIndex& stored) const {
    return world_.clock.now() - stored.checked_at <= fresh_index_seconds;
  }

  [[nodiscard]] bool knows_all(const Line& line) const {
    return std::ranges::all_of(line.packages, [&](std::size_t package) {
      return find_entry(line.entries, closure_.packages[package].id) != nullptr;
    });
  }

  static bool is_any_of(const Line& line, const std::vector<char>& in_question) {
    return std::ranges::any_of(line.packages,
                               [&](std::size_t package) { return !in_question.empty() && in_question[package] != 0; });
  }

  static bool is_meant(const Line& line, Refresh refresh, const std::vector<char>& in_question) {
    return refresh == Refresh::everything || (refresh == Refresh::in_question && is_any_of(line, in_question));
  }

  std::string fetch(const RegistryClient& client, const std::vector<Line*>& asked, const FetchTime& time) {
    std::vector<outside::HttpRequest> requests;
    std::vector<Line*> lines;
    std::string reason;
    for (auto* line : asked) {
      auto request = client.index_request(line->name, line->stored ? line->stored->index : KeptIndex());
      if (!request) {
        reason = fmt::format("`{}`: {}", line->name, request.error().message);
        continue;
      }
      requests.push_back(std::move(*request));
      lines.push_back(line);
    }
    const outside::HttpBatch batch{
        time.seconds_left(), [&](std::size_t done) {
          world_.console.progress(fmt::format("asking the registry: {} of {}", done, requests.size()));
        }};
    auto responses = world_.http.get_all(requests, batch);
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (auto why = take(*lines[i], responses[i]); !why.empty()) reason = std::move(why);
    return reason;
  }

  /// Empty if the answer was of use.
  std::string take(Line& line, Result<outside::HttpResponse>& response) const {
    if (!response) return response.error().message;
    if (response->status == 304 && line.stored) {
      line.stored->checked_at = world_.clock.now();
      cache_.keep_index(line.name, *line.stored);
      return {};
    }
    if (response->status != 200) return fmt::format("`{}`: {}", line.name, status_meaning(response->status));
    const auto header = [&](const char* name) {
      const auto found = response->headers.find(name);
      return found == response->headers.end() ? std::string() : found->second;
    };
    line.stored = StoredIndex{{std::move(response->body), header("etag"), header("last-modified")}, world_.clock.now()};
    line.entries = parse_index_versions(line.stored->index.text);
    cache_.keep_index(line.name, *line.stored);
    return {};
  }

  const cargo::Closure& closure_;
  const std::string& home_;
  const outside::World& world_;
  Result<RegistryAddress> address_;
  std::vector<std::string> folders_;
  DownloadCache cache_;
  std::string local_index_;
  std::map<std::string, std::size_t> by_name_;
  std::vector<Line> lines_;
};

}  // namespace

facts::IndexTable look_up_index(const cargo::Closure& closure, const RegistryAccess& access, Refresh refresh,
                                const outside::World& world, std::size_t threads,
                                const std::vector<char>& in_question) {
  facts::IndexTable table;
  table.packages.resize(closure.packages.size());
  const auto home = cargo_home(world);
  const RegistryAddresses addresses(world.files, closure.config, home, access.index);
  const FetchTime time(world.clock, access.timeout_seconds);
  const bool online = access.online && !closure.config.offline;
  if (!online) table.unknown_because = "the network was ruled out, and neither Cargo nor Plimsoll kept its index entry";
  std::map<cargo::SourceId, SourceLookup> lookups;
  for (std::size_t i = 0; i < closure.packages.size(); ++i) {
    const auto& source = closure.packages[i].id.source;
    if (!source.is_registry()) continue;
    lookups.try_emplace(source, closure, addresses, source, home, world).first->second.add(i);
  }
  for (auto& [source, lookup] : lookups) {
    lookup.read_kept(threads, refresh, in_question);
    if (online)
      if (auto reason = lookup.ask(refresh, in_question, time); !reason.empty())
        table.unknown_because = std::move(reason);
    lookup.fill(table, in_question);
  }
  world.console.progress("");
  return table;
}

}  // namespace plimsoll::source
