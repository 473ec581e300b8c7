// SPDX-License-Identifier: MIT OR Apache-2.0
#include "crate_sink.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "crate_archives.h"
#include "plimsoll/source/archive.h"
#include "plimsoll/support/sha256.h"
#include "plimsoll/support/toml.h"

namespace plimsoll::source {

using support::Result;

bool names_all_files(std::string_view manifest) {
  support::Diagnostics ignored;
  const auto root = support::toml::parse({}, manifest, ignored);
  const auto* package = root ? root->find("package") : nullptr;
  if (!package) return false;
  constexpr std::array switches{"autolib", "autobins", "autoexamples", "autotests", "autobenches"};
  const auto is_off = [&](const char* key) {
    const auto* value = package->find(key);
    const auto* flag = value ? value->as_boolean() : nullptr;
    return flag && !*flag;
  };
  return std::ranges::all_of(switches, is_off) && package->find("build") && package->find("readme");
}

void CrateSink::begin() {
  room_ += bytes_.size();
  is_out_of_room_ = false;
  bytes_.clear();
  manifest_.reset();
  next_look_ = whole_archive_bytes;
}

bool CrateSink::take(std::string_view piece) {
  is_out_of_room_ = piece.size() > room_;
  if (is_out_of_room_) return false;
  room_ -= piece.size();
  bytes_ += piece;
  if (bytes_.size() <= next_look_) return true;
  next_look_ = bytes_.size() * 2;
  auto manifest = file_at_beginning(bytes_, {}, archive_stem(id_) + "/Cargo.toml");
  if (!manifest) return true;
  if (!names_all_files(*manifest)) {
    next_look_ = SIZE_MAX;
    return true;
  }
  manifest_ = std::move(manifest);
  return false;
}

Result<CrateFiles> CrateSink::files(const std::optional<std::string>& checksum, const std::string& place) const {
  if (is_out_of_room_)
    return support::failure(support::ErrorKind::too_large,
                            fmt::format("`{}` and what was fetched with it are too large together", place));
  if (manifest_) return CrateFiles{{{"Cargo.toml", *manifest_}}, false};
  TRY_INTO(auto files, read_crate(bytes_, id_, checksum, place));
  return CrateFiles{std::move(files), checksum.has_value()};
}

}  // namespace plimsoll::source
