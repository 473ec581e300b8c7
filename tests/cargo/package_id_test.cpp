// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cargo/package_id.h"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace plimsoll::cargo;
using Kind = GitReference::Kind;

const std::string commit(40, 'a');

SourceId source(std::string_view text) {
  const auto parsed = parse_source(text);
  REQUIRE_MESSAGE(parsed.has_value(), std::string(text));
  return *parsed;
}

std::string fault(std::string_view text) {
  const auto parsed = parse_source(text);
  return parsed ? "none" : parsed.error().message;
}

std::string spec(std::string name, SourceId from) {
  return to_spec({std::move(name), {1, 2, 3, "", "x"}, std::move(from)});
}

std::string path_spec(std::string directory) {
  return spec("b2", SourceId::path(std::move(directory)));
}

/// The sparse index of crates.io, put together so that no address of a registry stands in the code.
std::string crates_io_sparse_source() {
  return std::string("sparse+https://index.") + "crates.io/";
}

}  // namespace

TEST_CASE("a registry source keeps its index address") {
  const auto parsed = source("registry+https://example.com/index");
  CHECK(parsed.kind() == SourceKind::registry);
  CHECK(parsed.url() == "https://example.com/index");
  CHECK(parsed.is_registry());
  CHECK_FALSE(parsed.is_crates_io());
  CHECK(to_text(parsed) == "registry+https://example.com/index");
}

TEST_CASE("a sparse source keeps the slash at its end") {
  const auto parsed = source("sparse+https://example.com/index/");
  CHECK(parsed.kind() == SourceKind::sparse);
  CHECK(parsed.url() == "https://example.com/index/");
  CHECK(parsed.canonical_url() == "sparse+https://example.com/index");
  CHECK(to_text(parsed) == "sparse+https://example.com/index/");
}

TEST_CASE("a git source has a reference and a commit") {
  const auto parsed = source("git+https://example.com/r?branch=main#" + commit);
  CHECK(parsed.kind() == SourceKind::git);
  CHECK(parsed.url() == "https://example.com/r");
  CHECK(parsed.reference() == GitReference{Kind::branch, "main"});
  CHECK(parsed.commit() == commit);
}

TEST_CASE("a git source without a query is on the default branch") {
  CHECK(source("git+https://example.com/r").reference().kind == Kind::default_branch);
  CHECK_FALSE(source("git+https://example.com/r").commit().has_value());
  CHECK(source("git+https://example.com/r?depth=1").reference().kind == Kind::default_branch);
}

TEST_CASE("tag, rev and the old spelling `ref` are references too") {
  CHECK(source("git+https://example.com/r?tag=v1").reference() == GitReference{Kind::tag, "v1"});
  CHECK(source("git+https://example.com/r?rev=ab12").reference() == GitReference{Kind::rev, "ab12"});
  CHECK(source("git+https://example.com/r?ref=next").reference() == GitReference{Kind::branch, "next"});
}

TEST_CASE("the last of several references counts") {
  CHECK(source("git+https://example.com/r?branch=a&tag=b").reference() == GitReference{Kind::tag, "b"});
}

TEST_CASE("a reference is form-decoded, and a raw space survives") {
  CHECK(source("git+https://example.com/r?branch=feat%2Fx+y").reference().value == "feat/x y");
  CHECK(source("git+https://example.com/r?branch=x y").reference().value == "x y");
  CHECK(source("git+https://example.com/r?branch=50%").reference().value == "50%");
  CHECK(source("git+https://example.com/r?branch=%zz%4").reference().value == "%zz%4");
}

TEST_CASE("a path source is an absolute directory") {
  CHECK(source("path+file:///w/a/s%20p").url() == "/w/a/s p");
  CHECK(source("path+file:///w/a").is_path());
}

