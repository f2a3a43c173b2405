#include "search/display.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/url.h"

namespace lawhub {
namespace {

constexpr std::string_view kCookie = "lawhub_display";
constexpr std::string_view kPageBegins = R"(<html lang="zh-CN")";  // of web/layout.mustache
constexpr std::string_view kLink = R"(href="/display?)";
constexpr std::string_view kYear = "31536000";

/// A wish is a class of style.css.
struct Wish {
  std::string_view parameter, value, name;
};
constexpr std::array<Wish, 2> kWishes{{{"text", "large", "large"}, {"contrast", "high", "contrast"}}};

std::vector<std::string> wishes_of(const Request& request) {
  std::vector<std::string> wishes;
  const auto said = split(request.cookie(kCookie), '.');
  for (const Wish& wish : kWishes) {
    if (std::find(said.begin(), said.end(), wish.name) != said.end()) wishes.emplace_back(wish.name);
  }
  return wishes;
}

/// "/search?q=…" of the request itself.
std::string place_of(const Request& request) {
  std::string place = replace_all(percent_encode(request.path), "%2F", "/");
  for (const auto& [name, value] : request.query) {
    place += (place.find('?') == place.npos ? "?" : "&") + percent_encode(name) + "=" + percent_encode(value);
  }
  return place;
}

/// A place of this site: neither another host ("//host", "/\host") nor a header of the sender's ("/a\r\n…").
bool is_own_place(std::string_view place) {
  if (place.empty() || place[0] != '/') return false;
  if (place.size() > 1 && (place[1] == '/' || place[1] == '\\')) return false;
  return std::all_of(place.begin(), place.end(), [](char c) { return c > ' ' && c < 0x7F && c != '\\'; });
}

}  // namespace

Response set_display(const Call& call) {
  std::vector<std::string> wishes = wishes_of(call.request);
  for (const Wish& wish : kWishes) {
    const auto value = value_of(call.request.query, wish.parameter);
    if (value.empty()) continue;
    std::erase(wishes, std::string(wish.name));
    if (value == wish.value) wishes.emplace_back(wish.name);
  }
  const auto back = value_of(call.request.query, "back");
  auto response = redirect(303, is_own_place(back) ? std::string(back) : "/");
  std::string cookie = std::string(kCookie) + "=" + join(wishes, ".") + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=";
  cookie += wishes.empty() ? "0" : kYear;
  if (call.service.site.url.rfind("https:", 0) == 0) cookie += "; Secure";
  response.headers.emplace_back("Set-Cookie", std::move(cookie));
  return response;
}

void apply_display(const Request& request, Response& response) {
  const auto at = response.body.substr(0, 64).find(kPageBegins);
  if (at == std::string::npos || response.type.rfind("text/html", 0) != 0) return;
  response.headers.emplace_back("Vary", "Cookie");
  if (request.method != "POST") {
    const std::string back = "back=" + percent_encode(place_of(request)) + "&amp;";
    response.body = replace_all(std::move(response.body), kLink, std::string(kLink) + back);
  }
  const auto wishes = wishes_of(request);
  if (!wishes.empty()) response.body.insert(at + kPageBegins.size(), " class=\"" + join(wishes, " ") + "\"");
}

}  // namespace lawhub
