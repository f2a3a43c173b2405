#include "search/assets.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "search/embedded.h"

namespace lawhub {
namespace {

struct Asset {
  std::string_view name, type;
};
constexpr std::array<Asset, 3> kAssets{{{"style.css", "text/css; charset=utf-8"},
                                        {"hub.js", "text/javascript; charset=utf-8"},
                                        {"icon.svg", "image/svg+xml"}}};

std::string xml_escape(std::string text) {
  text = replace_all(std::move(text), "&", "&amp;");
  text = replace_all(std::move(text), "<", "&lt;");
  return replace_all(std::move(text), "\"", "&quot;");
}

}  // namespace

Response send_asset(const Call& call) {
  for (const auto& asset : kAssets) {
    if (call.captures[0] != asset.name) continue;
    Response response;
    response.type = asset.type;
    response.body = search_file("web/" + std::string(asset.name));
    response.headers.emplace_back("Cache-Control", "public, max-age=300");  // a new version shows within minutes
    return response;
  }
  return not_found(call);
}

Response send_favicon(const Call&) { return redirect(301, "/static/icon.svg"); }

Response send_robots(const Call& call) {
  Response response;
  response.type = "text/plain; charset=utf-8";
  response.body =
      "User-agent: *\nDisallow: /admin\nDisallow: /api/\nDisallow: /search\nDisallow: /display\nDisallow: "
      "/embed\nDisallow: /hotline\n\nSitemap: " +
      call.service.site.url + "/sitemap.xml\n";
  return response;
}

Response send_opensearch(const Call& call) {
  const auto& site = call.service.site;
  Response response;
  response.type = "application/opensearchdescription+xml; charset=utf-8";
  response.body = fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>{0}</ShortName>
  <Description>{0}:法律服务机构和信息</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image type="image/svg+xml">{1}/static/icon.svg</Image>
  <Url type="text/html" template="{1}/search?q={{searchTerms}}"/>
  <Url type="application/json" template="{1}/api/v1/search?q={{searchTerms}}"/>
</OpenSearchDescription>
)",
      xml_escape(shorten(site.name, 16)), xml_escape(site.url));
  return response;
}

}  // namespace lawhub
