// SPDX-License-Identifier: MIT OR Apache-2.0
#include "target_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

#include "manifest_fields.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cargo {
namespace {

namespace toml = support::toml;
using support::Diagnostics;

/// A target found by its place, or named by an entry. Paths are relative to the package.
struct Candidate {
  std::string name;
  std::string path;
};

/// How one kind of target is written, found and compiled by default.
struct KindRules {
  TargetKind kind;
  std::string_view table;      ///< `[[bin]]`
  std::string_view directory;  ///< where Cargo looks
  std::string_view auto_key;   ///< what switches looking off
  bool doc;
  bool test;
  bool bench;
};

constexpr std::array kinds = {
    KindRules{TargetKind::bin, "bin", "src/bin", "autobins", true, true, true},
    KindRules{TargetKind::example, "example", "examples", "autoexamples", false, false, false},
    KindRules{TargetKind::test, "test", "tests", "autotests", false, true, false},
    KindRules{TargetKind::bench, "bench", "benches", "autobenches", false, false, true},
};

std::optional<Edition> edition_of(const toml::Value& table, Diagnostics& diagnostics) {
  const auto text = string_field(table, {"edition"}, diagnostics);
  if (!text) return std::nullopt;
  for (const auto edition : {Edition::e2015, Edition::e2018, Edition::e2021, Edition::e2024})
    if (*text == to_text(edition)) return edition;
  diagnostics.error(table.find("edition")->at(), fmt::format("`{}` is not an edition", *text),
                    "expected `2015`, `2018`, `2021` or `2024`");
  return std::nullopt;
}

constexpr Key crate_type_key{"crate-type", "crate_type"};
constexpr Key proc_macro_key{"proc-macro", "proc_macro"};

std::string stem(std::string_view path) {
  const auto name = file_name(path);
  return std::string(name.substr(0, name.rfind('.')));
}

/// Cargo compares such a path as it is written, so it is that of no file found.
bool climbs(std::string_view path) {
  return std::ranges::count(support::split(path, '/'), "..") != 0;
}

class Reader {
 public:
  Reader(const TargetContext& context, Diagnostics& diagnostics) : context_(context), diagnostics_(diagnostics) {}

  std::vector<CrateTarget> read() {
    read_library();
    for (const auto& rules : kinds) read_kind(rules);
    if (targets_.empty() && !has_written_targets() && context_.owner == ManifestOwner::workspace) refuse_nothing();
    read_build_script();
    return std::move(targets_);
  }

 private:
  [[nodiscard]] bool has_written_targets() const {
    return context_.root.find("lib") || std::ranges::any_of(kinds, [&](const KindRules& rules) {
             return context_.root.find(rules.table) != nullptr;
           });
  }

  void refuse_nothing() {
    const auto* name = context_.package.find("name");
    refuse_missing(name ? name->at() : context_.package.at(),
                   fmt::format("the package `{}` has nothing to compile", context_.package_name),
                   "no target belongs to it",
                   "make `src/lib.rs` or `src/main.rs`, or write a `[lib]` or `[[bin]]` table");
  }

  /// Where nothing was found because nothing could be read, that is the fault.
  void refuse_missing(const support::Span& at, const std::string& message, const std::string& label,
                      const std::string& help) {
    const auto fault = context_.folder.fault("src");
    if (!fault) return diagnostics_.error(at, message, label, help);
    diagnostics_.error(at, *fault, "so what this package has to compile is not known",
                       "let the folder be read, or take the package out of the workspace");
  }

  [[nodiscard]] bool looks_for(std::string_view auto_key, bool fallback) {
    return boolean_field(context_.package, {auto_key}, diagnostics_).value_or(fallback);
  }

  [[nodiscard]] CrateTarget base(TargetKind kind, std::string name, std::string_view path) const {
    CrateTarget target;
    target.kind = kind;
    target.name = std::move(name);
    target.src_path = join_written_path(context_.directory, path);
    target.edition = context_.edition;
    return target;
  }

  void apply_settings(const toml::Value& table, CrateTarget& target) {
    const auto set = [&](bool& flag, Key key) { flag = boolean_field(table, key, diagnostics_).value_or(flag); };
    set(target.doc, {"doc"});
    if (target.kind == TargetKind::lib) set(target.doctest, {"doctest"});
    set(target.test, {"test"});
    set(target.bench, {"bench"});
    set(target.harness, {"harness"});
    target.edition = edition_of(table, diagnostics_).value_or(target.edition);
    if (target.kind == TargetKind::lib || target.kind == TargetKind::example) apply_crate_types(table, target);
    auto features = strings_field(table, {"required-features"}, diagnostics_);
    if (!features || target.kind == TargetKind::lib) return;
    target.required_features = std::move(*features);
    target.names_required_features = true;
  }

