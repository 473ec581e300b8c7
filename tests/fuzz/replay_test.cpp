// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "target.h"

namespace plimsoll::fuzz {
namespace {

std::vector<std::filesystem::path> corpus_of(const Target& target) {
  const auto folder = std::filesystem::path(PLIMSOLL_FUZZ_CORPUS) / target.name;
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_directory(folder))
    for (const auto& entry : std::filesystem::directory_iterator(folder)) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

TEST_CASE("every reader of hostile text has a corpus and comes back from all of it") {
  for (const auto& target : targets()) {
    const auto files = corpus_of(target);
    CHECK_MESSAGE(!files.empty(), target.name);
    for (const auto& path : files) {
      INFO(path.string());
      std::ifstream file(path, std::ios::binary);
      const std::string text(std::istreambuf_iterator<char>(file), {});
      CHECK_NOTHROW(target.read(text));
    }
  }
}

TEST_CASE("every reader of hostile text comes back from any cut of its corpus") {
  for (const auto& target : targets())
    for (const auto& path : corpus_of(target)) {
      INFO(path.string());
      std::ifstream file(path, std::ios::binary);
      const std::string text(std::istreambuf_iterator<char>(file), {});
      const auto step = text.size() / 64 + 1;
      for (std::size_t end = 0; end < text.size(); end += step)
        CHECK_NOTHROW(target.read(std::string_view(text).substr(0, end)));
    }
}

TEST_CASE("the targets stand in the order of the alphabet") {
  CHECK(std::ranges::is_sorted(targets(), {}, &Target::name));
}

}  // namespace
}  // namespace plimsoll::fuzz
