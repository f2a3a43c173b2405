#include "crawler/article.h"

#include <algorithm>
#include <cctype>

#include "base/clock.h"
#include "base/text.h"

namespace lawhub {
namespace {

// What stands only in footers. A page's contact is worth less than nothing when it is the web master's.
constexpr std::string_view kStrongMarkers[] = {
    "违法和不良信息举报", "举报邮箱", "政府网站标识码", "网站标识码", "政府综合服务热线",
    "公安备案号",         "公网安备", "ICP备",          "网站地图"};
constexpr std::string_view kWeakMarkers[] = {"主办单位",  "承办单位",  "技术支持", "版权所有",
                                             "Copyright", "copyright", "©"};
constexpr std::size_t kMarkerLine = 400;    // bytes; a longer line that mentions a marker is a text about it
constexpr std::size_t kContentLine = 60;    // bytes (20 Han) of unlinked text that make a line content
constexpr std::size_t kParagraph = 90;      // bytes; a line this long is part of the text, whatever surrounds it
constexpr std::size_t kByline = 160;        // bytes; a longer line that begins with a date or source is text
constexpr std::size_t kLongestTitle = 100;  // characters
constexpr int kTitleNodes = 40;             // of a title's element, text included
constexpr int kFooterLines = 12;            // a block of more lines that holds a marker is not all footer

bool mentions(std::string_view text, const std::string_view* begin, const std::string_view* end) {
  return std::any_of(begin, end, [&](std::string_view marker) { return text.find(marker) != text.npos; });
}

bool is_linked(const Line& line) { return line.link_bytes * 2 > line.text.size(); }

bool contains_word(std::string_view classes, std::string_view word) {
  for (auto at = classes.find(word); at != classes.npos; at = classes.find(word, at + 1)) {
    const bool begins = at == 0 || std::isalpha(static_cast<unsigned char>(classes[at - 1])) == 0;
    if (begins) return true;
  }
  return false;
}

/// Elements that say of themselves that they are not the text.
bool is_frame_of_page(const Node& node) {
  if (node.is_text()) return false;
  if (node.tag == "nav" || node.tag == "footer" || node.tag == "aside" || node.tag == "form") return true;
  if (node.tag == "body" || node.tag == "html") return false;
  for (const std::string_view name : {"class", "id"}) {
    const auto value = node.attribute(name);
    for (const std::string_view word :
         {"nav", "menu", "foot", "breadcrumb", "crumb", "sidebar", "copyright", "pager", "pagination", "related"}) {
      if (contains_word(value, word)) return true;
    }
  }
  return false;
}

/// For each node: does it lie inside such an element?
std::vector<bool> frame_of_page(const Html& html) {
  std::vector<bool> framed(html.nodes().size());
  for (int i = 0; i < html.size(); ++i) {
    const int parent = html[i].parent;
    framed[static_cast<std::size_t>(i)] =
        (parent >= 0 && framed[static_cast<std::size_t>(parent)]) || is_frame_of_page(html[i]);
  }
  return framed;
}

/// The text of an element that may be a title: without links, and small (nested ones would cost the square of a page).
std::string title_text(const Html& html, int i) {
  if (html[i].end - i > kTitleNodes || html.first(i, "a") >= 0) return {};
  return html.text(i);
}

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

/// "通知公告-枣庄市司法局" without the site's name and what divides it from the rest.
std::string without_site(std::string_view title, std::string_view site_name) {
  std::string text = squeeze(title);
  for (const std::string_view divider : {"_", "|", " - ", "-", "—", "–", ">", "·"}) {
    const auto at = text.rfind(divider);
    if (at == text.npos || at == 0) continue;
    const auto tail = trim(std::string_view(text).substr(at + divider.size()));
    const auto head = trim(std::string_view(text).substr(0, at));
    const bool tail_is_site = tail == site_name || (!site_name.empty() && site_name.find(tail) != site_name.npos) ||
                              tail.find("网") != tail.npos || tail.find("司法") != tail.npos ||
                              tail.find("协会") != tail.npos;
    if (tail_is_site && !tail.empty()) return without_site(std::string(head), site_name);
    if (head == site_name) return std::string(tail);
  }
  return text;
}

bool is_title(std::string_view text, std::string_view site_name) {
  const auto length = count_code_points(text);
  return length >= 2 && length <= kLongestTitle && text != site_name && text != "首页";
}

/// Of elements whose class or id calls them a title ("bt" is 标题).
std::string titled_element(const Html& html, std::string_view site_name) {
  for (int i = 0; i < html.size(); ++i) {
    for (const std::string_view name : {"class", "id"}) {
      const auto value = html[i].attribute(name);
      if (value != "bt" && !contains_word(value, "title") && !contains_word(value, "biaoti")) continue;
      if (auto text = title_text(html, i); is_title(text, site_name)) return text;
    }
  }
  return {};
}

std::string title_of(const Html& html, std::string_view site_name, const std::vector<bool>& framed) {
  if (auto title = squeeze(meta(html, "ArticleTitle")); is_title(title, site_name)) return title;
  for (const std::string_view tag : {"h1", "h2"}) {
    for (int i = 0; i < html.size(); ++i) {
      if (html[i].tag != tag || framed[static_cast<std::size_t>(i)]) continue;
      if (auto title = title_text(html, i); is_title(title, site_name)) return title;
    }
  }
  const int element = html.first(0, "title");
  std::string own;
  if (element >= 0) {
    for (int i = element + 1; i < html[element].end; ++i) own += html[i].text;  // <head> is not read otherwise
    own = without_site(own, site_name);
  }
  if (auto title = titled_element(html, site_name); !title.empty()) {
    // A box on the side may call itself a title too; the title element tells which is the page's.
    if (own.empty() || own.find(title) != own.npos || !is_title(own, site_name)) return title;
  }
  return is_title(own, site_name) ? own : std::string();
}

/// "/art/2022/11/11/art_1_2.html", "/t20210926_123.html", "/a/2019/0304/7.html".
std::optional<Date> date_in_path(std::string_view path) {
  std::string digits;  // of the path: runs of 4 to 8 digits, neighbouring runs joined by "/"
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (std::isdigit(static_cast<unsigned char>(path[at])) == 0) continue;
    std::size_t end = at;
    while (end < path.size() && std::isdigit(static_cast<unsigned char>(path[end])) != 0) ++end;
    const auto run = path.substr(at, end - at);
    if (run.size() == 8) {
      if (const auto date = find_date(run)) return date;
    } else if (run.size() == 4 && (run.substr(0, 2) == "19" || run.substr(0, 2) == "20")) {
      std::string_view rest = path.substr(end);
      if (rest.size() >= 5 && (rest[0] == '/' || rest[0] == '-')) {
        const bool joined = rest.size() >= 6 && std::all_of(rest.begin() + 1, rest.begin() + 5,
                                                            [](unsigned char c) { return std::isdigit(c) != 0; });
        const std::string text = joined ? std::string(run) + std::string(rest.substr(1, 4))
                                        : replace_all(std::string(run) + std::string(rest.substr(0, 6)), "/", "-");
        if (const auto date = find_date(text)) return date;
      }
    }
    at = end;
  }
  return std::nullopt;
}

/// The date behind a word that announces it.
std::optional<Date> announced_date(const std::vector<Line>& lines) {
  static constexpr std::string_view kWords[] = {"发布时间", "发布日期", "发布于",   "更新时间",
                                                "更新日期", "发文日期", "成文日期", "日期"};
  for (const auto& line : lines) {
    for (const auto word : kWords) {
      const auto at = line.text.find(word);
      if (at == line.text.npos || line.text.size() > kMarkerLine) continue;
      if (const auto date = find_date(std::string_view(line.text).substr(at, 60))) return date;
    }
  }
  return std::nullopt;
}

std::optional<Date> date_in_text(const std::vector<Line>& lines) {
  for (const auto& line : lines) {
    if (is_linked(line)) continue;
    if (const auto date = find_date(line.text)) return date;
  }
  return std::nullopt;
}

std::string date_of(const Html& html, const Url& url, const std::vector<Line>& lines, std::string_view last_modified) {
  if (auto date = stated_date(html, url, lines)) return iso_date(*date);
  if (const auto date = date_in_text(lines)) return iso_date(*date);
  if (const auto instant = parse_http_date(last_modified)) return iso_date(china_time(*instant).date);
  return {};
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

/// "发布时间:2014-11-20 来源:某市司法局 点击:12": about the text, not of it.
bool is_byline(std::string_view line) {
  static constexpr std::string_view kWords[] = {"发布时间", "发布日期", "更新时间", "来源",
                                                "信息来源", "作者",     "时间",     "日期"};
  return line.size() <= kByline && std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
           return line.rfind(word, 0) == 0 &&
                  (line.substr(word.size(), 1) == ":" || line.substr(word.size(), 3) == "：");
         });
}

