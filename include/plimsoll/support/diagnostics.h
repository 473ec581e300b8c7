// SPDX-License-Identifier: MIT OR Apache-2.0
/// What is wrong with a file that somebody wrote: collected, so that all faults are told at once.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "plimsoll/support/source_map.h"

namespace plimsoll::support {

enum class Severity { error, warning };

/// One fault and its place. `message` and `label` are single lines without a full stop; the label stands behind the
/// caret and may be empty, as may `help`, which names a way out.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string message;
  Span at;
  std::string label;
  std::string help;
};

/// A list of faults in the order in which they were met. Not shared between threads: each has its own, merged after.
class Diagnostics {
 public:
  void error(Span at, std::string message, std::string label = {}, std::string help = {});
  void warning(Span at, std::string message, std::string label = {}, std::string help = {});
  void append(Diagnostics other);

  [[nodiscard]] bool has_errors() const { return errors_ != 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }
  [[nodiscard]] std::span<const Diagnostic> all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// The fault as text: message, file with line and column, the line itself and a caret below it, the help.
/// Control characters of the line are shown as escapes. Ends with a line end.
std::string to_text(const Diagnostic&, const SourceMap&);

}  // namespace plimsoll::support
