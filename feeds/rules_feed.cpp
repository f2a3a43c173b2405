#include "feeds/rules_feed.h"

#include <algorithm>

#include "base/text.h"
#include "feeds/rules.h"
#include "registry/identifier.h"

namespace lawhub {
namespace {

using pugi::xml_node;

constexpr std::size_t kShared = 3;  // records at one point, with different addresses
constexpr Instant kDay = 86400;
constexpr Instant kStale = 180 * kDay;  // a feed that nobody has made anew for half a year
constexpr const char* kHead = "feed";

TextPlace place_of(const JudgedRecord& r, const xml_node& e) {
  return r.places.of(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, e.offset_debug())));
}

/// A seat's point and a rounded one are said to be so already.
bool is_said_default(const JudgedRecord& r, TextPlace at) {
  return std::any_of(r.findings.begin(), r.findings.end(), [&](const SchemaFinding& said) {
    const Finding& f = said.finding;
    return f.line == at.line && f.column == at.column && (f.rule == "position-default" || f.rule == "position-coarse");
  });
}

}  // namespace

void FeedRules::see_root(const JudgedRecord& feed) {
  root_ = place_of(feed, feed.record);
  const std::string version = line_of(feed.record, "schema_version");
  if (!version.empty() && version != "1" && version.rfind("1.", 0) != 0) {
    feed.add("schema-version", feed.record, "格式版本" + quoted(version) + "不是 1");
  }
}

void FeedRules::see_head(const JudgedRecord& feed, const FeedPage& page) {
  const std::string_view name = feed.record.name();
  if (name == "earliest_datestamp") earliest_ = line_of(feed.record);
  if (name == "paging") paging_ = place_of(feed, feed.record);
  if (name != "response_date" || now_ == 0 || page.response_date == 0) return;
  if (page.response_date > now_ + kDay) {
    feed.add("future-response", feed.record, "生成时间" + quoted(line_of(feed.record)) + "还没有到");
  } else if (page.response_date < now_ - kStale) {
    feed.add("stale-response", feed.record, "文件是 " + line_of(feed.record) + " 生成的,已经超过半年");
  }
}

void FeedRules::see_record(const JudgedRecord& r) {
  ++records_;
  ids_.insert(r.id);
  const std::string datestamp = line_of(r.record, "datestamp");
  const auto changed = parse_iso_instant(datestamp), earliest = parse_iso_instant(earliest_);
  if (changed && earliest && *changed < *earliest) {
    r.add("before-earliest", r.record, "改动时间" + quoted(datestamp) + "早于 earliest_datestamp " + earliest_);
  }
  if (r.organization()) {
    see_identity(r);
    see_position(r);
  }
  see_targets(r);
}

void FeedRules::see_identity(const JudgedRecord& r) {
  const xml_node organization = r.organization();
  for (const xml_node& e : organization.children("organization_identifier")) {
    const std::string scheme = line_of(e, "identifier_scheme");
    const bool uscc = scheme == "uscc";
    if (!uscc && scheme != "licence") continue;
    const std::string value = uscc ? read_uscc(line_of(e)).value : read_licence(line_of(e));
    if (value.empty()) continue;
    const auto [first, is_new] = first_with_.emplace(scheme + " " + value, r.id);
    if (!is_new && first->second != r.id) {
      r.add("shared-identifier", e, "证号" + quoted(value) + "与记录 " + first->second + " 相同");
    }
  }
  const xml_node name = organization.child("name");
  const std::string same = line_of(organization.child("institution_type")) + " " + r.division() + " " +
                           without_space(normalise_width(line_of(name)));
  const auto [first, is_new] = first_with_.emplace(same, r.id);
  if (!is_new && first->second != r.id && name) {
    r.add("duplicate-institution", name, "名称、类型和区划都与记录 " + first->second + " 相同");
  }
}

void FeedRules::see_position(const JudgedRecord& r) {
  for (const xml_node& location : r.organization().children("location")) {
    const xml_node e = location.child("position");
    if (!e || line_of(e, "method") == "gazetteer" || is_said_default(r, place_of(r, e))) continue;
    Shared& shared = points_[line_of(e, "longitude") + "," + line_of(e, "latitude")];
    const xml_node address = location.child("address");
    shared.addresses.insert(line_of(address, "text") + line_of(address.child("address_1")));
    shared.at.push_back({r.id, {}, place_of(r, e)});
  }
}

void FeedRules::see_targets(const JudgedRecord& r) {
  const auto remember = [&](const xml_node& e, const std::string& target) {
    if (!target.empty() && target != r.id && ids_.count(target) == 0)
      targets_.push_back({r.id, target, place_of(r, e)});
  };
  for (const xml_node& e : r.organization().children("relation")) remember(e, line_of(e, "target"));
  for (const xml_node& e : r.record.child("tombstone").children("successor_id")) remember(e, line_of(e));
}

std::vector<Finding> FeedRules::end(const FeedPage& page) {
  std::vector<Finding> findings;
  const bool whole = page.resumption_token.empty();  // else the others may be on another page
  for (const Mention& mention : targets_) {
    if (!whole || ids_.count(mention.target) != 0) continue;
    findings.push_back(finding_of("relation-target", mention.id, mention.at,
                                  "提到的记录" + quoted(mention.target) + "不在这份文件里"));
  }
  for (const auto& [point, shared] : points_) {
    if (shared.at.size() < kShared || shared.addresses.size() < 2) continue;
    for (const Mention& mention : shared.at) {
      findings.push_back(
          finding_of("shared-position", mention.id, mention.at,
                     "坐标 " + point + " 被 " + std::to_string(shared.at.size()) + " 条地址不同的记录共用,像是默认值"));
    }
  }
  if (records_ == 0) findings.push_back(finding_of("no-records", kHead, root_, "文件里没有一条记录"));
  const auto size = page.complete_list_size;
  if (size && *size < static_cast<std::int64_t>(records_)) {
    findings.push_back(
        finding_of("list-size", kHead, paging_,
                   "complete_list_size 写 " + std::to_string(*size) + ",记录却有 " + std::to_string(records_) + " 条"));
  }
  return findings;
}

}  // namespace lawhub
