// SPDX-License-Identifier: MIT OR Apache-2.0
/// A text on trial in a source map, whose faults are also shown.
#pragma once

#include <string>
#include <string_view>

#include "plimsoll/support/diagnostics.h"
#include "target.h"

namespace plimsoll::fuzz {

/// What a reader tells of the text is put into words when the object goes, as it would be for a user.
class ToldText {
 public:
  ToldText(const char* path, std::string_view text) : id_(sources_.add(path, std::string(text))) {}
  ~ToldText() {
    for (const auto& diagnostic : diagnostics_.all()) PLIMSOLL_ASSERT(to_text(diagnostic, sources_).ends_with('\n'));
  }
  ToldText(const ToldText&) = delete;
  ToldText& operator=(const ToldText&) = delete;

  [[nodiscard]] support::FileId id() const { return id_; }
  [[nodiscard]] std::string_view text() const { return sources_.text(id_); }
  [[nodiscard]] support::Diagnostics& diagnostics() { return diagnostics_; }
  support::FileId add(const char* path, std::string_view text) { return sources_.add(path, std::string(text)); }

 private:
  support::SourceMap sources_;
  support::Diagnostics diagnostics_;
  support::FileId id_;
};

}  // namespace plimsoll::fuzz
