// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "command.h"
#include "options.h"
#include "plimsoll/cargo/package_spec.h"
#include "plimsoll/cargo_output/tree.h"
#include "plimsoll/support/text.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using graph::PackageIx;
using support::ErrorKind;
using support::failure;
using support::Result;

class TreeCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.values("-e,--edges", "KINDS", edges_,
                     "all, normal, build, dev, features, no-normal, no-build, no-dev, no-proc-macro");
    arguments.optional_values("-i,--invert", "[SPEC]", inverted_, "Turn the tree round and begin at this package");
    arguments.values("--prune", "SPEC", pruned_, "Leave this package out");
    arguments.value("--depth", "DEPTH", depth_, "How deep to go, or `workspace` for members only");
    arguments.choice("--prefix", {"depth", "indent", "none"}, prefix_, "What stands before each package");
    arguments.flag("--no-dedupe", no_dedupe_, "Print what is below a package each time");
    arguments.flag("-d,--duplicates", duplicates_, "Only what is there several times, inverted");
    arguments.choice("--charset", {"utf8", "ascii"}, charset_, "The characters of the lines");
    arguments.value("-f,--format", "FORMAT", format_,
                    "{p} package, {l} licence, {r} repository, {f} features, {lib} library");
    workspace_.describe(arguments);
    packages_.describe(arguments);
    features_.describe(arguments);
    platforms_.describe(arguments);
    profile_.describe(arguments);
  }

  ExitCode run(Context& context) override {
    auto options = tree_options();
    if (!options) return fail(context, options.error());
    loaded_ = load_workspace(context, workspace_);
    if (!loaded_) return ExitCode::unreadable;
    const auto code = print(context, *loaded_, std::move(*options));
    return code ? *code : fail(context, code.error());
  }

 private:
  /// What can be told without the workspace.
  [[nodiscard]] Result<cargo_output::TreeOptions> tree_options() const {
    cargo_output::TreeOptions options;
    TRY_INTO(options.edges, cargo_output::parse_tree_edges(edges_));
    if (duplicates_ && options.edges.features)
      return failure(ErrorKind::usage, "`--duplicates` and `--edges features` exclude each other");
    TRY(read_depth(options));
    if (prefix_ == "depth") options.prefix = cargo_output::TreePrefix::depth;
    if (prefix_ == "none") options.prefix = cargo_output::TreePrefix::none;
    options.inverted = !inverted_.empty();
    options.duplicates = duplicates_;
    options.dedupe = !no_dedupe_;
    options.ascii = charset_ == "ascii";
    if (format_) options.format = *format_;
    return options;
  }

  [[nodiscard]] Result<void> read_depth(cargo_output::TreeOptions& options) const {
    if (!depth_) return {};
    options.members_only = *depth_ == "workspace";
    if (options.members_only) return {};
    std::uint32_t depth = 0;
    const auto* end = depth_->data() + depth_->size();
    const auto [stopped, error] = std::from_chars(depth_->data(), end, depth);
    if (error != std::errc() || stopped != end || depth_->empty())
      return failure(ErrorKind::usage,
                     fmt::format("`--depth` takes a number or `workspace`, not `{}`", support::printable(*depth_)));
    options.depth = depth;
    return {};
  }

  [[nodiscard]] Result<ExitCode> print(Context& context, const Workspace& workspace,
                                       cargo_output::TreeOptions options) const {
    const auto& graph = *workspace.graph;
    TRY(profile_.check(graph));
    TRY_INTO(const auto chosen, packages_.choose(graph));
    TRY_INTO(const auto platforms, platforms_.platforms(graph.closure()));
    TRY_INTO(auto seeds, resolve::seeds_of(graph, chosen, features_.flags()));
    const resolve::Request request{std::move(seeds), &platforms, options.edges.development};
    const auto resolution = resolve::resolve(graph, workspace.model, request);
    TRY(resolve::accept_features(resolution));
    TRY_INTO(options.roots, roots(resolution));
    TRY_INTO(options.pruned, named(resolution, pruned_));
    TRY_INTO(const bool any, cargo_output::print_tree(resolution, options, context.output.sink()));
    if (!any && !context.options.quiet)
      context.world.console.note(
          "warning: nothing to print\n  what only other platforms need is shown with `--target all`");
    return ExitCode::success;
  }

  /// `-i` without a package means those of `-p`.
  [[nodiscard]] Result<std::vector<PackageIx>> roots(const resolve::Resolution& resolution) const {
    if (inverted_.empty()) return resolve::choose_packages(resolution, packages_.choice());
    auto specs = inverted_;
    if (std::erase(specs, std::string()) > 0) {
      if (packages_.packages.empty())
        return failure(ErrorKind::usage, "`--invert` needs a package: behind it, or with `--package`");
      specs.insert(specs.end(), packages_.packages.begin(), packages_.packages.end());
    }
    return named(resolution, specs);
  }

  /// Unlike `-p`, these take no globs.
  [[nodiscard]] static Result<std::vector<PackageIx>> named(const resolve::Resolution& resolution,
                                                            const std::vector<std::string>& specs) {
    if (specs.empty()) return std::vector<PackageIx>{};
    for (const auto& spec : specs) TRY(cargo::parse_package_spec(spec));
    return resolve::choose_packages(resolution, {false, specs, {}});
  }

  std::vector<std::string> edges_;
  std::vector<std::string> inverted_;
  std::vector<std::string> pruned_;
  std::optional<std::string> depth_;
  std::optional<std::string> prefix_;
  bool no_dedupe_ = false;
  bool duplicates_ = false;
  std::optional<std::string> charset_;
  std::optional<std::string> format_;
  WorkspaceOptions workspace_;
  std::unique_ptr<const Workspace> loaded_;
  PackageOptions packages_;
  FeatureOptions features_;
  PlatformOptions platforms_;
  ProfileOptions profile_;
};

}  // namespace

std::unique_ptr<Command> make_tree_command();
std::unique_ptr<Command> make_tree_command() {
  return std::make_unique<TreeCommand>();
}

}  // namespace plimsoll::cli
