#include "crawler/facts.h"

#include <algorithm>

#include "base/text.h"
#include "crawler/grid.h"
#include "crawler/labels.h"
#include "crawler/value_shape.h"
#include "feeds/labels.h"
#include "feeds/listing.h"
#include "registry/division.h"
#include "registry/institution_type.h"

namespace lawhub {
namespace {

constexpr std::size_t kLongestHeading = 30;  // characters
constexpr std::size_t kLongestParts = 300;   // bytes; longer lines are running text

bool is_link(const Line& line) { return line.link_bytes * 2 > line.text.size(); }

/// The name of a city, county or town and nothing else.
bool names_division(std::string_view text) {
  return count_code_points(text) <= 12 && !Divisions::get().named(text).empty();
}

class FactReader {
 public:
  FactReader(const Html& html, const std::vector<Line>& lines)
      : html_(html), lines_(lines), labelled_(read_labels(lines)) {}

  std::vector<Fact> run() {
    const auto tables = data_tables(html_);
    auto table = tables.begin();
    for (std::size_t i = 0; i < lines_.size();) {
      while (table != tables.end() && html_[*table].end <= lines_[i].node) ++table;
      const bool inside = table != tables.end() && lines_[i].node > *table;
      if (inside && take_table(*table)) {
        const int end = html_[*table].end;
        while (i < lines_.size() && lines_[i].node < end) ++i;
        while (next_ < labelled_.size() && labelled_[next_].line < i) ++next_;
        ++table;
        continue;
      }
      if (inside) ++table;  // read by lines
      take_line(i++);
    }
    return std::move(facts_);
  }

 private:
  bool take_table(int table) {
    auto found = read_key_values(html_, table);
    if (found.empty()) return false;
    std::move(found.begin(), found.end(), std::back_inserter(facts_));
    return true;
  }

  void take_line(std::size_t i) {
    const bool has_labels = next_ < labelled_.size() && labelled_[next_].line == i;
    const bool is_value = next_ > 0 && labelled_[next_ - 1].value_line == i;
    if (is_footer(lines_[i].text)) {
      add(Fact::Kind::close, {}, lines_[i].text, i);
      while (next_ < labelled_.size() && labelled_[next_].line == i) ++next_;
      return;
    }
    const std::string inside = has_labels ? name_between(lines_[i].text) : std::string();
    if (!inside.empty()) add_name(inside, i);
    if (!has_labels && !is_value) take_unlabelled(i);
    for (; next_ < labelled_.size() && labelled_[next_].line == i; ++next_) {
      const auto& labelled = labelled_[next_];
      take_parts(labelled.before, i);
      if (names_by_unknown_label(labelled, i)) add(Fact::Kind::name, {}, labelled.value, i);
      if (labelled.field == kUnlabelled) take_parts(labelled.value, i);
      if (labelled.field.empty() || labelled.field == kUnlabelled || labelled.field == "seq" ||
          labelled.field == kNotInstitutions)
        continue;
      const std::string value = inside.empty() ? labelled.value : squeeze(replace_all(labelled.value, inside, ""));
      if (says_nothing(value)) continue;
      const bool named = labelled.field == "name";
      add(named ? Fact::Kind::name : Fact::Kind::value, labelled.field, value, i);
    }
  }

  /// The one part of a line of labels that is an institution's name and no label's value, wherever it stands.
  static std::string name_between(const std::string& text) {
    std::string found;
    std::string_view last;
    for (const auto part : split(text, '\t')) {
      const bool labelled = !fields_of_label(last).empty() || last.ends_with(":") || last.ends_with("：");
      last = trim(part);
      if (labelled || !is_institution_name(last) || type_of_name(last) == InstitutionType::justice_bureau) continue;
      if (!found.empty()) return {};
      found = last;
    }
    return found;
  }

  /// …律师事务所(市中区文化路1号): the address is not the name's.
  void add_name(std::string_view text, std::size_t i) {
    const std::string name = normalise_width(text);
    const auto open = name.find('('), close = name.rfind(')');
    const bool bracketed = open != name.npos && open > 0 && close != name.npos && close > open;
    const std::string inside = bracketed ? name.substr(open + 1, close - open - 1) : std::string();
    if (field_by_shape(inside) != "address") return add(Fact::Kind::name, {}, std::string(text), i);
    add(Fact::Kind::name, {}, name.substr(0, open), i);
    add(Fact::Kind::shape, "address", inside, i);
  }

  /// A label we do not know at the beginning of a line of labels, in front of an institution's name.
  bool names_by_unknown_label(const Labelled& labelled, std::size_t i) const {
    const bool first = next_ == 0 || labelled_[next_ - 1].line != i;
    const bool more = next_ + 1 < labelled_.size() && labelled_[next_ + 1].line == i;
    return labelled.field.empty() && first && more && is_institution_name(labelled.value) &&
           type_of_name(labelled.value) != InstitutionType::justice_bureau;
  }

  void take_unlabelled(std::size_t i) {
    const std::string text = plain(lines_[i]);
    if (const auto name = name_in_line(text); !name.empty()) return add_name(name, i);
    if (const auto name = name_in_title(i); !name.empty()) return add(Fact::Kind::name, {}, name, i);
    const auto length = count_code_points(text);
    if (length > kLongestHeading && !lines_[i].heading) return take_shapes(i);
    if (is_not_theirs(text) && field_by_shape(text).empty()) return add(Fact::Kind::close, {}, text, i);
    if (lines_[i].heading || (!is_link(lines_[i]) && names_division(without_marks(text))))
      return add(Fact::Kind::heading, {}, std::string(without_marks(text)), i);
    take_shapes(i);
  }

  /// The full name that an element says in its title where its text is cut short.
  std::string name_in_title(std::size_t i) const {
    int at = lines_[i].node;
    for (int climbs = 0; at >= 0 && climbs < 3; at = html_[at].parent, ++climbs) {
      const std::string title = squeeze(html_[at].attribute("title"));
      if (is_institution_name(title)) return title;
    }
    return {};
  }

  /// A name, a number, an address without labels, each an element or a part of its own.
  void take_shapes(std::size_t i) {
    if (is_link(lines_[i]) && lines_[i].text.find('\t') == std::string::npos) return;
    take_parts(lines_[i].text, i);
  }

  /// What stands between tabs, commas and semicolons, or before a space behind a name.
  void take_parts(std::string text, std::size_t i) {
    if (text.size() > kLongestParts) return;
    for (const std::string_view mark : {"，", "；", ",", ";", "。"}) text = replace_all(std::move(text), mark, "\t");
    for (const auto part : split(text, '\t')) {
      if (field_by_shape(part).empty()) {
        for (const auto word : split(trim(part), ' ')) take_part(word, i);
      } else {
        take_part(part, i);
      }
    }
  }

  void take_part(std::string_view part, std::size_t i) {
    const auto field = field_by_shape(part);
    if (field.empty()) return;
    if (field == "name") return add_name(without_marks(part), i);
    add(Fact::Kind::shape, field, std::string(trim(part)), i);
  }

  void add(Fact::Kind kind, std::string_view field, std::string text, std::size_t line) {
    facts_.push_back({kind, field, std::move(text), lines_[line].node, static_cast<int>(line),
                      "正文第 " + std::to_string(line + 1) + " 行"});
  }

  const Html& html_;
  const std::vector<Line>& lines_;
  std::vector<Labelled> labelled_;
  std::size_t next_ = 0;
  std::vector<Fact> facts_;
};

}  // namespace

std::vector<Fact> read_facts(const Html& html, const std::vector<Line>& lines) { return FactReader(html, lines).run(); }

}  // namespace lawhub
