#include <algorithm>
#include <array>
#include <cctype>

#include "base/clock.h"
#include "base/text.h"
#include "crawler/article_view.h"
#include "crawler/attachment.h"

namespace lawhub {
namespace {

constexpr std::size_t kByline = 240;         // bytes; a longer line that begins with a day or source is text
constexpr std::size_t kMarkerLine = 120;     // bytes; a longer line that begins as an end mark is text
constexpr std::size_t kMostOfText = 80;      // percent; an element that holds so much holds it all
constexpr std::size_t kFarFromTitle = 25;    // lines between the title and the text
constexpr std::size_t kFirstParagraph = 90;  // bytes

/// What stands below a text and begins what is not of it.
constexpr std::string_view kEndMarks[] = {
    "上一篇",     "下一篇",    "上一条",     "下一条",   "上一页",   "分享到",    "分享至",         "扫一扫",
    "相关链接",   "相关阅读",  "相关新闻",   "相关文章", "相关信息", "相关稿件",  "相关内容",       "相关文件",
    "相关解读",   "延伸阅读",  "推荐阅读",   "热门推荐", "热点推荐", "热门文章",  "责任编辑",       "返回顶部",
    "返回列表",   "返回首页",  "关闭窗口",   "关闭本页", "打印本页", "打印此页",  "网友评论",       "发表评论",
    "友情链接",   "版权声明",  "最新文章",   "最新信息", "打印文章", "我要纠错",  "微信扫码",       "手机扫码",
    "分享本文",   "【打印",    "【关闭",     "[打印",    "[关闭",    "(责任编辑", "\uFF08责任编辑", "(责编",
    "\uFF08责编", "[责任编辑", "编辑\uFF1A", "编辑:",    "责编",     "点击排行",  "阅读排行"};

/// What a byline speaks of.
constexpr std::string_view kBylineWords[] = {
    "发布时间", "发布日期", "发布于",   "更新时间", "更新日期", "信息来源", "文章来源", "稿件来源", "来源",
    "作者",     "浏览次数", "浏览量",   "点击数",   "点击率",   "点击次数", "阅读次数", "阅读量",   "访问次数",
    "访问量",   "点击",     "浏览",     "字号",     "字体",     "录入",     "发布人",   "发布者",   "发布机构",
    "责任编辑", "审核",     "编辑",     "时间",     "日期",     "供稿",     "撰稿",     "人气",     "索引号",
    "主题分类", "发文机关", "发文机构", "成文日期", "公开方式", "公开范围", "公开日期", "主题词",   "有效性",
    "标题",     "发文字号", "文号",     "信息分类", "统一编号", "语音播报", "阅读"};

/// Controls around a text: sizes of letters, printing, sharing.
bool is_tool(std::string_view text) {
  static constexpr std::string_view kTools[] = {"打印", "关闭",   "收藏",   "分享", "字号", "字体",       "大",
                                                "中",   "小",     "复制",   "微信", "微博", "朗读",       "返回",
                                                "纠错", "默认",   "超大",   "QQ",   "空间", "保护视力色", "杏仁黄",
                                                "纠错", "听全文", "无障碍", "a",    "t",    "+",          "-"};
  std::string rest = bare(text);
  if (rest.empty() || rest.size() > 90) return rest.empty();
  for (const auto tool : kTools) rest = replace_all(std::move(rest), tool, "");
  for (const std::string_view mark :
       {":", "[", "]", "(", ")", "【", "】", "|", "/", "、", "本页", "此页", "本文", "到", "窗口", "。"})
    rest = replace_all(std::move(rest), mark, "");
  return rest.empty();
}

bool is_end_mark(std::string_view text) {
  if (text.size() > kMarkerLine) return false;
  return std::any_of(std::begin(kEndMarks), std::end(kEndMarks),
                     [&](std::string_view mark) { return text.rfind(mark, 0) == 0; });
}

class TextFinder {
 public:
  TextFinder(const ArticleView& view, const FoundTitle& title) : view_(view), title_(title), sums_(1) {
    for (std::size_t i = 0; i < view.lines.size(); ++i)
      sums_.push_back(sums_.back() + (view.framed[i] ? 0 : view.mass[i]));
  }

  MainText run() {
    MainText found;
    if (view_.lines.empty()) return found;
    const auto [first, last] = lines_of(root());
    found.begin = begin_of(first, last);
    found.end = end_of(found.begin, std::max(last, found.begin));
    for (std::size_t i = found.begin; i < found.end; ++i) {
      if (!is_text(i, found.begin)) continue;
      (found.text += found.text.empty() ? "" : "\n") += view_.texts[i];
    }
    return found;
  }

 private:
  std::size_t mass_in(int node) const {
    const auto [first, last] = lines_of(node);
    return sums_[last] - sums_[first];
  }
  std::size_t first_line(int node) const {
    const auto at = std::lower_bound(view_.lines.begin(), view_.lines.end(), node,
                                     [](const Line& line, int wanted) { return line.node < wanted; });
    return static_cast<std::size_t>(at - view_.lines.begin());
  }
  std::pair<std::size_t, std::size_t> lines_of(int node) const {
    return {first_line(node), first_line(view_.html[node].end)};
  }

