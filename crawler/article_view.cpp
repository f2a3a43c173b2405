#include "crawler/article_view.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "crawler/document_writer.h"

namespace lawhub {
namespace {

constexpr std::size_t kParagraph = 90;  // bytes; a line this long is running text, whatever it looks like
constexpr std::size_t kSentence = 36;   // bytes; a line this long is, if it has the marks of a sentence
constexpr std::size_t kMostOfPage = 2;  // a half: an element that holds as much of the text is no frame around it

/// Does one of the words of a class or id begin with `word`?
bool begins_word(std::string_view classes, std::string_view word) {
  for (auto at = classes.find(word); at != classes.npos; at = classes.find(word, at + 1)) {
    if (at == 0 || std::isalpha(static_cast<unsigned char>(classes[at - 1])) == 0) return true;
  }
  return false;
}

/// Elements that say of themselves that they are not the text.
bool is_frame(const Node& node) {
  static constexpr std::string_view kWords[] = {
      "nav",   "menu",  "foot",    "breadcrumb", "crumb",   "side",      "copyright", "pager",  "pagination", "related",
      "relat", "share", "bdsha",   "tuijian",    "toolbar", "recommend", "hot",       "friend", "position",   "weizhi",
      "dqwz",  "prev",  "comment", "banner",     "xglj",    "xgxw",      "xgwz",      "xgyd",   "aside"};
  if (node.is_text() || node.tag == "body" || node.tag == "html") return false;
  if (node.tag == "nav" || node.tag == "footer" || node.tag == "aside" || node.tag == "form") return true;
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) {
    return begins_word(node.attribute("class"), word) || begins_word(node.attribute("id"), word);
  });
}

bool has_sentence_mark(std::string_view text) {
  static constexpr std::string_view kMarks[] = {"。", "\uFF0C", "\uFF1B", "\uFF01", "\uFF1F", "、"};
  return std::any_of(std::begin(kMarks), std::end(kMarks),
                     [&](std::string_view mark) { return text.find(mark) != text.npos; });
}

std::size_t mass_of(const Line& line) {
  const std::size_t own = line.text.size() - std::min(line.text.size(), line.link_bytes);
  if (line.link_bytes * 2 > line.text.size()) return 0;
  if (own >= kParagraph || (own >= kSentence && has_sentence_mark(line.text))) return own;
  return own / 4;
}

/// The text of [begin, end) of the nodes.
std::string render(const Html& html, int begin, int end) {
  std::string text;
  for (int at = begin; at < end;) {
    const Node& node = html[at];
    if (node.is_unread()) {
      at = node.end;
      continue;
    }
    if (node.is_text()) {
      text += node.text;
    } else if (node.tag == "td" || node.tag == "th") {
      text += ' ';
    }
    ++at;
  }
  return squeeze(text);
}

}  // namespace

ArticleView::ArticleView(const Html& page, std::vector<Line> above_footer)
    : html(page), lines(std::move(above_footer)), framed(lines.size()) {
  // Prefix sums over nodes: how much text stands before a node.
  std::vector<std::size_t> before(html.nodes().size() + 1);
  std::size_t all = 0, next = 0;
  for (int i = 0; i <= html.size(); ++i) {
    before[static_cast<std::size_t>(i)] = all;
    while (next < lines.size() && lines[next].node <= i) {
      mass.push_back(mass_of(lines[next]));
      all += mass[next++];
    }
  }
  std::vector<bool> inside_frame(html.nodes().size());
  for (int i = 0; i < html.size(); ++i) {
    const auto at = static_cast<std::size_t>(i);
    const int parent = html[i].parent;
    inside_frame[at] = parent >= 0 && inside_frame[static_cast<std::size_t>(parent)];
    if (inside_frame[at] || !is_frame(html[i])) continue;
    const std::size_t held = before[static_cast<std::size_t>(html[i].end)] - before[at];
    inside_frame[at] = held * kMostOfPage < all || all == 0;
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    framed[i] = inside_frame[static_cast<std::size_t>(lines[i].node)];
    texts.push_back(render(html, lines[i].node, i + 1 < lines.size() ? lines[i + 1].node : lines[i].node + 1));
    if (i + 1 == lines.size()) texts.back() = plain(lines[i]);
  }
}

std::string bare(std::string_view text) { return without_space(fold(text)); }

}  // namespace lawhub
