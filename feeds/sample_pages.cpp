// The law-popularisation site, and the sites of single offices.
#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "feeds/sample_site.h"

namespace lawhub {
namespace {

constexpr std::size_t kPerPage = 12;

std::string frame(const std::string& site, const std::string& title, const std::string& middle) {
  return "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title + " - " + site +
         "</title>\n</head>\n<body>\n<div class=\"head\"><a href=\"/index.html\">" + site + "</a></div>\n" + middle +
         "\n<div class=\"foot\">" + site + "（示例站点，内容为示例） 技术支持：示例网络</div>\n</body>\n</html>\n";
}

std::string map_script(const SampleSite& site, const SampleInstitution& it) {
  if (!it.located) return {};
  const bool baidu = site.source().source.crs == "BD09";
  const Point p = from_wgs84(it.point, baidu ? Datum::bd09 : Datum::gcj02);
  char point[64];
  std::snprintf(point, sizeof point, "%.6f,%.6f", p.longitude, p.latitude);
  if (baidu)
    return "<script src=\"https://api.map.baidu.com/api?v=3.0\"></script>\n<script>var p=new BMap.Point(" +
           std::string(point) + ");</script>\n";
  return "<script src=\"https://webapi.amap.com/maps?v=1.4\"></script>\n<script>var m=new AMap.Marker({position:[" +
         std::string(point) + "]});</script>\n";
}

std::string article_path(const SampleArticle& article, std::size_t number) {
  return "/a/" + article.date.substr(0, 4) + "/" + article.date.substr(5, 2) + article.date.substr(8) + "/" +
         std::to_string(1000 + number) + ".html";
}

std::string article_page(const std::string& site, const SampleArticle& article) {
  std::string text;
  for (const std::string& paragraph : article.paragraphs) text += "<p>" + paragraph + "</p>\n";
  return frame(site, article.title,
               "<h1>" + article.title + "</h1>\n<div class=\"info\">发布时间：" + article.date + " 来源：" + site +
                   "</div>\n<div class=\"content\">\n" + text + "</div>");
}

std::string list_page(const std::string& site, const std::string& items, const std::string& next) {
  const std::string link = next.empty() ? next : "<a href=\"/" + next + "\">下一页</a>";
  return frame(site, "首页", "<ul class=\"list\">\n" + items + "</ul>\n<p>" + link + "</p>");
}

}  // namespace

void write_article_site(SampleSite& site) {
  std::vector<SampleArticle> articles;
  for (const SampleArticle& article : sample_articles())
    if (article.column == "普法") articles.push_back(article);
  std::sort(articles.begin(), articles.end(),
            [](const SampleArticle& a, const SampleArticle& b) { return a.date > b.date; });
  const std::string& name = site.source().source.name;
  const std::size_t pages = (articles.size() + kPerPage - 1) / kPerPage;
  for (std::size_t page = 1; page <= pages; ++page) {
    std::string items;
    for (std::size_t k = (page - 1) * kPerPage; k < std::min(page * kPerPage, articles.size()); ++k) {
      const SampleArticle& article = articles[k];
      const std::string path = article_path(article, k);
      site.put(path, article_page(name, article), article.date);
      items += "<li><a href=\"" + path + "\">" + article.title + "</a> <span>" + article.date + "</span></li>\n";
    }
    site.put("/" + sample_page_name(page), list_page(name, items, page < pages ? sample_page_name(page + 1) : ""),
             articles.front().date);
  }
}

void write_own_site(SampleSite& site) {
  const std::size_t i = site.source().lists.front();
  const SampleInstitution& it = site.institution(i);
  const SampleListing said = site.listing(i, "/contact.html");
  const std::string menu =
      "<ul><li><a href=\"/index.html\">首页</a></li><li><a href=\"/about.html\">关于我们</a></li>"
      "<li><a href=\"/contact.html\">联系我们</a></li></ul>\n";
  site.put("/",
           frame(it.name, it.name,
                 menu + "<h1>" + it.name + "</h1>\n<p>欢迎来到" + it.name + "，我们成立于" + std::to_string(it.year) +
                     "年，现有工作人员" + said.staff + "。</p>"),
           said.date);
  site.put("/about.html",
           frame(it.name, "关于我们",
                 menu + "<h1>关于我们</h1>\n<p>" + it.name + "为当地群众和企业提供法律服务" +
                     (it.specialty.empty() ? std::string() : "，擅长" + it.specialty) + "。" +
                     (it.former_name.empty() || it.type != InstitutionType::notary_office
                          ? std::string()
                          : "本处原名" + it.former_name + "。") +
                     "办事前可先打电话问清要带的材料，少跑冤枉路。</p>"),
           said.date);
  site.put("/contact.html",
           frame(it.name, "联系我们",
                 menu + "<h1>联系我们</h1>\n<p>名称：" + it.name + "</p>\n<p>地址：" + said.address +
                     "</p>\n<p>电话：" + said.phone + "</p>\n<p>办公时间：" + said.hours + "</p>\n<p>更新时间：" +
                     said.date + "</p>\n" + map_script(site, it)),
           said.date);
}

}  // namespace lawhub
