#include "crawler/article.h"

#include <algorithm>
#include <cctype>

#include "base/clock.h"
#include "base/text.h"
#include "crawler/article_view.h"

namespace lawhub {
namespace {

// What stands only in footers. A page's contact is worth less than nothing when it is the web master's.
constexpr std::string_view kStrongMarkers[] = {
    "违法和不良信息举报", "举报邮箱", "政府网站标识码", "网站标识码", "政府综合服务热线",
    "公安备案号",         "公网安备", "ICP备",          "网站地图"};
constexpr std::string_view kWeakMarkers[] = {"主办单位",  "承办单位",  "技术支持", "版权所有",
                                             "Copyright", "copyright", "©"};
constexpr std::size_t kMarkerLine = 400;  // bytes; a longer line that mentions a marker is a text about it
constexpr std::size_t kContentLine = 60;  // bytes (20 Han) of unlinked text that make a line content
constexpr int kFooterLines = 12;          // a block of more lines that holds a marker is not all footer

bool mentions(std::string_view text, const std::string_view* begin, const std::string_view* end) {
  return std::any_of(begin, end, [&](std::string_view marker) { return text.find(marker) != text.npos; });
}

bool is_linked(const Line& line) { return line.link_bytes * 2 > line.text.size(); }

using LineIterator = std::vector<Line>::iterator;

/// The first line of the block that the marker's line stands in: a footer's address and telephone often stand above
/// its marker. The block must not reach up to `content`.
LineIterator footer_begin(const Html& html, LineIterator content, LineIterator marker) {
  auto begin = marker;
  for (int at = html[marker->node].parent; at >= 0 && html[at].tag != "body"; at = html[at].parent) {
    auto first = begin;
    while (first != content && (first - 1)->node >= at) --first;
    if (first == content || marker - first > kFooterLines) break;
    begin = first;
  }
  return begin;
}

/// PubDate, or what newer makers of sites call it.
std::optional<Date> date_in_head(const Html& html) {
  for (const std::string_view name : {"PubDate", "article:published_time", "publishdate"}) {
    if (const auto date = find_date(meta(html, name))) return date;
  }
  return std::nullopt;
}

/// "当前位置:首页 > 政务公开 > 通知公告 > 正文" → 通知公告
std::string column_of(const Html& html, const std::vector<Line>& lines) {
  if (auto column = squeeze(meta(html, "ColumnName")); !column.empty()) return column;
  for (const auto& line : lines) {
    if (line.text.find("位置") == line.text.npos || line.text.size() > 300) continue;
    std::string path = replace_all(replace_all(replace_all(line.text, "\t", ">"), "»", ">"), "＞", ">");
    std::string last;
    for (const auto part : split(path, '>')) {
      const std::string word = squeeze(part);
      if (!word.empty() && word != "正文" && word.find("位置") == word.npos && word != "首页") last = word;
    }
    if (count_code_points(last) <= 12) return last;
  }
  return {};
}

/// All lines of the element with that id or class; empty when there is none.
std::string text_inside(const Html& html, std::string_view content) {
  if (content.empty()) return {};
  for (int i = 0; i < html.size(); ++i) {
    if (html[i].attribute("id") != content && html[i].attribute("class") != content) continue;
    std::string text;
    for (const auto& line : lines(html, i)) text += (text.empty() ? "" : "\n") + plain(line);
    return text;
  }
  return {};
}

}  // namespace

std::string meta(const Html& html, std::string_view name) {
  for (int i = 0; i < html.size(); ++i) {
    if (html[i].tag != "meta") continue;
    const auto own = html[i].attribute(html[i].attribute("name").empty() ? "property" : "name");
    const bool equal =
        own.size() == name.size() && std::equal(own.begin(), own.end(), name.begin(), [](char a, char b) {
          return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
        });
    if (equal) return std::string(html[i].attribute("content"));
  }
  return {};
}

std::optional<Date> stated_date(const Html& html, const Url& url, const std::vector<Line>& lines) {
  if (const auto date = date_in_head(html)) return date;
  if (const auto date = date_in_path(url.path)) return date;
  return announced_date(lines, 0, lines.size());
}

std::vector<Line> lines_above_footer(const Html& html, std::vector<Line> all) {
  // A site map linked from the head of the page is no footer: markers count below the first content only.
  auto content = std::find_if(all.begin(), all.end(), [](const Line& line) {
    return line.heading || line.text.size() - std::min(line.text.size(), line.link_bytes) >= kContentLine;
  });
  const auto marker_among = [&](const auto& markers) {
    return std::find_if(content, all.end(), [&](const Line& line) {
      return line.text.size() <= kMarkerLine && mentions(line.text, std::begin(markers), std::end(markers));
    });
  };
  auto marker = marker_among(kStrongMarkers);
  if (marker == all.end()) marker = marker_among(kWeakMarkers);
  if (marker == all.end()) return all;
  if (content == marker) content = std::find_if(all.begin(), marker, [](const Line& line) { return !is_linked(line); });
  all.erase(footer_begin(html, content, marker), all.end());
  return all;
}

Article read_article(const Html& html, std::vector<Line> above_footer, const Url& url, std::string_view site_name,
                     std::string_view last_modified, std::string_view content) {
  const ArticleView view(html, std::move(above_footer));
  const FoundTitle title = find_title(view, site_name);
  MainText main = find_text(view, title);
  Article article;
  article.title = title.text;
  article.column = column_of(html, view.lines);
  std::optional<Date> date = date_in_head(html);
  if (!date) date = date_in_path(url.path);
  if (!date) date = date_near(view, title, main.begin, main.end);
  if (!date) date = date_in_markup(html);
  if (date) {
    article.date = iso_date(*date);
  } else if (const auto instant = parse_http_date(last_modified)) {
    article.date = iso_date(china_time(*instant).date);
  }
  article.text = text_inside(html, content);
  if (article.text.empty()) article.text = std::move(main.text);
  return article;
}

}  // namespace lawhub
