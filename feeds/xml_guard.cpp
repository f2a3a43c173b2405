#include "feeds/xml_guard.h"

#include <algorithm>
#include <array>

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
bool is_plain(char c) { return c >= 0x20 && c < 0x7F; }

struct Fault {
  const char* rule;
  std::string message;
  std::size_t offset;  // in the window
};

}  // namespace

/// Walks the text once, forwards, over a window that holds at least the part under way; throws Fault at the first thing
/// that is wrong. Inside a part it reads as if the window were all: when it meets the window's end, at_end() knows why.
class XmlParts::Scanner {
 public:
  Scanner(TextStream& stream, const XmlLimits& limits) : stream_(stream), limits_(limits) {}

  std::optional<XmlPart> root() {
    return guarded([&] { return find_root(); });
  }
  std::optional<XmlPart> next() {
    if (!root_begun_ && !root()) return std::nullopt;
    return guarded([&] { return find_part(); });
  }
  const std::optional<XmlFault>& fault() const { return fault_; }

 private:
  template <class Find>
  std::optional<XmlPart> guarded(Find find) {
    if (fault_) return std::nullopt;
    try {
      return find();
    } catch (const Fault& wrong) {
      const Fault fault = met_end_ ? at_end(wrong) : wrong;
      TextPlace place = mark_place_;
      advance(place, std::string_view(text_).substr(mark_, std::max(fault.offset, mark_) - mark_));
      fault_ = XmlFault{fault.rule, fault.message, place.line, place.column};
    }
    return std::nullopt;
  }

  Fault too_long() const {
    return {"xml-too-large", "一处内容过长(超过 " + std::to_string(limits_.part_bytes >> 10U) + " KiB)", part_};
  }

  /// The true reason when the window ended: a part longer than allowed, a character that XML does not have, or `wrong`.
  Fault at_end(const Fault& wrong) const {
    if (cut_) return *cut_;
    if (!ended_) return too_long();
    if (stream_.malformed()) return {"bad-encoding", "文件不是完整的 " + stream_.encoding() + " 编码", text_.size()};
    return wrong;
  }

  std::optional<XmlPart> find_root() {
    while (begin_construct()) {
      if (peek() != '<') {
        character_data();
      } else if (!markup()) {
        root_begun_ = true;
        start_tag();
        root_tag_ = text_.substr(part_, at_ - part_);
        if (root_tag_[root_tag_.size() - 2] != '/') root_tag_.insert(root_tag_.size() - 1, 1, '/');
        root_name_ = open_.empty() ? std::string() : std::string(open_.back());
        root_open_ = !open_.empty();
        open_.clear();
        return XmlPart{root_tag_, mark_place_, true};
      }
    }
    fail("不是 XML:没有元素");
  }

  std::optional<XmlPart> find_part() {
    while (begin_construct()) {
      if (peek() != '<') {
        if (character_data()) return part(false);
      } else if (markup()) {
        if (is_cdata_) return part(false);
      } else if (starts("</")) {
        end_tag();
      } else {
        if (!root_open_) fail("只能有一个根元素");
        element();
        return part(true);
      }
    }
    if (root_open_) fail("文件不完整:元素 " + root_name_ + " 没有结束");
    return std::nullopt;
  }

  XmlPart part(bool element) const {
    if (at_ - part_ > limits_.part_bytes) throw too_long();
    return {std::string_view(text_).substr(part_, at_ - part_), mark_place_, element};
  }

  /// Goes on to the next thing that stands in the root or outside of it; false at the end of the text.
  bool begin_construct() {
    if (at_ - part_ > limits_.part_bytes) throw too_long();
    if (text_.size() - at_ <= limits_.part_bytes && !ended_) refill();
    advance(mark_place_, std::string_view(text_).substr(mark_, at_ - mark_));
    mark_ = part_ = at_;
    part_nodes_ = 0;
    is_cdata_ = false;
    if (at_ < text_.size()) return true;
    met_end_ = true;
    if (cut_ || stream_.malformed()) fail("");
    met_end_ = false;
    return false;
  }

