#include "search/finish.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/clock.h"
#include "base/hash.h"
#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kWorthCompressing = 1'024;

// What may be loaded and who may frame it; a handler that sets a policy of its own decides both.
constexpr const char* kPolicy = "Content-Security-Policy";
constexpr const char* kUsualPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'";
constexpr std::array<std::pair<const char*, const char*>, 5> kSecurity{{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},  // a question never travels to another site
    {"Permissions-Policy", "geolocation=(self), camera=(), microphone=()"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Accept-Ranges", "none"},
}};

void add_security(Response& response) {
  if (value_of(response.headers, kPolicy).empty()) {
    response.headers.emplace_back(kPolicy, kUsualPolicy);
    response.headers.emplace_back("X-Frame-Options", "DENY");
  }
  for (const auto& [name, value] : kSecurity) response.headers.emplace_back(name, value);
}

bool is_text(std::string_view type) {
  return type.rfind("text/", 0) == 0 || type.find("json") != type.npos || type.find("xml") != type.npos;
}

/// RFC 9110 §13.1.2, weak comparison.
bool lists(std::string_view if_none_match, std::string_view etag) {
  auto opaque = [](std::string_view tag) { return tag.substr(0, 2) == "W/" ? tag.substr(2) : tag; };
  auto tags = split(if_none_match, ',');
  return std::any_of(tags.begin(), tags.end(), [&](auto tag) { return opaque(trim(tag)) == opaque(etag); });
}

bool is_unmodified(const Request& request, const Response& response) {
  const auto since = parse_http_date(request.header("if-modified-since"));
  const auto modified = parse_http_date(value_of(response.headers, "Last-Modified"));
  return since && modified && *modified <= *since;
}

void validate(const Request& request, Response& response) {
  if (value_of(response.headers, "ETag").empty()) {
    response.headers.emplace_back("ETag", fmt::format("W/\"{:016x}\"", hash64(response.body)));
  }
  if (!is_known(request, response)) return;
  response.status = 304;
  response.body.clear();
}

void compress(const Request& request, Response& response) {
  if (!is_text(response.type) || response.body.size() < kWorthCompressing) return;
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!request.accepts_gzip) return;
  response.body = gzip(response.body);
  response.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace

bool is_known(const Request& request, const Response& response) {
  const auto tags = request.header("if-none-match");
  // the date counts only where no tag is sent
  return tags.empty() ? is_unmodified(request, response) : lists(tags, value_of(response.headers, "ETag"));
}

void finish_response(const Request& request, bool open, Response& response) {
  add_security(response);
  bool reading = request.method != "POST" && response.status == 200 && !response.stream;
  bool cacheable = open && reading;
  if (value_of(response.headers, "Cache-Control").empty()) {
    response.headers.emplace_back("Cache-Control", cacheable ? "no-cache" : "no-store");
  }
  if (!cacheable) return;
  validate(request, response);
  compress(request, response);
}

}  // namespace lawhub
