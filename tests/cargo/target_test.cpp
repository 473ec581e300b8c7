// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/target.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace plimsoll::cargo;
using Values = std::vector<std::string_view>;

Target target(std::string_view triple) {
  const auto found = find_target(triple);
  REQUIRE_MESSAGE(found.has_value(), std::string(triple));
  return *found;
}

Target linux_with(std::vector<std::string> flags) {
  return target("x86_64-unknown-linux-gnu").with_rustflags(flags);
}

/// One row of the study's table: arch os env vendor abi families width endian panic.
std::string summary(std::string_view triple) {
  const auto found = target(triple);
  std::string text;
  for (const auto* key : {"target_arch", "target_os", "target_env", "target_vendor", "target_abi", "target_family",
                          "target_pointer_width", "target_endian", "panic"}) {
    std::string joined;
    for (const auto value : found.values(key)) joined += (joined.empty() ? "" : "/") + std::string(value);
    text += (text.empty() ? "" : " ") + (joined.empty() ? "-" : joined);
  }
  return text;
}

std::string features(std::string_view triple) {
  const auto found = target(triple);
  std::string text;
  for (const auto value : found.values("target_feature")) text += (text.empty() ? "" : " ") + std::string(value);
  return text;
}

std::string atomics(std::string_view triple) {
  const auto found = target(triple);
  std::string text;
  for (const auto* width : {"8", "16", "32", "64", "128", "ptr"})
    if (found.has_value("target_has_atomic", width)) text += (text.empty() ? "" : " ") + std::string(width);
  return text;
}

}  // namespace

TEST_CASE("Linux targets are known") {
  CHECK(summary("x86_64-unknown-linux-gnu") == "x86_64 linux gnu unknown - unix 64 little unwind");
  CHECK(summary("x86_64-unknown-linux-musl") == "x86_64 linux musl unknown - unix 64 little unwind");
  CHECK(summary("aarch64-unknown-linux-gnu") == "aarch64 linux gnu unknown - unix 64 little unwind");
  CHECK(summary("aarch64-unknown-linux-musl") == "aarch64 linux musl unknown - unix 64 little unwind");
  CHECK(summary("i686-unknown-linux-gnu") == "x86 linux gnu unknown - unix 32 little unwind");
  CHECK(summary("armv7-unknown-linux-gnueabihf") == "arm linux gnu unknown eabihf unix 32 little unwind");
  CHECK(summary("riscv64gc-unknown-linux-gnu") == "riscv64 linux gnu unknown - unix 64 little unwind");
  CHECK(summary("powerpc64le-unknown-linux-gnu") == "powerpc64 linux gnu unknown elfv2 unix 64 little unwind");
  CHECK(summary("s390x-unknown-linux-gnu") == "s390x linux gnu unknown - unix 64 big unwind");
  CHECK(summary("loongarch64-unknown-linux-gnu") == "loongarch64 linux gnu unknown - unix 64 little unwind");
}

TEST_CASE("Apple targets are known") {
  CHECK(summary("x86_64-apple-darwin") == "x86_64 macos - apple - unix 64 little unwind");
  CHECK(summary("aarch64-apple-darwin") == "aarch64 macos - apple - unix 64 little unwind");
  CHECK(summary("aarch64-apple-ios") == "aarch64 ios - apple - unix 64 little unwind");
  CHECK(summary("aarch64-apple-ios-sim") == "aarch64 ios sim apple sim unix 64 little unwind");
}

TEST_CASE("Windows targets are known") {
  CHECK(summary("x86_64-pc-windows-msvc") == "x86_64 windows msvc pc - windows 64 little unwind");
  CHECK(summary("i686-pc-windows-msvc") == "x86 windows msvc pc - windows 32 little unwind");
  CHECK(summary("aarch64-pc-windows-msvc") == "aarch64 windows msvc pc - windows 64 little unwind");
  CHECK(summary("x86_64-pc-windows-gnu") == "x86_64 windows gnu pc - windows 64 little unwind");
  CHECK(summary("x86_64-pc-windows-gnullvm") == "x86_64 windows gnu pc llvm windows 64 little unwind");
}

