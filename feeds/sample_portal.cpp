// A modern portal: UTF-8, a page for each institution with labels and values, a sitemap.
#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "feeds/sample_site.h"

namespace lawhub {
namespace {

constexpr std::size_t kPerPage = 20;

std::string publisher(const SampleSite& site) {
  return site.source().source.division == "370000" ? "山东省司法厅" : site.city_name() + "司法局";
}

std::string frame(const SampleSite& site, const std::string& title, const std::string& middle) {
  const std::string name = publisher(site);
  return "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title + "_" + name +
         "</title>\n"
         "<meta name=\"SiteName\" content=\"" +
         name + "门户网站\">\n</head>\n<body>\n<header><a href=\"/\">" + name +
         "</a><span>示例站点</span></header>\n<nav><a href=\"/\">首页</a> <a "
         "href=\"/xinwen/index.html\">新闻动态</a></nav>\n<main>\n" +
         middle + "\n</main>\n<footer>主办单位：" + name + " 违法和不良信息举报电话：12377 网站标识码：" +
         site.source().source.division + "0001<br>本站内容为示例数据</footer>\n</body>\n</html>\n";
}

std::string item(const std::string& label, const std::string& value) {
  return value.empty() ? std::string() : "<dt>" + label + "</dt><dd>" + value + "</dd>\n";
}

std::string map_block(const SampleSite& site, const SampleInstitution& it) {
  if (!it.located) return {};
  const bool tianditu = site.source().source.crs == "CGCS2000";
  const Point p = tianditu ? it.point : from_wgs84(it.point, Datum::gcj02);
  char attributes[96];
  std::snprintf(attributes, sizeof attributes, "data-lng=\"%.6f\" data-lat=\"%.6f\"", p.longitude, p.latitude);
  return "<div class=\"map\" " + std::string(attributes) + "></div>\n<script src=\"" +
         (tianditu ? "https://api.tianditu.gov.cn/api?v=4.0" : "https://webapi.amap.com/maps?v=2.0") + "\"></script>\n";
}

struct SitemapEntry {
  std::string path, date;
};

void write_institution(SampleSite& site, std::size_t i, const std::string& path, std::vector<SitemapEntry>& map,
                       std::string& items) {
  const SampleListing said = site.listing(i, path);
  const SampleInstitution& it = site.institution(i);
  const bool firm = it.type == InstitutionType::law_firm || it.type == InstitutionType::grassroots_legal_office;
  site.put(
      path,
      frame(site, said.name,
            "<h1>" + said.name + "</h1>\n<p class=\"date\">更新时间：" + said.date + "</p>\n<dl class=\"info\">\n" +
                item("机构名称", said.name) + item("统一社会信用代码", said.uscc) + item("许可证号", said.licence) +
                item("负责人", said.person) +
                item(firm ? "执业律师数" : "人员数量", it.type == InstitutionType::hotline ? "" : said.staff) +
                item("所属地区", said.place) + item("机构地址", said.address) + item("联系电话", said.phone) +
                item("传真号码", said.fax) + item("服务时间", said.hours) + item("业务专长", firm ? it.specialty : "") +
                item("业务范围", it.type == InstitutionType::forensic_institution ? it.specialty : "") +
                item("官方网址", site.website_of(i)) + "</dl>\n" + map_block(site, it)),
      said.date);
  map.push_back({path, said.date});
  items += "<li><a href=\"" + path + "\">" + said.name + "</a></li>\n";
}

std::string list_page(const SampleSite& site, const SampleColumn& column, const std::string& items,
                      const std::string& next) {
  const std::string link = next.empty() ? next : "<a class=\"next\" href=\"" + next + "\">下一页</a>";
  return frame(site, column.label,
               "<h1>" + column.label + "</h1>\n<ul class=\"list\">\n<!--list-->\n" + items +
                   "<!--/list-->\n</ul>\n<p>共" + std::to_string(column.members.size()) + "条 " + link + "</p>");
}

void write_column(SampleSite& site, const SampleColumn& column, std::vector<SitemapEntry>& map) {
  const std::size_t pages = (column.members.size() + kPerPage - 1) / kPerPage;
  const std::string folder = "/jigou/" + column.slug + "/";
  for (std::size_t page = 1; page <= pages; ++page) {
    std::string items;
    for (std::size_t k = (page - 1) * kPerPage; k < std::min(page * kPerPage, column.members.size()); ++k)
      write_institution(site, column.members[k], folder + std::to_string(1001 + k) + ".html", map, items);
    site.put(folder + sample_page_name(page),
             list_page(site, column, items, page < pages ? folder + sample_page_name(page + 1) : ""), "2025-06-30");
  }
}

void write_news(SampleSite& site, std::vector<SitemapEntry>& map) {
  std::string items;
  int serial = 800;
  for (const SampleArticle& article : sample_news(site, site.source().year)) {
    const std::string day = replace_all(article.date, "-", "");
    const std::string path = "/xinwen/" + day.substr(0, 6) + "/t" + day + "_" + std::to_string(++serial) + ".html";
    std::string text;
    for (const std::string& paragraph : article.paragraphs) text += "<p>" + paragraph + "</p>\n";
    site.put(path,
             frame(site, article.title,
                   "<article>\n<h1>" + article.title + "</h1>\n<p class=\"date\">发布时间：" + article.date +
                       "</p>\n<div class=\"content\">\n" + text + "</div>\n</article>"),
             article.date);
    map.push_back({path, article.date});
    items += "<li><a href=\"" + path + "\">" + article.title + "</a><time>" + article.date + "</time></li>\n";
  }
  site.put("/xinwen/index.html", frame(site, "新闻动态", "<h1>新闻动态</h1>\n<ul class=\"list\">\n" + items + "</ul>"),
           "2025-12-10");
}

}  // namespace

void write_portal_site(SampleSite& site) {
  std::vector<SitemapEntry> map;
  std::string links;
  for (const SampleColumn& column : site.columns()) {
    write_column(site, column, map);
    links += "<li><a href=\"/jigou/" + column.slug + "/index.html\">" + column.label + "</a></li>\n";
  }
  write_news(site, map);
  site.put("/", frame(site, "首页", "<ul>\n" + links + "</ul>"), "2025-12-10");
  std::string sitemap =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
  for (const SitemapEntry& entry : map)
    sitemap += "<url><loc>" + site.url(entry.path) + "</loc><lastmod>" + entry.date + "</lastmod></url>\n";
  site.put_utf8("/sitemap.xml", sitemap + "</urlset>\n", "2025-12-10");
}

}  // namespace lawhub
