// Label-value lines to listings.
#include "crawler/listing.h"

#include <algorithm>
#include <cctype>

#include "base/text.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestName = 40;  // characters

/// A line that is nothing but an institution's name: letters, digits, brackets and dots.
bool is_name(const Line& line) {
  const std::string text = plain(line);
  const std::u32string letters = to_code_points(text);
  if (letters.size() > kLongestName || std::none_of(letters.begin(), letters.end(), is_han)) return false;
  const bool clean = std::all_of(letters.begin(), letters.end(), [](char32_t c) {
    static constexpr std::u32string_view kAlso = U" ()（）·〇-";
    return is_han(c) || (c < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0) || kAlso.find(c) != kAlso.npos;
  });
  return clean && type_of_name(text).has_value();
}

bool is_empty_of_facts(const Listing& listing) {
  return std::all_of(listing.cells.begin(), listing.cells.end(), [](const auto& cell) { return cell.field == "name"; });
}

bool says_where_or_how(const Listing& listing) {
  for (const std::string_view field : {"phone", "address", "uscc", "licence_no", "hours", "lng_lat"}) {
    if (!listing.cell(field).empty()) return true;
  }
  return false;
}

std::string link_of(const Html& html, const Line& line) {
  const int a = html.ancestor(line.node, "a");
  return a < 0 ? std::string() : std::string(html[a].attribute("href"));
}

class CardReader {
 public:
  CardReader(const Html& html, const std::vector<Line>& lines, std::string_view fallback_name)
      : html_(html), lines_(lines), fallback_name_(fallback_name) {}

  std::vector<Listing> run() {
    const auto labelled = read_labels(lines_);
    std::size_t next = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool has_labels = next < labelled.size() && labelled[next].line == i;
      const bool is_value = next > 0 && labelled[next - 1].value_line == i;
      if (!has_labels && !is_value && is_name(lines_[i])) {
        // The name again, as the label's value or a second heading, is no new institution.
        if (current_.cell("name") != plain(lines_[i])) begin(plain(lines_[i]), i);
      }
      for (; next < labelled.size() && labelled[next].line == i; ++next) take(labelled[next]);
    }
    end();
    return std::move(listings_);
  }

 private:
  void begin(std::string name, std::size_t line) {
    end();
    current_.link = link_of(html_, lines_[line]);
    current_.cells.push_back({"name", std::move(name)});
    current_.evidence = "正文第 " + std::to_string(line + 1) + " 行起";
  }
  void take(const Labelled& labelled) {
    if (labelled.field.empty() || labelled.field == "seq" || says_nothing(labelled.value)) return;
    if (labelled.field == "name") {
      // A heading right above it named the same institution; otherwise a new one begins.
      if (is_empty_of_facts(current_)) current_ = {};
      return begin(labelled.value, labelled.line);
    }
    if (current_.evidence.empty()) current_.evidence = "正文第 " + std::to_string(labelled.line + 1) + " 行起";
    current_.cells.push_back({labelled.field, labelled.value});
  }
  void end() {
    if (current_.cell("name").empty() && !fallback_name_.empty()) {
      current_.cells.push_back({"name", std::string(fallback_name_)});
    }
    if (!current_.cell("name").empty() && says_where_or_how(current_)) {
      current_.labelled = true;
      listings_.push_back(std::move(current_));
    }
    current_ = {};
  }

  const Html& html_;
  const std::vector<Line>& lines_;
  std::string_view fallback_name_;
  Listing current_;
  std::vector<Listing> listings_;
};

}  // namespace

std::vector<Listing> read_cards(const Html& html, const std::vector<Line>& lines, std::string_view fallback_name) {
  return CardReader(html, lines, fallback_name).run();
}

}  // namespace lawhub