TEST_CASE("WebAssembly targets are known") {
  CHECK(summary("wasm32-unknown-unknown") == "wasm32 unknown - unknown - wasm 32 little abort");
  CHECK(summary("wasm32-wasip1") == "wasm32 wasi p1 unknown - wasm 32 little abort");
  CHECK(summary("wasm32-wasip2") == "wasm32 wasi p2 unknown - wasm 32 little abort");
  CHECK(summary("wasm32-unknown-emscripten") == "wasm32 emscripten - unknown - unix/wasm 32 little unwind");
}

TEST_CASE("Android and the other systems of the Unix family are known") {
  CHECK(summary("aarch64-linux-android") == "aarch64 android - unknown - unix 64 little unwind");
  CHECK(summary("armv7-linux-androideabi") == "arm android - unknown eabi unix 32 little unwind");
  CHECK(summary("x86_64-unknown-freebsd") == "x86_64 freebsd - unknown - unix 64 little unwind");
  CHECK(summary("x86_64-unknown-netbsd") == "x86_64 netbsd - unknown - unix 64 little unwind");
  CHECK(summary("x86_64-unknown-openbsd") == "x86_64 openbsd - unknown - unix 64 little unwind");
  CHECK(summary("x86_64-unknown-illumos") == "x86_64 illumos - unknown - unix 64 little unwind");
  CHECK(summary("x86_64-unknown-fuchsia") == "x86_64 fuchsia - unknown - unix 64 little unwind");
  CHECK(summary("x86_64-unknown-redox") == "x86_64 redox relibc unknown - unix 64 little unwind");
}

TEST_CASE("bare-metal targets are known and have no family") {
  CHECK(summary("thumbv7em-none-eabihf") == "arm none - unknown eabihf - 32 little abort");
  CHECK(summary("thumbv6m-none-eabi") == "arm none - unknown eabi - 32 little abort");
  CHECK(summary("riscv32imc-unknown-none-elf") == "riscv32 none - unknown - - 32 little abort");
  CHECK(summary("aarch64-unknown-none") == "aarch64 none - unknown - - 64 little abort");
  CHECK(summary("x86_64-unknown-none") == "x86_64 none - unknown - - 64 little abort");
  CHECK(summary("x86_64-unknown-uefi") == "x86_64 uefi - unknown - - 64 little abort");
}

TEST_CASE("the features that a target has by default are known") {
  CHECK(features("x86_64-unknown-linux-gnu") == "fxsr sse sse2");
  CHECK(features("aarch64-unknown-linux-gnu") == "neon");
  CHECK(features("armv7-unknown-linux-gnueabihf").empty());
  CHECK(features("riscv64gc-unknown-linux-gnu") == "a c m zaamo zalrsc zca zicsr zifencei");
  CHECK(features("loongarch64-unknown-linux-gnu") == "d f lsx");
  CHECK(features("x86_64-apple-darwin") == "cmpxchg16b fxsr sse sse2 sse3 sse4.1 ssse3");
  CHECK(features("aarch64-apple-ios") == "aes neon pmuv3 sha2");
  CHECK(features("wasm32-unknown-unknown") ==
        "bulk-memory multivalue mutable-globals nontrapping-fptoint reference-types sign-ext");
  CHECK(features("riscv32imc-unknown-none-elf") == "c m zca");
  CHECK(features("x86_64-unknown-none") == "fxsr");
}

TEST_CASE("the widths of atomic operations are known") {
  CHECK(atomics("x86_64-unknown-linux-gnu") == "8 16 32 64 ptr");
  CHECK(atomics("aarch64-unknown-linux-gnu") == "8 16 32 64 128 ptr");
  CHECK(atomics("thumbv7em-none-eabihf") == "8 16 32 ptr");
  CHECK(atomics("thumbv6m-none-eabi").empty());
}

TEST_CASE("the families unix and windows are options too") {
  CHECK(target("x86_64-unknown-linux-gnu").has_option("unix"));
  CHECK(target("wasm32-unknown-emscripten").has_option("unix"));
  CHECK(target("x86_64-pc-windows-msvc").has_option("windows"));
  CHECK_FALSE(target("wasm32-wasip1").has_option("unix"));
  CHECK_FALSE(target("wasm32-wasip1").has_option("wasm"));
}

