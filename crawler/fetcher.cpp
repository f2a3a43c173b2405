#include "crawler/fetcher.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <chrono>
#include <cstdlib>
#include <stdexcept>

#include "base/text.h"
#include "crawler/address_guard.h"
#include "crawler/attachment.h"
#include "crawler/fetch_answer.h"

namespace lawhub {
namespace {

using std::chrono::steady_clock;

constexpr std::size_t kRatioCounts = std::size_t{1} << 20;  // a short page may be all repetition
constexpr int kLookEvery = 100;                             // ms, at the clock and whether to go on

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

long ms_since(steady_clock::time_point then) {
  return static_cast<long>(std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - then).count());
}

}  // namespace

struct Fetcher::Impl {
  Impl(const std::string& user_agent, const Reach& reach, std::function<bool()> go_on, const FetchLimits& bounds)
      : guard(reach.addresses), ports(reach.ports), alive(std::move(go_on)), limits(bounds) {
    static const CURLcode kReady = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (kReady == CURLE_OK) curl = curl_easy_init();
    if (curl != nullptr) multi = curl_multi_init();
    if (multi == nullptr) throw std::runtime_error("cannot initialise libcurl");
    ports.insert(ports.end(), {80, 443});
    set_limits(user_agent);
    set_callbacks();
  }
  ~Impl() {
    curl_easy_cleanup(curl);
    curl_multi_cleanup(multi);
  }
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
    curl_easy_setopt(curl, CURLOPT_QUICK_EXIT, 1L);  // never wait for a resolver that hangs
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, limits.low_speed_bytes);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, limits.low_speed_seconds);
    if (const char* authorities = std::getenv("SSL_CERT_FILE")) curl_easy_setopt(curl, CURLOPT_CAINFO, authorities);
  }

  void set_callbacks() {
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
    curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, &about_to_ask);
    curl_easy_setopt(curl, CURLOPT_PREREQDATA, this);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, words.data());
  }

  static curl_socket_t open_socket(void* self, curlsocktype, curl_sockaddr* address) {
    auto& impl = *static_cast<Impl*>(self);
    impl.enter(FetchPhase::connecting);
    if (!impl.guard.permits(&address->addr)) {
      impl.answer.address_refused = true;
      return CURL_SOCKET_BAD;
    }
    impl.last_socket = ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    return impl.last_socket;
  }

  static int about_to_ask(void* self, char*, char*, int, int) {
    static_cast<Impl*>(self)->enter(FetchPhase::waiting);
    return CURL_PREREQFUNC_OK;
  }

  static std::size_t take_header(char* data, std::size_t, std::size_t size, void* self) {
    auto& impl = *static_cast<Impl*>(self);
    impl.enter(FetchPhase::reading);
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
    const std::size_t decoded = impl.answer.body.size() + size;
    curl_off_t sent = 0;
    curl_easy_getinfo(impl.curl, CURLINFO_SIZE_DOWNLOAD_T, &sent);
    impl.answer.bomb = decoded > kRatioCounts &&
                       decoded / impl.limits.most_ratio > static_cast<std::size_t>(std::max<curl_off_t>(sent, 1));
    impl.answer.too_large = decoded > most_bytes(impl.answer.header("content-type"), impl.limits.body_bytes);
    if (impl.answer.bomb || impl.answer.too_large) return 0;
    impl.answer.body.append(data, size);
    return size;
  }

  void enter(FetchPhase phase) {
    if (phase == answer.phase) return;
    answer.phase = phase;
    phase_began = steady_clock::now();
  }

  bool is_late() {
    answer.late_total = ms_since(began) >= limits.total_ms;
    const long spent = ms_since(phase_began);
    answer.late = answer.late_total || (answer.phase == FetchPhase::resolving && spent >= limits.resolve_ms) ||
                  (answer.phase == FetchPhase::connecting && spent >= limits.connect_ms) ||
                  (answer.phase == FetchPhase::waiting && spent >= limits.first_byte_ms);
    return answer.late;
  }

  CURLcode perform();
  FetchResult send(const Url& url, curl_slist* headers, bool conditional);

  AddressGuard guard;
  std::vector<int> ports;
  std::function<bool()> alive;
  FetchLimits limits;
  CURL* curl = nullptr;
  CURLM* multi = nullptr;
  FetchAnswer answer;
  steady_clock::time_point began, phase_began;
  curl_socket_t last_socket = CURL_SOCKET_BAD;
  std::array<char, CURL_ERROR_SIZE> words{};
};

/// Until the answer is there, the time is over, or the job is to stop.
CURLcode Fetcher::Impl::perform() {
  curl_multi_add_handle(multi, curl);
  CURLcode code = CURLE_ABORTED_BY_CALLBACK;
  while (true) {
    int running = 0, left = 0;
    if (curl_multi_perform(multi, &running) != CURLM_OK) break;
    if (const CURLMsg* message = curl_multi_info_read(multi, &left); message != nullptr) {
      code = message->data.result;
      break;
    }
    answer.stopped = !alive();
    if (answer.stopped || is_late()) break;
    curl_multi_poll(multi, nullptr, 0, kLookEvery, nullptr);
  }
  curl_easy_getinfo(curl, CURLINFO_SSL_VERIFYRESULT, &answer.tls_fault);
  sockaddr_storage peer{};
  socklen_t size = sizeof peer;
  answer.connected = ::getpeername(last_socket, reinterpret_cast<sockaddr*>(&peer), &size) == 0;
  answer.words = words.data();
  curl_multi_remove_handle(multi, curl);
  return code;
}

Fetcher::Fetcher(const std::string& user_agent, const Reach& reach, std::function<bool()> alive,
                 const FetchLimits& limits)
    : impl_(std::make_unique<Impl>(user_agent, reach, std::move(alive), limits)) {}
Fetcher::~Fetcher() = default;

/// Sends what is set up, and frees `headers`.
FetchResult Fetcher::Impl::send(const Url& url, curl_slist* headers, bool conditional) {
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> freed(headers, &curl_slist_free_all);
  if (std::find(ports.begin(), ports.end(), url.port) == ports.end()) {
    FetchResult refused;
    refused.outcome = FetchOutcome::refused;
    refused.reason = "端口 " + std::to_string(url.port) + " 不在该来源的允许名单内";
    return refused;
  }
  answer = {};
  words.front() = '\0';
  began = phase_began = steady_clock::now();
  curl_easy_setopt(curl, CURLOPT_URL, url.text().c_str());
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
  const CURLcode code = perform();
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, nullptr);
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  auto result = judge(code, static_cast<int>(status), conditional, url.scheme == "https", limits, answer);
  result.seconds = static_cast<double>(ms_since(began)) / 1000;
  return result;
}

FetchResult Fetcher::get(const Url& url, const std::string& etag, const std::string& last_modified) {
  curl_slist* headers = nullptr;
  if (!etag.empty()) headers = curl_slist_append(headers, ("If-None-Match: " + etag).c_str());
  if (!last_modified.empty()) headers = curl_slist_append(headers, ("If-Modified-Since: " + last_modified).c_str());
  return impl_->send(url, headers, headers != nullptr);
}

FetchResult Fetcher::post(const Url& url, const std::string& content_type, const std::string& body) {
  curl_easy_setopt(impl_->curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(body.size()));
  curl_easy_setopt(impl_->curl, CURLOPT_POSTFIELDS, body.c_str());
  auto result = impl_->send(url, curl_slist_append(nullptr, ("Content-Type: " + content_type).c_str()), false);
  curl_easy_setopt(impl_->curl, CURLOPT_HTTPGET, 1L);
  return result;
}

}  // namespace lawhub
