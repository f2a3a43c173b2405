// A Hanweb portal: lists are XML inside a script, more of it comes from a data proxy, articles carry meta tags.
#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "feeds/sample_site.h"

namespace lawhub {
namespace {

constexpr std::size_t kPerPage = 15;

struct Entry {
  std::string path, title, date;
};

std::string slashes(const std::string& date) {
  // 2022-03-09 → 2022/3/9, as the system names its folders
  std::string out;
  for (std::string_view part : split(date, '-')) {
    if (!out.empty()) out += '/';
    out += part.front() == '0' ? part.substr(1) : part;
  }
  return out;
}

std::string record(const Entry& entry) {
  return "<record><![CDATA[<li><a href=\"" + entry.path + "\" title=\"" + entry.title + "\" target=\"_blank\">" +
         entry.title + "</a><span>" + entry.date + "</span></li>]]></record>\n";
}

std::string proxy_path(int column, std::size_t start, std::size_t end) {
  return "/module/web/jpage/dataproxy.jsp?startrecord=" + std::to_string(start) + "&endrecord=" + std::to_string(end) +
         "&perpage=" + std::to_string(kPerPage) + "&columnid=" + std::to_string(column);
}

// Entries from `from` (0-based), as the column's page and the proxy both hold them.
std::string datastore(int column, const std::vector<Entry>& entries, std::size_t from) {
  const std::size_t to = std::min(from + kPerPage, entries.size());
  std::string out = "<datastore>\n<totalrecord>" + std::to_string(entries.size()) + "</totalrecord>\n";
  if (to < entries.size())
    out += "<nextgroup><![CDATA[<a href=\"" + proxy_path(column, to + 1, std::min(to + kPerPage, entries.size())) +
           "\"></a>]]></nextgroup>\n";
  out += "<recordset>\n";
  for (std::size_t i = from; i < to; ++i) out += record(entries[i]);
  return out + "</recordset>\n</datastore>";
}

std::string frame(const SampleSite& site, const std::string& meta, const std::string& title,
                  const std::string& middle) {
  const std::string name = site.city_name() + "司法局";
  return "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"UTF-8\">\n<title>" + title +
         "</title>\n"
         "<meta name=\"SiteName\" content=\"" +
         name +
         "\">\n<meta name=\"SiteDomain\" content=\"127.0.0.1\">\n"
         "<meta name=\"SiteIDCode\" content=\"" +
         site.source().source.division + "0000\">\n" + meta +
         "</head>\n<body>\n<div class=\"top\"><a href=\"/index.html\">" + name +
         "</a> <small>示例站点</small></div>\n"
         "<div class=\"main\">\n" +
         middle + "\n</div>\n<div class=\"footer\">主办单位：" + name + " 政府网站标识码：" +
         site.source().source.division + "0000 联系电话：" + "12345" +
         " 网站地图 <span>示例数据，非真实信息</span></div>\n</body>\n</html>\n";
}

void write_column(SampleSite& site, int column, const std::string& label, const std::vector<Entry>& entries,
                  const std::string& date) {
  const std::string id = std::to_string(column);
  site.put("/col/col" + id + "/index.html",
           frame(site, "<meta name=\"ColumnName\" content=\"" + label + "\">\n", site.city_name() + "司法局 " + label,
                 "<h2>" + label + "</h2>\n<div id=\"" + id + "\" class=\"list\"></div>\n<script type=\"text/xml\">" +
                     datastore(column, entries, 0) + "</script>\n<script>jpage({divid:'" + id +
                     "',totalRecord:" + std::to_string(entries.size()) + ",perPage:" + std::to_string(kPerPage) +
                     ",proxyUrl:'/module/web/jpage/dataproxy.jsp',columnid:" + id + "});</script>"),
           date);
  for (std::size_t from = kPerPage; from < entries.size(); from += kPerPage) {
    const std::string path = proxy_path(column, from + 1, std::min(from + kPerPage, entries.size()));
    site.put(path, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + datastore(column, entries, from) + "\n", date);
  }
}

std::string article_meta(const SampleSite& site, const std::string& column, const std::string& title,
                         const std::string& date) {
  return "<meta name=\"ColumnName\" content=\"" + column + "\">\n<meta name=\"ArticleTitle\" content=\"" + title +
         "\">\n<meta name=\"PubDate\" content=\"" + date + " 09:00\">\n<meta name=\"ContentSource\" content=\"" +
         site.city_name() + "司法局\">\n";
}

std::string row(const std::string& label, const std::string& value) {
  return value.empty() ? std::string() : "<tr><td>" + label + "</td><td>" + value + "</td></tr>\n";
}

std::string map_script(const SampleInstitution& it) {
  if (!it.located) return {};
  const Point p = from_wgs84(it.point, Datum::bd09);
  char point[64];
  std::snprintf(point, sizeof point, "%.6f,%.6f", p.longitude, p.latitude);
  return "<div id=\"allmap\"></div>\n<script src=\"https://api.map.baidu.com/api?v=2.0\"></script>\n"
         "<script>var map=new BMap.Map(\"allmap\");map.centerAndZoom(new BMap.Point(" +
         std::string(point) + "),16);</script>\n";
}

Entry write_institution(SampleSite& site, const SampleColumn& column, int number, std::size_t i, int serial) {
  const std::string date = spell(site.source(), site.institution(i), site.world().options.seed).date;
  const std::string path =
      "/art/" + slashes(date) + "/art_" + std::to_string(number) + "_" + std::to_string(serial) + ".html";
  const SampleListing said = site.listing(i, path);
  const SampleInstitution& it = site.institution(i);
  std::string table = "<table>\n" + row("机构名称", said.name) + row("统一社会信用代码", said.uscc) +
                      row("许可证号", said.licence) + row("负责人", said.person) + row("机构地址", said.address) +
                      row("联系电话", said.phone) + row("传真", said.fax) + row("办公时间", said.hours) +
                      row("网址", site.website_of(i)) +
                      row("曾用名", it.type == InstitutionType::notary_office ? it.former_name : "") + "</table>\n";
  site.put(path,
           frame(site, article_meta(site, column.label, said.name, date), said.name,
                 "<h1>" + said.name + "</h1>\n<p>发布日期：" + date + " 信息来源：" + site.city_name() +
                     "司法局</p>\n"
                     "<div id=\"zoom\">\n" +
                     table + map_script(it) + "</div>"),
           date);
  return {path, said.name, date};
}

}  // namespace

void write_jpage_site(SampleSite& site) {
  int number = 1000;
  int serial = 5000;
  std::string links;
  const auto column_done = [&](const std::string& label, const std::vector<Entry>& entries) {
    write_column(site, number, label, entries, "2022-12-20");
    links += "<li><a href=\"/col/col" + std::to_string(number) + "/index.html\">" + label + "</a></li>\n";
  };
  for (const SampleColumn& column : site.columns()) {
    ++number;
    std::vector<Entry> entries;
    for (const std::size_t i : column.members) entries.push_back(write_institution(site, column, number, i, ++serial));
    column_done(column.label, entries);
  }
  ++number;
  std::vector<Entry> entries;
  for (const SampleArticle& article : sample_news(site, site.source().year)) {
    std::string text;
    for (const std::string& paragraph : article.paragraphs) text += "<p>" + paragraph + "</p>\n";
    const std::string path =
        "/art/" + slashes(article.date) + "/art_" + std::to_string(number) + "_" + std::to_string(++serial) + ".html";
    site.put(path,
             frame(site, article_meta(site, "工作动态", article.title, article.date), article.title,
                   "<h1>" + article.title + "</h1>\n<div id=\"zoom\">\n" + text + "</div>"),
             article.date);
    entries.push_back({path, article.title, article.date});
  }
  column_done("工作动态", entries);
  site.put("/", frame(site, "", site.city_name() + "司法局", "<ul>\n" + links + "</ul>"), "2022-12-20");
}

}  // namespace lawhub
