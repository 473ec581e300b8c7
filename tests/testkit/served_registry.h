// SPDX-License-Identifier: MIT OR Apache-2.0
/// A sparse registry on the loopback address, with packages that a test makes up.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "archive_writer.h"
#include "http_server.h"
#include "plimsoll/source/sparse_index.h"
#include "plimsoll/support/sha256.h"

namespace plimsoll::testkit {

/// Serves `/index/config.json`, `/index/…` and `/crates/NAME/VERSION/download`. Files of the index have an ETag.
class ServedRegistry {
 public:
  ServedRegistry() : server_([this](const ServedRequest& request) { return answer(request); }) {
    config_ = "{\"dl\":\"" + server_.url("/crates") + "\"}";
  }

  /// Version 1.0.0, with `rest` behind name and version in its manifest. Gives the checksum of its archive.
  std::string add(const std::string& name, const std::string& rest = {}, std::vector<ArchivedFile> more = {}) {
    const auto top = name + "-1.0.0/";
    more.insert(more.begin(), {top + "Cargo.toml",
                               "[package]\nname = \"" + name + "\"\nversion = \"1.0.0\"\nedition = \"2021\"\n" + rest});
    more.push_back({top + "src/lib.rs", "pub fn it() {}\n"});
    return add_archive(name, packed(more));
  }
  std::string add_archive(const std::string& name, const std::string& bytes) {
    set("/crates/" + name + "/1.0.0/download", {200, {}, bytes});
    auto checksum = support::sha256_hex(bytes);
    set_index(name, {{"1.0.0", false}}, checksum);
    return checksum;
  }
  void set_index(const std::string& name, const std::vector<std::pair<std::string, bool>>& versions,
                 const std::string& checksum = {}) {
    std::string text;
    for (const auto& [version, yanked] : versions)
      text += "{\"name\":\"" + name + "\",\"vers\":\"" + version + "\",\"deps\":[],\"features\":{},\"cksum\":\"" +
              checksum + "\",\"yanked\":" + (yanked ? "true" : "false") + "}\n";
    set("/index/" + source::index_path(name).value(),
        {200, {{"ETag", "\"" + support::sha256_hex(text).substr(0, 8) + "\""}}, text});
  }
  void set(const std::string& path, ServedResponse response) {
    const std::scoped_lock guard(mutex_);
    answers_[path] = std::move(response);
  }
  void set_config(std::string text) { config_ = std::move(text); }
  /// From now on everything is refused without this in the header `Authorization`.
  void ask_for_token(const std::string& token, const std::string& download) {
    token_ = token;
    config_ = "{\"dl\":\"" + download + "\",\"auth-required\":true}";
  }

  [[nodiscard]] std::string index() const { return server_.url("/index/"); }
  [[nodiscard]] std::string url(const std::string& path) const { return server_.url(path); }
  [[nodiscard]] std::vector<ServedRequest> requests() const { return server_.requests(); }

 private:
  ServedResponse answer(const ServedRequest& request) {
    const std::scoped_lock guard(mutex_);
    const auto sent = request.headers.find("authorization");
    if (!token_.empty() && (sent == request.headers.end() || sent->second != token_)) return {401};
    if (request.path == "/index/config.json") return {200, {}, config_};
    const auto found = answers_.find(request.path);
    if (found == answers_.end()) return {404};
    const auto known = request.headers.find("if-none-match");
    const auto tag = found->second.headers.find("ETag");
    if (known != request.headers.end() && tag != found->second.headers.end() && known->second == tag->second)
      return {304};
    return found->second;
  }

  std::mutex mutex_;
  std::string config_;
  std::string token_;
  std::map<std::string, ServedResponse> answers_;
  HttpServer server_;
};

}  // namespace plimsoll::testkit
