// SPDX-License-Identifier: MIT OR Apache-2.0
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "plimsoll/outside/curl_http.h"
#include "plimsoll/source/closure_loader.h"
#include "plimsoll/source/index_lookup.h"
#include "testkit/fixed_clock.h"
#include "testkit/memory_files.h"
#include "testkit/served_registry.h"

using namespace plimsoll;
using source::Refresh;
using testkit::ServedRegistry;
using testkit::ServedRequest;
using testkit::ServedResponse;

namespace {

const std::string crates_io = "registry+https://github.com/rust-lang/crates.io-index";

/// A workspace that depends on packages of which nothing is on this machine.
class Project {
 public:
  explicit Project(const ServedRegistry& registry) {
    files.set_working_directory("/workspace");
    files.add("/workspace/src/lib.rs", "");
    configure("[source.crates-io]\nreplace-with = \"mirror\"\n[source.mirror]\nregistry = \"sparse+" +
              registry.index() + "\"\n");
    access.online = true;
  }

  void configure(const std::string& text) { files.add("/cargo/config.toml", text); }

  void lock(const std::string& name, const std::string& checksum, const std::string& source = crates_io) {
    dependencies_ += "\"" + name + "\" = \"1\"\n";
    links_ += " \"" + name + "\",\n";
    entries_ += "\n[[package]]\nname = \"" + name + "\"\nversion = \"1.0.0\"\nsource = \"" + source + "\"\n";
    if (!checksum.empty()) entries_ += "checksum = \"" + checksum + "\"\n";
  }

  cargo::Closure load() {
    files.add("/workspace/Cargo.toml",
              "[package]\nname = \"app\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[dependencies]\n" + dependencies_);
    files.add("/workspace/Cargo.lock",
              "version = 4\n\n[[package]]\nname = \"app\"\nversion = \"0.1.0\"\ndependencies = [\n" + links_ + "]\n" +
                  entries_);
    support::Diagnostics diagnostics;
    auto world = this->world();
    source::LoadRequest request;
    request.registry = access;
    auto closure = source::load_closure(request, world, sources_, diagnostics);
    for (const auto& fault : diagnostics.all()) FAIL_CHECK(support::to_text(fault, sources_));
    REQUIRE(closure.has_value());
    return std::move(*closure);
  }

  /// The package of that name, loaded anew.
  cargo::ClosurePackage package(const std::string& name) {
    const auto closure = load();
    const auto named = [&](const cargo::ClosurePackage& package) { return package.id.name == name; };
    const auto found = std::ranges::find_if(closure.packages, named);
    REQUIRE(found != closure.packages.end());
    return *found;
  }

  facts::IndexTable look_up(Refresh refresh = Refresh::nothing, const std::vector<char>& in_question = {}) {
    auto world = this->world();
    return source::look_up_index(load(), access, refresh, world, 2, in_question);
  }

  outside::World world() { return {files, http_, clock, environment, console}; }

  testkit::MemoryFiles files;
  testkit::FixedClock clock;
  testkit::FixedEnvironment environment{{{"CARGO_HOME", "/cargo"}, {"PLIMSOLL_CACHE", "/cache"}}};
  testkit::RecordingConsole console;
  source::RegistryAccess access;

