// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/outside/curl_http.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <random>
#include <thread>
#include <vector>

#include "plimsoll/outside/url.h"
#include "plimsoll/support/text.h"

namespace plimsoll::outside {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using support::ErrorKind;
using support::failure;
using support::Result;

struct HandleCloser {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using Handle = std::unique_ptr<CURL, HandleCloser>;

struct ListCloser {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using HeaderList = std::unique_ptr<curl_slist, ListCloser>;

struct UrlCloser {
  void operator()(CURLU* url) const { curl_url_cleanup(url); }
};

/// What a transfer collects. `too_large` tells why the transfer was broken off.
struct Transfer {
  const HttpRequest& request;
  HttpResponse response = {};
  bool too_large = false;
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::size_t on_body(char* data, std::size_t size, std::size_t count, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  const auto bytes = size * count;
  transfer.too_large = transfer.response.body.size() + bytes > transfer.request.limit_bytes;
  if (transfer.too_large) return 0;
  transfer.response.body.append(data, bytes);
  return bytes;
}

std::size_t on_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& headers = static_cast<Transfer*>(user)->response.headers;
  const std::string_view line(data, size * count);
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/"))
    headers.clear();  // of an interim answer, or of the proxy's
  else if (colon != std::string_view::npos)
    headers[lower(support::trim(line.substr(0, colon)))] = support::trim(line.substr(colon + 1));
  return size * count;
}

int on_progress(void* user, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
  const auto& report = static_cast<Transfer*>(user)->request.on_progress;
  if (report)
    report(static_cast<std::uint64_t>(std::max<curl_off_t>(now, 0)),
           static_cast<std::uint64_t>(std::max<curl_off_t>(total, 0)));
  return 0;
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

Result<HeaderList> header_list(const std::map<std::string, std::string>& headers) {
  HeaderList list;
  for (const auto& [name, value] : headers) {
    if (has_control_character(name) || has_control_character(value))
      return failure(ErrorKind::usage, "a request header holds a control character");
    list.reset(curl_slist_append(list.release(), fmt::format("{}: {}", name, value).c_str()));
  }
  return list;
}

/// Failures that another try may not meet.
bool may_pass(CURLcode code) {
  constexpr std::array passing{CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY,
                               CURLE_COULDNT_CONNECT,      CURLE_OPERATION_TIMEDOUT,
                               CURLE_PARTIAL_FILE,         CURLE_GOT_NOTHING,
                               CURLE_SEND_ERROR,           CURLE_RECV_ERROR,
                               CURLE_SSL_CONNECT_ERROR,    CURLE_HTTP2,
                               CURLE_HTTP2_STREAM};
  return std::ranges::find(passing, code) != passing.end();
}

bool may_pass(int status) {
  return status == 429 || status >= 500;
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/// Scheme, host and port: who is told secrets meant for the first address.
std::string origin(const std::string& address) {
  const std::unique_ptr<CURLU, UrlCloser> url(curl_url());
  std::string result;
  if (!url || curl_url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return result;
  for (const auto part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK) result += std::string(text) + " ";
    curl_free(text);
  }
  return result;
}

milliseconds with_jitter(milliseconds pause) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return milliseconds(
      std::uniform_int_distribution<milliseconds::rep>(pause.count() / 2, pause.count() * 3 / 2)(random));
}

/// One request with its redirects and retries.
class Attempt {
 public:
  Attempt(CURL* handle, const HttpSettings& settings, const HttpRequest& request)
      : handle_(handle),
        settings_(settings),
        request_(request),
        end_(Clock::now() + std::chrono::seconds(request.timeout_seconds)) {}

  Result<HttpResponse> run() {
    auto pause = settings_.first_pause;
    for (int tries_left = request_.retries;; --tries_left, pause *= 2) {
      again_ = false;
      asked_pause_ = milliseconds(0);
      auto result = follow();
      const auto wait = std::max(asked_pause_, with_jitter(pause));
      const bool enough = !again_ || tries_left <= 0 || wait > settings_.longest_pause || Clock::now() + wait >= end_;
      if (enough) return result;
      std::this_thread::sleep_for(wait);
    }
  }

 private:
  /// The answer at the end of all redirects.
  Result<HttpResponse> follow() {
    auto request = request_;
    constexpr int most_redirects = 10;
    for (int i = 0; i <= most_redirects; ++i) {
      TRY_INTO(auto response, transfer(request));
      char* target = nullptr;
      curl_easy_getinfo(handle_, CURLINFO_REDIRECT_URL, &target);
      if (!is_redirect(response.status) || target == nullptr) return response;
      TRY(redirect(request, target));
    }
    return failure(ErrorKind::network,
                   fmt::format("`{}` leads through more than {} redirects", shown_url(request_.url), most_redirects));
  }

  static Result<void> redirect(HttpRequest& request, const std::string& target) {
    const bool downgrade = is_https_url(request.url) && !is_https_url(target);
    if (!is_http_url(target) || downgrade)
      return failure(ErrorKind::network, fmt::format("`{}` leads to `{}`, which is not safe to follow",
                                                     shown_url(request.url), shown_url(target)));
    if (origin(request.url) != origin(target))
      std::erase_if(request.headers, [](const auto& header) {
        return lower(header.first) == "authorization" || lower(header.first) == "cookie";
      });
    request.url = target;
    return {};
  }

  /// One exchange with one server.
  Result<HttpResponse> transfer(const HttpRequest& request) {
    const auto left = std::chrono::duration_cast<milliseconds>(end_ - Clock::now());
    if (left.count() <= 0) return failure(ErrorKind::network, timed_out());
    TRY_INTO(const auto headers, header_list(request.headers));
    Transfer state{request};
    std::array<char, CURL_ERROR_SIZE> reason{};
    set_up(state, headers.get(), reason.data(), left);
    const auto code = curl_easy_perform(handle_);
    curl_easy_setopt(handle_, CURLOPT_ERRORBUFFER, nullptr);
    if (state.too_large || code == CURLE_FILESIZE_EXCEEDED)
      return failure(ErrorKind::too_large, fmt::format("the answer of `{}` is longer than the limit of {} bytes",
                                                       shown_url(request.url), request.limit_bytes));
    if (code != CURLE_OK) return failed(request, code, reason.data());
    finish(state.response);
    return std::move(state.response);
  }

  void set_up(Transfer& state, curl_slist* headers, char* reason, milliseconds left) {
    curl_easy_reset(handle_);
    const auto set = [this](auto option, auto value) { curl_easy_setopt(handle_, option, value); };
    set(CURLOPT_URL, state.request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTPHEADER, headers);
    set(CURLOPT_USERAGENT, settings_.user_agent.c_str());
    if (!settings_.ca_file.empty()) set(CURLOPT_CAINFO, settings_.ca_file.c_str());
    if (!settings_.proxy.empty()) set(CURLOPT_PROXY, settings_.proxy.c_str());
    set(CURLOPT_PROXYAUTH, CURLAUTH_ANY);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_ERRORBUFFER, reason);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(settings_.connect_timeout, left).count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, settings_.slow_bytes_per_second);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings_.slow_timeout.count()));
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&state));
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&state));
    set(CURLOPT_XFERINFOFUNCTION, &on_progress);
    set(CURLOPT_XFERINFODATA, static_cast<void*>(&state));
    set(CURLOPT_NOPROGRESS, 0L);
    set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(state.request.limit_bytes));
  }

  tl::unexpected<support::Error> failed(const HttpRequest& request, CURLcode code, std::string_view reason) {
    again_ = may_pass(code);
    const std::string why = reason.empty() ? curl_easy_strerror(code) : support::printable(reason);
    const auto kind =
        code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL ? ErrorKind::usage : ErrorKind::network;
    return failure(kind, fmt::format("could not fetch `{}`: {}", shown_url(request.url), why));
  }

  void finish(HttpResponse& response) {
    long status = 0;
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &seconds);
    response.status = static_cast<int>(status);
    again_ = may_pass(response.status);
    asked_pause_ = std::chrono::seconds(std::clamp<curl_off_t>(seconds, 0, 86400));
  }

  [[nodiscard]] std::string timed_out() const {
    return fmt::format("`{}` did not answer in full within {} seconds", shown_url(request_.url),
                       request_.timeout_seconds);
  }

  CURL* handle_;
  const HttpSettings& settings_;
  const HttpRequest& request_;
  Clock::time_point end_;
  bool again_ = false;
  milliseconds asked_pause_{0};
};

}  // namespace

