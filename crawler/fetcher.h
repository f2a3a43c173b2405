// One HTTP request, bounded in time, size and reach (libcurl). Follows nothing by itself.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/url.h"

namespace lawhub {

/// body: 200 with content. unchanged: 304 to a conditional request. gone: 404 or 410 and nothing else.
/// redirect: `location` says where to. refused: we would not go on (address, kind of content, size).
/// failed: no answer or a bad one; it says nothing about the page.
enum class FetchOutcome { body, unchanged, gone, redirect, refused, failed };

struct FetchResult {
  FetchOutcome outcome = FetchOutcome::failed;
  int status = 0;            ///< of HTTP; 0 when no answer came
  std::string reason;        ///< plain Chinese, when refused, failed or gone
  std::string body;          ///< decoded from gzip, deflate, brotli or zstd
  std::string content_type;  ///< as sent
  std::string etag, last_modified;
  std::string location;  ///< as sent
};

struct FetchLimits {
  long connect_ms = 10'000;
  long total_ms = 60'000;
  long low_speed_bytes = 200;   ///< less than this a second …
  long low_speed_seconds = 15;  ///< … for so long ends the request
  std::size_t body_bytes = std::size_t{16} << 20;
  std::size_t header_bytes = std::size_t{64} << 10;
};

/// Keeps its connection open between requests. Use it from one thread; one for each job.
class Fetcher {
 public:
  /// `allow`: see AddressGuard. `alive` is asked about once a second while a request runs; false ends it as failed.
  Fetcher(const std::string& user_agent, const std::vector<std::string>& allow, std::function<bool()> alive,
          const FetchLimits& limits = {});
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// Validators that are not empty make the request conditional. Throws only when libcurl cannot be set up.
  FetchResult get(const Url& url, const std::string& etag = {}, const std::string& last_modified = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lawhub
