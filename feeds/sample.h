// A province made up: institutions as its bureaus, associations and offices would publish them, as static files of some
// fifty web sites. Everything is invented but the divisions and the names of public bodies; same options, same bytes.
//
// What is written into the folder:
//   sources.xml        the hub's sources (feeds/sources_file.h), at http://127.0.0.1:PORT/
//   sites.tsv          site, port, html_type (Content-Type sent with its pages), title
//   truth.jsonl        one line an institution:
//   {"id","type","name","division","uscc","listings":[{"source","key","name",
//                      "phone","url"}]}; key is the record id of a feed and empty on pages
//   sites/SITE/…       the files of a site. A query belongs to the file name, its parameters sorted by name:
//                      "list.asp?id=3&page=2" is "list.asp@id=3&page=2"; "page=1" is the file without it. "/" is
//                      index.html or index.asp.
//
// The makes of the sites (what a crawler meets):
//   asp-list     枣庄 聊城 菏泽 (a portal of 2014). Declares gb2312 in a <meta>, sends "text/html" without a charset,
//   bytes
//                are GB18030. "/" is index.asp: layout tables, <a href="list.asp?id=N"> for each column. A list of
//                institutions (id=1…9) is list.asp?id=N, then &page=2…: layout tables around one
//                <table class="mc"> whose first row is a merged title, whose second is the header row, whose last is
//                a total; 所在区市 cells span rows; "第2页/共5页" with links 首页 上一页 下一页 尾页. Lists of articles
//                (id=11 通知公告, id=12 工作动态) hold <a href="show.asp?id=K" title="…"> with [2014-11-20] behind. An
//                article is <td class="bt">title</td>, "发布时间:2014-11-20", <td class="nr" id="zoom">text</td>. Every
//                page begins with a search link "站内搜索>>" and ends with a footer whose telephone belongs to nobody
//                listed and whose address names no city.
//   jpage        烟台 威海 (Hanweb). UTF-8, "text/html;charset=UTF-8". "/" links /col/colC/index.html. A column
//   holds
//                <script type="text/xml"><datastore><nextgroup><![CDATA[<a href="/module/web/jpage/dataproxy.jsp
//                ?startrecord=16&endrecord=30&perpage=15&columnid=C"></a>]]></nextgroup><recordset><record><![CDATA[
//                <li><a href="/art/2022/11/11/art_C_K.html" title="…">…</a><span>2022-11-11</span></li>]]></record>…
//                and says totalRecord:83,perPage:15; the proxy answers the same <datastore>. An article has the meta
//                tags SiteName ColumnName ArticleTitle PubDate ContentSource; <div id="zoom"> holds the text, or for an
//                institution a two-column table label | value (机构名称, 地址, 电话 …) and a baidu map script whose
//                point is BD-09.
//   label-value  济南 泰安 and the province (modern). UTF-8; robots.txt names /sitemap.xml with <lastmod>; lists
//                /jigou/KIND/index.html, index_2.html …; an institution is /jigou/KIND/K.html with
//                <h1>, <dl class="info"><dt>机构地址</dt><dd>…</dd>…, "更新时间:2025-06-01" and <div class="map"
//                data-lng data-lat> beside a script of the map kit that tells the datum (webapi.amap.com → GCJ-02,
//                api.tianditu.gov.cn → CGCS2000); articles are /xinwen/YYYYMM/tYYYYMMDD_K.html.
//   (feeds)      the province (kind xml-feed; firms, branches, notaries, forensic, grass-roots offices) and every city:
//                /feeds/institutions.xml, next pages ?token=T as resumption_token says; tombstones. Seven cities' feeds
//                hold only what their portals do not (mediation, judicial offices, stations); the bulk at any size.
//   (tables)     recipe empty: two county bureaus (gb2312 and UTF-8), associations of lawyers, notaries and forensic
//                experts. index.html links mc.html, mc_2.html … with one plain <table>, headers in spellings of their
//                own, 100 rows a page; pagination "下一页".
//   (articles)   recipe empty: 普法网. index.html, index_2.html … link /a/YYYY/MMDD/K.html; <h1>, "发布时间:…",
//                <div class="content"> with <p>.
//   (own sites)  recipe empty: some offices' own sites: index.html, about.html, contact.html with paragraphs
//                "地址:… 电话:…", hours and a map snippet that names the kit.
#pragma once
#include <cstdint>
#include <filesystem>

namespace lawhub {

struct SampleOptions {
  std::size_t institutions = 2000;  ///< from 150; at most what the division tables hold (75,000 and a few)
  std::uint64_t seed = 1;
  int first_port = 18100;  ///< site i is at first_port + i
};

struct SampleCounts {
  std::size_t institutions = 0, listings = 0, sites = 0, files = 0;
};

/// Writes the province into `folder`, which must not exist or be empty. Throws std::runtime_error when the options
/// cannot be met, std::system_error when the folder cannot be written.
SampleCounts write_sample(const SampleOptions& options, const std::filesystem::path& folder);

}  // namespace lawhub
