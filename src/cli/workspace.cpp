// SPDX-License-Identifier: MIT OR Apache-2.0
#include "workspace.h"

#include <fmt/format.h>

#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "plimsoll/resolve/lock_check.h"
#include "plimsoll/source/closure_loader.h"

namespace plimsoll::cli {
namespace {

std::string named(const cargo::PackageId& id) {
  return fmt::format("{} {}", id.name, cargo::to_text(id.version));
}

constexpr std::size_t most_lines = 20;

/// The first lines of a list, each on its own line, and how many there are beyond.
std::string listed(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size() && i < most_lines; ++i) text += "\n  " + lines[i];
  if (lines.size() > most_lines) text += fmt::format("\n  and {} more", lines.size() - most_lines);
  return text;
}

/// False: there is no lockfile, and more is needed than paths lead to.
bool check_unlocked(Context& context, const Workspace& workspace) {
  std::vector<std::string> lines;
  for (const auto& mismatch : resolve::lock_mismatches(*workspace.graph, workspace.model))
    if (mismatch.leaves_out) lines.push_back(mismatch.message);
  if (lines.empty()) return true;
  context.world.console.note(fmt::format(
      "error: there is no lockfile, and not all that is needed can be told without{}\n  `cargo generate-lockfile` writes one",
      listed(lines)));
  return false;
}

/// False: the lockfile was to be kept as it is, and does not fit the manifests.
bool check_lockfile(Context& context, const Workspace& workspace) {
  if (workspace.graph->closure().lockfile_path.empty()) return check_unlocked(context, workspace);
  const bool fatal = context.options.locked;
  if (!fatal && context.options.quiet) return true;
  std::vector<std::string> lines;
  for (const auto& mismatch : resolve::lock_mismatches(*workspace.graph, workspace.model))
    lines.push_back(mismatch.message);
  if (lines.empty()) return true;
  context.world.console.note(fmt::format(
      "{}: the lockfile is out of step with the manifests{}\n  {}; `cargo update --workspace` brings it into step",
      fatal ? "error" : "warning", listed(lines),
      fatal ? "`--locked` forbids to go on" : "what is not locked is left out"));
  return !fatal;
}

bool check_circle(Context& context, const Workspace& workspace) {
  std::vector<std::string> lines;
  for (const auto package : resolve::dependency_circle(*workspace.graph, workspace.model))
    lines.push_back(named(workspace.graph->id(package)));
  if (lines.empty()) return true;
  context.world.console.note("error: packages depend on each other in a circle, which Cargo refuses" + listed(lines));
  return false;
}

bool check_links(Context& context, const Workspace& workspace) {
  std::vector<std::string> lines;
  for (const auto& [library, first, second] : resolve::links_conflicts(*workspace.graph, workspace.model))
    lines.push_back(fmt::format("`{}` and `{}` both link `{}`", named(workspace.graph->id(first)),
                                named(workspace.graph->id(second)), library));
  if (lines.empty()) return true;
  context.world.console.note("error: only one package may link a native library" + listed(lines));
  return false;
}

bool check_features(Context& context, const graph::PackageGraph& graph,
                    std::span<const resolve::Resolution::Missing> absent) {
  std::vector<std::string> lines;
  for (const auto& [asked_by, package, feature] : absent)
    lines.push_back(asked_by == package ? fmt::format("`{}` has no feature `{}`", named(graph.id(package)), feature)
                                        : fmt::format("`{}` asks for `{}` of `{}`", named(graph.id(asked_by)), feature,
                                                      named(graph.id(package))));
  if (lines.empty()) return true;
  context.world.console.note("error: features are asked for that do not exist" + listed(lines));
  return false;
}

void tell_missing_manifests(Context& context, const graph::PackageGraph& graph) {
  std::size_t missing = 0;
  for (const auto& package : graph.closure().packages) {
    if (package.package() != nullptr) continue;
    ++missing;
    if (context.options.verbose > 0)
      context.world.console.note(
          fmt::format("note: `{}` has no manifest here: {}", named(package.id), package.missing));
  }
  if (missing == 0 || context.options.quiet) return;
  context.world.console.note(fmt::format(
      "warning: the manifests of {} of {} packages are not at hand, so their features and targets are not known\n"
      "  `cargo fetch` brings them; `-v` names them",
      missing, graph.package_count()));
}

}  // namespace

void tell(Context& context, const support::Diagnostics& diagnostics, const support::SourceMap& sources) {
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == support::Severity::warning && context.options.verbose == 0) continue;
    auto text = support::to_text(diagnostic, sources);
    while (text.ends_with('\n')) text.pop_back();
    context.world.console.note(text);
  }
}

void WorkspaceOptions::describe(Arguments& arguments) {
  arguments.group("Workspace");
  arguments.value("--manifest-path", "PATH", manifest_path, "The Cargo.toml to start from");
  arguments.value("--index", "ADDRESS", index, "The sparse index to fetch packages of crates.io from");
  arguments.value("--timeout", "SECONDS", timeout, "The time for all that is fetched from registries; default: 60");
}

source::RegistryAccess WorkspaceOptions::registry(const Context& context) const {
  source::RegistryAccess access;
  access.online = !context.options.offline;
  access.index = index ? index : context.world.environment.get("PLIMSOLL_INDEX");
  if (access.index && access.index->empty()) access.index.reset();
  if (const auto seconds = timeout ? std::atoi(timeout->c_str()) : 0; seconds > 0) access.timeout_seconds = seconds;
  return access;
}

std::unique_ptr<const Workspace> load_workspace(Context& context, const WorkspaceOptions& options, bool dependencies) {
  auto workspace = std::make_unique<Workspace>();
  support::Diagnostics diagnostics;
  auto closure = source::load_closure({options.manifest_path, dependencies, context.options.locked, context.threads,
                                       nullptr, options.registry(context)},
                                      context.world, workspace->sources, diagnostics);
  tell(context, diagnostics, workspace->sources);
  if (!closure) {
    fail(context, ExitCode::unreadable, closure.error());
    return nullptr;
  }
  if (diagnostics.has_errors()) return nullptr;
  workspace->graph = graph::PackageGraph::build(std::move(*closure));
  if (!dependencies) return workspace;
  workspace->model = resolve::model_of(*workspace->graph);
  if (!check_features(context, *workspace->graph, resolve::missing_features(*workspace->graph, workspace->model)))
    return nullptr;
  if (!check_links(context, *workspace)) return nullptr;
  if (!check_circle(context, *workspace) || !check_lockfile(context, *workspace)) return nullptr;
  tell_missing_manifests(context, *workspace->graph);
  return workspace;
}

bool has_all_features(Context& context, const resolve::Resolution& resolution) {
  return check_features(context, resolution.graph(), resolution.missing_features());
}

}  // namespace plimsoll::cli
