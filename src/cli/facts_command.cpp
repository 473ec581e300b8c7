// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include "command.h"
#include "plimsoll/source/extract.h"
#include "plimsoll/source/facts_file.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

class FactsCommand final : public Command {
 public:
  void describe(Arguments& arguments) override { workspace_.describe(arguments); }

  ExitCode run(Context& context) override {
    const auto workspace = load_workspace(context, workspace_);
    if (!workspace) return ExitCode::unreadable;
    const auto& closure = workspace->graph->closure();
    context.output.write(source::render_facts(closure, source::extract_facts(closure, context.world, context.threads)));
    return ExitCode::success;
  }

 private:
  WorkspaceOptions workspace_;
};

}  // namespace

std::unique_ptr<Command> make_facts_command();
std::unique_ptr<Command> make_facts_command() { return std::make_unique<FactsCommand>(); }

}  // namespace plimsoll::cli