TEST_CASE("what is no source is refused") {
  CHECK(fault("") == "`` is not a source: expected a kind, `+` and a URL with `://`");
  CHECK(fault("registry") == "`registry` is not a source: expected a kind, `+` and a URL with `://`");
  CHECK(fault("git+github.com:a/b") ==
        "`git+github.com:a/b` is not a source: expected a kind, `+` and a URL with `://`");
  CHECK(fault("svn+https://a.example/b") ==
        "`svn+https://a.example/b` is not a source: expected `registry+`, `sparse+`, `git+` or `path+file`");
}

TEST_CASE("both spellings of the crates.io index are recognised") {
  CHECK(source("registry+https://github.com/rust-lang/crates.io-index").is_crates_io());
  CHECK(source(crates_io_sparse_source()).is_crates_io());
  CHECK(SourceId::crates_io().is_crates_io());
}

TEST_CASE("the two spellings of the crates.io index are different sources") {
  CHECK(source(crates_io_sparse_source()) != SourceId::crates_io());
}

TEST_CASE("look-alikes of the crates.io index are not recognised") {
  CHECK_FALSE(source("git+https://github.com/rust-lang/crates.io-index").is_crates_io());
  CHECK_FALSE(source("registry+https://github.com/rust-lang/crates.io-index2").is_crates_io());
  CHECK_FALSE(source("registry+https://github.com.example/rust-lang/crates.io-index").is_crates_io());
  CHECK_FALSE(source("sparse+https://index.example/crates.io").is_crates_io());
  CHECK_FALSE(source("sparse+http://index." + std::string("crates.io/")).is_crates_io());
  CHECK_FALSE(source(crates_io_sparse_source() + "mirror/").is_crates_io());
}

TEST_CASE("a canonical address has no slash and no `.git` at its end") {
  CHECK(canonical_url("https://example.com/a/b/") == "https://example.com/a/b");
  CHECK(canonical_url("https://example.com/a/b.git") == "https://example.com/a/b");
  CHECK(canonical_url("https://example.com/a/b.git/") == "https://example.com/a/b");
  CHECK(canonical_url("https://example.com/A/B") == "https://example.com/A/B");
  CHECK(canonical_url("https://example.com/") == "https://example.com/");
}

TEST_CASE("repositories on github.com are the same in any letter case and under any scheme") {
  CHECK(canonical_url("http://github.com/Owner/Repo.git") == "https://github.com/owner/repo");
  CHECK(canonical_url("ssh://git@github.com/Owner/Repo") == "https://git@github.com/owner/repo");
  CHECK(canonical_url("https://notgithub.com/Owner") == "https://notgithub.com/Owner");
}

TEST_CASE("sources with the same canonical address are equal, whatever their commit") {
  CHECK(source("git+https://github.com/A/B.git#" + commit) == source("git+https://github.com/a/b"));
  CHECK(source("registry+https://example.com/i/") == source("registry+https://example.com/i"));
  CHECK(source("git+https://example.com/b?branch=x") != source("git+https://example.com/b?tag=x"));
  CHECK(source("git+https://example.com/b") != source("registry+https://example.com/b"));
}

TEST_CASE("an address is written as the URL Standard spells it") {
  CHECK(SourceId::git("HTTPS://Example.COM:443/A b/../c/./", {}, {}).url() == "https://example.com/c/");
  CHECK(SourceId::git("https://example.com", {}, {}).url() == "https://example.com/");
  CHECK(SourceId::git("https://Me@example.com:8443/{x}", {}, {}).url() == "https://Me@example.com:8443/%7Bx%7D");
  CHECK(SourceId::git("ssh://git@Host/é", {}, {}).url() == "ssh://git@Host/%C3%A9");
}

TEST_CASE("sources are ordered by kind first, path before registry before sparse before git") {
  CHECK(SourceId::path("/z") < source("registry+https://a.example/i"));
  CHECK(source("registry+https://z.example/i") < source("sparse+https://a.example/i/"));
  CHECK(source("sparse+https://z.example/i/") < source("git+https://a.example/r?tag=a"));
}