/// Handles at rest, each with its open connections.
class CurlHttp::Handles {
 public:
  Handle take() {
    const std::scoped_lock guard(mutex_);
    if (idle_.empty()) return Handle(curl_easy_init());
    auto handle = std::move(idle_.back());
    idle_.pop_back();
    return handle;
  }
  void give_back(Handle handle) {
    const std::scoped_lock guard(mutex_);
    idle_.push_back(std::move(handle));
  }

 private:
  std::mutex mutex_;
  std::vector<Handle> idle_;
};

HttpSettings http_settings(const Environment& environment, const std::string& version) {
  HttpSettings settings;
  settings.user_agent = "plimsoll/" + version;
  for (const auto* name : {"CARGO_HTTP_CAINFO", "SSL_CERT_FILE", "CURL_CA_BUNDLE"})
    if (settings.ca_file.empty()) settings.ca_file = environment.get(name).value_or("");
  settings.proxy = environment.get("CARGO_HTTP_PROXY").value_or("");
  return settings;
}

CurlHttp::CurlHttp(HttpSettings settings) : settings_(std::move(settings)), handles_(std::make_unique<Handles>()) {
  static const auto initialized = curl_global_init(CURL_GLOBAL_DEFAULT);
  static_cast<void>(initialized);
}

CurlHttp::~CurlHttp() = default;

Result<HttpResponse> CurlHttp::get(const HttpRequest& request) {
  if (has_control_character(request.url) || !is_http_url(request.url))
    return failure(ErrorKind::usage, fmt::format("`{}` is no http or https address", shown_url(request.url)));
  auto handle = handles_->take();
  if (!handle) return failure(ErrorKind::network, "libcurl could not be set up");
  auto result = Attempt(handle.get(), settings_, request).run();
  handles_->give_back(std::move(handle));
  return result;
}

}  // namespace plimsoll::outside
