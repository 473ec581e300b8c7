// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/support/sha256.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>

#include "plimsoll/support/assert.h"
#include "plimsoll/support/late_library.h"

namespace plimsoll::support {
namespace {

/// The functions of libcrypto that are used here.
struct CryptoLibrary {
  decltype(&::EVP_Digest) digest = nullptr;
  decltype(&::EVP_sha256) sha256 = nullptr;
};

CryptoLibrary functions() {
#if defined(PLIMSOLL_CRYPTO_LIBRARY)
  CryptoLibrary found;
  LateLibrary library(PLIMSOLL_CRYPTO_LIBRARY);
  library.find("EVP_Digest", found.digest);
  library.find("EVP_sha256", found.sha256);
  PLIMSOLL_ASSERT(library.is_whole());
  return found;
#else
  return {&::EVP_Digest, &::EVP_sha256};
#endif
}

/// Loaded by the first caller.
const CryptoLibrary& libcrypto() {
  static const CryptoLibrary library = functions();
  return library;
}

}  // namespace

std::string sha256_hex(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  const int done = libcrypto().digest(bytes.data(), bytes.size(), digest.data(), &size, libcrypto().sha256(), nullptr);
  PLIMSOLL_ASSERT(done == 1);
  std::string hex;
  for (unsigned int i = 0; i < size; ++i) hex += fmt::format("{:02x}", digest[i]);
  return hex;
}

}  // namespace plimsoll::support
