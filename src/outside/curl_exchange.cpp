// SPDX-License-Identifier: MIT OR Apache-2.0
#include "curl_exchange.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "plimsoll/outside/url.h"
#include "plimsoll/support/text.h"

namespace plimsoll::outside {
namespace {

using std::chrono::milliseconds;
using support::ErrorKind;
using support::failure;
using support::Result;

struct UrlCloser {
  void operator()(CURLU* url) const { curl().url_cleanup(url); }
};

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

bool has_control_character(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

/// Failures that another try may not meet.
bool may_pass_by_itself(CURLcode code) {
  constexpr std::array passing{CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY,
                               CURLE_COULDNT_CONNECT,      CURLE_OPERATION_TIMEDOUT,
                               CURLE_PARTIAL_FILE,         CURLE_GOT_NOTHING,
                               CURLE_SEND_ERROR,           CURLE_RECV_ERROR,
                               CURLE_SSL_CONNECT_ERROR,    CURLE_HTTP2,
                               CURLE_HTTP2_STREAM};
  return std::ranges::find(passing, code) != passing.end();
}

bool may_pass_by_itself(int status) {
  return status == 429 || status >= 500;
}

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

}  // namespace

std::string origin_of(const std::string& address) {
  const std::unique_ptr<CURLU, UrlCloser> url(curl().url());
  std::string result;
  if (!url || curl().url_set(url.get(), CURLUPART_URL, address.c_str(), 0) != CURLUE_OK) return result;
  for (const auto part : {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT}) {
    char* text = nullptr;
    if (curl().url_get(url.get(), part, &text, CURLU_DEFAULT_PORT) == CURLUE_OK) result += std::string(text) + " ";
    curl().free(text);
  }
  return result;
}

Result<void> check_address(const HttpRequest& request) {
  if (has_control_character(request.url) || !is_http_url(request.url))
    return failure(ErrorKind::usage, fmt::format("`{}` is no http or https address", shown_url(request.url)));
  return {};
}

milliseconds with_jitter(milliseconds pause) {
  thread_local std::minstd_rand random{std::random_device{}()};
  return milliseconds(
      std::uniform_int_distribution<milliseconds::rep>(pause.count() / 2, pause.count() * 3 / 2)(random));
}

tl::unexpected<support::Error> too_many_redirects(const std::string& url) {
  return failure(ErrorKind::network,
                 fmt::format("`{}` leads through more than {} redirects", shown_url(url), most_redirects));
}

CurlExchange::CurlExchange(CURL* handle, const HttpSettings& settings, HttpRequest request)
    : handle_(handle), settings_(settings), request_(std::move(request)) {
  curl().easy_reset(handle_);
}

CurlExchange::~CurlExchange() {
  curl().easy_reset(handle_);
}

std::size_t CurlExchange::on_body(char* data, std::size_t size, std::size_t count, void* user) {
  const auto bytes = size * count;
  return static_cast<CurlExchange*>(user)->take_body({data, bytes}) ? bytes : 0;
}

/// False: the transfer is to be broken off.
bool CurlExchange::take_body(std::string_view piece) {
  const bool is_first = received_ == 0;
  received_ += piece.size();
  is_too_large_ = received_ > request_.limit_bytes;
  if (is_too_large_) return false;
  long status = 0;
  curl().easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  if (!request_.sink || status != 200) {
    response_.body.append(piece);
    return true;
  }
  if (is_first) request_.sink->begin();
  has_enough_ = !request_.sink->take(piece);
  return !has_enough_;
}

std::size_t CurlExchange::on_header(char* data, std::size_t size, std::size_t count, void* user) {
  auto& headers = static_cast<CurlExchange*>(user)->response_.headers;
  const std::string_view line(data, size * count);
  const auto colon = line.find(':');
  if (line.starts_with("HTTP/"))
    headers.clear();  // of an interim answer, or of the proxy's
  else if (colon != std::string_view::npos)
    headers[lower(support::trim(line.substr(0, colon)))] = support::trim(line.substr(colon + 1));
  return size * count;
}

int CurlExchange::on_progress(void* user, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
  const auto& report = static_cast<CurlExchange*>(user)->request_.on_progress;
  if (report)
    report(static_cast<std::uint64_t>(std::max<curl_off_t>(now, 0)),
           static_cast<std::uint64_t>(std::max<curl_off_t>(total, 0)));
  return 0;
}

Result<void> CurlExchange::add_headers() {
  for (const auto& [name, value] : request_.headers) {
    if (has_control_character(name) || has_control_character(value))
      return failure(ErrorKind::usage, "a request header holds a control character");
    headers_.reset(curl().slist_append(headers_.release(), fmt::format("{}: {}", name, value).c_str()));
  }
  return {};
}

Result<void> CurlExchange::prepare(milliseconds left) {
  TRY(add_headers());
  set_options(left);
  return {};
}

void CurlExchange::set_options(milliseconds left) {
  const auto set = [this](auto option, auto value) { curl().easy_setopt(handle_, option, value); };
  set(CURLOPT_URL, request_.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, "http,https");
  set(CURLOPT_HTTPHEADER, headers_.get());
  set(CURLOPT_USERAGENT, settings_.user_agent.c_str());
  if (!settings_.ca_file.empty()) set(CURLOPT_CAINFO, settings_.ca_file.c_str());
  if (!settings_.proxy.empty()) set(CURLOPT_PROXY, settings_.proxy.c_str());
  set(CURLOPT_PROXYAUTH, CURLAUTH_ANY);
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  // Rather wait for a connection to be shared than open another; in the clear there is no HTTP/2 to wait for.
  set(CURLOPT_PIPEWAIT, is_https_url(request_.url) ? 1L : 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ERRORBUFFER, reason_.data());
  set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::min(settings_.connect_timeout, left).count()));
  // libcurl counts a millisecond too many now and then: what it breaks off is to be over by our clock as well.
  set(CURLOPT_TIMEOUT_MS, static_cast<long>((left + milliseconds(2)).count()));
  set(CURLOPT_LOW_SPEED_LIMIT, settings_.slow_bytes_per_second);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(settings_.slow_timeout.count()));
  set(CURLOPT_WRITEFUNCTION, &on_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(this));
  set(CURLOPT_HEADERFUNCTION, &on_header);
  set(CURLOPT_HEADERDATA, static_cast<void*>(this));
  set(CURLOPT_XFERINFOFUNCTION, &on_progress);
  set(CURLOPT_XFERINFODATA, static_cast<void*>(this));
  set(CURLOPT_NOPROGRESS, 0L);
  // A sink may have enough of a body that is longer than the limit.
  if (!request_.sink) set(CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request_.limit_bytes));
}

