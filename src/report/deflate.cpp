// SPDX-License-Identifier: MIT OR Apache-2.0
#include "deflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>

#include "plimsoll/support/assert.h"

namespace plimsoll::report {
namespace {

constexpr int level = 5;  // the next ones take twice as long for a fiftieth
constexpr int raw_with_largest_window = -15;
constexpr int memory_level = 9;

}  // namespace

std::string deflate_raw(std::string_view bytes) {
  z_stream stream{};
  const int ready = deflateInit2(&stream, level, Z_DEFLATED, raw_with_largest_window, memory_level, Z_DEFAULT_STRATEGY);
  PLIMSOLL_ASSERT(ready == Z_OK);
  std::string compressed;
  std::array<char, std::size_t{1} << 16U> room{};
  int result = Z_OK;
  while (result != Z_STREAM_END) {
    const auto piece = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max() / 2);
    // zlib's interface knows no constness; it only reads here.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(piece);
    const bool is_last = piece == bytes.size();
    do {
      stream.next_out = reinterpret_cast<Bytef*>(room.data());
      stream.avail_out = static_cast<uInt>(room.size());
      result = deflate(&stream, is_last ? Z_FINISH : Z_NO_FLUSH);
      PLIMSOLL_ASSERT(result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR);
      compressed.append(room.data(), room.size() - stream.avail_out);
    } while (stream.avail_out == 0);
    bytes.remove_prefix(piece);
  }
  deflateEnd(&stream);
  return compressed;
}

}  // namespace plimsoll::report
