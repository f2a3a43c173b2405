#include "crawler/fetcher.h"

#include <curl/curl.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <stdexcept>

#include "base/text.h"
#include "crawler/address_guard.h"

namespace lawhub {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

/// What a request gathers while it runs.
struct Answer {
  std::map<std::string, std::string> headers;  ///< names in lower case; the last of equal names
  std::size_t header_bytes = 0;
  std::string body;
  bool address_refused = false, too_large = false, headers_too_large = false, stopped = false;
};

std::string reason_of(CURLcode code, const Answer& answer, const FetchLimits& limits) {
  if (answer.stopped) return "任务已停止";
  if (answer.headers_too_large) return "响应头过大,已中止";
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "域名无法解析";
    case CURLE_COULDNT_CONNECT:
      return "无法连接到服务器";
    case CURLE_OPERATION_TIMEDOUT:
      return "超时:服务器没有在 " + std::to_string(limits.total_ms / 1000) + " 秒内答完";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "网站的 HTTPS 证书无效";
    case CURLE_SSL_CONNECT_ERROR:
      return "无法建立 HTTPS 连接";
    case CURLE_PARTIAL_FILE:
      return "传输中断,内容不完整";
    case CURLE_BAD_CONTENT_ENCODING:
      return "压缩内容已损坏";
    case CURLE_GOT_NOTHING:
      return "服务器没有返回任何内容";
    default:
      return std::string("网络错误:") + curl_easy_strerror(code);
  }
}

bool is_text(const std::string& content_type) {
  const std::string type = lower(content_type.substr(0, content_type.find(';')));
  return type.empty() || type.rfind("text/", 0) == 0 || type.find("xml") != type.npos ||
         type.find("json") != type.npos || type.find("octet-stream") != type.npos;
}

}  // namespace

struct Fetcher::Impl {
  Impl(const std::string& user_agent, const std::vector<std::string>& allow, std::function<bool()> go_on,
       const FetchLimits& bounds)
      : guard(allow), alive(std::move(go_on)), limits(bounds) {
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    curl = kReady == CURLE_OK ? curl_easy_init() : nullptr;
    if (curl == nullptr) throw std::runtime_error("cannot initialise libcurl");
    set_limits(user_agent);
    set_callbacks();
  }
  ~Impl() { curl_easy_cleanup(curl); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void set_limits(const std::string& user_agent) {
    curl_easy_setopt(curl, CURLOPT_USERAGENT, user_agent.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");  // all that libcurl can decode
    curl_easy_setopt(curl, CURLOPT_PROXY, "");            // a proxy would connect where the guard cannot see
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, limits.connect_ms);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, limits.total_ms);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, limits.low_speed_bytes);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, limits.low_speed_seconds);
  }

  void set_callbacks() {
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &look_alive);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, this);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  }

  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) {
    auto& impl = *static_cast<Impl*>(self);
    if (!impl.guard.permits(&address->addr)) {
      impl.answer.address_refused = true;
      return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }

  static std::size_t take_header(char* data, std::size_t, std::size_t size, void* self) {
    auto& impl = *static_cast<Impl*>(self);
    impl.answer.header_bytes += size;
    if (impl.answer.header_bytes > impl.limits.header_bytes) {
      impl.answer.headers_too_large = true;
      return 0;
    }
    const std::string_view line(data, size);
    if (line.rfind("HTTP/", 0) == 0) impl.answer.headers.clear();  // a 1xx answer came before
    const auto colon = line.find(':');
    if (colon != line.npos)
      impl.answer.headers[lower(trim(line.substr(0, colon)))] = std::string(trim(line.substr(colon + 1)));
    return size;
  }

  static std::size_t take_body(char* data, std::size_t, std::size_t size, void* self) {
    auto& impl = *static_cast<Impl*>(self);
    if (impl.answer.body.size() + size > impl.limits.body_bytes) {
      impl.answer.too_large = true;
      return 0;
    }
    impl.answer.body.append(data, size);
    return size;
  }

  static int look_alive(void* self, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    auto& impl = *static_cast<Impl*>(self);
    if (impl.alive()) return 0;
    impl.answer.stopped = true;
    return 1;
  }

  std::string header(const char* name) const {
    const auto found = answer.headers.find(name);
    return found == answer.headers.end() ? std::string() : found->second;
  }

  FetchResult judge(CURLcode code, bool conditional);
  void judge_status(FetchResult& result, bool conditional);

  AddressGuard guard;
  std::function<bool()> alive;
  FetchLimits limits;
  CURL* curl = nullptr;
  Answer answer;
};

FetchResult Fetcher::Impl::judge(CURLcode code, bool conditional) {
  FetchResult result;
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  result.status = static_cast<int>(status);
  result.content_type = header("content-type");
  result.etag = header("etag");
  result.last_modified = header("last-modified");
  result.location = header("location");
  if (answer.too_large) {
    result.outcome = FetchOutcome::refused;
    result.reason = "内容超过 " + std::to_string(limits.body_bytes >> 20) + " MB,未采用";
  } else if (answer.address_refused && code != CURLE_OK) {
    result.outcome = FetchOutcome::refused;
    result.reason = "地址不是公网地址,且不在该来源的允许名单内";
  } else if (code != CURLE_OK) {
    result.reason = reason_of(code, answer, limits);
  } else {
    judge_status(result, conditional);
  }
  return result;
}

void Fetcher::Impl::judge_status(FetchResult& result, bool conditional) {
  const int status = result.status;
  if (status == 200 && !is_text(result.content_type)) {
    result.outcome = FetchOutcome::refused;
    result.reason = "不是网页(" + shorten(result.content_type, 60) + "),未采用";
  } else if (status == 200 && answer.body.empty()) {
    result.reason = "服务器返回了空内容";
  } else if (status == 200) {
    result.outcome = FetchOutcome::body;
    result.body = std::move(answer.body);
  } else if (status == 304 && conditional) {
    result.outcome = FetchOutcome::unchanged;
  } else if (status == 404 || status == 410) {
    result.outcome = FetchOutcome::gone;
    result.reason = "页面不存在(" + std::to_string(status) + ")";
  } else if (status >= 300 && status < 400 && !result.location.empty()) {
    result.outcome = FetchOutcome::redirect;
  } else if (status == 401 || status == 403) {
    result.reason = "服务器拒绝访问(" + std::to_string(status) + ")";
  } else {
    result.reason = "服务器返回 " + std::to_string(status);
  }
}

Fetcher::Fetcher(const std::string& user_agent, const std::vector<std::string>& allow, std::function<bool()> alive,
                 const FetchLimits& limits)
    : impl_(std::make_unique<Impl>(user_agent, allow, std::move(alive), limits)) {}
Fetcher::~Fetcher() = default;

FetchResult Fetcher::get(const Url& url, const std::string& etag, const std::string& last_modified) {
  Impl& impl = *impl_;
  impl.answer = {};
  curl_slist* headers = nullptr;
  if (!etag.empty()) headers = curl_slist_append(headers, ("If-None-Match: " + etag).c_str());
  if (!last_modified.empty()) headers = curl_slist_append(headers, ("If-Modified-Since: " + last_modified).c_str());
  curl_easy_setopt(impl.curl, CURLOPT_URL, url.text().c_str());
  curl_easy_setopt(impl.curl, CURLOPT_HTTPHEADER, headers);
  const CURLcode code = curl_easy_perform(impl.curl);
  curl_easy_setopt(impl.curl, CURLOPT_HTTPHEADER, nullptr);
  curl_slist_free_all(headers);
  return impl.judge(code, headers != nullptr);
}

}  // namespace lawhub
