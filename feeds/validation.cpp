#include "feeds/validation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <tuple>
#include <unordered_set>

#include "feeds/read_parts.h"
#include "feeds/rules.h"
#include "feeds/rules_feed.h"
#include "feeds/schema_check.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr const char* kHead = "feed";

/// Is the finding of the reader said of an element around that one?
bool is_around(const SchemaFinding& said, const Finding& read) {
  return std::any_of(said.around.begin(), said.around.end(),
                     [&](const TextPlace& place) { return place.line == read.line && place.column == read.column; });
}

/// What the reader found, unless it is said already; then that counts as much.
void add_reading(Report report, std::vector<SchemaFinding>& said) {
  if (report.empty()) return;
  std::multimap<std::pair<int, int>, std::size_t> at;  // by place: there may be thousands of each
  for (std::size_t i = 0; i < said.size(); ++i) at.emplace(std::pair(said[i].finding.line, said[i].finding.column), i);
  const std::size_t count = said.size();
  for (Finding& read : report) {
    const Rule* rule = find_rule(read.rule);
    const auto by = rule == nullptr ? Rule::BySchema::no : rule->by_schema;
    bool covered = false;
    const auto cover = [&](SchemaFinding& one) {
      covered = true;
      if (read.severity == Severity::error) one.finding.severity = Severity::error;
    };
    if (by == Rule::BySchema::same) {
      const auto [first, last] = at.equal_range({read.line, read.column});
      for (auto one = first; one != last; ++one) cover(said[one->second]);
    } else if (by == Rule::BySchema::inside) {
      for (std::size_t i = 0; i < count; ++i) {
        if (is_around(said[i], read)) cover(said[i]);
      }
    }
    if (!covered) said.push_back({std::move(read), {}});
  }
}

class Validation {
 public:
  Validation(Instant now, const std::function<void(const Finding&)>& found) : rules_(now), found_(found) {}

  void see(const xml_node& element, const TextPlaces& places, FeedPage& page) {
    const std::string_view name = element.name();
    if (name == "record") {
      record(element, places, page);
    } else if (name == "feed" && !root_seen_) {
      root_seen_ = true;
      head(schema_.root(element, places), element, places, page, [&](const JudgedRecord& r) { rules_.see_root(r); });
    } else {
      head(schema_.part(element, places, kHead), element, places, page,
           [&](const JudgedRecord& r) { rules_.see_head(r, page); });
    }
    page.report.clear();
    page.records.clear();
    page.withdrawals.clear();
  }

  void encoding(const TextStream& stream) {
    const bool guessed = stream.decided_by() == "statistics" && stream.encoding() != "utf-8";
    if (!stream.overruled() && !guessed) return;
    tell(finding_of("encoding-declaration", kHead, {}, "文件实际是 " + stream.encoding() + " 编码,声明中没有写明"));
  }

  ValidationCounts end(const tl::expected<FeedPage, Finding>& page) {
    if (page) {
      for (const SchemaFinding& missing : schema_.end()) tell(lowered(missing.finding, false));
      for (const Finding& finding : rules_.end(*page)) {
        tell(finding);
        if (finding.severity == Severity::warning && usable_.count(finding.place) != 0) to_mend_.insert(finding.place);
      }
      counts_.usable = usable_.size();
      counts_.to_mend = to_mend_.size();
    } else {
      counts_.rejected = 0;
      counts_.refused = true;
      tell(page.error());
    }
    return counts_;
  }

 private:
  template <class See>
  void head(std::vector<SchemaFinding> said, const xml_node& element, const TextPlaces& places, FeedPage& page,
            const See& see) {
    const bool wrong = has_error(page.report);
    if (element) see(JudgedRecord{element, places, kHead, page.division, {}, said});
    add_reading(std::move(page.report), said);
    for (const SchemaFinding& one : said) tell(lowered(one.finding, wrong));
  }

  void record(const xml_node& e, const TextPlaces& places, FeedPage& page) {
    const bool rejected = page.records.empty() && page.withdrawals.empty();
    std::string id = line_of(e, "id");
    if (id.size() < 3) id = "record";
    std::vector<SchemaFinding> said = schema_.part(e, places, id);
    const std::string today = page.response_date == 0 ? std::string() : iso_date(china_time(page.response_date).date);
    const JudgedRecord judged{e, places, id, page.division, today, said};
    judge(judged);
    add_reading(std::move(page.report), said);
    std::stable_sort(said.begin(), said.end(), [](const SchemaFinding& a, const SchemaFinding& b) {
      return std::tie(a.finding.line, a.finding.column) < std::tie(b.finding.line, b.finding.column);
    });
    bool warned = false;
    for (const SchemaFinding& one : said) {
      const Finding finding = lowered(one.finding, rejected);
      warned = warned || finding.severity == Severity::warning;
      tell(finding);
    }
    if (rejected) {
      ++counts_.rejected;
    } else {
      usable_.insert(id);
      if (warned) to_mend_.insert(id);
    }
  }

  void judge(const JudgedRecord& r) {
    judge_texts(r);
    judge_dates(r);
    judge_relations(r);
    if (r.organization()) {
      judge_identity(r);
      judge_contact(r);
      judge_hours(r);
      judge_place(r);
      judge_services(r);
    }
    rules_.see_record(r);
  }

  static bool has_error(const Report& report) {
    return std::any_of(report.begin(), report.end(), [](const Finding& f) { return f.severity == Severity::error; });
  }

  /// An error is what the hub does not take.
  static Finding lowered(Finding finding, bool rejected) {
    if (finding.severity == Severity::error && !rejected) finding.severity = Severity::warning;
    return finding;
  }

  void tell(const Finding& finding) {
    ++(finding.severity == Severity::error     ? counts_.errors
       : finding.severity == Severity::warning ? counts_.warnings
                                               : counts_.notes);
    found_(finding);
  }

  SchemaCheck schema_;
  FeedRules rules_;
  const std::function<void(const Finding&)>& found_;
  ValidationCounts counts_;
  bool root_seen_ = false;
  std::unordered_set<std::string> usable_, to_mend_;  // record ids
};

}  // namespace

std::string in_words(const ValidationCounts& counts) {
  if (counts.refused) return "整份文件不能用";
  return fmt::format("可用 {} 条,被拒 {} 条,需改 {} 条", counts.usable, counts.rejected, counts.to_mend);
}

ValidationCounts validate_feed(TextStream& stream, Instant now, const std::function<void(const Finding&)>& found) {
  Validation validation(now, found);
  validation.encoding(stream);
  const auto page = read_parts(stream, [&](const xml_node& element, const TextPlaces& places, FeedPage& so_far) {
    validation.see(element, places, so_far);
  });
  return validation.end(page);
}

}  // namespace lawhub
