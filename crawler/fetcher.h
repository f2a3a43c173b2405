// One HTTP request, bounded in time, size and reach (libcurl). Follows nothing by itself.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/url.h"

namespace lawhub {

/// body: 200 with content. unchanged: 304 to a conditional request. gone: 404 or 410 and nothing else.
/// redirect: `location` says where to. refused: we would not go on (address, port, kind of content, size).
/// failed: no answer or a bad one; it says nothing about the page.
/// later: of a Visitor only: not asked now, or asked to come back; the job is to go on at `until`.
enum class FetchOutcome { body, unchanged, gone, redirect, refused, failed, later };

struct FetchResult {
  FetchOutcome outcome = FetchOutcome::failed;
  int status = 0;            ///< of HTTP; 0 when no answer came
  std::string reason;        ///< plain Chinese, when refused, failed, gone or later
  std::string body;          ///< decoded from gzip, deflate, brotli or zstd
  std::string content_type;  ///< as sent
  std::string etag, last_modified;
  std::string location;     ///< as sent
  std::string retry_after;  ///< as sent with 429 and 503
  double seconds = 0;       ///< that the server took, connecting included
  Instant until = 0;        ///< when later
};

struct FetchLimits {
  // Each phase has its own end, so that a reason can say where it hung; the total holds over all of them.
  long resolve_ms = 10'000;
  long connect_ms = 10'000;     ///< with the TLS handshake
  long first_byte_ms = 30'000;  ///< from the request to the beginning of the answer
  long total_ms = 60'000;
  long low_speed_bytes = 200;   ///< less than this a second …
  long low_speed_seconds = 15;  ///< … for so long ends the request
  std::size_t body_bytes = std::size_t{16} << 20;
  std::size_t header_bytes = std::size_t{64} << 10;
  /// Decoded bytes for each one sent, past the first MiB. Pages reach 20, long tables 60; deflate cannot pass 1,032.
  std::size_t most_ratio = 200;
};

/// Where a fetcher may go beside public addresses (address_guard.h) and the ports 80 and 443.
struct Reach {
  std::vector<std::string> addresses;
  std::vector<int> ports;
};

/// Keeps its connection open between requests; no cookies, no credentials, no referrer. Certificates are judged by the
/// system's authorities, or those in the file that SSL_CERT_FILE names. Use it from one thread; one for each job.
class Fetcher {
 public:
  /// `alive` is asked several times a second while a request runs; false ends it as failed.
  Fetcher(const std::string& user_agent, const Reach& reach, std::function<bool()> alive,
          const FetchLimits& limits = {});
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// Validators that are not empty make the request conditional. Throws only when libcurl cannot be set up.
  FetchResult get(const Url& url, const std::string& etag = {}, const std::string& last_modified = {});
  /// Sends `body`; only the status of the answer and the reason of a failure mean something.
  FetchResult post(const Url& url, const std::string& content_type, const std::string& body);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lawhub
