// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/source/advisory_store.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <thread>

#include "plimsoll/outside/curl_http.h"
#include "plimsoll/outside/real_files.h"
#include "testkit/advisories.h"
#include "testkit/fixed_clock.h"
#include "testkit/http_server.h"
#include "testkit/quick_http.h"
#include "testkit/temporary_folder.h"

using namespace plimsoll;
using source::AdvisoryStore;
using support::ErrorKind;
using testkit::advisory_archive;
using testkit::HttpServer;
using testkit::ServedRequest;
using testkit::ServedResponse;

namespace {

constexpr std::int64_t hour = 3600;

/// A machine with an empty cache and a server whose answer a test can change.
struct Machine {
  testkit::TemporaryFolder folder;
  outside::RealFiles files;
  outside::CurlHttp http{testkit::quick_http()};
  testkit::FixedClock clock;
  testkit::FixedEnvironment environment;
  testkit::RecordingConsole console;
  std::function<ServedResponse(const ServedRequest&)> answer;
  HttpServer server{[this](const ServedRequest& request) { return answer(request); }};

  Machine() {
    environment.set("PLIMSOLL_CACHE", folder / "cache");
    serve({200, {{"ETag", "\"one\""}}, advisory_archive({"leaky"})});
  }
  void serve(ServedResponse response) {
    answer = [response = std::move(response)](const ServedRequest&) { return response; };
  }
  /// Like `serve`, but a client that has this state is told so.
  void serve_with_tag(const std::string& body, const std::string& tag) {
    answer = [body, tag](const ServedRequest& request) {
      const auto known = request.headers.find("if-none-match");
      if (known != request.headers.end() && known->second == tag) return ServedResponse{304};
      return ServedResponse{200, {{"ETag", tag}}, body};
    };
  }
  AdvisoryStore store(bool is_offline = false) {
    source::AdvisoryOptions options;
    options.place = server.url("/db.tar.gz");
    options.is_offline = is_offline;
    options.timeout_seconds = 5;
    return AdvisoryStore({files, http, clock, environment, console}, options);
  }
  [[nodiscard]] std::size_t kept_files() const {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path()))
      if (entry.is_regular_file()) ++count;
    return count;
  }
};

constexpr std::size_t copy_state_and_lock = 3;

std::size_t count(const support::Result<source::AdvisoryData>& data) {
  REQUIRE_MESSAGE(data, support::to_text(data.error()));
  return data->database.count();
}

}  // namespace

TEST_CASE("the first load fetches, the next one within the hour does not") {
  Machine machine;
  CHECK(count(machine.store().load()) == 1);
  machine.clock.advance(hour - 1);
  CHECK(count(machine.store().load()) == 1);
  CHECK(machine.server.requests().size() == 1);
  CHECK(machine.console.notes.empty());
}

TEST_CASE("an old copy is confirmed with its tag and is then new again") {
  Machine machine;
  machine.serve_with_tag(advisory_archive({"leaky"}), "\"one\"");
  REQUIRE(machine.store().load());
  machine.clock.advance(2 * hour);
  const auto data = machine.store().load();
  CHECK(count(data) == 1);
  CHECK(data->confirmed_at == machine.clock.now());
  CHECK(machine.server.requests().at(1).headers.at("if-none-match") == "\"one\"");
  CHECK(count(machine.store().load()) == 1);
  CHECK(machine.server.requests().size() == 2);
}

TEST_CASE("a new state replaces the old copy and leaves nothing of it") {
  Machine machine;
  REQUIRE(machine.store().load());
  machine.serve_with_tag(advisory_archive({"leaky", "other"}), "\"two\"");
  machine.clock.advance(2 * hour);
  CHECK(count(machine.store().load()) == 2);
  CHECK(machine.kept_files() == copy_state_and_lock);
}

TEST_CASE("a CI machine always asks") {
  Machine machine;
  machine.environment.set("CI", "true");
  REQUIRE(machine.store().load());
  REQUIRE(machine.store().load());
  CHECK(machine.server.requests().size() == 2);
}

TEST_CASE("a copy from the future is not trusted to be new") {
  Machine machine;
  REQUIRE(machine.store().load());
  machine.clock.advance(-10 * hour);
  REQUIRE(machine.store().load());
  CHECK(machine.server.requests().size() == 2);
}

TEST_CASE("offline the copy is taken however old, and the server is never asked") {
  Machine machine;
  REQUIRE(machine.store().load());
  machine.clock.advance(1000 * hour);
  CHECK(count(machine.store(true).load()) == 1);
  CHECK(machine.server.requests().size() == 1);
}

