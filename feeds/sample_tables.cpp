// County bureaus and associations: plain tables with headers in spellings of their own.
#include <algorithm>

#include "base/text.h"
#include "feeds/sample_site.h"

namespace lawhub {
namespace {

constexpr std::size_t kRows = 100;

// One column of a table: its header, and what stands below.
struct Cell {
  const char* header;
  std::string SampleListing::*value;
};

std::vector<Cell> cells_of(const std::string& source) {
  using L = SampleListing;
  if (source == "lx-37")
    return {{"律所名称", &L::name},    {"社会信用代码", &L::uscc}, {"主任姓名", &L::person},
            {"执业地址", &L::address}, {"联系方式", &L::phone},    {"律师人数", &L::staff}};
  if (source == "gx-37")
    return {{"公证机构名称", &L::name}, {"地区", &L::place},     {"住所", &L::address},
            {"咨询电话", &L::phone},    {"接待时间", &L::hours}, {"公证员人数", &L::staff}};
  if (source == "jd-37")
    return {{"鉴定机构", &L::name},
            {"司法鉴定许可证号", &L::licence},
            {"机构负责人", &L::person},
            {"机构住所", &L::address},
            {"电话", &L::phone}};
  if (source == "sfj-370403")
    return {{"单位名称", &L::name}, {"负责人", &L::person}, {"办公地点", &L::address}, {"联系电话", &L::phone}};
  return {{"机构全称", &L::name},
          {"负责人姓名", &L::person},
          {"详细地址", &L::address},
          {"办公电话", &L::phone},
          {"工作时间", &L::hours}};
}

std::string frame(const SampleSite& site, const std::string& title, const std::string& middle) {
  const bool gb = site.source().charset != "utf-8";
  const std::string& name = site.source().source.name;
  return "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=" +
         std::string(gb ? "gb2312" : "utf-8") + "\">\n<title>" + title + " - " + name +
         "</title>\n</head>\n<body>\n<h2>" + name + "</h2>\n<p><a href=\"index.html\">首页</a></p>\n" + middle +
         "\n<hr>\n<p>" + name + "（示例数据） ICP备00000000号</p>\n</body>\n</html>\n";
}

std::string date_of(const SampleSite& site) { return std::to_string(site.source().year) + "-06-01"; }

std::string page_name(std::size_t column, std::size_t page) {
  return "mc" + (column == 0 ? std::string() : std::to_string(column + 1)) +
         (page == 1 ? "" : "_" + std::to_string(page)) + ".html";
}

// Rows `from` up to `to` of a column, under the site's own headers.
std::string table_of(SampleSite& site, const SampleColumn& column, std::size_t from, std::size_t to,
                     const std::string& path) {
  const std::vector<Cell> cells = cells_of(site.source().source.id);
  std::string table = "<table border=\"1\">\n<tr><th>序号</th>";
  for (const Cell& cell : cells) table += std::string("<th>") + cell.header + "</th>";
  table += "</tr>\n<!--list-->\n";
  for (std::size_t k = from; k < to; ++k) {
    const SampleListing said = site.listing(column.members[k], path);
    table += "<tr><td>" + std::to_string(k + 1) + "</td>";
    for (const Cell& cell : cells) table += "<td>" + said.*cell.value + "</td>";
    table += "</tr>\n";
  }
  return table + "<!--/list-->\n</table>\n";
}

std::string list_page(const SampleSite& site, const SampleColumn& column, const std::string& table,
                      const std::string& next) {
  const std::string link = next.empty() ? next : "<p><a href=\"" + next + "\">下一页</a></p>";
  return frame(site, column.label,
               "<h3>" + column.label + "名单</h3>\n<p>更新时间：" + date_of(site) + "</p>\n" + table + link);
}

void write_column(SampleSite& site, const SampleColumn& column, std::size_t number) {
  const std::size_t pages = (column.members.size() + kRows - 1) / kRows;
  for (std::size_t page = 1; page <= pages; ++page) {
    const std::string path = "/" + page_name(number, page);
    const std::size_t to = std::min(page * kRows, column.members.size());
    const std::string table = table_of(site, column, (page - 1) * kRows, to, path);
    site.put(path, list_page(site, column, table, page < pages ? page_name(number, page + 1) : ""), date_of(site));
  }
}

}  // namespace

void write_table_site(SampleSite& site) {
  std::string links;
  std::size_t number = 0;
  for (const SampleColumn& column : site.columns()) {
    links += "<li><a href=\"" + page_name(number, 1) + "\">" + column.label + "名单</a></li>\n";
    write_column(site, column, number++);
  }
  site.put("/", frame(site, "首页", "<ul>\n" + links + "</ul>"), date_of(site));
}

}  // namespace lawhub
