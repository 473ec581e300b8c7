// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/facts/code_tree.h"

#include <doctest/doctest.h>

#include <map>
#include <set>
#include <string>

using namespace plimsoll::facts;

namespace {

using Files = std::map<std::string, std::string>;

class FilesInMemory final : public SourceFiles {
 public:
  explicit FilesInMemory(const Files& files) : files_(files) {}
  [[nodiscard]] std::optional<std::string> read(const std::string& path) const override {
    const auto found = files_.find(path);
    return found == files_.end() ? std::nullopt : std::optional(found->second);
  }
  [[nodiscard]] std::optional<std::uint64_t> size(const std::string& path) const override {
    const auto found = files_.find(path);
    return found == files_.end() ? std::nullopt : std::optional<std::uint64_t>(found->second.size());
  }
  [[nodiscard]] bool has_folder(const std::string& path) const override {
    const auto next = files_.lower_bound(path + "/");
    return next != files_.end() && next->first.starts_with(path + "/");
  }

 private:
  const Files& files_;
};

CodeTree read(const Files& files, const Switches& possible = any_build()) {
  return read_code("/src/lib.rs", FilesInMemory(files), possible);
}

/// Enough calls to be a part of its own.
const std::string body = "fn body() { a(); b(); c(); d(); e(); f(); g(); h(); i(); j(); k(); l(); }";

/// Ten modules of the same size, of which the second would be empty to whom reads it.
Files many_files() {
  std::string text;
  for (int i = 0; i < 600; ++i) text += body + "\n";
  Files files;
  for (int i = 0; i < 10; ++i) {
    const auto name = "m" + std::to_string(i);
    files["/src/lib.rs"] += "mod " + name + ";";
    files["/src/" + name + ".rs"] = i == 1 ? std::string(text.size(), ' ') : text;
  }
  return files;
}

class Only final : public Switches {
 public:
  explicit Only(std::set<std::string, std::less<>> features) : features_(std::move(features)) {}
  [[nodiscard]] Truth option(std::string_view name) const override {
    return name == "unix" ? Truth::yes : name == "maybe" ? Truth::unknown : Truth::no;
  }
  [[nodiscard]] Truth value(std::string_view, std::string_view value) const override {
    return features_.contains(value) ? Truth::yes : Truth::no;
  }

 private:
  std::set<std::string, std::less<>> features_;
};

double calls(const Files& files, std::set<std::string, std::less<>> features = {}) {
  return compiled_size(read(files), Only(std::move(features))).calls;
}
double calls(const std::string& text, std::set<std::string, std::less<>> features = {}) {
  return calls(Files{{"/src/lib.rs", text}}, std::move(features));
}

}  // namespace

TEST_CASE("a crate without a root has no parts") {
  CHECK(read({}).parts.empty());
}

TEST_CASE("comments and texts are no code") {
  CHECK(calls("// fn a() { b(); }\nconst A: &str = \"fn a() { b(); }\";") == 0);
  CHECK(read({{"/src/lib.rs", "/* a b c */ a b"}}).parts[0].size.tokens == 2);
}

TEST_CASE("calls count where they stand, and apart in generic functions") {
  const auto size = compiled_size(
      read({{"/src/lib.rs",
             "fn a() { b(c()); } fn d<T>() { e(); } fn f<'a>() { g(); } impl<T> H<T> { fn i() { j(); } }"}}),
      Only({}));
  CHECK(size.calls == 3);
  CHECK(size.generic_calls == 2);
}

TEST_CASE("code under a feature counts where the feature is on") {
  const auto text = "#[cfg(feature = \"a\")] " + body + " " + body;
  CHECK(calls(text) == 12);
  CHECK(calls(text, {"a"}) == 24);
}

TEST_CASE("what is unknown counts half") {
  CHECK(calls("#[cfg(maybe)] " + body) == 6);
}

TEST_CASE("tests are no part of the crate") {
  CHECK(calls("#[cfg(test)] mod tests { " + body + " } #[test] " + body) == 0);
}