Result<HttpResponse> CurlExchange::finish(CURLcode code) {
  if (is_too_large_ || code == CURLE_FILESIZE_EXCEEDED)
    return failure(ErrorKind::too_large, fmt::format("the answer of `{}` is longer than the limit of {} bytes",
                                                     shown_url(request_.url), request_.limit_bytes));
  if (code != CURLE_OK && !has_enough_) return failed(code);
  long status = 0;
  curl_off_t seconds = 0;
  char* target = nullptr;
  curl().easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &status);
  curl().easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &seconds);
  curl().easy_getinfo(handle_, CURLINFO_REDIRECT_URL, &target);
  response_.status = static_cast<int>(status);
  may_pass_ = may_pass_by_itself(response_.status);
  constexpr curl_off_t day = 86400;
  asked_pause_ = std::chrono::seconds(std::clamp<curl_off_t>(seconds, 0, day));
  if (is_redirect(response_.status) && target != nullptr) redirect_target_ = target;
  if (request_.sink && response_.status == 200 && received_ == 0) request_.sink->begin();
  return std::move(response_);
}

tl::unexpected<support::Error> CurlExchange::failed(CURLcode code) {
  may_pass_ = may_pass_by_itself(code);
  curl_off_t connected = 0;
  curl().easy_getinfo(handle_, CURLINFO_PRETRANSFER_TIME_T, &connected);
  is_unreachable_ = code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_RESOLVE_PROXY ||
                    code == CURLE_COULDNT_CONNECT || (code == CURLE_OPERATION_TIMEDOUT && connected == 0);
  const std::string_view told(reason_.data());
  const std::string why = told.empty() ? curl().easy_strerror(code) : support::printable(told);
  const auto kind =
      code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL ? ErrorKind::usage : ErrorKind::network;
  return failure(kind, fmt::format("could not fetch `{}`: {}", shown_url(request_.url), why));
}

Result<HttpRequest> CurlExchange::redirected() const {
  auto request = request_;
  if (redirect_target_.empty()) return request;
  const bool downgrade = is_https_url(request.url) && !is_https_url(redirect_target_);
  if (!is_http_url(redirect_target_) || downgrade)
    return failure(ErrorKind::network, fmt::format("`{}` leads to `{}`, which is not safe to follow",
                                                   shown_url(request.url), shown_url(redirect_target_)));
  if (origin_of(request.url) != origin_of(redirect_target_))
    std::erase_if(request.headers, [](const auto& header) {
      return lower(header.first) == "authorization" || lower(header.first) == "cookie";
    });
  request.url = redirect_target_;
  return request;
}

}  // namespace plimsoll::outside
