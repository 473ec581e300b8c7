// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/paths.h"

#include <doctest/doctest.h>

using namespace plimsoll::cargo;

TEST_CASE("a relative path goes below its base") {
  CHECK(join_path("/ws", "a/b") == "/ws/a/b");
}

TEST_CASE("an absolute path forgets its base") {
  CHECK(join_path("/ws", "/a") == "/a");
}

TEST_CASE("dots and doubled separators are worked out in the text") {
  CHECK(join_path("/ws/m", "../x/./y//z/") == "/ws/x/y/z");
  CHECK(join_path("/ws", ".") == "/ws");
}

TEST_CASE("nothing is above the root") {
  CHECK(join_path("/ws", "../../..") == "/");
}

TEST_CASE("a relative base keeps what leads above it") {
  CHECK(join_path("a", "../../b") == "../b");
  CHECK(join_path("a", "..") == ".");
}

TEST_CASE("a path is found again below the folder whose manifest wrote it") {
  for (const auto* path : {"src/lib.rs", "../lib.rs", "/else/lib.rs"}) {
    CAPTURE(path);
    CHECK(written_path("/ws/m", join_written_path("/ws/m", path)) == path);
    CHECK(written_path("/", join_written_path("/", path)) == std::string(path).substr(path[0] == '/' ? 1 : 0));
  }
  CHECK(written_path("/ws/m", "/ws/mm/lib.rs") == "/ws/mm/lib.rs");
}

TEST_CASE("the way between two folders is as short as it can be") {
  CHECK(relative_path("/ws/crates/m", "/ws/LICENSE") == "../../LICENSE");
  CHECK(relative_path("/ws", "/ws/a/b") == "a/b");
  CHECK(relative_path("/ws/a", "/ws/ab") == "../ab");
}

TEST_CASE("the way to where one is, is a dot") {
  CHECK(relative_path("/ws", "/ws") == ".");
}

TEST_CASE("the way from the root is the path without its first separator") {
  CHECK(relative_path("/", "/a/b") == "a/b");
}

TEST_CASE("a path has a parent and a name") {
  CHECK(parent_path("/ws/Cargo.toml") == "/ws");
  CHECK(parent_path("/Cargo.toml") == "/");
  CHECK(parent_path("Cargo.toml") == ".");
  CHECK(file_name("/ws/Cargo.toml") == "Cargo.toml");
  CHECK(file_name("Cargo.toml") == "Cargo.toml");
}
