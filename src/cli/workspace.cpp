// SPDX-License-Identifier: MIT OR Apache-2.0
#include "workspace.h"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "plimsoll/source/closure_loader.h"
#include "plimsoll/support/text.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;
using support::Result;

std::string named(const cargo::PackageId& id) {
  return fmt::format("{} {}", id.name, cargo::to_text(id.version));
}

constexpr std::size_t most_lines = 20;

/// The first lines of a list, each on its own line, and how many there are beyond.
std::string listed(const std::vector<std::string>& lines) {
  std::string text;
  for (std::size_t i = 0; i < lines.size() && i < most_lines; ++i) text += "\n  " + support::printable(lines[i]);
  if (lines.size() > most_lines) text += fmt::format("\n  and {} more", lines.size() - most_lines);
  return text;
}

/// Error: there is no lockfile, and more is needed than paths lead to.
Result<void> check_unlocked(const resolve::LockCheck& check) {
  support::Error error{ErrorKind::invalid, "there is no lockfile, and not all that is needed can be told without", {}};
  for (const auto& mismatch : check.mismatches())
    if (mismatch.leaves_out && error.context.size() < most_lines)
      error.context.push_back(support::printable(mismatch.message));
  if (error.context.empty()) return {};
  return support::failure(std::move(error).within("`cargo generate-lockfile` writes one"));
}

void warn_of_mismatches(Context& context, const resolve::LockCheck& check) {
  std::vector<std::string> lines;
  for (const auto& mismatch : check.mismatches()) lines.push_back(mismatch.message);
  if (lines.empty()) return;
  context.world.console.note(
      fmt::format("warning: the lockfile is out of step with the manifests{}\n"
                  "  what is not locked is left out; `cargo update --workspace` brings it into step",
                  listed(lines)));
}

Result<void> check_lockfile(Context& context, const Workspace& workspace) {
  if (workspace.graph->closure().lockfile_path.empty()) return check_unlocked(*workspace.check);
  if (context.options.locked) return workspace.check->accept_as_locked();
  if (!context.options.quiet) warn_of_mismatches(context, *workspace.check);
  return {};
}

void tell_missing_manifests(Context& context, const graph::PackageGraph& graph) {
  std::size_t missing = 0;
  for (const auto& package : graph.closure().packages) {
    if (package.package() != nullptr) continue;
    ++missing;
    if (context.options.verbose > 0)
      context.world.console.note(
          fmt::format("note: `{}` has no manifest here: {}", named(package.id), support::printable(package.missing)));
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
  arguments.number("--timeout", "SECONDS", 1, 86'400, timeout,
                   "The time for all that is fetched from registries; default: 60");
}

source::RegistryAccess WorkspaceOptions::registry(const Context& context) const {
  source::RegistryAccess access;
  access.online = !context.options.offline;
  access.index = index ? index : context.world.environment.get("PLIMSOLL_INDEX");
  if (access.index && access.index->empty()) access.index.reset();
  if (timeout) access.timeout_seconds = *timeout;
  return access;
}

Result<void> read_workspace(Context& context, const WorkspaceOptions& options, bool dependencies,
                            Workspace& workspace) {
  auto closure = source::load_closure({options.manifest_path, dependencies, context.options.locked, context.threads,
                                       nullptr, options.registry(context)},
                                      context.world, workspace.sources, workspace.diagnostics);
  tell(context, workspace.diagnostics, workspace.sources);
  if (!closure) return support::failure(std::move(closure).error());
  if (workspace.diagnostics.has_errors()) return support::failure(ErrorKind::invalid, "the workspace cannot be read");
  workspace.graph = graph::PackageGraph::build(std::move(*closure));
  if (!dependencies) return {};
  workspace.model = resolve::model_of(*workspace.graph);
  workspace.check.emplace(*workspace.graph, workspace.model);
  TRY(workspace.check->accept());
  TRY(check_lockfile(context, workspace));
  tell_missing_manifests(context, *workspace.graph);
  return {};
}

std::unique_ptr<const Workspace> load_workspace(Context& context, const WorkspaceOptions& options, bool dependencies) {
  auto workspace = std::make_unique<Workspace>();
  const auto read = read_workspace(context, options, dependencies, *workspace);
  if (read) return workspace;
  fail(context, ExitCode::unreadable, read.error());
  return nullptr;
}

support::Error with_faults(support::Error error, const support::Diagnostics& diagnostics,
                           const support::SourceMap& sources) {
  for (const auto& fault : diagnostics.all()) {
    if (fault.severity != support::Severity::error) continue;
    error.context.push_back(fault.at.is_known() ? fmt::format("{}:{}:{}: {}", sources.path(fault.at.file),
                                                              fault.at.begin.line, fault.at.begin.column, fault.message)
                                                : fault.message);
  }
  return error;
}

}  // namespace plimsoll::cli
