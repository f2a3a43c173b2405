// A web server on loopback that answers exactly the bytes a test writes, right or wrong.
#pragma once
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace lawhub {

class RawServer {
 public:
  /// `answer` gets the head of a request ("GET /a HTTP/1.1\r\n…") and gives all bytes to send; then the connection is
  /// closed. An empty answer keeps the connection open and silent until the server goes.
  explicit RawServer(std::function<std::string(const std::string& head)> answer);
  ~RawServer();
  RawServer(const RawServer&) = delete;
  RawServer& operator=(const RawServer&) = delete;

  /// "http://127.0.0.1:PORT"
  std::string origin() const { return "http://127.0.0.1:" + std::to_string(port_); }
  /// The heads of all requests so far.
  std::vector<std::string> requests() const;

 private:
  void serve();
  void answer_one(int connection);

  std::function<std::string(const std::string&)> answer_;
  int socket_ = -1, port_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::vector<int> silent_;  ///< connections kept open
  std::thread thread_;
};

/// "HTTP/1.1 STATUS …" with Content-Length, `headers` (each "Name: value\r\n") and the body.
std::string http_answer(int status, const std::string& body,
                        const std::string& headers = "Content-Type: text/html\r\n");

}  // namespace lawhub