TEST_CASE("offline without a copy is an error") {
  Machine machine;
  const auto data = machine.store(true).load();
  REQUIRE_FALSE(data);
  CHECK(data.error().kind == ErrorKind::offline);
  CHECK(machine.server.requests().empty());
}

TEST_CASE("an update offline is refused") {
  Machine machine;
  CHECK(machine.store(true).update().error().kind == ErrorKind::offline);
}

TEST_CASE("a server in trouble leaves the old copy, with a warning that names its age") {
  const std::vector<ServedResponse> troubles{
      {500},
      {404},
      {200, {}, "<html>garbage</html>"},
      {200, {}, advisory_archive({"leaky"}).substr(0, 100)},
      {200, {}, "half", 1000},
      {302, {{"Location", "/db.tar.gz"}}},
      {200, {}, testkit::packed({{"db/../../crates/leaky/RUSTSEC-2024-9001.md", "x"}})},
      {200, {}, testkit::packed({{"/crates/leaky/RUSTSEC-2024-9001.md", "x"}})},
      {200, {}, testkit::packed({{"db/crates/leaky/RUSTSEC-2024-9001.md", "", "/etc/hostname"}})},
      {200, {}, testkit::packed({{"db/crates/leaky/RUSTSEC-2024-9001.md", std::string(5U << 20U, 'x')}})},
      {200, {}, testkit::packed({{"db/zeros", std::string(20U << 20U, '\0')}})},
      {200, {}, testkit::packed({{"db/README.md", "no advisories"}})},
  };
  for (std::size_t i = 0; i < troubles.size(); ++i) {
    CAPTURE(i);
    Machine machine;
    REQUIRE(machine.store().load());
    machine.clock.advance(50 * hour);
    machine.serve(troubles[i]);
    const auto data = machine.store().load();
    CHECK(count(data) == 1);
    CHECK_FALSE(data->stale_reason.empty());
    REQUIRE(machine.console.notes.size() == 2);
    CHECK(machine.console.notes[1] == "  the audit goes on with the advisories fetched 2 days ago");
    CHECK(machine.kept_files() == copy_state_and_lock);
  }
}

TEST_CASE("a server in trouble without a copy is an error") {
  Machine machine;
  machine.serve({503});
  const auto data = machine.store().load();
  REQUIRE_FALSE(data);
  CHECK(data.error().kind == ErrorKind::network);
  CHECK(data.error().context.at(0) == "while fetching the advisory database");
}

TEST_CASE("a server that says `not modified` to somebody without a copy is in trouble") {
  Machine machine;
  machine.serve({304});
  CHECK(machine.store().load().error().kind == ErrorKind::network);
}

TEST_CASE("a server that recovers within the retries is no trouble") {
  Machine machine;
  std::atomic<int> asked{0};
  machine.answer = [&](const ServedRequest&) {
    return asked++ == 0 ? ServedResponse{500} : ServedResponse{200, {}, advisory_archive({"leaky"})};
  };
  CHECK(count(machine.store().load()) == 1);
}

TEST_CASE("a server that never answers is given up") {
  Machine machine;
  std::atomic<bool> done{false};
  machine.answer = [&](const ServedRequest&) {
    while (!done) std::this_thread::yield();
    return ServedResponse{};
  };
  source::AdvisoryOptions options;
  options.place = machine.server.url("/db.tar.gz");
  options.timeout_seconds = 1;
  const auto data =
      AdvisoryStore({machine.files, machine.http, machine.clock, machine.environment, machine.console}, options).load();
  done = true;
  REQUIRE_FALSE(data);
  CHECK(data.error().kind == ErrorKind::network);
}

TEST_CASE("a copy that was tampered with or cut is fetched again") {
  Machine machine;
  REQUIRE(machine.store().load());
  const auto status = machine.store().status();
  REQUIRE_FALSE(status.file.empty());
  REQUIRE(machine.files.write(status.file, "half"));
  CHECK(count(machine.store().load()) == 1);
  CHECK(machine.server.requests().size() == 2);
  CHECK_FALSE(machine.server.requests().at(1).headers.contains("if-none-match"));
}

TEST_CASE("a state that is no state is as good as none") {
  Machine machine;
  REQUIRE(machine.store().load());
  const auto file = machine.store().status().file;
  REQUIRE(machine.files.write(file.substr(0, file.rfind('/')) + "/state.json",
                              R"({"format_version": 1, "file": "../../../etc/hostname"})"));
  CHECK(machine.store().status().file.empty());
  CHECK(count(machine.store().load()) == 1);
}

