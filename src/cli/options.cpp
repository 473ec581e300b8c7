// SPDX-License-Identifier: MIT OR Apache-2.0
#include "options.h"

#include <algorithm>

#include "plimsoll/cargo/target.h"
#include "plimsoll/resolve/unit_graph.h"

namespace plimsoll::cli {

using support::ErrorKind;

void describe(Arguments& arguments, GlobalOptions& options, Command::Uses uses) {
  const std::string heading = "Common options";
  const auto shown_if = [&](bool condition) { arguments.group(condition ? heading : std::string()); };
  shown_if(uses != Command::Uses::nothing);
  arguments.value("-C", "DIR", options.directory, "Go to DIR first");
  arguments.choice("--color", {"auto", "always", "never"}, options.color, "Whether to use colours");
  arguments.flag("-q,--quiet", options.quiet, "Say nothing but errors on standard error");
  arguments.count("-v,--verbose", options.verbose, "Say more on standard error");
  arguments.flag("--offline", options.offline, "Do without the network");
  shown_if(uses == Command::Uses::workspace);
  arguments.flag("--locked", options.locked, "Fail if the lockfile is missing or out of step");
  arguments.flag("--frozen", options.frozen, "Both --locked and --offline");
}

void FeatureOptions::describe(Arguments& arguments) {
  arguments.group("Features");
  arguments.values("-F,--features", "LIST", features, "Features to switch on, separated by commas or blanks");
  arguments.flag("--all-features", all, "Switch on every feature");
  arguments.flag("--no-default-features", no_default, "Leave the feature `default` off");
}

resolve::FeatureFlags FeatureOptions::flags() const {
  resolve::FeatureFlags flags{{}, all, no_default};
  for (const auto& list : features)
    for (std::size_t begin = 0; begin < list.size();) {
      const auto end = std::min(list.find_first_of(", \t\n", begin), list.size());
      auto name = list.substr(begin, end - begin);
      if (!name.empty() && std::ranges::find(flags.features, name) == flags.features.end())
        flags.features.push_back(std::move(name));
      begin = end + 1;
    }
  return flags;
}

void PackageOptions::describe(Arguments& arguments) {
  arguments.group("Packages");
  arguments.values("-p,--package", "SPEC", packages, "A package, by name, `name@version` or glob");
  arguments.flag("--workspace", workspace, "All members of the workspace");
  arguments.values("--exclude", "SPEC", excluded, "Not this member");
}

support::Result<std::vector<graph::PackageIx>> PackageOptions::choose(const graph::PackageGraph& graph) const {
  if (!excluded.empty() && !workspace)
    return support::failure(ErrorKind::usage, "`--exclude` takes effect together with `--workspace` only");
  TRY_INTO(auto chosen, resolve::choose_packages(graph, choice()));
  if (chosen.empty())
    return support::failure(ErrorKind::usage, "no package is left: `--exclude` leaves out all of them");
  return chosen;
}

void PlatformOptions::describe(Arguments& arguments) {
  arguments.group("Platforms");
  arguments.values("--target", "TRIPLE", targets,
                   "Build for this platform, or with `all` leave out nothing for its platform; default: the host");
  arguments.value("--host", "TRIPLE", host, "The machine that builds; default: this one");
}

support::Result<resolve::Platforms> PlatformOptions::platforms(const cargo::Closure& closure) const {
  const auto machine = host.value_or(std::string(cargo::host_triple()));
  if (machine.empty())
    return support::failure(ErrorKind::usage, "the name of this machine's platform is not known; `--host` tells it");
  return resolve::platforms_of(closure, machine, targets);
}

void ProfileOptions::describe(Arguments& arguments) {
  arguments.group("Profile");
  arguments.flag("-r,--release", release, "The profile `release`");
  arguments.value("--profile", "NAME", profile, "The profile of that name");
}

support::Result<std::string> ProfileOptions::name(const std::string& fallback) const {
  if (release && profile) return support::failure(ErrorKind::usage, "`--release` and `--profile` exclude each other");
  return release ? std::string("release") : profile.value_or(fallback);
}

support::Result<void> ProfileOptions::check(const graph::PackageGraph& graph) const {
  TRY_INTO(const auto chosen, name());
  return resolve::check_profile(graph, chosen);
}

}  // namespace plimsoll::cli