TEST_CASE("every target has debug_assertions and an ABI, none has proc_macro or crt-static") {
  for (const auto triple : known_targets()) {
    CAPTURE(std::string(triple));
    const auto known = target(triple);
    CHECK(known.has_option("debug_assertions"));
    CHECK_FALSE(known.has_option("proc_macro"));
    CHECK_FALSE(known.has_value("target_feature", "crt-static"));
    CHECK(known.values("target_abi").size() == 1);
    CHECK(known.values("target_env").size() == 1);
  }
}

TEST_CASE("the names of all targets are sorted and hold the well-known ones") {
  const auto known = known_targets();
  CHECK(known.size() > 250);
  CHECK(std::ranges::is_sorted(known));
  CHECK(std::ranges::find(known, "x86_64-unknown-linux-gnu") != known.end());
}

TEST_CASE("an unknown target is not found, and the nearest name is told") {
  const auto found = find_target("x86_64-unknown-linux-gnuu");
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error().kind == plimsoll::support::ErrorKind::not_found);
  CHECK(found.error().message ==
        "`x86_64-unknown-linux-gnuu` is not a target that rustc knows; the nearest name is `x86_64-unknown-linux-gnu`");
}

TEST_CASE("lines of the table that are no targets are not found") {
  CHECK_FALSE(find_target("@m1").has_value());
  CHECK_FALSE(find_target("#").has_value());
  CHECK_FALSE(find_target("").has_value());
  CHECK_FALSE(find_target("x86_64-unknown-linux-gnu m1").has_value());
}

TEST_CASE("the machine that the tests run on is a known target") {
  CHECK(find_target(host_triple()).has_value());
}

TEST_CASE("`--cfg` sets an option or a pair") {
  CHECK(linux_with({"--cfg", "foo"}).has_option("foo"));
  CHECK(linux_with({"--cfg=foo"}).has_option("foo"));
  CHECK(linux_with({"--cfg", "k=\"v\""}).has_value("k", "v"));
  CHECK(linux_with({"--cfg=k=\"a=b\""}).has_value("k", "a=b"));
  CHECK_FALSE(linux_with({"--cfg", "k=v"}).has_value("k", "v"));
}

TEST_CASE("target features can be switched on and off") {
  const auto changed = linux_with({"-C", "target-feature=+avx2,-sse2,+crt-static"});
  CHECK(changed.values("target_feature") == Values{"avx2", "crt-static", "fxsr", "sse"});
  CHECK(linux_with({"-Ctarget-feature=+avx2"}).has_value("target_feature", "avx2"));
  CHECK(linux_with({"--codegen", "target_feature=+avx2"}).has_value("target_feature", "avx2"));
  CHECK(linux_with({"--codegen=target-feature=-sse"}).values("target_feature") == Values{"fxsr", "sse2"});
}

TEST_CASE("debug assertions can be switched off") {
  CHECK_FALSE(linux_with({"-C", "debug-assertions=off"}).has_option("debug_assertions"));
  CHECK_FALSE(linux_with({"-Cdebug-assertions=no"}).has_option("debug_assertions"));
  CHECK(linux_with({"-Cdebug-assertions=off", "-Cdebug-assertions"}).has_option("debug_assertions"));
}

TEST_CASE("other flags and flags that are cut off change nothing") {
  const auto plain = target("x86_64-unknown-linux-gnu");
  CHECK(linux_with({}) == plain);
  CHECK(linux_with({"-C", "link-arg=--cfg", "-O", "-Copt-level=3", "--cap-lints", "warn"}) == plain);
  CHECK(linux_with({"--cfg"}) == plain);
  CHECK(linux_with({"-C"}) == plain);
  CHECK(linux_with({"-C", "target-feature"}) == plain);
  CHECK(linux_with({"-C", "target-feature=,+,-,avx"}) == plain);
}

TEST_CASE("targets with one description are the same") {
  CHECK(linux_with({}).description() == target("x86_64-unknown-linux-gnu").description());
  CHECK(linux_with({"--cfg", "tokio_unstable"}).description() != linux_with({}).description());
  CHECK(linux_with({"--cfg", "a=\"b\""}).description() != linux_with({"--cfg", "a=\"c\""}).description());
}