  /// Makes the window hold more than the longest part, or all there is.
  void refill() {
    advance(mark_place_, std::string_view(text_).substr(mark_, at_ - mark_));
    dropped_ += at_;
    text_.erase(0, at_);
    mark_ = at_ = 0;
    while (!ended_ && !cut_ && text_.size() <= 3 * limits_.part_bytes) {
      const std::size_t before = text_.size();
      ended_ = !stream_.more(text_);
      bytes_ += text_.size() - before;
      if (bytes_ > limits_.bytes) {
        text_.resize(text_.size() - (bytes_ - limits_.bytes));
        cut_ =
            Fault{"xml-too-large", "文件超过大小上限(" + std::to_string(limits_.bytes >> 20U) + " MiB)", text_.size()};
      }
      check_characters(before);
    }
    ended_ = ended_ || cut_.has_value();
  }

  void check_characters(std::size_t next) {
    while (next < text_.size()) {
      const std::size_t begin = next;
      if (is_plain(text_[next])) {
        ++next;
      } else if (!is_xml_char(next_code_point(text_, next))) {
        text_.resize(begin);
        cut_ = Fault{"xml-not-well-formed", "含有 XML 不允许的控制字符", begin};
      }
    }
  }

  [[noreturn]] void fail(std::string message) const { throw Fault{"xml-not-well-formed", std::move(message), at_}; }
  bool starts(std::string_view with) {
    if (text_.size() - at_ < with.size()) met_end_ = met_end_ || with.rfind(text_.substr(at_), 0) == 0;
    return text_.compare(at_, with.size(), with) == 0;
  }
  char peek() {
    if (at_ < text_.size()) return text_[at_];
    met_end_ = true;
    return '\0';
  }
  std::size_t find(std::string_view what, std::size_t from) {
    const std::size_t found = text_.find(what, from);
    met_end_ = met_end_ || found == std::string::npos;
    return found;
  }

  /// Reads over a comment, an instruction or character data in brackets; false when a tag stands here.
  bool markup() {
    if (starts("<!--")) {
      skip_past("--", 4);
      if (peek() != '>') fail("注释里不能有 --");
      ++at_;
    } else if (starts("<![CDATA[")) {
      if (open_.empty() && !root_open_) fail("根元素之外有文字,不是 XML");
      skip_past("]]>", 9);
      is_cdata_ = true;
    } else if (starts("<!")) {
      throw Fault{"xml-dtd", "不接受文档类型声明(DTD)和实体", at_};
    } else if (starts("<?")) {
      instruction();
    } else {
      return false;
    }
    return true;
  }

  /// The XML declaration, which only the beginning may have, is read as one.
  void instruction() {
    const std::size_t begin = at_;
    at_ += 2;
    const std::string_view target = name();
    const bool declaration = target.size() == 3 && fold(target) == "xml";
    if (declaration && dropped_ + begin != 0) {
      at_ = begin;
      fail("XML 声明只能在文件开头");
    }
    skip_past("?>", 0);
  }

  /// An element with all that it holds.
  void element() {
    do {
      if (peek() != '<') {
        character_data();
      } else if (markup()) {
        continue;
      } else if (starts("</")) {
        end_tag();
      } else {
        start_tag();
      }
    } while (!open_.empty());
  }

  void skip_past(std::string_view end, std::size_t from) {
    const std::size_t found = find(end, at_ + from);
    if (found == std::string::npos) fail("文件不完整:缺少 " + std::string(end));
    at_ = found + end.size();
  }