TEST_CASE("what an interrupted update left is removed by the next one") {
  Machine machine;
  REQUIRE(machine.store().load());
  const auto file = machine.store().status().file;
  REQUIRE(machine.files.write(file.substr(0, file.rfind('/')) + "/.state.json.0123.tmp", "half"));
  machine.clock.advance(2 * hour);
  CHECK(count(machine.store().load()) == 1);
  CHECK(machine.kept_files() == copy_state_and_lock);
}

TEST_CASE("updates at the same time wait for each other and all succeed") {
  Machine machine;
  machine.serve_with_tag(advisory_archive({"leaky"}), "\"one\"");
  std::atomic<int> succeeded{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 6; ++i)
    threads.emplace_back([&] {
      testkit::RecordingConsole console;
      source::AdvisoryOptions options;
      options.place = machine.server.url("/db.tar.gz");
      AdvisoryStore store({machine.files, machine.http, machine.clock, machine.environment, console}, options);
      if (const auto data = store.update(); data && data->database.count() == 1) ++succeeded;
    });
  for (auto& thread : threads) thread.join();
  CHECK(succeeded == 6);
  CHECK(machine.kept_files() == copy_state_and_lock);
}

TEST_CASE("a cache that cannot be written to costs the copy, not the audit") {
  Machine machine;
  REQUIRE(machine.files.write(machine.folder / "cache", "a file in the way"));
  CHECK(count(machine.store().load()) == 1);
  REQUIRE(machine.console.notes.size() == 2);
  CHECK(machine.console.notes[1] == "  the advisories are used but not kept for the next run");
}

TEST_CASE("without a home the advisories are fetched and not kept") {
  Machine machine;
  machine.environment = testkit::FixedEnvironment();
  CHECK(count(machine.store().load()) == 1);
  CHECK(machine.console.notes.empty());
}

TEST_CASE("the status tells of the copy without asking the server") {
  Machine machine;
  CHECK(machine.store().status().file.empty());
  REQUIRE(machine.store().load());
  const auto status = machine.store().status();
  CHECK(status.confirmed_at == machine.clock.now());
  CHECK(status.size_bytes > 0);
  CHECK(machine.server.requests().size() == 1);
}

TEST_CASE("two addresses have a copy each") {
  Machine machine;
  REQUIRE(machine.store().load());
  source::AdvisoryOptions options;
  options.place = machine.server.url("/mirror.tar.gz");
  AdvisoryStore mirror({machine.files, machine.http, machine.clock, machine.environment, machine.console}, options);
  REQUIRE(mirror.load());
  CHECK(mirror.status().file != machine.store().status().file);
  CHECK_FALSE(machine.store().status().file.empty());
}

TEST_CASE("places on this machine are read and never fetched") {
  Machine machine;
  REQUIRE(machine.files.write(machine.folder / "db.tar.gz", advisory_archive({"leaky"})));
  source::AdvisoryOptions options;
  options.place = machine.folder / "db.tar.gz";
  AdvisoryStore store({machine.files, machine.http, machine.clock, machine.environment, machine.console}, options);
  CHECK(count(store.load()) == 1);
  CHECK(store.update().error().kind == ErrorKind::usage);
  CHECK(machine.server.requests().empty());
}

TEST_CASE("the cache stands where its variables say") {
  testkit::FixedEnvironment environment;
  CHECK_FALSE(source::cache_folder(environment));
  environment.set("HOME", "/home/me");
  CHECK(*source::cache_folder(environment) == "/home/me/.cache/plimsoll");
  environment.set("XDG_CACHE_HOME", "relative");
  CHECK(*source::cache_folder(environment) == "/home/me/.cache/plimsoll");
  environment.set("XDG_CACHE_HOME", "/xdg");
  CHECK(*source::cache_folder(environment) == "/xdg/plimsoll");
  environment.set("PLIMSOLL_CACHE", "/own");
  CHECK(*source::cache_folder(environment) == "/own");
}

TEST_CASE("ages are told in the largest unit that fits") {
  CHECK(source::age_text(0) == "less than a minute");
  CHECK(source::age_text(60) == "1 minute");
  CHECK(source::age_text(2 * hour) == "2 hours");
  CHECK(source::age_text(49 * hour) == "2 days");
}
