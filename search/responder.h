// cpp-httplib's part in one worker: the bytes of one whole request in, the bytes of its response out. No socket.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "search/http.h"

namespace lawhub {

/// Answers a request. Must not throw.
using RequestHandler = std::function<Response(const Request&)>;

/// For one thread at a time.
class Responder {
 public:
  explicit Responder(RequestHandler handler);
  ~Responder();
  Responder(const Responder&) = delete;
  Responder& operator=(const Responder&) = delete;

  struct Reply {
    std::string bytes;
    EventStream stream;  ///< when set, what follows `bytes`; the connection ends with it
  };
  /// `request` is Frame::text, `peer` the client's address. `last` says that the connection closes afterwards.
  Reply answer(const std::string& request, const std::string& peer, bool last);

 private:
  struct Library;
  std::unique_ptr<Library> library_;
};

}  // namespace lawhub
