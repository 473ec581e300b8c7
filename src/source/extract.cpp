// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/extract.h"

#include "fact_cache.h"
#include "plimsoll/source/advisory_store.h"
#include "plimsoll/source/closure_loader.h"
#include "plimsoll/support/parallel.h"
#include "source_walk.h"

namespace plimsoll::source {
namespace {

using cargo::ClosurePackage;

constexpr std::uint64_t longest_cache_bytes = 64ULL << 20U;
constexpr auto cache_name = "/facts-v1";

/// Sources without a byte are placeholders for those of the package, such as a copy of manifests alone has.
bool is_worth_keeping(const facts::PackageFacts& facts) {
  return facts.rust_bytes != 0;
}

class Extraction {
 public:
  Extraction(const cargo::Closure& closure, outside::World& world)
      : closure_(closure), world_(world), home_(cargo_home(world)) {
    if (const auto folder = cache_folder(world.environment)) cache_path_ = *folder + cache_name;
  }

  facts::FactTable run(std::size_t threads) {
    load();
    facts::FactTable table(closure_.packages.size());
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < table.size(); ++i) {
      const auto key = key_of(closure_.packages[i]);
      const auto known = key ? kept_.find(*key) : kept_.end();
      if (known != kept_.end() && is_worth_keeping(known->second))
        table[i] = known->second;
      else
        fresh.push_back(i);
    }
    support::parallel_for(fresh.size(), threads,
                          [&](std::size_t at) { table[fresh[at]] = facts_of(closure_.packages[fresh[at]]); });
    keep(fresh, table);
    return table;
  }

 private:
  /// Packages without a folder of their own are archives, or their manifest is missing.
  [[nodiscard]] facts::PackageFacts facts_of(const ClosurePackage& package) const {
    const auto* read = package.package();
    if (!read || package.manifest->directory() != package.place) return {};
    return walk_sources(world_.files, *read, package.place);
  }

  [[nodiscard]] std::optional<FactKey> key_of(const ClosurePackage& package) const {
    if (!package.locked) return std::nullopt;
    return cache_key(package.id, closure_.lockfile.packages[*package.locked].checksum, package.place, home_);
  }

  void load() {
    if (cache_path_.empty()) return;
    const auto text = world_.files.read(cache_path_, longest_cache_bytes);
    if (!text) return;
    if (auto kept = parse_kept_facts(*text)) kept_ = std::move(*kept);
  }

  /// A cache that cannot be written is no loss: the next run looks again.
  void keep(const std::vector<std::size_t>& fresh, const facts::FactTable& table) {
    bool has_news = false;
    if (kept_.size() > most_kept_facts) kept_.clear();
    for (const auto i : fresh) {
      auto key = is_worth_keeping(table[i]) ? key_of(closure_.packages[i]) : std::nullopt;
      if (!key) continue;
      kept_.insert_or_assign(std::move(*key), table[i]);
      has_news = true;
    }
    if (has_news && !cache_path_.empty()) static_cast<void>(world_.files.write(cache_path_, to_text(kept_)));
  }

  const cargo::Closure& closure_;
  outside::World& world_;
  std::string home_;
  std::string cache_path_;
  KeptFacts kept_;
};

}  // namespace

facts::FactTable extract_facts(const cargo::Closure& closure, outside::World& world, std::size_t threads) {
  return Extraction(closure, world).run(threads);
}

}  // namespace plimsoll::source
