// SPDX-License-Identifier: MIT OR Apache-2.0
/// Standard output: where results go, and nothing else.
#pragma once

#include <string>
#include <string_view>

#include "plimsoll/cargo_output/sink.h"

namespace plimsoll::cli {

class Output {
 public:
  virtual ~Output() = default;
  /// False once nobody takes what is written; there is no use in going on then.
  virtual bool write(std::string_view text) = 0;
  /// The same as a function.
  [[nodiscard]] cargo_output::Sink sink() {
    return [this](std::string_view text) { return write(text); };
  }
};

/// Collects small pieces; what is left is written by `flush`.
class StandardOutput final : public Output {
 public:
  bool write(std::string_view text) override;
  bool flush();
  [[nodiscard]] bool is_reader_gone() const { return reader_gone_; }
  /// Something could not be written for another reason than that nobody reads.
  [[nodiscard]] bool has_failed() const { return failed_; }

 private:
  bool write_through(std::string_view text);

  std::string waiting_;
  bool reader_gone_ = false;
  bool failed_ = false;
};

}  // namespace plimsoll::cli
