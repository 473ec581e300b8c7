// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/index_facts.h"

#include <mutex>
#include <utility>

namespace plimsoll::facts {

struct Release::Summary {
  std::once_flag once;
  ReadSummary read;
  std::optional<cargo::Package> package;
};

Release::Release(cargo::Version version, bool yanked, ReadSummary read)
    : version_(std::move(version)), is_yanked_(yanked), summary_(std::make_shared<Summary>()) {
  summary_->read = std::move(read);
}

const cargo::Package* Release::summary() const {
  std::call_once(summary_->once, [this] {
    summary_->package = summary_->read();
    summary_->read = {};
  });
  return summary_->package ? &*summary_->package : nullptr;
}

}  // namespace plimsoll::facts
