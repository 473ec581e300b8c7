// SPDX-License-Identifier: MIT OR Apache-2.0
#include "package_changes.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "plimsoll/cargo/version.h"

namespace plimsoll::report {
namespace {

using Positions = std::vector<PackageIx>;
using Names = std::vector<std::string>;

struct Copies {
  Positions before;
  Positions after;
};

/// Without the commit, which moves with the version.
std::string place_of(const Package& package) {
  return package.source ? package.source->substr(0, package.source->find('#')) : "path";
}

std::string class_of(const Package& package) {
  const auto version = cargo::parse_version(package.version);
  return version ? cargo::compatibility_class(*version) : package.version;
}

bool is_older(const std::string& version, const std::string& than) {
  const auto a = cargo::parse_version(version);
  const auto b = cargo::parse_version(than);
  return a && b && cargo::compare_precedence(*a, *b) < 0;
}

Names difference(const Names& some, const Names& others) {
  Names found;
  std::ranges::set_difference(some, others, std::back_inserter(found));
  return found;
}

/// On any side, sorted.
Names features_on(const Package& package) {
  auto names = package.features;
  if (package.host_features) names.insert(names.end(), package.host_features->begin(), package.host_features->end());
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

class Comparison {
 public:
  Comparison(const Report& base, const Report& now) : base_(base), now_(now) {
    for (const auto& package : base.packages)
      if (package.license) licenses_.insert(*package.license);
    for (const auto& finding : now.findings)
      if (finding.package && finding.status == "new" && finding.level >= finding::Level::warn)
        with_new_finding_.insert(*finding.package);
  }

  std::vector<PackageChange> run() {
    std::map<std::string_view, Copies> names;
    for (std::size_t i = 0; i < base_.packages.size(); ++i)
      names[base_.packages[i].name].before.push_back(PackageIx(i));
    for (std::size_t i = 0; i < now_.packages.size(); ++i) names[now_.packages[i].name].after.push_back(PackageIx(i));
    for (auto& entry : names) compare(entry.second);
    return std::move(changes_);
  }

 private:
  [[nodiscard]] const Package& before(PackageIx ix) const { return base_.packages[ix]; }
  [[nodiscard]] const Package& after(PackageIx ix) const { return now_.packages[ix]; }

  void compare(Copies& copies) {
    const bool is_known = !copies.before.empty();
    pair_by(copies, [](const Package& one) { return one.version + ' ' + one.source.value_or("path"); });
    pair_by(copies, [](const Package& one) { return one.version; });
    pair_by(copies, class_of);
    pair_by(copies, [](const Package&) { return std::string(); });
    for (const auto ix : copies.before) add_removed(ix);
    for (const auto ix : copies.after) add_added(ix, is_known);
  }

  /// Takes out the copies that have one with the same key on the other side.
  template <class Key>
  void pair_by(Copies& copies, const Key& key) {
    if (copies.before.empty() || copies.after.empty()) return;
    std::map<std::string, Positions> open;
    std::set<PackageIx> paired;
    for (auto ix = copies.before.rbegin(); ix != copies.before.rend(); ++ix) open[key(before(*ix))].push_back(*ix);
    std::erase_if(copies.after, [&](PackageIx ix) {
      const auto found = open.find(key(after(ix)));
      if (found == open.end() || found->second.empty()) return false;
      add_stayed(found->second.back(), ix);
      paired.insert(found->second.back());
      found->second.pop_back();
      return true;
    });
    std::erase_if(copies.before, [&](PackageIx ix) { return paired.contains(ix); });
  }

  void add_removed(PackageIx ix) {
    const auto& package = before(ix);
    PackageChange made{{ChangeKind::removed, package.name, package.version}, ix};
    made.change.reach_from = package.reach;
    changes_.push_back(std::move(made));
  }

  void add_added(PackageIx ix, bool is_known_name) {
    const auto& package = after(ix);
    PackageChange made{{ChangeKind::added, package.name}};
    auto& change = made.change;
    change.to = package.version;
    change.package = ix;
    change.reach = package.reach;
    change.new_build_script = package.build_script;
    change.new_proc_macro = package.proc_macro;
    change.look_because.emplace_back(is_known_name ? "one more version" : "new package");
    if (package.license && !licenses_.empty() && !licenses_.contains(*package.license)) {
      change.license_to = package.license;
      change.look_because.emplace_back("new licence");
    }
    add_reasons(change, nullptr, package);
    changes_.push_back(std::move(made));
  }

  void add_stayed(PackageIx from, PackageIx to) {
    const auto& was = before(from);
    const auto& is = after(to);
    Change change{ChangeKind::moved, is.name, was.version, is.version, to, was.reach, is.reach};
    compare_manifests(change, was, is);
    if (was.source != is.source && (was.source || is.source)) {
      change.source_from = was.source.value_or("path");
      change.source_to = is.source.value_or("path");
    }
    const bool are_known = was.manifest_known && is.manifest_known;
    if (are_known && finding::is_built(was.reach) && finding::is_built(is.reach)) {
      change.features_on = difference(features_on(is), features_on(was));
      change.features_off = difference(features_on(was), features_on(is));
    }
    const bool is_moved = was.version != is.version || change.source_from;
    const bool is_known = was.reach != finding::Reach::unknown && is.reach != finding::Reach::unknown;
    const bool has_features = !change.features_on.empty() || !change.features_off.empty();
    if (!is_moved && !has_features && (!is_known || was.reach == is.reach)) return;
    if (!is_moved) change.kind = has_features ? ChangeKind::features : ChangeKind::reach;
    add_reasons(change, &was, is);
    changes_.push_back({std::move(change), from});
  }

  static void compare_manifests(Change& change, const Package& was, const Package& is) {
    if (!was.manifest_known || !is.manifest_known) return;
    change.new_build_script = is.build_script && !was.build_script;
    change.new_proc_macro = is.proc_macro && !was.proc_macro;
    if (was.license == is.license) return;
    change.license_from = was.license.value_or("none");
    change.license_to = is.license.value_or("none");
  }

  /// What nobody switches on needs nobody's eyes.
  void add_reasons(Change& change, const Package* was, const Package& is) const {
    auto& reasons = change.look_because;
    if (is.reach == finding::Reach::not_enabled) return reasons.clear();
    if (with_new_finding_.contains(*change.package)) reasons.emplace(reasons.begin(), new_finding);
    if (change.new_build_script) reasons.emplace_back("new build script");
    if (change.new_proc_macro) reasons.emplace_back("new proc macro");
    if (was == nullptr) return;
    add_deeds(reasons, *was, is);
    if (change.source_from) reasons.emplace_back(place_of(*was) == place_of(is) ? "another commit" : "another source");
    if (change.license_from) reasons.emplace_back("another licence");
    if (is_older(is.version, was->version)) reasons.emplace_back("older than before");
    const bool was_idle = !finding::may_be_built(was->reach);
    if (was_idle && finding::is_built(is.reach)) reasons.emplace_back("now built");
  }

  /// `its build script now uses-network`
  static void add_deeds(Names& reasons, const Package& was, const Package& is) {
    if (!was.build_script) return;
    for (const auto& deed : is.build_script_does)
      if (std::ranges::find(was.build_script_does, deed) == was.build_script_does.end())
        reasons.push_back("its build script now " + deed);
  }

  const Report& base_;
  const Report& now_;
  std::set<std::string_view> licenses_;  ///< of the base
  std::set<PackageIx> with_new_finding_;
  std::vector<PackageChange> changes_;
};

}  // namespace

std::string_view to_text(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "added";
    case ChangeKind::removed:
      return "removed";
    case ChangeKind::moved:
      return "moved";
    case ChangeKind::features:
      return "features";
    case ChangeKind::reach:
      return "reach";
  }
  return {};
}

std::vector<PackageChange> package_changes(const Report& base, const Report& now) {
  return Comparison(base, now).run();
}

}  // namespace plimsoll::report