TEST_CASE("a condition ends with what it stands before") {
  const auto under = [](const std::string& item) { return calls("#[cfg(off)] " + item + " " + body); };
  CHECK(under("use a::{b, c};") == 12);
  CHECK(under("fn a<A, B>(c: A) -> B { d(); }") == 12);
  CHECK(under("struct A;") == 12);
  CHECK(under("const A: [u8; 2] = [1, 2];") == 12);
  const auto block = body.substr(body.find('{'));
  CHECK(calls("fn a() { #[cfg(off)] let b = " + block + "; f(); }") == 1);
  CHECK(calls("fn a() { b(#[cfg(off)] " + block + ", d()); }") == 2);
  CHECK(calls("fn a() { match b { #[cfg(off)] C => " + block + " E => f() } }") == 1);
}

TEST_CASE("modules are followed") {
  CHECK(calls(Files{{"/src/lib.rs", "mod a; pub mod b; mod c { mod d; }"},
                    {"/src/a.rs", body + " mod e;"},
                    {"/src/a/e.rs", body},
                    {"/src/b/mod.rs", body + " mod f;"},
                    {"/src/b/f.rs", body},
                    {"/src/c/d.rs", body},
                    {"/src/unused.rs", body}}) == 60);
}

TEST_CASE("a module under a condition is there where that holds") {
  const Files files{{"/src/lib.rs", "#[cfg(feature = \"a\")] mod a; #[cfg(not(unix))] mod b;"},
                    {"/src/a.rs", body},
                    {"/src/b.rs", body}};
  CHECK(calls(files) == 0);
  CHECK(calls(files, {"a"}) == 12);
}

TEST_CASE("a module that no possible build has is not opened") {
  const Files files{{"/src/lib.rs", "#[cfg(feature = \"a\")] mod a; #[cfg(unix)] mod b; #[cfg(maybe)] mod c;"},
                    {"/src/a.rs", body},
                    {"/src/b.rs", body},
                    {"/src/c.rs", body}};
  CHECK(read(files).files == 4);
  CHECK(read(files, Only({})).files == 3);
  CHECK(read(files, Only({"a"})).files == 4);
}

TEST_CASE("what every possible build has is no part of its own") {
  const auto tree = read({{"/src/lib.rs", "#[cfg(unix)] " + body}}, Only({}));
  REQUIRE(tree.parts.size() == 1);
  CHECK(tree.parts[0].size.calls == 12);
}

TEST_CASE("a path attribute names the file, also under a condition") {
  CHECK(calls(Files{{"/src/lib.rs", "#[path = \"other/x.rs\"] mod a;"}, {"/src/other/x.rs", body}}) == 12);
  const Files files{
      {"/src/lib.rs", "#[cfg_attr(unix, path = \"u.rs\")] #[cfg_attr(not(unix), path = \"w.rs\")] mod a;"},
      {"/src/u.rs", body},
      {"/src/w.rs", body + body}};
  CHECK(calls(files) == 12);
}

TEST_CASE("of the branches of `cfg_if!` the first that holds counts") {
  const auto branches = [](std::string_view first) {
    return "cfg_if::cfg_if! { if #[cfg(" + std::string(first) + ")] { " + body + " } else if #[cfg(unix)] { " + body +
           body + " } else { " + body + body + body + " } }";
  };
  CHECK(calls(branches("unix")) == 12);
  CHECK(calls(branches("off")) == 24);
}

TEST_CASE("a macro of the crate can stand for a condition") {
  const Files files{
      {"/src/lib.rs", "#[macro_use] mod macros; cfg_net! { mod net; " + body + " }"},
      {"/src/macros.rs", "macro_rules! cfg_net { ($($item:item)*) => { $( #[cfg(feature = \"net\")] $item )* } }"},
      {"/src/net.rs", body}};
  CHECK(calls(files) == 0);
  CHECK(calls(files, {"net"}) == 24);
}

TEST_CASE("what a macro of the crate writes counts where it is called") {
  const std::string rules = "macro_rules! make { ($($name:ident),*) => { $( fn $name() { a(); b(); } )* } }";
  CHECK(calls(rules) == 0);
  CHECK(calls(rules + " make!(x); make!(y, z);") == 6);
}

