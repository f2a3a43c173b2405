#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "crawler/article.h"
#include "crawler/article_view.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestTitle = 100;     // characters
constexpr std::size_t kLongestElement = 2000;  // bytes of a title element that are looked at
constexpr std::size_t kShortestMatch = 4;      // characters; a shorter line may stand in any title by chance
constexpr std::size_t kTitleLines = 4;         // a title may be broken into as many
constexpr int kAncestors = 5;                  // around a line that may say what it is
constexpr std::size_t kAroundByline = 3;       // lines between the title and the line with its day

bool is_title(std::string_view text, std::string_view site_name) {
  const auto length = count_code_points(text);
  return length >= 2 && length <= kLongestTitle && text != site_name && text != "首页" && text != "正文";
}

/// "通知公告-枣庄市司法局" without the site's name and what divides it from the rest.
std::string without_site(std::string_view title, std::string_view site_name) {
  std::string text = squeeze(title);
  for (const std::string_view divider : {"_", "|", " - ", "-", "--", "—", "–", ">", "·", "\uFF0D"}) {
    const auto at = text.rfind(divider);
    if (at == text.npos || at == 0) continue;
    const auto tail = trim(std::string_view(text).substr(at + divider.size()));
    const auto head = trim(std::string_view(text).substr(0, at));
    const bool tail_is_site = tail == site_name || (!site_name.empty() && site_name.find(tail) != site_name.npos) ||
                              tail.find("网") != tail.npos || tail.find("司法") != tail.npos ||
                              tail.find("协会") != tail.npos || tail.find("政府") != tail.npos;
    if (tail_is_site && !tail.empty()) return without_site(std::string(head), site_name);
    if (head == site_name) return std::string(tail);
  }
  return text;
}

std::string title_element(const Html& html) {
  std::string title;
  const int element = html.first(0, "title");
  for (int i = element; element >= 0 && i < html[element].end; ++i) title += html[i].text;
  return squeeze(std::string_view(title).substr(0, kLongestElement));
}

bool says_title(std::string_view value) {
  if (value == "bt" || value == "tit" || value == "biaoti") return true;
  for (const std::string_view word : {"title", "biaoti", "headline", "wzbt", "xwbt"}) {
    for (auto at = value.find(word); at != value.npos; at = value.find(word, at + 1)) {
      const char before = at == 0 ? '-' : value[at - 1];
      // articleTitle, art_title; but no subtitle
      const bool begins = std::isalpha(static_cast<unsigned char>(before)) == 0 || word != "title";
      if (begins || (at >= 3 && value.substr(at - 3, 3) != "sub")) return true;
    }
  }
  return value.find("Title") != value.npos;
}

/// The size of letters that an element asks for, in pixels; 0 when it does not.
int letter_size(const Node& node) {
  std::int64_t number = 0;
  if (node.tag == "font") {
    static constexpr int kPixels[] = {10, 10, 13, 16, 18, 24, 32, 48};
    std::string_view size = trim(node.attribute("size"));
    const bool relative = !size.empty() && size[0] == '+';
    if (relative) size.remove_prefix(1);
    if (parse_number(size, number) && number >= 0 && number <= 7)
      return kPixels[std::min<std::int64_t>(7, number + (relative ? 3 : 0))];
  }
  const std::string style = without_space(node.attribute("style"));
  const auto at = style.find("font-size:");
  if (at == style.npos) return 0;
  std::size_t end = at + 10;
  while (end < style.size() && std::isdigit(static_cast<unsigned char>(style[end])) != 0) ++end;
  if (!parse_number(std::string_view(style).substr(at + 10, end - at - 10), number) || number > 100) return 0;
  return static_cast<int>(style.compare(end, 2, "pt") == 0 ? number * 4 / 3 : number);
}

/// How much the markup around a line says that it is the title: h1 above h2, a class that says so, large letters.
int prominence(const ArticleView& view, std::size_t i) {
  int best = 0;
  int at = view.html[view.lines[i].node].parent;
  for (int up = 0; up < kAncestors && at >= 0; ++up, at = view.html[at].parent) {
    const Node& node = view.html[at];
    if (node.tag == "h1") best = std::max(best, 60);
    if (node.tag == "h2") best = std::max(best, 40);
    if (node.tag == "h3") best = std::max(best, 25);
    if (says_title(node.attribute("class")) || says_title(node.attribute("id"))) best = std::max(best, 45 - 5 * up);
    const int size = letter_size(node);
    if (size >= 18) best = std::max(best, 20 + std::min(size, 40));
    if (node.tag == "b" || node.tag == "strong") best = std::max(best, 10);
    // what lies around several lines says nothing of one
    if (i + 1 < view.lines.size() && view.inside(i + 1, at) && i > 0 && view.inside(i - 1, at)) break;
  }
  return best;
}

class TitleFinder {
 public:
  TitleFinder(const ArticleView& view, std::string_view site_name)
      : view_(view), site_(site_name), element_(title_element(view.html)), own_(without_site(element_, site_name)) {
    for (const auto& text : view.texts) bare_.push_back(bare(text));
  }

