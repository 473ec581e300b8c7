// SPDX-License-Identifier: MIT OR Apache-2.0
/// What answers about features have in common in JSON.
#pragma once

#include "json_writer.h"
#include "plimsoll/report/why.h"

namespace plimsoll::report {

void write(JsonWriter&, const WhyAsker&);

}  // namespace plimsoll::report