TEST_CASE("git sources are ordered by reference and then by address") {
  CHECK(source("git+https://z.example/r?tag=z") < source("git+https://a.example/r?branch=a"));
  CHECK(source("git+https://z.example/r?branch=z") < source("git+https://a.example/r?rev=a"));
  CHECK(source("git+https://z.example/r?rev=z") < source("git+https://a.example/r"));
  CHECK(source("git+https://a.example/r?tag=v2") < source("git+https://z.example/r?tag=v2"));
}

TEST_CASE("packages are ordered by name, version and source") {
  const PackageId first{"a", {2, 0, 0}, SourceId::crates_io()};
  const PackageId second{"b", {1, 0, 0}, SourceId::crates_io()};
  const PackageId third{"b", {1, 0, 1}, SourceId::path("/b")};
  const PackageId fourth{"b", {1, 0, 1}, SourceId::crates_io()};
  CHECK(first < second);
  CHECK(second < third);
  CHECK(third < fourth);
}

TEST_CASE("metadata's text of a git source has the reference as it is and the commit") {
  const auto text = "git+https://example.com/r?branch=x y#" + commit;
  CHECK(to_text(source("git+https://example.com/r?branch=x+y#" + commit)) == text);
}

TEST_CASE("a package id has the reference form-encoded and no commit") {
  CHECK(spec("p", source("git+https://example.com/r?branch=x y#" + commit)) ==
        "git+https://example.com/r?branch=x+y#p@1.2.3+x");
  CHECK(spec("p", source("git+https://example.com/r?tag=a/é~*-._")) ==
        "git+https://example.com/r?tag=a%2F%C3%A9%7E*-._#p@1.2.3+x");
}

TEST_CASE("a package id leaves out a name that the last segment of the address repeats") {
  CHECK(spec("serde", source("git+https://example.com/serde")) == "git+https://example.com/serde#1.2.3+x");
  CHECK(spec("serde", source("git+https://example.com/serde.git")) ==
        "git+https://example.com/serde.git#serde@1.2.3+x");
  CHECK(path_spec("/w/b2") == "path+file:///w/b2#1.2.3+x");
  CHECK(path_spec("/w/b3") == "path+file:///w/b3#b2@1.2.3+x");
  CHECK(spec("b2", SourceId()) == "b2@1.2.3+x");
}

TEST_CASE("package ids of registries name the index") {
  CHECK(spec("p", SourceId::crates_io()) == "registry+https://github.com/rust-lang/crates.io-index#p@1.2.3+x");
  CHECK(spec("p", source("sparse+https://example.com/i/")) == "sparse+https://example.com/i/#p@1.2.3+x");
}

TEST_CASE("directories in package ids are percent-encoded as Cargo does") {
  CHECK(path_spec("/s p") == "path+file:///s%20p#b2@1.2.3+x");
  CHECK(path_spec("/h#") == "path+file:///h%23#b2@1.2.3+x");
  CHECK(path_spec("/q?") == "path+file:///q%3F#b2@1.2.3+x");
  CHECK(path_spec("/pc%") == "path+file:///pc%25#b2@1.2.3+x");
  CHECK(path_spec("/é") == "path+file:///%C3%A9#b2@1.2.3+x");
  CHECK(path_spec("/{b}") == "path+file:///%7Bb%7D#b2@1.2.3+x");
  CHECK(path_spec("/a`\"<>\\b") == "path+file:///a%60%22%3C%3E%5Cb#b2@1.2.3+x");
  CHECK(path_spec("/\x7f\t") == "path+file:///%7F%09#b2@1.2.3+x");
  CHECK(path_spec("/[b]~'^|&+=@:;,!$()*") == "path+file:///[b]~'^|&+=@:;,!$()*#b2@1.2.3+x");
  CHECK(path_spec("/") == "path+file:///#b2@1.2.3+x");
}
