#include "tests/support/http_client.h"

#include <httplib.h>

#include <algorithm>

namespace lawhub {

struct HttpClient::Impl {
  explicit Impl(const std::string& origin) : client(origin) {
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
    client.set_read_timeout(60);
  }
  httplib::Client client;
};

namespace {

httplib::Headers to_library(const Headers& headers) { return {headers.begin(), headers.end()}; }

Reply to_reply(const httplib::Result& result) {
  Reply reply;
  if (!result) return reply;
  reply.status = result->status;
  reply.body = result->body;
  for (const auto& [sent_name, value] : result->headers) {
    std::string name = sent_name;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    reply.headers[name] = value;
  }
  return reply;
}

}  // namespace

HttpClient::HttpClient(const std::string& origin) : impl_(std::make_unique<Impl>(origin)) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

Reply HttpClient::get(const std::string& target, const Headers& headers) {
  return to_reply(impl_->client.Get(target, to_library(headers)));
}

Reply HttpClient::post(const std::string& target, const std::string& body, const std::string& content_type,
                       const Headers& headers) {
  return to_reply(impl_->client.Post(target, to_library(headers), body, content_type));
}

}  // namespace lawhub
