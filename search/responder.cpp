#include "search/responder.h"

#include <httplib.h>

#include <algorithm>
#include <cstring>

#include "base/url.h"

namespace lawhub {
namespace {

class MemoryStream final : public httplib::Stream {
 public:
  MemoryStream(const std::string& in, std::string peer) : in_(in), peer_(std::move(peer)) {}
  bool is_readable() const override { return at_ < in_.size(); }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    size_t n = std::min(size, in_.size() - at_);
    std::memcpy(to, in_.data() + at_, n);
    at_ += n;
    return static_cast<ssize_t>(n);
  }
  ssize_t write(const char* from, size_t size) override {
    out.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string& ip, int& port) const override {
    ip = peer_;
    port = 0;
  }
  void get_local_ip_and_port(std::string& ip, int& port) const override {
    ip.clear();
    port = 0;
  }
  socket_t socket() const override { return INVALID_SOCKET; }

  std::string out;

 private:
  const std::string& in_;
  std::string peer_;
  size_t at_ = 0;
};

std::string lower_case(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Path and query are read from the target: the library loses the order of parameters and decodes "%u6cd5".
Request to_request(const httplib::Request& from, std::string_view whole) {
  Request to;
  to.method = from.method;
  auto query = from.target.find('?');
  to.path = percent_decode(from.target.substr(0, query));
  if (query != std::string::npos) to.query = parse_form(from.target.substr(query + 1));
  to.body = whole.substr(whole.find("\r\n\r\n") + 4);
  to.peer = from.remote_addr;
  for (const auto& [name, value] : from.headers) to.headers.emplace_back(lower_case(name), value);
  return to;
}

}  // namespace

struct Responder::Library : httplib::Server {
  explicit Library(RequestHandler h) : handler(std::move(h)) {
    set_pre_routing_handler([this](const httplib::Request& from, httplib::Response& to) {
      auto request = to_request(from, *whole);
      request.accepts_gzip = accepts_gzip;
      auto response = handler(request);
      to.status = response.status;
      for (const auto& [name, value] : response.headers) to.set_header(name, value);
      if (request.method != "HEAD") stream = std::move(response.stream);
      if (stream) {  // only the head is the library's: the provider adds nothing
        to.set_content_provider(response.type, [](size_t, httplib::DataSink& sink) {
          sink.done();
          return true;
        });
      } else if (!response.body.empty()) {
        to.set_content(response.body, response.type);
      }
      return HandlerResponse::Handled;
    });
    set_post_routing_handler([this](const httplib::Request&, httplib::Response& to) {
      to.headers.erase("Keep-Alive");
      if (stream) {
        to.headers.erase("Connection");
        to.set_header("Connection", "close");
      }
      if (to.status == 304 || to.status == 204) to.headers.erase("Content-Length");
    });
    set_exception_handler([](const auto&, httplib::Response& to, const std::exception_ptr&) { to.status = 500; });
  }

  RequestHandler handler;
  const std::string* whole = nullptr;  // the request being answered
  bool accepts_gzip = false;
  EventStream stream;

  /// The library must compress nothing (it takes brotli's slowest level), so it never sees Accept-Encoding.
  bool process(MemoryStream& memory, bool last) {
    bool closed = false;
    return process_request(memory, last, closed, [this](httplib::Request& request) {
      accepts_gzip = allows_gzip(request.get_header_value("accept-encoding"));
      request.headers.erase("accept-encoding");
    });
  }
};

Responder::Responder(RequestHandler handler) : library_(std::make_unique<Library>(std::move(handler))) {}
Responder::~Responder() = default;

Responder::Reply Responder::answer(const std::string& request, const std::string& peer, bool last) {
  MemoryStream memory(request, peer);
  library_->whole = &request;
  library_->stream = nullptr;
  library_->process(memory, last);
  return {std::move(memory.out), std::move(library_->stream)};
}

}  // namespace lawhub
