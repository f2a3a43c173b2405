#include "crawler/lines.h"

#include <algorithm>
#include <limits>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr char kDivider = '\x1f';  // between inline elements, until the line is complete

bool divides(const Node& node) {
  static constexpr std::string_view kInline[] = {"a",    "b",      "em", "font", "i", "label",
                                                 "span", "strong", "td", "th",   "u"};
  return std::find(std::begin(kInline), std::end(kInline), node.tag) != std::end(kInline);
}

bool is_heading(const Node& node) {
  return node.tag.size() == 2 && node.tag[0] == 'h' && node.tag[1] >= '1' && node.tag[1] <= '4';
}

/// Parts between dividers squeezed and joined by tabs; empty parts vanish.
std::string tidy(const std::string& raw) {
  std::vector<std::string> parts;
  for (const auto part : split(raw, kDivider)) {
    if (auto text = squeeze(part); !text.empty()) parts.push_back(std::move(text));
  }
  return join(parts, "\t");
}

class LineMaker {
 public:
  explicit LineMaker(const Html& html) : html_(html) {}

  std::vector<Line> run(int from, int end) {
    for (int i = from; i < end;) {
      leave_before(i);
      const Node& node = html_[i];
      if (node.is_unread()) {
        i = node.end;
        continue;
      }
      node.is_text() ? add(i) : enter(i);
      ++i;
    }
    leave_before(std::numeric_limits<int>::max());
    end_line();
    return std::move(lines_);
  }

 private:
  void enter(int i) {
    const Node& node = html_[i];
    if (node.is_block()) end_line();
    if (divides(node)) line_.text += kDivider;
    links_ += node.tag == "a" ? 1 : 0;
    headings_ += is_heading(node) ? 1 : 0;
    open_.push_back(i);
  }

  void leave_before(int i) {
    while (!open_.empty() && html_[open_.back()].end <= i) {
      const Node& node = html_[open_.back()];
      open_.pop_back();
      links_ -= node.tag == "a" ? 1 : 0;
      headings_ -= is_heading(node) ? 1 : 0;
      if (node.is_block()) end_line();
      if (divides(node)) line_.text += kDivider;
    }
  }

  void add(int i) {
    const std::string& text = html_[i].text;
    const std::size_t visible = squeeze(text).size();
    line_.text += text;
    if (visible == 0) return;
    if (line_.node < 0) line_.node = i;
    if (links_ > 0) line_.link_bytes += visible;
    line_.heading |= headings_ > 0;
  }

  void end_line() {
    line_.text = tidy(line_.text);
    if (!line_.text.empty()) lines_.push_back(std::move(line_));
    line_ = {};
  }

  const Html& html_;
  std::vector<Line> lines_;
  Line line_;
  std::vector<int> open_;  ///< elements around the present place
  int links_ = 0, headings_ = 0;
};

}  // namespace

std::vector<Line> lines(const Html& html, int from) {
  if (from < 0 || from >= html.size()) return {};
  return LineMaker(html).run(from, from == 0 ? html.size() : html[from].end);  // broken markup may have several roots
}

std::string plain(const Line& line) {
  std::string text = line.text;
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

}  // namespace lawhub
