// A plain HTTP client for tests: one connection, kept alive, no redirects followed.
#pragma once
#include <map>
#include <memory>
#include <string>

namespace lawhub {

using Headers = std::map<std::string, std::string>;

struct Reply {
  int status = 0;  ///< 0: no answer
  std::string body;
  Headers headers;  ///< names in lower case; the last of equal names
};

class HttpClient {
 public:
  /// "http://127.0.0.1:8080"
  explicit HttpClient(const std::string& origin);
  ~HttpClient();
  HttpClient(HttpClient&&) noexcept;
  HttpClient& operator=(HttpClient&&) noexcept;

  Reply get(const std::string& target, const Headers& headers = {});
  Reply post(const std::string& target, const std::string& body, const std::string& content_type,
             const Headers& headers = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lawhub
