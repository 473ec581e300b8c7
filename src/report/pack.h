// SPDX-License-Identifier: MIT OR Apache-2.0
/// The JSON report with its long lists by columns: alike stands beside alike, which deflates to two thirds and is read
/// faster.
#pragma once

#include <string>
#include <string_view>

namespace plimsoll::report {

/// `document` is an object as `JsonWriter` writes it on one line. Its lists `packages`, `units`, `findings`,
/// `accepted`, `duplicates` and `requests` are packed, and `critical_path`, which `units` tells too, is left out. A
/// list of two values or more becomes the first of these that fits:
///
/// - of numbers, flags, texts or nulls that are all the same: `{"rows": n, "all": value}`
/// - of lists: `{"rows": n, "lengths": [number], "of": list}`, all lists one behind the other as one list, packed
/// - of objects with the same members in the same order: `{"rows": n, "columns": {name: list}}`, packed
/// - of objects and nulls: `{"rows": n, "there": [1 or 0], "of": list}`, the objects as a list, packed
/// - of texts of which at most half are different: `{"rows": n, "texts": [text], "at": [position]}`
///
/// and stays as it is if none does. Cost: linear, times the depth of the document.
std::string pack(std::string_view document);

}  // namespace plimsoll::report
