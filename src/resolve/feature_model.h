// SPDX-License-Identifier: MIT OR Apache-2.0
/// Features, dependency keys and links of a graph as dense numbers, so that a resolution is a walk over arrays.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "plimsoll/graph/package_graph.h"
#include "plimsoll/resolve/resolution.h"

namespace plimsoll::resolve {

using FeatureIx = support::Index<struct FeatureIxTag>;
/// One key of one package's declarations; several declarations may share it.
using KeyIx = support::Index<struct KeyIxTag>;

inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

class FeatureModel {
 public:
  explicit FeatureModel(const graph::PackageGraph&);
  /// A right-hand side. `feature` is a feature of the same package; for `dependency_feature` it is the feature that is
  /// called like the key, if there is one. `name` is the feature asked of the dependency.
  struct Value {
    cargo::FeatureValue::Kind kind = cargo::FeatureValue::Kind::feature;
    bool weak = false;
    std::uint32_t feature = none;
    std::uint32_t key = none;
    std::string_view name = {};
  };

  struct LinkFacts {
    std::uint32_t key = none;              ///< none for a link without a declaration
    std::uint32_t default_feature = none;  ///< of the linked package, if the declaration asks for it and it exists
    bool optional = false;
    cargo::DependencyKind kind = cargo::DependencyKind::normal;
    bool to_proc_macro = false;  ///< the linked package's library is one
    bool to_any_proc_macro = false;
  };

  [[nodiscard]] std::size_t feature_count() const { return feature_name_.size(); }
  [[nodiscard]] std::size_t key_count() const { return key_package_.size(); }
  [[nodiscard]] FeatureIx first_feature(graph::PackageIx package) const { return FeatureIx(feature_begin_[package]); }
  [[nodiscard]] std::uint32_t feature_count(graph::PackageIx package) const {
    return feature_begin_[package + 1] - feature_begin_[package];
  }
  [[nodiscard]] std::string_view name(FeatureIx feature) const { return feature_name_[feature]; }
  [[nodiscard]] graph::PackageIx package_of(FeatureIx feature) const { return feature_package_[feature]; }
  [[nodiscard]] graph::PackageIx package_of(KeyIx key) const { return key_package_[key]; }
  /// none if the package has no such feature. Cost: logarithmic.
  [[nodiscard]] std::uint32_t find(graph::PackageIx package, std::string_view feature) const;
  /// none if no declaration has that key.
  [[nodiscard]] std::uint32_t find_key(graph::PackageIx package, std::string_view key) const;
  [[nodiscard]] std::span<const Value> values(FeatureIx feature) const {
    return std::span(values_).subspan(value_begin_[feature], value_begin_[feature + 1] - value_begin_[feature]);
  }
  /// A value of the command line or of a `[features]` table, as numbers.
  [[nodiscard]] Value compile(graph::PackageIx package, const cargo::FeatureValue& value) const;
  [[nodiscard]] std::span<const graph::LinkIx> links_of(KeyIx key) const {
    return std::span(key_links_).subspan(key_link_begin_[key], key_link_begin_[key + 1] - key_link_begin_[key]);
  }
  /// Features of the key's package with a value `key/…`, each once.
  [[nodiscard]] std::span<const FeatureIx> asking_through(KeyIx key) const {
    return std::span(key_askers_).subspan(key_asker_begin_[key], key_asker_begin_[key + 1] - key_asker_begin_[key]);
  }
  /// What the declaration behind a link lists, in its order; none for a feature that the linked package does not have.
  [[nodiscard]] std::span<const std::uint32_t> asked(graph::LinkIx link) const {
    return std::span(asked_).subspan(asked_begin_[link], asked_begin_[link + 1] - asked_begin_[link]);
  }
  [[nodiscard]] bool has_optional(KeyIx key) const { return key_optional_[key]; }
  [[nodiscard]] const LinkFacts& facts(graph::LinkIx link) const { return link_facts_[link]; }

 private:
  void number_features();
  void number_keys();
  void compile_values();
  void note_askers();
  void note_links();
  void note_asked(graph::LinkIx);

  const graph::PackageGraph& graph_;
  std::vector<std::uint32_t> feature_begin_;
  std::vector<std::string_view> feature_name_;
  std::vector<graph::PackageIx> feature_package_;
  std::vector<std::uint32_t> value_begin_;
  std::vector<Value> values_;
  std::vector<std::uint32_t> key_begin_;
  std::vector<std::string_view> key_name_;
  std::vector<graph::PackageIx> key_package_;
  std::vector<char> key_optional_;
  std::vector<std::uint32_t> key_link_begin_;
  std::vector<graph::LinkIx> key_links_;
  std::vector<std::uint32_t> key_asker_begin_;
  std::vector<FeatureIx> key_askers_;
  std::vector<LinkFacts> link_facts_;
  std::vector<std::uint32_t> asked_begin_;
  std::vector<std::uint32_t> asked_;
};

}  // namespace plimsoll::resolve