std::string text_of(const std::vector<Line>& lines, const std::string& title, const std::vector<bool>& framed) {
  std::vector<const Line*> kept;
  std::size_t after_title = 0;
  for (const auto& line : lines) {
    if (is_linked(line) || framed[static_cast<std::size_t>(line.node)]) continue;
    kept.push_back(&line);
    if (!title.empty() && plain(line) == title) after_title = kept.size();
  }
  // The text reaches from the first paragraph below the title to the last; short lines between are its headings.
  std::string text;
  std::size_t begin = after_title, end = kept.size();
  while (begin < end && after_title == 0 && kept[begin]->text.size() < kParagraph) ++begin;
  if (begin == end) begin = 0;
  while (begin < end && is_byline(kept[begin]->text)) ++begin;
  for (std::size_t i = begin; i < end; ++i) {
    if (!text.empty()) text += '\n';
    text += plain(*kept[i]);
  }
  return text;
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
    const auto own = html[i].attribute("name");
    const bool equal =
        own.size() == name.size() && std::equal(own.begin(), own.end(), name.begin(), [](char a, char b) {
          return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
        });
    if (equal) return std::string(html[i].attribute("content"));
  }
  return {};
}

std::optional<Date> stated_date(const Html& html, const Url& url, const std::vector<Line>& lines) {
  if (const auto date = find_date(meta(html, "PubDate"))) return date;
  if (const auto date = date_in_path(url.path)) return date;
  return announced_date(lines);
}

std::vector<Line> lines_above_footer(const Html& html) {
  auto all = lines(html);
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

Article read_article(const Html& html, const Url& url, std::string_view site_name, std::string_view last_modified,
                     std::string_view content) {
  const auto above = lines_above_footer(html);
  Article article;
  const auto framed = frame_of_page(html);
  article.title = title_of(html, site_name, framed);
  article.text = text_inside(html, content);
  if (article.text.empty()) article.text = text_of(above, article.title, framed);
  article.date = date_of(html, url, above, last_modified);
  article.column = column_of(html, above);
  return article;
}

}  // namespace lawhub
