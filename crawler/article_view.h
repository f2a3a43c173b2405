// A page as the parts of article.h look at it. Included by them only.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/url.h"
#include "crawler/html.h"
#include "crawler/lines.h"

namespace lawhub {

/// The lines above the footer, and what they are parts of.
struct ArticleView {
  ArticleView(const Html& page, std::vector<Line> above_footer);

  const Html& html;
  std::vector<Line> lines;
  std::vector<std::string> texts;  ///< of the lines: as a person reads them, cells divided by spaces, runs by nothing
  std::vector<bool> framed;        ///< of the lines: navigation, side column, share bar, footer … by its own words
  std::vector<std::size_t> mass;   ///< of the lines: how much running text, in bytes; links weigh nothing

  /// Is most of the line a link?
  bool linked(std::size_t i) const { return lines[i].link_bytes * 2 > lines[i].text.size(); }
  /// Does the line lie in the subtree of the node?
  bool inside(std::size_t i, int node) const { return lines[i].node >= node && lines[i].node < html[node].end; }
};

/// Folded and without white space: how titles are compared.
std::string bare(std::string_view text);

/// The line of a page's title, and the title; `line` is lines.size() when it stands in none.
struct FoundTitle {
  std::string text;
  std::size_t line = 0;
  std::size_t lines = 1;  ///< how many it takes
};
FoundTitle find_title(const ArticleView& view, std::string_view site_name);

/// Dates that stand in `path`: "/art/2022/11/11/art_1_2.html", "/t20210926_123.html", "/2014-11/20/content_7.htm".
std::optional<Date> date_in_path(std::string_view path);
/// The day behind a word that announces it (发布时间 …), in the lines of [begin, end).
std::optional<Date> announced_date(const std::vector<Line>& lines, std::size_t begin, std::size_t end);
/// The day that stands around the title, or alone at the end of the text; days inside the text are of other things.
std::optional<Date> date_near(const ArticleView& view, const FoundTitle& title, std::size_t text_begin,
                              std::size_t text_end);

/// Of a <time> element, or of the script that writes the day into the page (createTime, publish_time …).
std::optional<Date> date_in_markup(const Html& html);

/// [begin, end) of the lines that hold the main text, and which of them are of it.
struct MainText {
  std::size_t begin = 0, end = 0;
  std::string text;  ///< paragraphs divided by newlines
};
MainText find_text(const ArticleView& view, const FoundTitle& title);

/// A short line about the text, not of it: day, source, author, clicks, size of letters.
bool is_byline(std::string_view line);

}  // namespace lawhub
