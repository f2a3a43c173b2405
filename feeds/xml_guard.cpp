#include "feeds/xml_guard.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kAttributes = 64;  // of one element; bounds the search for doubled names

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_name_start(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || c == '_' || c == ':' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_name(char c) { return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.'; }
/// XML 1.0 §2.2 Char.
bool is_xml_char(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c <= 0x10FFFF);
}

struct Fault {
  const char* rule;
  std::string message;
  std::size_t offset;
};

/// Walks the text once, forwards; throws Fault at the first thing that is wrong.
class Scanner {
 public:
  Scanner(std::string_view text, const XmlLimits& limits) : text_(text), limits_(limits) {}

  void run() {
    if (text_.size() > limits_.bytes) throw Fault{"xml-too-large", "文件超过大小上限", limits_.bytes};
    check_characters();
    bool root_seen = false;
    while (at_ < text_.size()) {
      if (text_[at_] != '<') {
        character_data();
      } else if (starts("<!--")) {
        skip_past("-->");
      } else if (starts("<![CDATA[")) {
        if (open_.empty()) fail("根元素之外有文字,不是 XML");
        skip_past("]]>");
      } else if (starts("<!")) {
        throw Fault{"xml-dtd", "不接受文档类型声明(DTD)和实体", at_};
      } else if (starts("<?")) {
        skip_past("?>");
      } else if (starts("</")) {
        end_tag();
      } else {
        if (open_.empty() && root_seen) fail("只能有一个根元素");
        root_seen = true;
        start_tag();
      }
    }
    if (!open_.empty()) fail("文件不完整:元素 " + std::string(open_.back()) + " 没有结束");
    if (!root_seen) fail("不是 XML:没有元素");
  }

 private:
  [[noreturn]] void fail(std::string message) const { throw Fault{"xml-not-well-formed", std::move(message), at_}; }
  bool starts(std::string_view with) const { return text_.compare(at_, with.size(), with) == 0; }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void check_characters() {
    for (std::size_t next = 0; next < text_.size();) {
      const std::size_t begin = next;
      if (!is_xml_char(next_code_point(text_, next))) {
        throw Fault{"xml-not-well-formed", "含有 XML 不允许的控制字符", begin};
      }
    }
  }

  void skip_past(std::string_view end) {
    const std::size_t found = text_.find(end, at_ + 2);
    if (found == std::string_view::npos) fail("文件不完整:缺少 " + std::string(end));
    at_ = found + end.size();
  }

  void character_data() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    for (; at_ < end; ++at_) {
      if (open_.empty() && !is_space(text_[at_])) fail("根元素之外有文字,不是 XML");
      if (text_[at_] == '&') reference();
    }
  }

  /// "&amp;", "&#x4E2D;"; leaves `at_` on the semicolon. There are no other entities without a DTD.
  void reference() {
    const std::size_t end = text_.find(';', at_);
    const std::string_view name =
        end == std::string_view::npos || end - at_ > 12 ? std::string_view() : text_.substr(at_ + 1, end - at_ - 1);
    static constexpr std::array<std::string_view, 5> kNames = {"amp", "lt", "gt", "quot", "apos"};
    if (std::find(kNames.begin(), kNames.end(), name) == kNames.end() && !is_xml_char(numbered(name))) {
      fail("“&”没有写成 &amp;,或实体不存在");
    }
    at_ = end;
  }

  /// The character of "#20013" or "#x4E2D"; 0 when it is neither.
  static char32_t numbered(std::string_view name) {
    if (name.size() < 2 || name[0] != '#') return 0;
    const bool hex = name[1] == 'x';
    name.remove_prefix(hex ? 2 : 1);
    static constexpr std::string_view kDigits = "0123456789abcdef";
    char32_t value = 0;
    for (const char c : name) {
      const std::size_t digit = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
      if (digit >= (hex ? 16U : 10U) || value > 0x10FFFF) return 0;
      value = value * (hex ? 16 : 10) + static_cast<char32_t>(digit);
    }
    return value;
  }

  std::string_view name() {
    const std::size_t begin = at_;
    if (!is_name_start(peek())) fail("“<”没有写成 &lt;,或元素、属性名不合规则");
    while (is_name(peek())) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  void skip_space() {
    while (is_space(peek())) ++at_;
  }

  void count_node() {
    if (++nodes_ > limits_.nodes) throw Fault{"xml-too-large", "元素过多", at_};
  }

  void start_tag() {
    const std::size_t begin = at_++;
    count_node();
    const std::string_view tag = name();
    std::vector<std::string_view> attributes;
    for (;;) {
      const bool space = is_space(peek());
      skip_space();
      if (peek() == '>' || peek() == '/') break;
      if (!space) fail("属性之前缺少空格,或标签没有结束");
      attribute(attributes);
    }
    const bool empty = peek() == '/';
    if (empty) ++at_;
    if (peek() != '>') fail("标签没有结束");
    ++at_;
    if (open_.size() >= limits_.depth) throw Fault{"xml-too-large", "元素嵌套过深", begin};
    if (!empty) open_.push_back(tag);
  }

  void attribute(std::vector<std::string_view>& seen) {
    count_node();
    const std::string_view key = name();
    if (std::find(seen.begin(), seen.end(), key) != seen.end()) fail("属性 " + std::string(key) + " 重复");
    if (seen.size() >= kAttributes) throw Fault{"xml-too-large", "一个元素的属性过多", at_};
    seen.push_back(key);
    skip_space();
    if (peek() != '=') fail("属性 " + std::string(key) + " 没有值");
    ++at_;
    skip_space();
    const char quote = peek();
    if (quote != '"' && quote != '\'') fail("属性值没有加引号");
    for (++at_; peek() != quote; ++at_) {
      if (at_ >= text_.size() || peek() == '<') fail("属性值没有结束");
      if (peek() == '&') reference();
    }
    ++at_;
  }

  void end_tag() {
    const std::size_t begin = at_;
    at_ += 2;
    const std::string_view tag = name();
    skip_space();
    if (peek() != '>') fail("标签没有结束");
    ++at_;
    if (!open_.empty() && open_.back() == tag) {
      open_.pop_back();
      return;
    }
    at_ = begin;
    fail(open_.empty() ? "多出结束标签 " + std::string(tag)
                       : "结束标签 " + std::string(tag) + " 与开始标签 " + std::string(open_.back()) + " 不配对");
  }

  std::string_view text_;
  XmlLimits limits_;
  std::size_t at_ = 0;
  std::size_t nodes_ = 0;
  std::vector<std::string_view> open_;
};

}  // namespace

std::optional<XmlFault> find_xml_fault(std::string_view utf8, const XmlLimits& limits) {
  try {
    Scanner(utf8, limits).run();
  } catch (const Fault& fault) {
    const TextPlaces::Place place = TextPlaces(utf8).of(fault.offset);
    return XmlFault{fault.rule, fault.message, place.line, place.column};
  }
  return std::nullopt;
}

TextPlaces::TextPlaces(std::string_view utf8) : text_(utf8), line_starts_{0} {
  for (std::size_t at = utf8.find('\n'); at != std::string_view::npos; at = utf8.find('\n', at + 1)) {
    line_starts_.push_back(at + 1);
  }
}

TextPlaces::Place TextPlaces::of(std::size_t offset) const {
  offset = std::min(offset, text_.size());
  const auto behind = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const std::size_t start = *std::prev(behind);
  return {static_cast<int>(behind - line_starts_.begin()),
          static_cast<int>(count_code_points(text_.substr(start, offset - start))) + 1};
}

}  // namespace lawhub