  /// Only libraries and examples choose; what is chosen beats the flag of a proc macro.
  void apply_crate_types(const toml::Value& table, CrateTarget& target) {
    if (context_.owner == ManifestOwner::workspace)
      for (const auto& key : {crate_type_key, proc_macro_key})
        refuse_deprecated(table, key, context_.edition, diagnostics_);
    const bool is_macro = boolean_field(table, proc_macro_key, diagnostics_).value_or(false);
    auto types = strings_field(table, crate_type_key, diagnostics_);
    if (types && !types->empty())
      target.crate_types = std::move(*types);
    else if (is_macro && target.kind == TargetKind::lib)
      target.crate_types = {"proc-macro"};
  }

  void read_library() {
    const auto* entry = context_.root.find_entry("lib");
    if (entry && !toml::expect_table(entry->value, "lib", diagnostics_)) return;
    const bool infers = looks_for("autolib", true);
    if (!entry && !(infers && context_.folder.is_file("src/lib.rs"))) return;
    auto name = std::string(context_.package_name);
    std::ranges::replace(name, '-', '_');
    std::optional<std::string> path;
    if (entry) {
      if (auto own = string_field(entry->value, {"name"}, diagnostics_)) name = std::move(*own);
      path = string_field(entry->value, {"path"}, diagnostics_);
    }
    if (!path) path = library_path(name);
    if (!path) {
      refuse_missing(entry->key_at, fmt::format("the library `{}` has no source file", name), "declared here",
                     "make `src/lib.rs` or say `path` in `[lib]`");
      return;
    }
    auto target = base(TargetKind::lib, std::move(name), *path);
    target.crate_types = {"lib"};
    target.doc = target.doctest = target.test = target.bench = true;
    if (entry) apply_settings(entry->value, target);
    if (target.is_proc_macro() && target.crate_types.size() > 1 && context_.owner == ManifestOwner::workspace)
      diagnostics_.error(entry->key_at,
                         fmt::format("the library `{}` cannot be a proc macro and something else", target.name),
                         "its crate types are mixed", "leave `proc-macro` alone in `crate-type`");
    if (target.name.find('-') != std::string::npos)
      diagnostics_.error(entry ? entry->key_at : context_.package.at(),
                         fmt::format("the library name `{}` has a hyphen, which no crate name may have", target.name));
    target.doctest = target.doctest && std::ranges::any_of(target.crate_types, [](const std::string& type) {
                       return type == "lib" || type == "rlib" || type == "proc-macro";
                     });
    targets_.push_back(std::move(target));
  }

  [[nodiscard]] std::optional<std::string> library_path(const std::string& name) const {
    if (context_.folder.is_file("src/lib.rs")) return "src/lib.rs";
    const auto legacy = fmt::format("src/{}.rs", name);
    if (context_.edition == Edition::e2015 && context_.folder.is_file(legacy)) return legacy;
    return std::nullopt;
  }

  [[nodiscard]] std::vector<Candidate> found(const KindRules& rules) const {
    std::vector<Candidate> result;
    if (rules.kind == TargetKind::bin && context_.folder.is_file("src/main.rs"))
      result.push_back({std::string(context_.package_name), "src/main.rs"});
    const auto listing = context_.folder.list(std::string(rules.directory));
    for (const auto& file : listing.files)
      if (!file.starts_with('.') && file.ends_with(".rs"))
        result.push_back({stem(file), fmt::format("{}/{}", rules.directory, file)});
    for (const auto& directory : listing.directories) {
      const auto main = fmt::format("{}/{}/main.rs", rules.directory, directory);
      if (!directory.starts_with('.') && context_.folder.is_file(main)) result.push_back({directory, main});
    }
    return result;
  }

  /// Where the source of an entry without `path` is; nothing if it is nowhere or in two places.
  [[nodiscard]] std::optional<std::string> place_of(const KindRules& rules, const std::string& name,
                                                    const std::vector<Candidate>& candidates) const {
    std::vector<std::string> places;
    for (const auto& candidate : candidates)
      if (candidate.name == name) places.push_back(candidate.path);
    if (places.size() == 1) return places.front();
    if (!places.empty() || rules.kind != TargetKind::bin || context_.edition != Edition::e2015) return std::nullopt;
    const bool has_library = !targets_.empty() && targets_.front().kind == TargetKind::lib;
    for (const auto& legacy : {has_library ? std::string() : fmt::format("src/{}.rs", name), std::string("src/main.rs"),
                               std::string("src/bin/main.rs")})
      if (!legacy.empty() && context_.folder.is_file(legacy)) return legacy;
    return std::nullopt;
  }

