// SPDX-License-Identifier: MIT OR Apache-2.0
#include "workspace.h"

#include <fmt/format.h>

#include "plimsoll/source/closure_loader.h"

namespace plimsoll::cli {
namespace {

void tell(Context& context, const support::Diagnostics& diagnostics, const support::SourceMap& sources) {
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == support::Severity::warning && context.options.verbose == 0) continue;
    auto text = support::to_text(diagnostic, sources);
    while (text.ends_with('\n')) text.pop_back();
    context.world.console.note(text);
  }
}

/// An optional declaration of a package that is no member may never have been switched on when the lockfile was made.
bool is_out_of_step(const graph::PackageGraph& graph, const graph::Unbound& unbound) {
  return graph.is_member(unbound.from) || !graph.manifest(unbound.from)->dependencies[unbound.declaration].optional;
}

std::string unbound_text(const graph::PackageGraph& graph, const graph::Unbound& unbound) {
  const auto& declaration = graph.manifest(unbound.from)->dependencies[unbound.declaration];
  const auto& id = graph.id(unbound.from);
  return fmt::format("`{} {}` asks for `{} {}`", id.name, cargo::to_text(id.version), declaration.package,
                     declaration.has_req ? cargo::to_text(declaration.req) : "*");
}

/// False: the lockfile was to be kept as it is, and does not hold what is asked for.
bool check_lockfile(Context& context, const graph::PackageGraph& graph) {
  std::vector<std::string> missing;
  for (const auto& unbound : graph.unbound())
    if (is_out_of_step(graph, unbound)) missing.push_back(unbound_text(graph, unbound));
  if (missing.empty()) return true;
  const bool fatal = context.options.locked;
  if (!fatal && context.options.quiet) return true;
  std::string text = fmt::format("{}: the lockfile is out of step: it holds nothing for {} declaration{}",
                                 fatal ? "error" : "warning", missing.size(), missing.size() == 1 ? "" : "s");
  for (const auto& line : missing) text += "\n  " + line;
  text += fatal ? "\n  `--locked` forbids to go on; `cargo update --workspace` brings it into step"
                : "\n  they are left out; `cargo update --workspace` brings it into step";
  context.world.console.note(text);
  return !fatal;
}

void tell_missing_manifests(Context& context, const graph::PackageGraph& graph) {
  std::size_t missing = 0;
  for (const auto& package : graph.closure().packages) {
    if (package.package() != nullptr) continue;
    ++missing;
    if (context.options.verbose > 0)
      context.world.console.note(fmt::format("note: `{} {}` has no manifest here: {}", package.id.name,
                                             cargo::to_text(package.id.version), package.missing));
  }
  if (missing == 0 || context.options.quiet) return;
  context.world.console.note(fmt::format(
      "warning: the manifests of {} of {} packages are not at hand, so their features and targets are not known\n"
      "  `cargo fetch` brings them; `-v` names them",
      missing, graph.package_count()));
}

}  // namespace

void WorkspaceOptions::describe(Arguments& arguments) {
  arguments.group("Workspace");
  arguments.value("--manifest-path", "PATH", manifest_path, "The Cargo.toml to start from");
}

std::optional<graph::PackageGraph> load_workspace(Context& context, const WorkspaceOptions& options, bool dependencies) {
  support::SourceMap sources;
  support::Diagnostics diagnostics;
  auto closure = source::load_closure({options.manifest_path, dependencies, context.options.locked, context.threads},
                                      context.world, sources, diagnostics);
  tell(context, diagnostics, sources);
  if (!closure) {
    fail(context, ExitCode::unreadable, closure.error());
    return std::nullopt;
  }
  if (diagnostics.has_errors()) return std::nullopt;
  auto graph = graph::PackageGraph::build(std::move(*closure));
  if (!dependencies) return graph;
  if (!check_lockfile(context, graph)) return std::nullopt;
  tell_missing_manifests(context, graph);
  return graph;
}

}  // namespace plimsoll::cli
