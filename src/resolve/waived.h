// SPDX-License-Identifier: MIT OR Apache-2.0
/// What declarations ask for and a resolution passes over.
#pragma once

#include <algorithm>
#include <utility>
#include <vector>

#include "plimsoll/resolve/resolution.h"

namespace plimsoll::resolve {

class Waived {
 public:
  explicit Waived(std::vector<AskedFeature> sorted) : sorted_(std::move(sorted)) {}
  [[nodiscard]] bool contains(const AskedFeature& asked) const {
    return !sorted_.empty() && std::binary_search(sorted_.begin(), sorted_.end(), asked);
  }

 private:
  std::vector<AskedFeature> sorted_;
};

}  // namespace plimsoll::resolve
