// SPDX-License-Identifier: MIT OR Apache-2.0
#include "answer.h"

#include "terminal.h"

namespace plimsoll::cli {

report::RenderOptions screen_options(const Context& context, bool all) {
  const auto terminal = terminal_of(context);
  report::RenderOptions options;
  options.color = terminal.color;
  options.ascii = terminal.ascii;
  options.width = terminal.width;
  options.all = all;
  options.quiet = context.options.quiet;
  return options;
}

ExitCode FailedAnswer::tell(const support::Error& error) const {
  return tell(error, error);
}

ExitCode FailedAnswer::tell(const support::Error& error, const support::Error& in_document) const {
  if (as_document) context.output.write(document(in_document));
  return fail(context, error);
}

ExitCode FailedAnswer::tell_unreadable(const support::Error& error, const Workspace& workspace) const {
  if (as_document) context.output.write(document(with_faults(error, workspace.diagnostics, workspace.sources)));
  return fail(context, ExitCode::unreadable, error);
}

}  // namespace plimsoll::cli
