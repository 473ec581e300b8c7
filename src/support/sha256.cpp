// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/sha256.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "plimsoll/support/assert.h"

namespace plimsoll::support {

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const int done = EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  PLIMSOLL_ASSERT(done == 1);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

}  // namespace plimsoll::support
