// SPDX-License-Identifier: MIT OR Apache-2.0
#include "../../src/source/document_cache.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "../../src/source/byte_archive.h"
#include "../../src/source/sealed_file.h"
#include "../../src/source/toml_codec.h"
#include "testkit/memory_files.h"

namespace plimsoll::source {
namespace {

namespace toml = support::toml;

constexpr auto cache_file = "/cache/documents/00";
constexpr auto path = "/ws/Cargo.toml";
constexpr std::string_view text = R"(# every kind of value
a = "x\ty"
b = [1, -2, [true, false], {}]
c = { d = 1.5, e = 1979-05-27, f = 1979-05-27T07:32:00Z }
[[g]]
h = """
two
lines"""
[[g]]
)";

/// The tree as bytes, which tell every value and every place; empty if the text has a fault.
std::string parsed(testkit::MemoryFiles& files, std::string_view content) {
  support::SourceMap sources;
  DocumentCache cache(files, sources, cache_file);
  support::Diagnostics faults;
  const auto file = sources.add(path, std::string(content));
  const auto document = cache.parse(file, faults);
  CHECK(document.has_value() != faults.has_errors());
  if (document) CHECK(document->find_entry("a")->key_at.file == file);
  cache.keep(files);
  return document ? encode_document(*document) : std::string();
}

std::string uncached(std::string_view content) {
  support::Diagnostics faults;
  return encode_document(toml::parse(support::FileId(0U), content, faults).value());
}

/// A cache file that says that `content` has the tree of another text.
std::string lie(std::string_view content, std::string_view other) {
  std::string body;
  ByteWriter writer(body, {});
  writer.text(path);
  writer.text(content);
  writer.text(uncached(other));
  return sealed(fmt::format("plimsoll documents {}\n", toml_codec_version), body);
}

}  // namespace

TEST_CASE("a document from the cache has the values and places of the one that was parsed") {
  testkit::MemoryFiles files;
  CHECK(parsed(files, text) == uncached(text));
  REQUIRE(files.read(cache_file, 1U << 20U));
  CHECK(parsed(files, text) == uncached(text));
}

TEST_CASE("a tree is taken from the cache for the very same text only") {
  testkit::MemoryFiles files;
  files.add(cache_file, lie("a = 1\n", "a = 2\n"));
  CHECK(parsed(files, "a = 1\n") == uncached("a = 2\n"));
  CHECK(parsed(files, "a = 3\n") == uncached("a = 3\n"));
}

TEST_CASE("a cache file that was cut or damaged anywhere counts as empty") {
  testkit::MemoryFiles made;
  parsed(made, "a = 1\n");
  const auto whole = made.read(cache_file, 1U << 20U).value();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    auto damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 1);
    for (const auto& content : {whole.substr(0, at), damaged}) {
      testkit::MemoryFiles files;
      files.add(cache_file, content);
      REQUIRE(parsed(files, "a = 1\n") == uncached("a = 1\n"));
      REQUIRE(files.read(cache_file, 1U << 20U).value() == whole);
    }
  }
}

TEST_CASE("bytes that are no tree give no document") {
  const auto bytes = uncached(text);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    REQUIRE_FALSE(decode_document(std::string_view(bytes).substr(0, size), support::FileId(0U)));
  CHECK_FALSE(decode_document(bytes + "x", support::FileId(0U)));
}

TEST_CASE("a text with a fault is told of in every run") {
  testkit::MemoryFiles files;
  for (int run = 0; run < 2; ++run) CHECK(parsed(files, "a = \n").empty());
}

}  // namespace plimsoll::source
