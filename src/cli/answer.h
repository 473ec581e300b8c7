// SPDX-License-Identifier: MIT OR Apache-2.0
/// For commands that answer one question, for people or as one JSON document.
#pragma once

#include <functional>
#include <string>

#include "command.h"
#include "plimsoll/report/render.h"
#include "workspace.h"

namespace plimsoll::cli {

/// How a screen looks here.
report::RenderOptions screen_options(const Context&, bool all);

/// Tells that there is no answer: on standard error, and as a document where one was asked for.
struct FailedAnswer {
  Context& context;
  bool as_document = false;
  std::function<std::string(const support::Error&)> document;

  [[nodiscard]] ExitCode tell(const support::Error&) const;
  [[nodiscard]] ExitCode tell(const support::Error&, const support::Error& in_document) const;
  /// The workspace cannot be used, whatever the kind of the error; the document has the faults of its files.
  [[nodiscard]] ExitCode tell_unreadable(const support::Error&, const Workspace&) const;
};

}  // namespace plimsoll::cli
