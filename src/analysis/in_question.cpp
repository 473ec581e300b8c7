// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/analysis/in_question.h"

#include "plimsoll/analysis/duplicates.h"

namespace plimsoll::analysis {
namespace {

using graph::PackageIx;

constexpr std::size_t most_packages = 240;
constexpr std::size_t farthest = 3;

class Questions {
 public:
  explicit Questions(const graph::PackageGraph& graph) : graph_(graph), asked_(graph.package_count()) {}

  /// Packages from outside registries have no releases.
  void add(PackageIx package) {
    if (asked_[package] || last_.size() >= most_packages || !graph_.id(package).source.is_registry()) return;
    asked_[package] = 1;
    last_.push_back(package);
  }

  /// Those that hold what was added since the last time.
  void add_holders() {
    for (std::size_t round = 0; round < farthest; ++round) {
      const auto end = last_.size();
      for (; held_ < end; ++held_) {
        const auto package = last_[held_];
        for (const auto link : graph_.links_to(package)) add(graph_.link(link).from);
      }
    }
    held_ = last_.size();
  }

  [[nodiscard]] std::vector<char> take() { return std::move(asked_); }

 private:
  const graph::PackageGraph& graph_;
  std::vector<char> asked_;
  std::vector<PackageIx> last_;
  std::size_t held_ = 0;
};

}  // namespace

std::vector<char> packages_in_question(const graph::PackageGraph& graph, const Model& model,
                                       const rustsec::Database* advisories) {
  Questions questions(graph);
  for (std::size_t i = 0; i < graph.package_count() && advisories != nullptr; ++i) {
    const auto& id = graph.id(PackageIx(i));
    if (!advisories->matches(id.name, id.version, id.source.is_crates_io()).empty()) questions.add(PackageIx(i));
  }
  questions.add_holders();
  for (const auto& copies : find_copies(graph, model))
    for (const auto package : copies.all) questions.add(package);
  questions.add_holders();
  return questions.take();
}

}  // namespace plimsoll::analysis