  /// True when it is more than white space.
  bool character_data() {
    bool words = false;
    if (peek() == '\0') fail("文件不完整:元素 " + std::string(open_.back()) + " 没有结束");
    const std::size_t end = std::min(find("<", at_), text_.size());
    for (; at_ < end; ++at_) {
      if (is_space(text_[at_])) continue;
      if (open_.empty() && !root_open_) {
        met_end_ = false;
        fail("根元素之外有文字,不是 XML");
      }
      words = true;
      if (text_[at_] == '&') reference();
      if (text_[at_] == ']' && starts("]]>")) fail("文字里的 ]]> 没有写成 ]]&gt;");
    }
    if (end == text_.size() && !ended_) fail("");  // too long; when all has ended the caller sees what is missing
    met_end_ = false;
    return words;
  }

  /// "&amp;", "&#x4E2D;"; leaves `at_` on the semicolon. There are no other entities without a DTD.
  void reference() {
    const std::string_view name = std::string_view(text_).substr(at_ + 1, 12);
    const std::size_t end = name.find(';');
    static constexpr std::array<std::string_view, 5> kNames = {"amp", "lt", "gt", "quot", "apos"};
    const std::string_view entity = name.substr(0, end);
    if (end == std::string_view::npos ||
        (std::find(kNames.begin(), kNames.end(), entity) == kNames.end() && !is_xml_char(numbered(entity)))) {
      met_end_ = end == std::string_view::npos && name.size() < 12;
      fail("“&”没有写成 &amp;,或实体不存在");
    }
    at_ += end + 1;
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
    return std::string_view(text_).substr(begin, at_ - begin);
  }

  void skip_space() {
    while (is_space(peek())) ++at_;
  }

  void count_node() {
    if (++nodes_ > limits_.nodes || ++part_nodes_ > limits_.part_nodes) throw Fault{"xml-too-large", "元素过多", at_};
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
    if (open_.size() + (root_name_.empty() ? 0 : 1) >= limits_.depth)
      throw Fault{"xml-too-large", "元素嵌套过深", begin};
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
    const std::string_view expected = open_.empty() ? std::string_view(root_name_) : open_.back();
    if (expected != tag || (open_.empty() && !root_open_)) {
      at_ = begin;
      fail(open_.empty() && !root_open_
               ? "多出结束标签 " + std::string(tag)
               : "结束标签 " + std::string(tag) + " 与开始标签 " + std::string(expected) + " 不配对");
    }
    if (open_.empty()) {
      root_open_ = false;
    } else {
      open_.pop_back();
    }
  }

  TextStream& stream_;
  XmlLimits limits_;
  std::string text_;      // the window
  std::size_t at_ = 0;    // in the window
  std::size_t part_ = 0;  // where the part under way begins
  std::size_t mark_ = 0;  // where mark_place_ is
  TextPlace mark_place_;
  std::size_t bytes_ = 0;     // read in all
  std::size_t dropped_ = 0;   // before the window
  bool ended_ = false;        // nothing follows the window
  std::optional<Fault> cut_;  // why the window was cut at its end
  bool met_end_ = false;      // the scan came to the window's end
  bool is_cdata_ = false;
  std::size_t nodes_ = 0, part_nodes_ = 0;
  std::vector<std::string_view> open_;  // below the root, into the window
  std::string root_tag_, root_name_;
  bool root_begun_ = false, root_open_ = false;
  std::optional<XmlFault> fault_;
};

XmlParts::XmlParts(TextStream& stream, const XmlLimits& limits) : scanner_(std::make_unique<Scanner>(stream, limits)) {}
XmlParts::~XmlParts() = default;
std::optional<XmlPart> XmlParts::root() { return scanner_->root(); }
std::optional<XmlPart> XmlParts::next() { return scanner_->next(); }
const std::optional<XmlFault>& XmlParts::fault() const { return scanner_->fault(); }

std::optional<XmlFault> find_xml_fault(std::string_view utf8, const XmlLimits& limits) {
  TextStream stream(bytes_of(utf8), "utf-8");
  XmlParts parts(stream, limits);
  while (parts.next()) {
  }
  return parts.fault();
}

}  // namespace lawhub
