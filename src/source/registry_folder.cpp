// SPDX-License-Identifier: MIT OR Apache-2.0
#include "registry_folder.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstdint>

namespace plimsoll::source {
namespace {

/// SipHash-1-3 with 128 bits of output and a key of zeros.
class SipHash {
 public:
  void add(std::string_view bytes) {
    for (const char byte : bytes) add(static_cast<std::uint8_t>(byte));
  }
  void add(std::uint8_t byte) {
    block_ |= std::uint64_t{byte} << (8 * (length_ % 8));
    if (++length_ % 8 != 0) return;
    mix(block_);
    block_ = 0;
  }
  /// The low and the high half.
  std::array<std::uint64_t, 2> finish() {
    mix(block_ | (length_ & 0xFF) << 56U);
    v_[2] ^= 0xEE;
    const auto low = squeeze();
    v_[1] ^= 0xDD;
    return {low, squeeze()};
  }

 private:
  void mix(std::uint64_t block) {
    v_[3] ^= block;
    round();
    v_[0] ^= block;
  }
  std::uint64_t squeeze() {
    for (int i = 0; i < 3; ++i) round();
    return v_[0] ^ v_[1] ^ v_[2] ^ v_[3];
  }
  void round() {
    v_[0] += v_[1];
    v_[1] = std::rotl(v_[1], 13) ^ v_[0];
    v_[0] = std::rotl(v_[0], 32);
    v_[2] += v_[3];
    v_[3] = std::rotl(v_[3], 16) ^ v_[2];
    v_[0] += v_[3];
    v_[3] = std::rotl(v_[3], 21) ^ v_[0];
    v_[2] += v_[1];
    v_[1] = std::rotl(v_[1], 17) ^ v_[2];
    v_[2] = std::rotl(v_[2], 32);
  }

  std::array<std::uint64_t, 4> v_{0x736f6d6570736575, 0x646f72616e646f6d ^ 0xEE, 0x6c7967656e657261,
                                  0x7465646279746573};
  std::uint64_t block_ = 0;
  std::uint64_t length_ = 0;
};

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  auto rest = url.substr(scheme + 3);
  rest = rest.substr(0, rest.find_first_of("/?#"));
  if (const auto at = rest.rfind('@'); at != std::string_view::npos) rest.remove_prefix(at + 1);
  if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
  return rest.substr(0, rest.find(':'));
}

}  // namespace

std::string registry_folder(const cargo::SourceId& source) {
  constexpr std::uint8_t registry_kind = 2;
  constexpr std::uint8_t sparse_kind = 3;
  SipHash hash;
  hash.add(source.kind() == cargo::SourceKind::sparse ? sparse_kind : registry_kind);
  hash.add(source.canonical_url());
  hash.add(std::uint8_t{0xFF});
  const auto [low, high] = hash.finish();
  auto number = low * 3 + high;
  std::string digits;
  for (int i = 0; i < 8; ++i, number >>= 8U) digits += fmt::format("{:02x}", number & 0xFF);
  return fmt::format("{}-{}", host_of(source.url()), digits);
}

}  // namespace plimsoll::source
