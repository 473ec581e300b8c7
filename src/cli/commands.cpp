// SPDX-License-Identifier: MIT OR Apache-2.0
#include <algorithm>
#include <array>

#include "command.h"

namespace plimsoll::cli {

#define PLIMSOLL_COMMAND(id, name, summary) std::unique_ptr<Command> make_##id##_command();
#include "commands.inc"
#undef PLIMSOLL_COMMAND

std::span<const CommandRow> commands() {
#define PLIMSOLL_COMMAND(id, name, summary) CommandRow{name, summary, make_##id##_command},
  static constexpr auto rows = std::to_array<CommandRow>({
#include "commands.inc"
  });
#undef PLIMSOLL_COMMAND
  return rows;
}

const CommandRow* find_command(std::string_view name) {
  const auto rows = commands();
  const auto found = std::ranges::find(rows, name, &CommandRow::name);
  return found == rows.end() ? nullptr : &*found;
}

ExitCode fail(Context& context, const support::Error& error) {
  return fail(context, error.kind == support::ErrorKind::usage ? ExitCode::usage : ExitCode::unreadable, error);
}

ExitCode fail(Context& context, ExitCode code, const support::Error& error) {
  context.world.console.note("error: " + support::to_text(error));
  return code;
}

}  // namespace plimsoll::cli