 private:
  static outside::HttpSettings quick() {
    outside::HttpSettings settings;
    settings.first_pause = std::chrono::milliseconds(1);
    return settings;
  }
  outside::CurlHttp http_{quick()};
  support::SourceMap sources_;
  std::string dependencies_;
  std::string links_;
  std::string entries_;
};

bool mentions(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// Bytes that gzip cannot shorten.
std::string noise(std::size_t size) {
  std::minstd_rand random(1);
  std::string text(size, ' ');
  for (auto& c : text) c = static_cast<char>(random());
  return text;
}

const std::string all_named =
    "build = false\nreadme = false\nautolib = false\nautobins = false\nautoexamples = false\nautotests = false\n"
    "autobenches = false\n[lib]\nname = \"big\"\npath = \"src/lib.rs\"\n";

std::size_t count_requests(const ServedRegistry& registry, const std::string& part) {
  const auto requests = registry.requests();
  return static_cast<std::size_t>(
      std::ranges::count_if(requests, [&](const ServedRequest& request) { return mentions(request.path, part); }));
}

}  // namespace

TEST_CASE("a package that is nowhere on this machine comes from its registry") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf", "[features]\nextra = []\n"));
  const auto leaf = project.package("leaf");
  REQUIRE(leaf.package());
  CHECK(leaf.missing.empty());
  CHECK(leaf.package()->features.front().name == "extra");
  REQUIRE(leaf.package()->library());
  CHECK(leaf.package()->library()->src_path == std::string(leaf.manifest->directory()) + "/src/lib.rs");
  CHECK(leaf.manifest->path.starts_with("/cargo/registry/src/127.0.0.1-"));
}

TEST_CASE("what was fetched once is known offline and not fetched again") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  CHECK(project.package("leaf").package());
  CHECK(project.package("leaf").package());
  CHECK(count_requests(registry, "/crates/") == 1);
  project.access.online = false;
  CHECK(project.package("leaf").package());
}

TEST_CASE("nothing is written to Cargo's home") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  CHECK(project.package("leaf").package());
  const auto& all = project.files.all();
  CHECK(std::ranges::count_if(all, [](const auto& file) { return file.first.starts_with("/cargo/"); }) == 1);
}

TEST_CASE("offline nobody is asked") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  project.access.online = false;
  CHECK(mentions(project.package("leaf").missing, "`cargo fetch` puts it there"));
  CHECK(registry.requests().empty());
}

TEST_CASE("`net.offline` of the configuration rules the network out") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  project.configure("[net]\noffline = true\n");
  CHECK_FALSE(project.package("leaf").package());
  CHECK(registry.requests().empty());
}

TEST_CASE("an address that the user gives stands above the configuration") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  project.configure("");
  project.access.index = "sparse+" + registry.index();
  CHECK(project.package("leaf").package());
}

TEST_CASE("without an address of crates.io the reason says how to give one") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  project.configure("");
  CHECK(mentions(project.package("leaf").missing, "`--index ADDRESS`"));
}

TEST_CASE("a source that is replaced by a folder is not asked over the network") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  project.configure("[source.crates-io]\nreplace-with = \"v\"\n[source.v]\nlocal-registry = \"shelf\"\n");
  CHECK(mentions(project.package("leaf").missing, "from the folder"));
  CHECK(registry.requests().empty());
}

TEST_CASE("an archive of another checksum than the lockfile's is refused") {
  ServedRegistry registry;
  Project project(registry);
  registry.add("leaf");
  project.lock("leaf", std::string(64, 'a'));
  CHECK(mentions(project.package("leaf").missing, "checksum"));
}

TEST_CASE("a package that the registry does not have stays missing, and the others come") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("gone", std::string(64, 'a'));
  project.lock("leaf", registry.add("leaf"));
  CHECK(mentions(project.package("gone").missing, "does not have it"));
  CHECK(project.package("leaf").package());
}

TEST_CASE("a registry that fails is a reason and no crash") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  SUBCASE("at the archive") {
    registry.set("/crates/leaf/1.0.0/download", {500});
    CHECK(mentions(project.package("leaf").missing, "status 500"));
  }
  SUBCASE("by a body that is cut off") {
    registry.set("/crates/leaf/1.0.0/download", {200, {}, "half", 100});
    CHECK(mentions(project.package("leaf").missing, "could not fetch"));
  }
  SUBCASE("by a configuration that is none") {
    registry.set_config("[]");
    CHECK(mentions(project.package("leaf").missing, "names no address of archives"));
  }
  SUBCASE("by an archive address that is none") {
    registry.set_config("{\"dl\":\"file:///etc/{crate}\"}");
    CHECK(mentions(project.package("leaf").missing, "no http or https address"));
  }
}

