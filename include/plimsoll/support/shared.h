// SPDX-License-Identifier: MIT OR Apache-2.0
/// A value, or nothing, that copies share.
#pragma once

#include <memory>
#include <utility>

namespace plimsoll::support {

/// Like an optional, except that a copy costs nothing, as no holder can change what another one sees.
template <class T>
class Shared {
 public:
  Shared() = default;
  Shared(T value) : value_(std::make_shared<const T>(std::move(value))) {}  // NOLINT: as an optional is made
  Shared& operator=(T value) {
    value_ = std::make_shared<const T>(std::move(value));
    return *this;
  }

  explicit operator bool() const { return value_ != nullptr; }
  [[nodiscard]] bool has_value() const { return value_ != nullptr; }
  const T& operator*() const { return *value_; }
  const T* operator->() const { return value_.get(); }
  void reset() { value_.reset(); }

  /// This holder's own value from now on, as it was (a new one if there was nothing). Cost: a copy, each time.
  T& change() {
    auto own = value_ ? std::make_shared<T>(*value_) : std::make_shared<T>();
    auto& result = *own;
    value_ = std::move(own);
    return result;
  }

 private:
  std::shared_ptr<const T> value_;
};

}  // namespace plimsoll::support
