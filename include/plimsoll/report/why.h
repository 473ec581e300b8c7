// SPDX-License-Identifier: MIT OR Apache-2.0
/// Why packages are in the workspace, as one value that holds all that both formats show.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plimsoll/report/render.h"

namespace plimsoll::report {

/// A package by its id and, for people, its name and version.
struct NamedPackage {
  std::string id;
  std::string text;
};

/// Why a declaration does not count in the build.
enum class WhyOff {
  development,
  platform,
  optional,  ///< nothing switches it on
  dependent  ///< the package that declares it is not built
};

/// `development`, `platform`, `optional`, `dependent`.
std::string_view to_text(WhyOff);

/// How a feature is asked for.
enum class AskedThrough {
  selection,
  declaration,
  default_features,
  feature,            ///< of the same package
  dependency_feature  ///< a feature of a dependent, as in `name/feature`
};

/// `selection`, `declaration`, `default`, `feature`, `dependency-feature`.
std::string_view to_text(AskedThrough);

/// One declaration that binds a package of a path to the one before it.
struct WhyDeclaration {
  std::optional<cargo::DependencyKind> kind = {};  ///< nothing where only the lockfile is known
  std::optional<std::string> platform = {};        ///< the condition as written
  std::string name = {};                           ///< the key as written
  std::optional<std::string> requirement = {};
  std::vector<std::string> features = {};
  bool default_features = true;
  bool optional = false;
  std::optional<finding::Location> location = {};  ///< of declarations of the workspace's own packages
  std::optional<WhyOff> off = {};                  ///< nothing if it counts
};

struct WhyStep {
  NamedPackage package;
  std::vector<WhyDeclaration> declarations = {};  ///< none for the first
};

using WhyPath = std::vector<WhyStep>;

/// One that asks for a feature, or one link of the chain that leads to whoever asked first.
struct WhyAsker {
  NamedPackage of;      ///< whose feature `feature` is
  std::string feature;  ///< what is asked for
  bool host = false;    ///< for the host side
  NamedPackage by;      ///< the package itself where the selection or one of its own features asks
  AskedThrough through = AskedThrough::selection;
  std::string of_feature = {};  ///< the feature of `by` that asks, for the last two
  std::string text = {};        ///< in words
  std::optional<finding::Location> location = {};
};

struct WhyFeature {
  std::string name;
  bool on = false;
  std::vector<WhyAsker> chain = {};   ///< from the feature to who asked first
  std::vector<WhyAsker> askers = {};  ///< all that ask for it by themselves
  std::optional<WhyPath> path = {};   ///< to the package at the end of the chain, if that is another one
};

struct WhyPackage {
  NamedPackage package;
  finding::Reach reach = finding::Reach::unknown;
  bool member = false;
  std::vector<std::string> features = {};       ///< on for the target side
  std::vector<std::string> host_features = {};  ///< on for the host side; the same where sides are not told apart
  std::vector<WhyPath> paths = {};              ///< shortest first
  std::size_t more_paths = 0;
  bool all_paths_counted = true;              ///< false: there are more than that
  std::vector<NamedPackage> dependents = {};  ///< that need it directly in this build
  std::optional<WhyFeature> feature = {};     ///< where one was asked for
};

struct Why {
  Tool tool = {};
  std::string asked = {};                    ///< the package as written
  std::optional<std::string> feature = {};   ///< as written
  std::vector<WhyPackage> packages = {};     ///< in the order of package ids
  std::vector<std::string> gaps = {};        ///< what the answer leaves out, sentences without a full stop
  std::optional<support::Error> error = {};  ///< there is no answer; all else is empty
};

/// A few lines for people; with `all` every path on a line of its own.
std::string render_why_human(const Why&, const RenderOptions&);

/// The document of format version 1, with a line end.
std::string render_why_json(const Why&);

}  // namespace plimsoll::report