TEST_CASE("a hostile archive is refused") {
  ServedRegistry registry;
  Project project(registry);
  SUBCASE("with a way out of its folder") {
    project.lock("leaf", registry.add("leaf", {}, {{"leaf-1.0.0/../../evil", "x"}}));
    CHECK(mentions(project.package("leaf").missing, "leaves the archive"));
  }
  SUBCASE("with a link") {
    project.lock("leaf", registry.add("leaf", {}, {{"leaf-1.0.0/a", "", "/etc/passwd"}}));
    CHECK(mentions(project.package("leaf").missing, "a link"));
  }
  SUBCASE("that is cut off") {
    const auto bytes = testkit::packed({{"leaf-1.0.0/Cargo.toml", noise(5000)}});
    project.lock("leaf", registry.add_archive("leaf", bytes.substr(0, bytes.size() / 2)));
    CHECK(mentions(project.package("leaf").missing, "cannot be read"));
  }
  SUBCASE("of another package") {
    project.lock("leaf", registry.add_archive("leaf", testkit::packed({{"other-1.0.0/Cargo.toml", "[package]\n"}})));
    CHECK(mentions(project.package("leaf").missing, "has no `leaf-1.0.0/Cargo.toml`"));
  }
}

TEST_CASE("a long archive is left as soon as its manifest says everything") {
  ServedRegistry registry;
  Project project(registry);
  const auto bytes = 8U << 20U;
  project.lock("big", registry.add("big", all_named, {{"big-1.0.0/data", noise(bytes)}}));
  const auto big = project.package("big");
  REQUIRE(big.package());
  REQUIRE(big.package()->library());
  CHECK(mentions(big.place, "checksum not compared"));
}

TEST_CASE("a long archive whose manifest leaves targets to be found is read in whole") {
  ServedRegistry registry;
  Project project(registry);
  const auto bytes = 1U << 20U;
  project.lock("big", registry.add("big", {}, {{"big-1.0.0/data", noise(bytes)}}));
  const auto big = project.package("big");
  REQUIRE(big.package());
  CHECK(big.package()->library());
  CHECK_FALSE(mentions(big.place, "checksum not compared"));
}

TEST_CASE("a private registry gets its token, and no other server does") {
  ServedRegistry elsewhere;
  ServedRegistry registry;
  Project project(registry);
  project.configure("[registries.corp]\nindex = \"sparse+" + registry.index() + "\"\n");
  project.files.add("/cargo/credentials.toml", "[registries.corp]\ntoken = \"sesame\"\n");
  project.lock("leaf", registry.add("leaf"), "sparse+" + registry.index());
  SUBCASE("from the credentials, for the index and the archives") {
    registry.ask_for_token("sesame", registry.url("/crates"));
    CHECK(project.package("leaf").package());
  }
  SUBCASE("from the environment before the credentials") {
    project.environment.set("CARGO_REGISTRIES_CORP_TOKEN", "open");
    registry.ask_for_token("open", registry.url("/crates"));
    CHECK(project.package("leaf").package());
  }
  SUBCASE("not where the archives lie on another server") {
    elsewhere.add("leaf");
    registry.ask_for_token("sesame", elsewhere.url("/crates"));
    static_cast<void>(project.package("leaf"));
    REQUIRE(elsewhere.requests().size() == 1);
    CHECK_FALSE(elsewhere.requests()[0].headers.contains("authorization"));
  }
  SUBCASE("not over a redirect") {
    registry.set("/crates/leaf/1.0.0/download", {302, {{"Location", elsewhere.url("/crates/leaf/1.0.0/download")}}});
    registry.ask_for_token("sesame", registry.url("/crates"));
    static_cast<void>(project.package("leaf"));
    REQUIRE(elsewhere.requests().size() == 1);
    CHECK_FALSE(elsewhere.requests()[0].headers.contains("authorization"));
  }
  SUBCASE("and where it is wrong the reason does not show it") {
    registry.ask_for_token("another", registry.url("/crates"));
    const auto missing = project.package("leaf").missing;
    CHECK(mentions(missing, "status 401"));
    CHECK_FALSE(mentions(missing, "sesame"));
  }
}

