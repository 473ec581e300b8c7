// SPDX-License-Identifier: MIT OR Apache-2.0
/// Shared libraries that are loaded when they are first needed: what libcurl and libarchive draw in takes longer to
/// load than most runs take, and most runs need neither.
#pragma once

#include <string>

namespace plimsoll::outside {

/// Loaded when made, and kept until the process ends.
class LateLibrary {
 public:
  /// The name by which the system's loader finds it.
  explicit LateLibrary(const std::string& name);

  /// Whether the library is on this machine and had every function that was asked for.
  [[nodiscard]] bool is_whole() const { return is_whole_; }
  /// Sets `function`, a pointer to a function, to that of this name; to nullptr if there is none.
  template <class Function>
  void find(const char* name, Function& function) {
    function = reinterpret_cast<Function>(address(name));
  }

 private:
  void* address(const char* name);

  void* handle_;
  bool is_whole_;
};

}  // namespace plimsoll::outside
