// SPDX-License-Identifier: MIT OR Apache-2.0
/// The packages of a closure and the links between them: what every later question is asked of.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/cargo/closure.h"
#include "plimsoll/graph/ids.h"

namespace plimsoll::graph {

/// One declaration of `from`, bound to the package that the lockfile chose for it. A package whose manifest is missing
/// has its lockfile's edges as links without a declaration.
struct Link {
  static constexpr std::uint32_t no_declaration = std::numeric_limits<std::uint32_t>::max();
  PackageIx from;
  PackageIx to;
  std::uint32_t declaration = no_declaration;  ///< position in `from`'s `Package::dependencies`
};

/// A declaration that nothing in the lockfile satisfies: the lockfile is out of step, or the declaration was never
/// activated.
struct Unbound {
  PackageIx from;
  std::uint32_t declaration = 0;
};

/// Immutable; positions are in the order of package ids. Everything that could be linked is, whatever the platform,
/// the kind, or whether it is optional: what is really built is for `resolve` to say.
class PackageGraph {
 public:
  /// Binds every declaration as Cargo binds it to a lockfile: the locked children of the package first, then any locked
  /// package of the declared source. Cost: linear in declarations, times the copies of one name.
  static PackageGraph build(cargo::Closure closure);

  [[nodiscard]] const cargo::Closure& closure() const { return closure_; }
  [[nodiscard]] std::size_t package_count() const { return closure_.packages.size(); }
  [[nodiscard]] const cargo::ClosurePackage& at(PackageIx package) const { return closure_.packages[package]; }
  [[nodiscard]] const cargo::PackageId& id(PackageIx package) const { return closure_.packages[package].id; }
  /// Nothing if no package has that id. Cost: logarithmic.
  [[nodiscard]] std::optional<PackageIx> find(const cargo::PackageId&) const;
  /// nullptr for a package whose manifest is missing.
  [[nodiscard]] const cargo::Package* manifest(PackageIx package) const { return closure_.packages[package].package(); }

  [[nodiscard]] std::span<const Link> links() const { return links_; }
  [[nodiscard]] const Link& link(LinkIx link) const { return links_[link]; }
  /// The declaration behind a link; nullptr if there is none.
  [[nodiscard]] const cargo::Dependency* declaration(LinkIx) const;
  /// Sorted by the linked package, then by declaration.
  [[nodiscard]] std::span<const LinkIx> links_from(PackageIx) const;
  [[nodiscard]] std::span<const LinkIx> links_to(PackageIx) const;
  [[nodiscard]] std::span<const Unbound> unbound() const { return unbound_; }

  /// Members in Cargo's order.
  [[nodiscard]] std::vector<PackageIx> members() const;
  [[nodiscard]] bool is_member(PackageIx package) const { return closure_.packages[package].is_member; }

 private:
  cargo::Closure closure_;
  std::vector<Link> links_;
  std::vector<LinkIx> outgoing_;
  std::vector<std::uint32_t> outgoing_begin_;
  std::vector<LinkIx> incoming_;
  std::vector<std::uint32_t> incoming_begin_;
  std::vector<Unbound> unbound_;
};

}  // namespace plimsoll::graph