TEST_CASE("a token is not sent where nobody asks for it") {
  ServedRegistry registry;
  Project project(registry);
  project.configure("[registries.corp]\nindex = \"sparse+" + registry.index() + "\"\n");
  project.files.add("/cargo/credentials.toml", "[registries.corp]\ntoken = \"sesame\"\n");
  project.lock("leaf", registry.add("leaf"), "sparse+" + registry.index());
  CHECK(project.package("leaf").package());
  for (const auto& request : registry.requests()) CHECK_FALSE(request.headers.contains("authorization"));
}

TEST_CASE("a name that no registry can have is not asked for") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  project.lock("../evil", std::string(64, 'a'));
  CHECK_FALSE(project.package("../evil").package());
  CHECK(project.package("leaf").package());
  CHECK(count_requests(registry, "evil") == 0);
}

TEST_CASE("the registry tells which versions were yanked, and what to take instead") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  registry.set_index("leaf", {{"1.0.0", true}, {"1.0.1", false}, {"1.2.0", true}, {"2.0.0", false}});
  const auto table = project.look_up();
  REQUIRE(table.packages.at(1));
  CHECK(table.packages[1]->yanked);
  CHECK(cargo::to_text(table.packages[1]->successor.value()) == "1.0.1");
  CHECK(table.unknown_because.empty());
}

TEST_CASE("an index file is fetched once, and asked for anew after a day with its ETag") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  CHECK(project.look_up(Refresh::everything).packages.at(1));
  CHECK(project.look_up(Refresh::everything).packages.at(1));
  CHECK(count_requests(registry, "/index/le/af/leaf") == 1);
  project.clock.advance(2 * source::fresh_index_seconds);
  CHECK(project.look_up().packages.at(1));
  CHECK(count_requests(registry, "/index/le/af/leaf") == 1);
  CHECK(project.look_up(Refresh::everything).packages.at(1));
  REQUIRE(count_requests(registry, "/index/le/af/leaf") == 2);
  CHECK(registry.requests().back().headers.contains("if-none-match"));
}

TEST_CASE("of what is not in question an old index file is enough") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  CHECK(project.look_up().packages.at(1));
  project.clock.advance(2 * source::fresh_index_seconds);
  CHECK(project.look_up(Refresh::in_question, {1, 0}).packages.at(1));
  CHECK(count_requests(registry, "/index/le/af/leaf") == 1);
  CHECK(project.look_up(Refresh::in_question, {0, 1}).packages.at(1));
  CHECK(count_requests(registry, "/index/le/af/leaf") == 2);
}

TEST_CASE("what Cargo kept of an index is enough") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", registry.add("leaf"));
  const auto closure = project.load();
  const auto package = project.package("leaf");
  const auto folder = package.manifest->path.substr(std::string("/cargo/registry/src/").size());
  std::string bytes("\3\2\0\0\0etag: x", 12);
  bytes += '\0' + std::string("1.0.0") + '\0' + R"({"name":"leaf","vers":"1.0.0","yanked":true})" + '\0';
  project.files.add("/cargo/registry/index/" + folder.substr(0, folder.find('/')) + "/.cache/le/af/leaf", bytes);
  project.access.online = false;
  const auto table = project.look_up();
  REQUIRE(table.packages.at(1));
  CHECK(table.packages[1]->yanked);
  CHECK_FALSE(table.packages[1]->successor);
}

TEST_CASE("what the registry cannot tell stays unknown, with a reason") {
  ServedRegistry registry;
  Project project(registry);
  project.lock("leaf", std::string(64, 'a'));
  const auto table = project.look_up();
  CHECK_FALSE(table.packages.at(1));
  CHECK(mentions(table.unknown_because, "does not have it"));
}
