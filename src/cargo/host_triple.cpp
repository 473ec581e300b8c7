// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/target.h"

#if defined(__x86_64__)
#define PLIMSOLL_HOST_ARCH "x86_64"
#elif defined(__aarch64__)
#define PLIMSOLL_HOST_ARCH "aarch64"
#elif defined(__i386__)
#define PLIMSOLL_HOST_ARCH "i686"
#elif defined(__riscv) && __riscv_xlen == 64
#define PLIMSOLL_HOST_ARCH "riscv64gc"
#elif defined(__powerpc64__) && defined(__LITTLE_ENDIAN__)
#define PLIMSOLL_HOST_ARCH "powerpc64le"
#elif defined(__s390x__)
#define PLIMSOLL_HOST_ARCH "s390x"
#elif defined(__loongarch64)
#define PLIMSOLL_HOST_ARCH "loongarch64"
#elif defined(__arm__)
#define PLIMSOLL_HOST_ARCH "armv7"
#endif

#if defined(__APPLE__)
#define PLIMSOLL_HOST_SYSTEM "-apple-darwin"
#elif defined(__FreeBSD__)
#define PLIMSOLL_HOST_SYSTEM "-unknown-freebsd"
#elif defined(__NetBSD__)
#define PLIMSOLL_HOST_SYSTEM "-unknown-netbsd"
#elif defined(__OpenBSD__)
#define PLIMSOLL_HOST_SYSTEM "-unknown-openbsd"
#elif defined(__linux__) && defined(__arm__)
#define PLIMSOLL_HOST_SYSTEM "-unknown-linux-gnueabihf"
#elif defined(__linux__) && defined(__GLIBC__)
#define PLIMSOLL_HOST_SYSTEM "-unknown-linux-gnu"
#elif defined(__linux__)
#define PLIMSOLL_HOST_SYSTEM "-unknown-linux-musl"
#endif

namespace plimsoll::cargo {

std::string_view host_triple() {
#if defined(PLIMSOLL_HOST_ARCH) && defined(PLIMSOLL_HOST_SYSTEM)
  return PLIMSOLL_HOST_ARCH PLIMSOLL_HOST_SYSTEM;
#else
  return {};
#endif
}

}  // namespace plimsoll::cargo