  /// Folders are looked into only where their files count: a published manifest nearly always names all targets. Cargo
  /// leaves the order of one that says so as it is.
  void read_kind(const KindRules& rules) {
    std::vector<CrateTarget> result;
    const auto* array = context_.root.find(rules.table);
    if (array && !toml::expect_array(*array, rules.table, diagnostics_)) return;
    const bool fallback = !array || context_.edition != Edition::e2015;
    const bool infers = looks_for(rules.auto_key, fallback);
    const bool is_complete = !looks_for(rules.auto_key, true) && (!array || !lacks_path(*array));
    const auto candidates = infers || (array && lacks_path(*array)) ? found(rules) : std::vector<Candidate>();
    std::set<std::string> names;
    std::set<std::string> paths;
    if (array)
      for (const auto& entry : *array->as_array()) read_entry(rules, entry, candidates, result, names, paths);
    if (infers)
      for (const auto& candidate : candidates)
        if (!names.contains(candidate.name) && !paths.contains(join_path(context_.directory, candidate.path)))
          result.push_back(with_defaults(rules, candidate.name, candidate.path));
    if (!is_complete) std::ranges::stable_sort(result, {}, &CrateTarget::name);
    refuse_twins(rules, result);
    std::ranges::move(result, std::back_inserter(targets_));
  }

  static bool lacks_path(const toml::Value& entries) {
    return std::ranges::any_of(*entries.as_array(), [](const toml::Value& entry) {
      const auto* path = entry.find("path");
      return !path || !path->as_string();
    });
  }

  void read_entry(const KindRules& rules, const toml::Value& entry, const std::vector<Candidate>& candidates,
                  std::vector<CrateTarget>& result, std::set<std::string>& names, std::set<std::string>& paths) {
    if (!toml::expect_table(entry, rules.table, diagnostics_)) return;
    const auto name = string_field(entry, {"name"}, diagnostics_);
    if (!name) {
      if (!entry.find("name"))
        diagnostics_.error(entry.at(), fmt::format("a `[[{}]]` entry has no `name`", rules.table),
                           "named nowhere here");
      return;
    }
    names.insert(*name);
    auto path = string_field(entry, {"path"}, diagnostics_);
    if (path && !climbs(*path)) paths.insert(join_path(context_.directory, *path));
    if (!path) path = place_of(rules, *name, candidates);
    if (!path) {
      if (context_.owner == ManifestOwner::workspace && (rules.kind == TargetKind::bin))
        refuse_missing(entry.at(), fmt::format("the {} `{}` has no source file", rules.table, *name), "declared here",
                       fmt::format("make `{}/{}.rs` or say `path`", rules.directory, *name));
      return;
    }
    auto target = with_defaults(rules, *name, *path);
    apply_settings(entry, target);
    result.push_back(std::move(target));
  }

  [[nodiscard]] CrateTarget with_defaults(const KindRules& rules, std::string name, std::string_view path) const {
    auto target = base(rules.kind, std::move(name), path);
    target.crate_types = {"bin"};
    target.doc = rules.doc;
    target.test = rules.test;
    target.bench = rules.bench;
    return target;
  }

  void refuse_twins(const KindRules& rules, const std::vector<CrateTarget>& targets) {
    if (context_.owner != ManifestOwner::workspace) return;
    std::set<std::string_view> names;
    const auto twin =
        std::ranges::find_if(targets, [&](const auto& target) { return !names.insert(target.name).second; });
    if (twin != targets.end())
      diagnostics_.error(context_.package.at(), fmt::format("two {} targets are called `{}`", rules.table, twin->name),
                         "in this package", "rename one of them or say `path` for it");
  }

  void read_build_script() {
    std::optional<std::string> path;
    if (const auto* build = context_.package.find("build")) {
      if (const auto* flag = build->as_boolean())
        path = *flag ? std::optional<std::string>("build.rs") : std::nullopt;
      else if (const auto* text = build->as_string())
        path = *text;
      else
        diagnostics_.error(build->at(),
                           fmt::format("`build` must be a path, `true` or `false`, found {}", build->kind_name()),
                           build->as_array() ? "several build scripts are unstable in Cargo and not supported" : "");
    } else if (context_.folder.is_file("build.rs")) {
      path = "build.rs";
    }
    if (!path) return;
    auto target = base(TargetKind::custom_build, "build-script-" + stem(*path), *path);
    target.crate_types = {"bin"};
    targets_.push_back(std::move(target));
  }

  const TargetContext& context_;
  Diagnostics& diagnostics_;
  std::vector<CrateTarget> targets_;
};

}  // namespace

std::vector<CrateTarget> read_targets(const TargetContext& context, Diagnostics& diagnostics) {
  return Reader(context, diagnostics).read();
}

}  // namespace plimsoll::cargo
