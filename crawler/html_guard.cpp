#include "crawler/html_guard.h"

#include <algorithm>
#include <cctype>

namespace lawhub {
namespace {

constexpr std::size_t kMostAttributes = 256;  // pages made by word processors reach some dozens

class Guard {
 public:
  explicit Guard(std::string_view html) : html_(html) { out_.reserve(html.size()); }

  std::string run() {
    while ((at_ = find('<', at_)) < html_.size()) {
      ++at_;
      if (html_.substr(at_, 3) == "!--") {
        at_ = std::min(html_.find("-->", at_), html_.size());
      } else if (at_ < html_.size() && std::isalpha(static_cast<unsigned char>(html_[at_])) != 0) {
        pass_tag();
      }
    }
    out_ += html_.substr(kept_);
    return std::move(out_);
  }

 private:
  std::size_t find(char c, std::size_t from) const { return std::min(html_.find(c, from), html_.size()); }
  std::size_t find_any(const char* set, std::size_t from) const {
    return std::min(html_.find_first_of(set, from), html_.size());
  }
  std::size_t skip(const char* set, std::size_t from) const {
    return std::min(html_.find_first_not_of(set, from), html_.size());
  }

  void pass_tag() {
    const std::size_t name = at_;
    at_ = find_any(" \t\r\n\f/>", at_);
    const bool is_text = is_raw(html_.substr(name, at_ - name));
    for (std::size_t count = 0; (at_ = skip(" \t\r\n\f/", at_)) < html_.size() && html_[at_] != '>'; ++count) {
      if (count == kMostAttributes) out_ += html_.substr(kept_, at_ - kept_);
      pass_attribute();
      if (count >= kMostAttributes) kept_ = at_;
    }
    if (is_text) at_ = std::min(html_.find("</", at_), html_.size());
  }

  void pass_attribute() {
    at_ = find_any(" \t\r\n\f/>=", at_ + 1);
    const std::size_t equals = skip(" \t\r\n\f", at_);
    if (equals == html_.size() || html_[equals] != '=') return;
    at_ = skip(" \t\r\n\f", equals + 1);
    if (at_ < html_.size() && (html_[at_] == '"' || html_[at_] == '\'')) {
      at_ = std::min(find(html_[at_], at_ + 1) + 1, html_.size());
    } else {
      at_ = find_any(" \t\r\n\f>", at_);
    }
  }

  /// Elements whose text is no markup.
  static bool is_raw(std::string_view name) {
    const auto is = [&](std::string_view wanted) {
      return std::equal(name.begin(), name.end(), wanted.begin(), wanted.end(),
                        [](unsigned char a, char b) { return std::tolower(a) == b; });
    };
    return is("script") || is("style");
  }

  std::string_view html_;
  std::size_t at_ = 0;
  std::size_t kept_ = 0;  ///< up to here it is in `out_`, or left out
  std::string out_;
};

}  // namespace

std::string without_attribute_floods(std::string_view utf8) { return Guard(utf8).run(); }

}  // namespace lawhub
