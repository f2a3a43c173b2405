// What a page says to a reader: title, main text, date; without navigation, side columns and footer.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/url.h"
#include "crawler/html.h"
#include "crawler/lines.h"

namespace lawhub {

/// The lines of a page (of lines()) up to its footer: cut at the earliest strong marker (政府网站标识码, 公网安备,
/// ICP备, 举报邮箱 …) that stands below content, or where there is none at a weak one (主办单位, 技术支持, 版权所有).
std::vector<Line> lines_above_footer(const Html& html, std::vector<Line> lines);

struct Article {
  std::string title;   ///< empty when the page has none of its own
  std::string text;    ///< paragraphs divided by newlines
  std::string date;    ///< ISO, empty when unknown
  std::string column;  ///< 通知公告 …, empty when unknown
};

/// `above_footer`: of lines_above_footer(). `site_name` is what the page is not titled by. `last_modified`: the header
/// as sent, the last resort for the date. Order of dates: PubDate, the URL, what stands around the title or signs the
/// text, Last-Modified; days inside the text are of other things. The title is the line that ArticleTitle or the title
/// element names, else the most prominent one; meta tags that nothing on the page agrees with come last. `content` is
/// the id or class of the element that holds the text; when it is empty or there is no such element, the text is found
/// by its looks: the smallest element that holds nearly all of the running text, below title and byline, above what
/// follows texts (上一篇, 相关链接, 打印 …).
Article read_article(const Html& html, std::vector<Line> above_footer, const Url& url, std::string_view site_name,
                     std::string_view last_modified, std::string_view content = {});

/// The date the page states for itself: PubDate, the URL, or behind 发布时间 and its like in `lines`.
std::optional<Date> stated_date(const Html& html, const Url& url, const std::vector<Line>& lines);

/// The content of <meta name="…"> or <meta property="…">, name compared without case; empty when there is none.
std::string meta(const Html& html, std::string_view name);

}  // namespace lawhub
