// What a request gathered, and what that means.
#pragma once
#include <curl/curl.h>

#include <map>
#include <string>

#include "crawler/fetcher.h"

namespace lawhub {

/// How far a request is.
enum class FetchPhase { resolving, connecting, waiting, reading };

struct FetchAnswer {
  std::map<std::string, std::string> headers;  ///< names in lower case; the last of equal names
  std::size_t header_bytes = 0;                ///< of all answers, those before the last included
  std::string body;
  FetchPhase phase = FetchPhase::resolving;
  bool address_refused = false, too_large = false, bomb = false, headers_too_large = false, stopped = false;
  bool late = false;  ///< the time for the phase, or for all, is over
  bool late_total = false;
  bool connected = false;  ///< TCP; perhaps TLS not yet
  long tls_fault = 0;      ///< X509_V_ERR_…; 0: none that OpenSSL found
  std::string words;       ///< libcurl's

  /// Empty when there is none.
  std::string header(const char* name) const;
};

/// `code`: how libcurl ended, CURLE_OK when a whole answer with `status` came.
FetchResult judge(CURLcode code, int status, bool conditional, bool https, const FetchLimits& limits,
                  FetchAnswer& answer);

}  // namespace lawhub
