// Facts of pages to listings: which belong to one institution.
#include <algorithm>

#include "base/text.h"
#include "crawler/facts.h"
#include "crawler/listing.h"
#include "crawler/value_shape.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr int kMostClimbs = 64;  // elements around a name that are looked at

bool is_empty_of_facts(const Listing& listing) {
  return std::all_of(listing.cells.begin(), listing.cells.end(), [](const auto& cell) { return cell.field == "name"; });
}

bool says_where_or_how(const Listing& listing) {
  for (const std::string_view field : {"phone", "address", "uscc", "licence_no", "hours", "lng_lat"}) {
    if (!listing.cell(field).empty()) return true;
  }
  return false;
}

/// The first institution's name in the page's title: 山东泰岳律师事务所 - 枣庄市司法局. A bureau's is the site's.
std::string name_in_title(const Html& html) {
  const int title = html.first(0, "title");
  if (title < 0) return {};
  std::string text;
  for (int i = title + 1; i < html[title].end; ++i) text += html[i].text;
  for (const std::string_view divider : {"_", "|", "-", "—", "–", ">"}) text = replace_all(text, divider, "\t");
  for (const auto part : split(text, '\t')) {
    const std::string name = squeeze(part);
    const auto type = type_of_name(name);
    if (type && *type != InstitutionType::justice_bureau && is_institution_name(name)) return name;
  }
  return {};
}

/// An element of the page and all in it.
struct Region {
  int begin = 0, end = 0;
  bool holds(int node) const { return node >= begin && node < end; }
};

class CardReader {
 public:
  CardReader(const Html& html, std::vector<Fact> facts, std::string_view fallback_name)
      : html_(html), facts_(std::move(facts)), fallback_name_(fallback_name), whole_{0, html.size()} {
    for (const auto& fact : facts_) {
      if (fact.kind == Fact::Kind::name && fact.node >= 0) names_.emplace_back(fact.node, without_space(fact.value));
    }
  }

  std::vector<Listing> run() {
    group(whole_);
    if (begins_.size() > 1) group(around_all());
    // Where the page names it itself, labels that stand elsewhere are not its own.
    const bool named = std::any_of(listings_.begin(), listings_.end(), [&](const Listing& listing) {
      return listing.cell("name") == fallback_name_ && listing.cells.back().field != "name";
    });
    if (named) std::erase_if(listings_, [](const Listing& listing) { return listing.cells.back().field == "name"; });
    return std::move(listings_);
  }

 private:
  /// Groups the facts inside `region`; those of a listing without a name may stand anywhere.
  void group(Region region) {
    listings_.clear();
    begins_.clear();
    region_ = region;
    for (const auto& fact : facts_) take(fact);
    end();
  }

  void take(const Fact& fact) {
    switch (fact.kind) {
      case Fact::Kind::name:
        return take_name(fact);
      case Fact::Kind::heading:
        heading_ = fact.value;
        return;
      case Fact::Kind::close:
        end();
        closed_ = true;
        return;
      case Fact::Kind::shape:
        // Only in an element that is this institution's alone or right below it, and where no label says the same.
        if ((own_.holds(fact.node) || follows(fact)) && !closed_ && current_.cell(fact.field).empty()) add(fact);
        return;
      case Fact::Kind::value:
        if (current_.cell("name").empty() || region_.holds(fact.node)) add(fact);
    }
  }

  bool follows(const Fact& fact) const {
    return fact.line >= 0 && last_line_ >= 0 && fact.line - last_line_ <= 1 && region_.holds(fact.node);
  }

  void add(const Fact& fact) {
    if (closed_) return;
    last_line_ = fact.line;
    if (current_.evidence.empty()) current_.evidence = fact.place + "起";
    current_.cells.push_back({fact.field, fact.value});
  }

  void take_name(const Fact& fact) {
    const bool labelled = !fact.field.empty();
    // The name again, as the label's value or a second heading, is no new institution.
    if (!labelled && current_.cell("name") == fact.value) return;
    // A heading right above it named the same institution; otherwise a new one begins.
    if (labelled && is_empty_of_facts(current_)) current_ = {};
    end();
    begin_node_ = fact.node;
    last_line_ = fact.line;
    own_ = own_element(fact);
    const int a = html_.ancestor(fact.node, "a");
    const int inside = a < 0 ? html_.first(fact.node, "a") : a;
    if (inside >= 0) current_.link = html_[inside].attribute("href");
    current_.cells.push_back({"name", fact.value});
    current_.evidence = fact.place + "起";
    current_.heading = heading_;
  }

  void end() {
    if (current_.cell("name").empty() && !fallback_name_.empty()) {
      current_.cells.push_back({"name", std::string(fallback_name_)});
    }
    if (!current_.cell("name").empty() && says_where_or_how(current_)) {
      current_.labelled = true;
      if (begin_node_ >= 0) begins_.push_back(begin_node_);
      listings_.push_back(std::move(current_));
    }
    current_ = {};
    own_ = {};
    begin_node_ = last_line_ = -1;
    closed_ = false;
  }

  /// The largest element around a name that holds no other name; nothing where that is the whole page.
  Region own_element(const Fact& fact) const {
    const std::string name = without_space(fact.value);
    Region own;
    int at = fact.node;
    for (int climbs = 0; at >= 0 && climbs < kMostClimbs; at = html_[at].parent, ++climbs) {
      const Region here{at, html_[at].end};
      const auto first = std::lower_bound(names_.begin(), names_.end(), std::pair(here.begin, std::string()));
      for (auto other = first; other != names_.end() && other->first < here.end; ++other) {
        if (other->second != name) return own;
      }
      own = here;
    }
    return {};
  }

  /// The smallest element around all names that begin a listing: what stands outside belongs to none of them.
  Region around_all() const {
    const auto [first, last] = std::minmax_element(begins_.begin(), begins_.end());
    int at = *first;
    while (at >= 0 && html_[at].end <= *last) at = html_[at].parent;
    // A list's own element, or what stands around it when that is a row or a run of lines.
    if (at >= 0 && html_[at].tag == "tr") at = html_[at].parent;
    return at < 0 ? whole_ : Region{at, html_[at].end};
  }

  const Html& html_;
  std::vector<Fact> facts_;
  std::string_view fallback_name_;
  Region whole_, region_, own_;
  std::vector<std::pair<int, std::string>> names_;  // by node
  std::vector<int> begins_;                         // of the listings
  std::string heading_;
  Listing current_;
  int begin_node_ = -1, last_line_ = -1;
  bool closed_ = false;
  std::vector<Listing> listings_;
};

}  // namespace

std::vector<Listing> read_cards(const Html& html, const std::vector<Line>& lines, std::string_view fallback_name) {
  const std::string titled = fallback_name.empty() ? name_in_title(html) : std::string();
  return CardReader(html, read_facts(html, lines), titled.empty() ? fallback_name : titled).run();
}

}  // namespace lawhub