  /// The smallest element that holds nearly all of the running text: from the line with most of it outwards.
  int root() const {
    static constexpr std::string_view kHolders[] = {"div",   "td",   "article", "section", "main",
                                                    "table", "body", "form",    "html"};
    std::size_t all = 0, heaviest = 0;
    for (std::size_t i = 0; i < view_.lines.size(); ++i) {
      if (view_.framed[i]) continue;
      all += view_.mass[i];
      if (view_.mass[i] > view_.mass[heaviest] || view_.framed[heaviest]) heaviest = i;
    }
    int best = 0;
    for (int at = view_.html[view_.lines[heaviest].node].parent; at >= 0; at = view_.html[at].parent) {
      best = at;
      const bool holder = std::find(std::begin(kHolders), std::end(kHolders), view_.html[at].tag) != std::end(kHolders);
      if (holder && mass_in(at) * 100 >= all * kMostOfText) break;
    }
    return best;
  }

  /// Below the title when that stands in the element or close above it.
  std::size_t begin_of(std::size_t first, std::size_t last) const {
    std::size_t begin = first;
    const std::size_t below = title_.line + title_.lines;
    const bool seen = title_.line < view_.lines.size();
    if (seen && below <= last && below + kFarFromTitle >= first) begin = below;
    // What is said about the text stands above its first paragraph.
    std::size_t paragraph = begin;
    while (paragraph < last && !is_paragraph(paragraph)) ++paragraph;
    if (paragraph == last) return begin;
    std::size_t start = begin;
    for (std::size_t i = begin; i < paragraph; ++i) {
      if (is_byline(view_.texts[i]) || is_tool(view_.texts[i]) || is_label(i)) start = i + 1;
    }
    return start;
  }

  bool is_paragraph(std::size_t i) const {
    return view_.mass[i] >= kFirstParagraph && !view_.framed[i] && !is_byline(view_.texts[i]);
  }

  /// "索引号", a cell of the table that describes a document.
  bool is_label(std::size_t i) const {
    const std::string text = bare(view_.texts[i]);
    return std::any_of(std::begin(kBylineWords), std::end(kBylineWords), [&](std::string_view word) {
      return text == word || (text.size() == word.size() + 1 && text.rfind(word, 0) == 0 && text.back() == ':');
    });
  }

  /// At the first end mark below a paragraph; beyond the element as long as running text follows.
  std::size_t end_of(std::size_t begin, std::size_t last) const {
    bool text_seen = false;
    std::size_t end = begin;
    for (std::size_t i = begin; i < view_.lines.size(); ++i) {
      const bool mark = is_end_mark(view_.texts[i]);
      if (mark && (text_seen || i + 1 >= last)) break;
      if (i >= last && (view_.framed[i] || view_.mass[i] * 2 <= view_.lines[i].text.size())) break;
      text_seen = text_seen || (view_.mass[i] * 2 > view_.lines[i].text.size() && !view_.framed[i]);
      if (!is_tool(view_.texts[i])) end = i + 1;
    }
    return end;
  }

  bool is_text(std::size_t i, std::size_t begin) const {
    if (view_.framed[i] || is_tool(view_.texts[i])) return false;
    if (!view_.linked(i)) return !(i < begin + 3 && is_byline(view_.texts[i])) || view_.mass[i] >= kFirstParagraph;
    return names_attachment(i);
  }

  /// A link to a document is of the text, other links are ways elsewhere.
  bool names_attachment(std::size_t i) const {
    if (view_.texts[i].rfind("附件", 0) == 0) return true;
    const int a = view_.html.ancestor(view_.lines[i].node, "a");
    if (a < 0) return false;
    const auto href = view_.html[a].attribute("href");
    return document_kind_of_path(href.substr(0, href.find_first_of("?#"))).has_value();
  }

  const ArticleView& view_;
  const FoundTitle& title_;
  std::vector<std::size_t> sums_;  ///< of the mass of the lines before each
};

}  // namespace

bool is_byline(std::string_view line) {
  if (line.size() > kByline) return false;
  const std::string text = bare(line);
  std::size_t words = 0;
  bool begins = false;
  for (const auto word : kBylineWords) {
    const auto at = text.find(word);
    if (at == text.npos || text.compare(at + word.size(), 1, ":") != 0) continue;
    ++words;
    begins = begins || at == 0 || (at <= 6 && (text[0] == '[' || text[0] == '('));
  }
  if (begins || words >= 2) return true;
  // "2014-11-20 10:20 某市司法局 阅读 12": a day, and little else
  const auto digits = std::count_if(text.begin(), text.end(), [](unsigned char c) { return std::isdigit(c) != 0; });
  const bool marks = text.find("。") != text.npos || text.find(",") != text.npos;
  const bool day_first =
      !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) != 0 && find_date(text.substr(0, 24));
  return (day_first && text.size() <= 90 && !marks && digits >= 6) || (words >= 1 && find_date(line) && !marks);
}

MainText find_text(const ArticleView& view, const FoundTitle& title) { return TextFinder(view, title).run(); }

}  // namespace lawhub
