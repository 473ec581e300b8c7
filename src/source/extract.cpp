// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/extract.h"

#include <map>

#include "fact_cache.h"
#include "plimsoll/source/advisory_store.h"
#include "plimsoll/source/closure_loader.h"
#include "plimsoll/support/assert.h"
#include "plimsoll/support/parallel.h"
#include "sealed_file.h"
#include "source_walk.h"

namespace plimsoll::source {
namespace {

using cargo::ClosurePackage;

constexpr std::uint64_t longest_cache_bytes = 64ULL << 20U;
constexpr auto cache_name = "/facts-v2";

/// For whatever features and platforms, or for none.
constexpr auto used_everywhere = "*";
constexpr auto not_compiled = "-";

class Extraction {
 public:
  Extraction(const cargo::Closure& closure, std::span<const facts::SourceUse> uses, outside::World& world)
      : closure_(closure), uses_(uses), world_(world), home_(cargo_home(world)) {
    if (const auto folder = cache_folder(world.environment)) cache_path_ = *folder + cache_name;
    for (const auto& use : uses_)
      for (const auto* platform : use.platforms)
        if (!platforms_.contains(platform)) platforms_.emplace(platform, platform->description());
  }

  facts::FactTable run(std::size_t threads) {
    load();
    facts::FactTable table(closure_.packages.size());
    std::vector<Look> looks(table.size());
    support::parallel_for(table.size(), threads, [&](std::size_t i) { table[i] = look(i, looks[i]); });
    keep(looks, table);
    return table;
  }

 private:
  /// How facts were come by.
  struct Look {
    std::optional<FactKey> key = {};  ///< to keep them under; nothing if they were kept, or are not worth it
    std::string use = {};
  };

  facts::PackageFacts look(std::size_t i, Look& look) const {
    const auto& package = closure_.packages[i];
    look.key = key_of(package);
    if (look.key) {
      look.use = text_of(uses_[i]);
      if (auto known = kept_.find(*look.key, look.use)) {
        look.key.reset();
        return std::move(*known);
      }
    }
    return facts_of(package, uses_[i], look);
  }

  /// Packages without a folder of their own are archives, or their manifest is missing.
  facts::PackageFacts facts_of(const ClosurePackage& package, const facts::SourceUse& use, Look& look) const {
    const auto* read = package.package();
    if (!read || package.manifest->directory() != package.place) {
      look.key.reset();
      return {};
    }
    const bool is_own = package.id.source.is_path();
    const bool is_inside = is_own && package.place.starts_with(closure_.root + "/");
    auto facts =
        walk_sources(world_.files, *read, {package.place, is_inside ? closure_.root : package.place, is_own}, use);
    if (look.key && !has_contents(world_.files, *read, facts)) look.key.reset();
    return facts;
  }

  [[nodiscard]] std::optional<FactKey> key_of(const ClosurePackage& package) const {
    if (!package.locked) return std::nullopt;
    return cache_key(package.id, closure_.lockfile.packages[*package.locked].checksum, package.place, home_);
  }

  /// One word; different for uses that may switch on different code.
  [[nodiscard]] std::string text_of(const facts::SourceUse& use) const {
    if (use.everywhere) return used_everywhere;
    if (!use.is_compiled()) return not_compiled;
    std::string text;
    for (const auto& feature : use.features) (text += feature) += ' ';
    for (const auto* platform : use.platforms) (text += '\n') += platforms_.at(platform);
    return digest(text);
  }

  void load() {
    if (cache_path_.empty()) return;
    const auto text = world_.files.read(cache_path_, longest_cache_bytes);
    if (!text) return;
    if (auto kept = KeptFacts::parse(*text)) kept_ = std::move(*kept);
  }

  /// A cache that cannot be written is no loss: the next run looks again.
  void keep(std::vector<Look>& looks, const facts::FactTable& table) {
    bool has_news = false;
    if (kept_.size() > most_kept_facts) kept_ = {};
    for (std::size_t i = 0; i < table.size(); ++i)
      if (auto& look = looks[i]; look.key)
        has_news = kept_.add(std::move(*look.key), std::move(look.use), table[i]) || has_news;
    if (has_news && !cache_path_.empty()) static_cast<void>(world_.files.write(cache_path_, kept_.to_text()));
  }

  const cargo::Closure& closure_;
  std::span<const facts::SourceUse> uses_;
  outside::World& world_;
  std::string home_;
  std::string cache_path_;
  std::map<const cargo::Target*, std::string> platforms_;  ///< with their description
  KeptFacts kept_;
};

}  // namespace

facts::FactTable extract_facts(const cargo::Closure& closure, std::span<const facts::SourceUse> uses,
                               outside::World& world, std::size_t threads) {
  PLIMSOLL_ASSERT(uses.size() == closure.packages.size());
  return Extraction(closure, uses, world).run(threads);
}

}  // namespace plimsoll::source
