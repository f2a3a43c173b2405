#include "base/html_charset.h"

#include <algorithm>

#include "base/charset.h"

namespace lawhub {
namespace {

constexpr std::string_view kSpace = " \t\n\f\r";

bool is_space(char c) { return kSpace.find(c) != std::string_view::npos; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The value of "charset=" inside the content of a <meta> ("text/html; charset=gb2312"); empty when there is none.
std::string_view charset_in(std::string_view content) {
  constexpr std::string_view kName = "charset";
  for (auto at = content.find(kName); at != std::string_view::npos; at = content.find(kName, at)) {
    at += kName.size();
    at = std::min(content.find_first_not_of(kSpace, at), content.size());
    if (at == content.size() || content[at] != '=') continue;
    at = std::min(content.find_first_not_of(kSpace, at + 1), content.size());
    if (at == content.size()) return {};
    const char quote = content[at];
    if (quote == '"' || quote == '\'') return content.substr(at + 1, content.find(quote, at + 1) - at - 1);
    return content.substr(at, content.find_first_of(" \t\n\f\r;", at) - at);
  }
  return {};
}

class Prescan {
 public:
  explicit Prescan(std::string_view head) : head_(head) {}

  std::string_view run() {
    for (; at_ < head_.size(); ++at_) {
      if (looking_at("<!--")) {
        // the dashes that open it may close it
        const auto end = head_.find("-->", at_ + 2);
        at_ = end == std::string_view::npos ? head_.size() : end + 2;
      } else if (looking_at("<meta") && is_tag_end(at_ + 5)) {
        at_ += 5;
        const auto label = label_of_meta();
        if (!label.empty()) return label;
      } else if (is_tag()) {
        at_ = std::min(head_.find_first_of(" \t\n\f\r>", at_), head_.size());
        while (next_attribute()) {
        }
      } else if (looking_at("<!") || looking_at("</") || looking_at("<?")) {
        at_ = std::min(head_.find('>', at_), head_.size());
      }
    }
    return {};
  }

 private:
  struct Attribute {
    std::string_view name, value;
  };

  bool looking_at(std::string_view text) const { return head_.substr(at_, text.size()) == text; }
  bool is_tag_end(std::size_t at) const { return at < head_.size() && (is_space(head_[at]) || head_[at] == '/'); }
  /// <a or </a.
  bool is_tag() const {
    const std::size_t letter = at_ + (looking_at("</") ? 2 : 1);
    return head_[at_] == '<' && letter < head_.size() && is_letter(head_[letter]);
  }
  bool ended() const { return at_ >= head_.size(); }

  /// The label a <meta> names, if its tag is whole and the label known.
  std::string_view label_of_meta() {
    std::string_view label;
    while (next_attribute()) {
      if (!label.empty()) continue;
      if (attribute_.name == "charset") label = attribute_.value;
      if (attribute_.name == "content") label = charset_in(attribute_.value);
    }
    return ended() || encoding_of_label(label).empty() ? std::string_view() : label;
  }

  /// §13.2.3.2 "get an attribute". False at the end of the tag or of the head.
  bool next_attribute() {
    at_ = std::min(head_.find_first_not_of(" \t\n\f\r/", at_), head_.size());
    if (ended() || head_[at_] == '>') return false;
    const auto name = at_;
    at_ = std::min(head_.find_first_of(" \t\n\f\r/>=", at_ + 1), head_.size());
    attribute_ = {head_.substr(name, at_ - name), {}};
    at_ = std::min(head_.find_first_not_of(kSpace, at_), head_.size());
    if (ended()) return false;
    if (head_[at_] != '=') return true;
    at_ = std::min(head_.find_first_not_of(kSpace, at_ + 1), head_.size());
    if (ended()) return false;
    const char quote = head_[at_];
    if (quote == '"' || quote == '\'') {
      const auto end = head_.find(quote, at_ + 1);
      if (end == std::string_view::npos) at_ = head_.size();
      if (ended()) return false;
      attribute_.value = head_.substr(at_ + 1, end - at_ - 1);
      at_ = end + 1;
      return true;
    }
    if (quote == '>') return true;
    const auto value = at_;
    at_ = std::min(head_.find_first_of(" \t\n\f\r>", at_), head_.size());
    attribute_.value = head_.substr(value, at_ - value);
    return !ended();
  }

  std::string_view head_;
  std::size_t at_ = 0;
  Attribute attribute_;
};

}  // namespace

std::string_view html_charset(std::string_view head) { return Prescan(head).run(); }

}  // namespace lawhub