  FoundTitle run() {
    const std::string named = squeeze(meta(view_.html, "ArticleTitle")), shared = squeeze(meta(view_.html, "og:title"));
    for (const auto& text : {named, shared}) {
      const auto found = is_title(text, site_) ? visible(text) : std::nullopt;
      if (found) return *found;
    }
    if (auto found = seen_in_element()) return *found;
    if (auto found = most_prominent()) return *found;
    // Nothing on the page looks like a title; what the head says may still be right.
    for (const auto& text : {own_, named, shared}) {
      if (is_title(text, site_)) return {text, view_.lines.size(), 1};
    }
    return {{}, view_.lines.size(), 1};
  }

 private:
  bool may_be(std::size_t i) const {
    return !view_.framed[i] && !view_.linked(i) && is_title(view_.texts[i], site_) && !is_byline(view_.texts[i]);
  }

  /// The line, or the few lines, that say just that.
  std::optional<FoundTitle> visible(std::string_view text) const {
    const std::string wanted = bare(text);
    for (std::size_t i = 0; i < bare_.size(); ++i) {
      if (view_.linked(i) || view_.framed[i] || bare_[i].empty() || wanted.rfind(bare_[i], 0) != 0) continue;
      std::string together = bare_[i];
      std::size_t count = 1;
      while (together.size() < wanted.size() && count < kTitleLines && i + count < bare_.size() &&
             wanted.compare(together.size(), bare_[i + count].size(), bare_[i + count]) == 0)
        together += bare_[i + count++];
      // broken into lines it has lost how it is written
      if (together == wanted) return FoundTitle{count > 1 ? std::string(text) : view_.texts[i], i, count};
    }
    return std::nullopt;
  }

  std::string joined(std::size_t begin, std::size_t count) const {
    std::string text = view_.texts[begin];
    for (std::size_t i = begin + 1; i < begin + count; ++i) text += view_.texts[i];
    return text;
  }

  /// Lines of the page that the title element says too: the longest, with those that go on with it.
  std::optional<FoundTitle> seen_in_element() const {
    const std::string element = bare(element_);
    std::string_view head = own_;
    for (const std::string_view dots : {"…", "..."}) head = head.substr(0, head.find(dots));
    const std::string cut = head.size() < own_.size() ? bare(head) : std::string();
    FoundTitle best;
    std::size_t best_length = 0;
    for (std::size_t i = 0; i < bare_.size(); ++i) {
      if (!may_be(i)) continue;
      const std::size_t length = count_code_points(bare_[i]);
      if (count_code_points(cut) >= kShortestMatch && bare_[i].rfind(cut, 0) == 0)
        return FoundTitle{view_.texts[i], i, 1};
      const bool whole = bare_[i] == bare(own_);
      if ((length < kShortestMatch && !whole) || element.find(bare_[i]) == element.npos) continue;
      std::string together = bare_[i];
      std::size_t count = 1;
      while (count < kTitleLines && i + count < bare_.size() && may_be(i + count) &&
             element.find(together + bare_[i + count]) != element.npos)
        together += bare_[i + count++];
      const std::size_t weight = count_code_points(together) * 100 + static_cast<std::size_t>(prominence(view_, i));
      // The name of the column stands in the element too: it is shorter, and the last part.
      if (weight > best_length && bare(site_).find(together) == std::string::npos) {
        best = {count > 1 && together == bare(own_) ? own_ : joined(i, count), i, count};
        best_length = weight;
      }
    }
    if (best_length == 0 || !fits(best)) return std::nullopt;
    return best;
  }

  /// A line that is the column's name, while something else on the page looks like a title, is none.
  bool fits(const FoundTitle& found) const {
    const std::string own = bare(own_);
    return own.rfind(bare(found.text), 0) == 0 || prominence(view_, found.line) > 0;
  }

  std::optional<FoundTitle> most_prominent() const {
    int best = 0;
    std::size_t line = 0;
    for (std::size_t i = 0; i < view_.lines.size(); ++i) {
      if (!may_be(i)) continue;
      int score = prominence(view_, i);
      if (before_byline(i)) score += 40;
      if (score > best) {
        best = score;
        line = i;
      }
    }
    if (best < 20) return std::nullopt;
    return FoundTitle{view_.texts[line], line, 1};
  }

  bool before_byline(std::size_t i) const {
    for (std::size_t next = i + 1; next < view_.lines.size() && next <= i + kAroundByline; ++next) {
      if (is_byline(view_.texts[next])) return true;
      if (view_.mass[next] > 100) return false;
    }
    return false;
  }

  const ArticleView& view_;
  std::string_view site_;
  std::string element_, own_;
  std::vector<std::string> bare_;
};

}  // namespace

FoundTitle find_title(const ArticleView& view, std::string_view site_name) {
  return TitleFinder(view, site_name).run();
}

}  // namespace lawhub