TEST_CASE("modules that a macro names are the caller's") {
  CHECK(calls(Files{{"/src/lib.rs", "#[macro_use] mod deep; root!();"},
                    {"/src/deep.rs", "macro_rules! root { () => { mod a; } }"},
                    {"/src/a.rs", body}}) == 12);
}

TEST_CASE("a module that a macro names may define the macro anew") {
  const auto rules = [](const std::string& name, const std::string& last) {
    return "macro_rules! " + name + " { () => { #[macro_use] mod a; mod " + last + "; } }\n";
  };
  CHECK(calls(Files{{"/src/lib.rs", "#[macro_use] mod deep; root!();"},
                    {"/src/deep.rs", rules("root", "second")},
                    {"/src/a.rs", rules("root", "others") + rules("more", "fourth") + rules("most", "eighth")},
                    {"/src/second.rs", body}}) == 12);
}

TEST_CASE("traits of `derive` count unless the standard library has them") {
  const auto size = compiled_size(
      read({{"/src/lib.rs",
             "#[derive(Clone, Debug, serde::Serialize)] #[cfg_attr(unix, derive(Deserialize))] struct A;"}}),
      Only({}));
  CHECK(size.types == 1);
  CHECK(size.proc_derives == 2);
}

TEST_CASE("of many files without modules some are read, and the others count by their size") {
  const auto files = many_files();
  CHECK(read(files).bytes == files.at("/src/lib.rs").size() + 10 * files.at("/src/m0.rs").size());
  CHECK(calls(files) == doctest::Approx(10 * 12 * 600).epsilon(0.01));
}

TEST_CASE("of a long file the beginning counts, and the rest by its size but for tests at the end") {
  std::string text;
  for (int i = 0; i < 1'000; ++i) text += body + "\n";
  const auto long_file = calls(Files{{"/src/lib.rs", "mod a;"}, {"/src/a.rs", text}});
  CHECK(long_file == doctest::Approx(12 * 1'000).epsilon(0.01));
  const auto tested = text + "#[cfg(test)]\nmod tests {\n" + text + "}\n";
  CHECK(calls(Files{{"/src/lib.rs", "mod a;"}, {"/src/a.rs", tested}}) == doctest::Approx(long_file).epsilon(0.01));
  CHECK(calls(Files{{"/src/lib.rs", text}}) == doctest::Approx(long_file).epsilon(0.01));
  CHECK(calls(Files{{"/src/lib.rs", tested}}) == doctest::Approx(long_file).epsilon(0.01));
}

TEST_CASE("modules that a long file declares at its end are followed") {
  const Files files{{"/src/lib.rs", std::string(40'000, '\n') + "mod a;"}, {"/src/a.rs", body}};
  CHECK(calls(files) == 12);
}

TEST_CASE("a file beside a folder of its name is read, whatever else there is") {
  auto files = many_files();
  files["/src/m1.rs"] = "mod deep;";
  files["/src/m1/deep.rs"] = "";
  CHECK(calls(files) == doctest::Approx(9 * 12 * 600).epsilon(0.01));
}

TEST_CASE("a module that names itself ends") {
  CHECK(calls(Files{{"/src/lib.rs", "#[path = \"lib.rs\"] mod again; " + body}}) <= 12 * 4);
}

TEST_CASE("text that is no Rust gives some numbers and no end of work") {
  for (const auto* piece : {"#[cfg(", "macro_rules! a { (", "mod a {", "a!(", "impl<", "#[cfg(a)] pub(",
                            "cfg_if! { if #[cfg(x)] {", "}", "fn a<T", "r#\"", "#[macro_use] mod a; "}) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += piece;
    CHECK(read({{"/src/lib.rs", text}}).files == 1);
  }
}

TEST_CASE("a few tokens count whatever their condition") {
  CHECK(calls("#[cfg(off)] fn a() { b(); }") == 1);
}

TEST_CASE("sums stay at the greatest number") {
  CodeSize sum{.tokens = 4'000'000'000};
  sum += CodeSize{.tokens = 4'000'000'000};
  CHECK(sum.tokens == 4'294'967'295);
}
