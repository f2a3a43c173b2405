// A bureau's portal of 2014: ASP, gb2312 in name, layout tables, a footer that misleads.
#include <map>

#include "base/text.h"
#include "feeds/sample_site.h"

namespace lawhub {
namespace {

constexpr std::size_t kRows = 15;

std::string frame(const SampleSite& site, const std::string& title, const std::string& middle) {
  const std::string bureau = site.city_name() + "司法局";
  const bool first = site.source().source.division == "370400";
  return "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">\n<html><head>\n"
         "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb2312\">\n<title>" +
         title + "-" + bureau +
         "</title>\n<script language=\"javascript\">function goPage(n){document.forms[0].page.value=n;"
         "document.forms[0].submit();}</script>\n</head>\n<body topmargin=0>\n"
         "<table width=\"1000\" align=center border=0><tr><td><a href=\"search.asp\">站内搜索&gt;&gt;</a></td>"
         "<td align=right>" +
         bureau +
         "(示例站点)</td></tr></table>\n"
         "<table width=\"1000\" align=center><tr><td width=180 valign=top><table class=\"dh\">"
         "<tr><td><a href=\"index.asp\">首页</a></td></tr><tr><td><a href=\"list.asp?id=11\">通知公告</a></td></tr>"
         "<tr><td><a href=\"list.asp?id=12\">工作动态</a></td></tr></table></td>\n<td valign=top>" +
         middle +
         "</td></tr></table>\n<table width=\"1000\" align=center class=\"bq\"><tr><td align=center>"
         "Copyright 2003-2014 " +
         bureau + " 版权所有<br>地址:" + (first ? "武夷山路1379号" : "府前街1号") +
         " 值班电话:" + (first ? "0632-8680000" : "8680000") +
         " 技术支持:示例网络 鲁ICP备00000000号-1<br>"
         "本页为示例数据</td></tr></table>\n</body></html>\n";
}

std::string list_link(int id, std::size_t page) {
  return "list.asp?id=" + std::to_string(id) + (page > 1 ? "&page=" + std::to_string(page) : "");
}

std::string pager(int id, std::size_t page, std::size_t pages) {
  const auto link = [&](const char* label, std::size_t to) {
    if (to == page) return std::string(label) + " ";
    return "<a href=\"list.asp?id=" + std::to_string(id) + "&amp;page=" + std::to_string(to) + "\">" + label + "</a> ";
  };
  return "<table align=center><tr><td>第" + std::to_string(page) + "页/共" + std::to_string(pages) + "页 " +
         link("首页", 1) + link("上一页", page > 1 ? page - 1 : 1) + link("下一页", page < pages ? page + 1 : pages) +
         link("尾页", pages) + "<a href=\"javascript:goPage(1)\">转到</a></td></tr></table>";
}

std::string header_row(const std::string& slug) {
  if (slug == "lvshi")
    return "<tr><td>序号</td><td>所在区市</td><td>律师事务所名称</td><td>执业许可证号</td><td>主任</td><td>办公地址</"
           "td>"
           "<td>联系电话</td></tr>\n";
  if (slug == "jianding")
    return "<tr><td>序号</td><td>所在区市</td><td>司法鉴定机构名称</td><td>许可证号</td><td>负责人</td><td>机构住所</"
           "td>"
           "<td>电话</td></tr>\n";
  return "<tr><td>序号</td><td>所在区市</td><td>机构名称</td><td>负责人</td><td>地址</td><td>电话</td></tr>\n";
}

// The cell of the county spans the rows of the page that are in it.
std::string rows(SampleSite& site, const SampleColumn& column, std::size_t from, std::size_t to,
                 const std::string& path) {
  std::vector<SampleListing> said;
  for (std::size_t i = from; i < to; ++i) said.push_back(site.listing(column.members[i], path));
  std::string out;
  const bool licensed = column.slug == "lvshi" || column.slug == "jianding";
  for (std::size_t i = 0; i < said.size(); ++i) {
    out += "<tr><td>" + std::to_string(from + i + 1) + "</td>";
    if (i == 0 || said[i].place != said[i - 1].place) {
      std::size_t span = 1;
      while (i + span < said.size() && said[i + span].place == said[i].place) ++span;
      out += "<td rowspan=" + std::to_string(span) + ">" + said[i].place + "</td>";
    }
    out += "<td>" + replace_all(said[i].name, "　", "&nbsp;") + "</td>";
    if (licensed) out += "<td>" + said[i].licence + "</td>";
    out += "<td>" + said[i].person + "</td><td>" + said[i].address + "</td><td>" +
           replace_all(said[i].phone, " 传真", "<br>传真") + "</td></tr>\n";
  }
  return out;
}

void write_list(SampleSite& site, const SampleColumn& column, int id) {
  const std::size_t pages = (column.members.size() + kRows - 1) / kRows;
  const bool licensed = column.slug == "lvshi" || column.slug == "jianding";
  for (std::size_t page = 1; page <= pages; ++page) {
    const std::string path = "/" + list_link(id, page);
    const std::size_t from = (page - 1) * kRows;
    const std::size_t to = std::min(from + kRows, column.members.size());
    const std::string title = site.city_name() + column.label + "名录";
    site.put(path,
             frame(site, title,
                   "<table border=0 width=100%><tr><td>当前位置:首页&gt;&gt;" + column.label +
                       "</td></tr><tr><td>"
                       "<table class=\"mc\" border=1 width=100%>\n<tr><td colspan=" +
                       (licensed ? "7" : "6") + " align=center><b>" + title + "(2014年11月)</b></td></tr>\n" +
                       header_row(column.slug) + "<!--list-->\n" + rows(site, column, from, to, path) +
                       "<!--/list-->\n<tr><td colspan=" + (licensed ? "7" : "6") +
                       ">合计:" + std::to_string(column.members.size()) + "家</td></tr></table></td></tr></table>" +
                       pager(id, page, pages)),
             "2014-11-20");
  }
}

std::string article_page(const SampleSite& site, const SampleArticle& article) {
  std::string text;
  for (const std::string& paragraph : article.paragraphs) text += "　　" + paragraph + "<br>\n";
  return frame(site, article.title,
               "<table width=100%><tr><td class=\"bt\" align=center><b>" + article.title +
                   "</b></td></tr>\n"
                   "<tr><td align=center>发布时间:" +
                   article.date + " 来源:" + site.city_name() +
                   "司法局 点击:<img src=\"count.asp\"></td></tr>\n"
                   "<tr><td class=\"nr\" id=\"zoom\">" +
                   text + "</td></tr></table>");
}

void write_articles(SampleSite& site, int id, const std::string& label, const std::vector<SampleArticle>& articles) {
  std::string items;
  int number = id * 100;
  for (const SampleArticle& article : articles) {
    const std::string link = "show.asp?id=" + std::to_string(++number);
    items += "<tr><td>·<a href=\"" + link + "\" title=\"" + article.title + "\">" + shorten(article.title, 22) +
             "</a></td><td>[" + article.date + "]</td></tr>\n";
    site.put("/" + link, article_page(site, article), article.date);
  }
  site.put("/" + list_link(id, 1),
           frame(site, label, "<table width=100%>\n<!--list-->\n" + items + "<!--/list-->\n</table>" + pager(id, 1, 1)),
           articles.front().date);
}

}  // namespace

void write_asp_site(SampleSite& site) {
  std::string links;
  int id = 0;
  for (const SampleColumn& column : site.columns()) {
    write_list(site, column, ++id);
    links += "<tr><td>·<a href=\"list.asp?id=" + std::to_string(id) + "\">" + column.label + "</a></td></tr>\n";
  }
  std::vector<SampleArticle> notices, news;
  for (const SampleArticle& article : sample_articles())
    if (article.column == "政策" && site.source().source.division == "370400") notices.push_back(article);
  for (const SampleArticle& article : sample_news(site, site.source().year))
    (notices.size() < 4 ? notices : news).push_back(article);
  write_articles(site, 11, "通知公告", notices);
  if (!news.empty()) write_articles(site, 12, "工作动态", news);
  site.put("/",
           frame(site, "首页",
                 "<table>" + links +
                     "<tr><td><a href=\"list.asp?id=11\">通知公告</a> <a href=\"list.asp?id=12\">"
                     "工作动态</a></td></tr></table>"),
           "2014-11-28");
  site.put("/search.asp", frame(site, "站内搜索", "<form action=\"search.asp\"><input name=q></form>"), "2014-01-05");
}

}  // namespace lawhub
