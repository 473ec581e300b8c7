// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/build_script.h"

#include <doctest/doctest.h>

using plimsoll::facts::BuildScriptFacts;
using plimsoll::facts::read_build_script;

TEST_CASE("an empty script shows nothing") {
  CHECK(read_build_script("fn main() {}") == BuildScriptFacts{});
}

TEST_CASE("the `cc` crate compiles native code") {
  CHECK(read_build_script("fn main() { cc::Build::new().file(\"a.c\").compile(\"a\"); }").compiles_native_code);
  CHECK(read_build_script("use cmake::Config;").compiles_native_code);
  CHECK(read_build_script("extern crate cc;").compiles_native_code);
}

TEST_CASE("a variable that is called like a crate is no use of it") {
  CHECK(read_build_script("fn main() { let cc = 1; other::cc::x(cc); }") == BuildScriptFacts{});
}

TEST_CASE("a comment shows nothing") {
  CHECK(read_build_script("// cc::Build\n/* use reqwest; /* nested */ cargo:rustc-link-lib */ fn main() {}") ==
        BuildScriptFacts{});
}

TEST_CASE("a call inside a string shows nothing") {
  CHECK(read_build_script("fn main() { let a = \"cc::Build \\\" reqwest::get\"; let b = r#\"use cc; \" x\"#; }") ==
        BuildScriptFacts{});
}

TEST_CASE("instructions to Cargo are read in both spellings") {
  CHECK(read_build_script("println!(\"cargo:rustc-link-lib=z\");").links_libraries);
  CHECK(read_build_script("println!(\"cargo::rustc-link-search=native={}\", dir);").links_libraries);
  CHECK(read_build_script("println!(\"cargo:rerun-if-changed=build.rs\");").declares_rerun);
  CHECK(read_build_script("println!(r\"cargo::rerun-if-env-changed=X\");").declares_rerun);
}

TEST_CASE("the folder for output means generated code") {
  CHECK(read_build_script("let dir = env::var(\"OUT_DIR\").unwrap();").generates_code);
}

TEST_CASE("variables that Cargo sets are no reading of the environment") {
  CHECK_FALSE(
      read_build_script("env::var(\"TARGET\"); env!(\"CARGO_PKG_NAME\"); var_os(\"DEP_Z_ROOT\");").reads_environment);
  CHECK(read_build_script("std::env::var(\"HOME\")").reads_environment);
  CHECK(read_build_script("option_env!(\"GIT_HASH\")").reads_environment);
}

TEST_CASE("asking the compiler is told from starting programs") {
  const auto facts = read_build_script("Command::new(env::var_os(\"RUSTC\").unwrap()).arg(\"--version\")");
  CHECK(facts.probes_compiler);
  CHECK(facts.spawns_programs);
  CHECK_FALSE(facts.reads_environment);
}

TEST_CASE("a program that is started by name says what for") {
  CHECK(read_build_script("std::process::Command::new(\"curl\")").uses_network);
  CHECK(read_build_script("Command::new(\"make\")").compiles_native_code);
  CHECK(read_build_script("Command::new(\"git\")").spawns_programs);
}

TEST_CASE("sockets and HTTP crates use the network") {
  CHECK(read_build_script("use std::net::TcpStream;").uses_network);
  CHECK(read_build_script("let body = ureq::get(url).call();").uses_network);
}

TEST_CASE("lifetimes, characters and raw names do not derail the reading") {
  CHECK(read_build_script("fn f<'a>(x: &'a str) -> char { '\"' } fn r#use() { b'\\''; cc::Build::new(); }")
            .compiles_native_code);
}

TEST_CASE("text without an end is read to the end") {
  CHECK(read_build_script("\"cargo:rerun-if-changed=x").declares_rerun);
  CHECK(read_build_script("r##\"cargo:rerun-if-changed=x\"#").declares_rerun);
  CHECK(read_build_script("/* cc::Build").compiles_native_code == false);
  CHECK(read_build_script("\"\\") == BuildScriptFacts{});
  CHECK(read_build_script("'\\") == BuildScriptFacts{});
}
