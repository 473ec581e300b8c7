// SPDX-License-Identifier: MIT OR Apache-2.0
#include "change_causes.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "plimsoll/cargo/version_req.h"

namespace plimsoll::report {
namespace {

using Key = std::tuple<std::string_view, std::string_view, int, std::string_view>;
using Declarations = std::map<Key, const Dependency*>;
using Positions = std::vector<PackageIx>;

constexpr std::size_t no_change = SIZE_MAX;

struct Edit {
  ChangeGroup group;
  std::size_t feature_count = 0;
  Positions leads_to = {};      ///< of the later report
  Positions used_to_lead = {};  ///< of the base
};

/// Less is more urgent.
int urgency(const Change& change) {
  if (change.look_because.empty()) return 2;
  return change.look_because.front() == new_finding ? 0 : 1;
}

bool has_manifests(const Report& report) {
  return std::ranges::none_of(report.packages, [](const Package& one) { return one.member && !one.manifest_known; });
}

/// Those that a person of the workspace can change.
Declarations declarations_of(const Report& report) {
  Declarations found;
  for (const auto& package : report.packages)
    for (const auto& one : package.dependencies)
      if (one.location)
        found.emplace(Key{package.name, one.name, one.kind ? static_cast<int>(*one.kind) : -1,
                          one.platform ? std::string_view(*one.platform) : std::string_view()},
                      &one);
  return found;
}

/// What a declaration inherits may name a feature again.
std::vector<std::string> features_of(const Dependency& one) {
  auto features = one.features;
  std::ranges::sort(features);
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

bool is_same(const Dependency& a, const Dependency& b) {
  return a.requirement == b.requirement && features_of(a) == features_of(b) &&
         a.default_features == b.default_features && a.optional == b.optional;
}

/// `reqwest = { version = "0.12", features = ["json"] }`
std::string toml_text(const Dependency& one) {
  std::vector<std::string> parts;
  const auto version = [&] {
    auto text = one.requirement.value_or("");
    return text.starts_with('^') ? text.substr(1) : text;
  }();
  if (one.requirement) parts.push_back(fmt::format("version = \"{}\"", version));
  if (!one.default_features) parts.emplace_back("default-features = false");
  if (!one.features.empty()) parts.push_back(fmt::format("features = [\"{}\"]", fmt::join(features_of(one), "\", \"")));
  if (one.optional) parts.emplace_back("optional = true");
  if (parts.size() == 1 && one.requirement) return fmt::format("{} = \"{}\"", one.name, version);
  return fmt::format("{} = {{ {} }}", one.name, fmt::join(parts, ", "));
}

class Causes {
 public:
  Causes(const Report& base, const Report& now, std::vector<PackageChange> changes)
      : base_(base), now_(now), changes_(std::move(changes)), edit_of_(changes_.size(), no_change) {
    at_base_.assign(base.packages.size(), no_change);
    at_now_.assign(now.packages.size(), no_change);
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      if (changes_[i].in_base) at_base_[*changes_[i].in_base] = i;
      if (changes_[i].change.package) at_now_[*changes_[i].change.package] = i;
    }
  }

  std::vector<ChangeGroup> run() {
    if (has_manifests(base_) && has_manifests(now_)) find_edits();
    for (auto& entry : edits_) edit_list_.push_back(&entry.second);
    for (std::size_t edit = 0; edit < edit_list_.size(); ++edit) begin_at(edit);
    for (std::size_t next = 0; next < reached_.size(); ++next) go_on_from(reached_[next]);
    return groups();
  }

 private:
  void find_edits() {
    const auto before = declarations_of(base_);
    const auto after = declarations_of(now_);
    for (const auto& [key, one] : after) {
      const auto was = before.find(key);
      if (was == before.end())
        add_edit(*one, nullptr, one);
      else if (!is_same(*was->second, *one))
        add_edit(*one, was->second, one);
    }
    for (const auto& [key, one] : before)
      if (!after.contains(key)) add_edit(*one, one, nullptr);
  }

  /// Declarations that inherit one line are one edit; the one that adds the least to the line is shown.
  void add_edit(const Dependency& shown, const Dependency* before, const Dependency* after) {
    const auto& at = *shown.location;
    auto& edit = edits_[{at.file, at.line, before && !after}];
    if (edit.group.title.empty() || shown.features.size() < edit.feature_count) {
      edit.feature_count = shown.features.size();
      edit.group.title = fmt::format("{}:{}", at.file, at.line);
      edit.group.location = at;
      if (before) edit.group.before = toml_text(*before);
      if (after) edit.group.after = toml_text(*after);
    }
    if (before) edit.used_to_lead.push_back(before->package);
    if (after) edit.leads_to.push_back(after->package);
  }

  void begin_at(std::size_t edit) {
    for (const auto ix : edit_list_[edit]->leads_to) reach(at_now_[ix], edit);
    for (const auto ix : edit_list_[edit]->used_to_lead)
      if (const auto change = at_base_[ix]; change != no_change && lost(changes_[change].change)) reach(change, edit);
  }

  void reach(std::size_t change, std::size_t edit) {
    if (change == no_change || edit_of_[change] != no_change) return;
    edit_of_[change] = edit;
    reached_.push_back(change);
  }

  void go_on_from(std::size_t change) {
    const auto edit = edit_of_[change];
    if (const auto ix = changes_[change].change.package)
      for (const auto& link : now_.packages[*ix].dependencies)
        if (const auto next = at_now_[link.package]; next != no_change && needs(link, changes_[next].change))
          reach(next, edit);
    if (const auto ix = changes_[change].in_base)
      for (const auto& link : base_.packages[*ix].dependencies)
        if (const auto next = at_base_[link.package]; next != no_change && lost(changes_[next].change))
          reach(next, edit);
  }

  /// Whether the link would not have been content without the change.
  static bool needs(const Dependency& link, const Change& change) {
    if (change.kind == ChangeKind::added) return true;
    if (change.kind != ChangeKind::moved) return link.live;
    const auto wanted = cargo::parse_version_req(link.requirement.value_or("*"));
    const auto was = cargo::parse_version(change.from.value_or(""));
    return !wanted || !was || !wanted->matches(*was);
  }

  /// Whether it may come of a link that is there no longer.
  static bool lost(const Change& change) {
    return !change.package || (change.kind != ChangeKind::moved && change.features_on.empty());
  }

  /// The packages of the workspace itself are changed by whoever works on it.
  [[nodiscard]] bool is_own(const PackageChange& one) const {
    return one.change.package ? !now_.packages[*one.change.package].source : !base_.packages[*one.in_base].source;
  }

  std::vector<ChangeGroup> groups() {
    ChangeGroup own{"packages of the workspace itself"};
    ChangeGroup unforced{"lockfile only"};
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      const auto edit = edit_of_[i];
      auto& group = edit != no_change ? edit_list_[edit]->group : is_own(changes_[i]) ? own : unforced;
      group.changes.push_back(std::move(changes_[i].change));
    }
    std::vector<ChangeGroup> all;
    for (auto* edit : edit_list_) all.push_back(std::move(edit->group));
    all.push_back(std::move(own));
    all.push_back(std::move(unforced));
    std::erase_if(all, [](const ChangeGroup& group) { return group.changes.empty() && !group.location; });
    for (auto& group : all) std::ranges::stable_sort(group.changes, {}, urgency);
    return all;
  }

  const Report& base_;
  const Report& now_;
  std::vector<PackageChange> changes_;
  std::vector<std::size_t> at_base_;  ///< the change of each package
  std::vector<std::size_t> at_now_;
  std::map<std::tuple<std::string_view, std::uint32_t, bool>, Edit> edits_;
  std::vector<Edit*> edit_list_;
  std::vector<std::size_t> edit_of_;  ///< of each change
  std::vector<std::size_t> reached_;
};

}  // namespace

std::vector<ChangeGroup> group_by_cause(const Report& base, const Report& now, std::vector<PackageChange> changes) {
  return Causes(base, now, std::move(changes)).run();
}

}  // namespace plimsoll::report
