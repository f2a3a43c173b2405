#include "feeds/further_columns.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "base/text.h"
#include "registry/codes.h"
#include "registry/institution_type.h"
#include "registry/phone.h"

namespace lawhub {
namespace {

constexpr std::size_t kShortestHost = 4, kLongestHost = 30;  // characters
constexpr std::size_t kYear = 4;                             // digits

void read_mobile(std::string_view text, Record& record) {
  for (auto& phone : read_phones(text, "").phones) {
    const auto same = [&](const Phone& p) { return p.number == phone.number; };
    if (std::none_of(record.phones.begin(), record.phones.end(), same)) record.phones.push_back(std::move(phone));
  }
}

/// "2023-01-01至2028-12-31": first and last day. A single date may be the one or the other, unless a word says it is
/// the end.
std::pair<std::string, std::string> days_of(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kBetween = {"至", "到", "~", "—", "－", "--"};
  for (const std::string_view between : kBetween) {
    const auto at = text.find(between);
    if (at == text.npos) continue;
    const auto from = find_date(text.substr(0, at)), to = find_date(text.substr(at + between.size()));
    if (to) return {from ? iso_date(*from) : std::string(), iso_date(*to)};
  }
  const auto date = find_date(text);
  const bool is_end = text.find("截止") != text.npos || text.find("前有效") != text.npos;
  return {std::string(), date && is_end ? iso_date(*date) : std::string()};
}

void read_validity(std::string_view text, Record& record) {
  const auto [from, to] = days_of(text);
  for (const std::string_view scheme : {"licence", "licence-old", "uscc"}) {
    const auto licence = std::find_if(record.identifiers.begin(), record.identifiers.end(),
                                      [&](const Identifier& i) { return i.scheme == scheme; });
    if (licence == record.identifiers.end()) continue;
    licence->valid_from = from;
    licence->valid_to = to;
    return;
  }
}

/// The year stands in the heading: 2025年度考核结果.
void read_inspection(std::string_view text, std::string_view heading, Record& record) {
  const auto at = heading.find("年度");
  const Code* result = find_label("annual_inspection", text);
  if (result == nullptr || at == heading.npos || at < kYear) return;
  const std::string year(heading.substr(at - kYear, kYear));
  if (year.find_first_not_of("0123456789") == year.npos) record.inspections.push_back({year, result->code, {}});
}

void relate(std::string_view kind, std::string_view to, Record& record) {
  Relation relation;
  relation.kind = kind;
  relation.target_name = to;
  record.relations.push_back(std::move(relation));
}

bool is_host(std::string_view text) {
  const std::size_t length = count_code_points(text);
  return length >= kShortestHost && length <= kLongestHost && text.find_first_of("0123456789") == text.npos;
}

/// 村（居）调委会 is the kind 村居, 医疗 the kind 医疗纠纷.
void read_kind(std::string_view text, Record& record) {
  std::string plain = fold(text);
  for (const std::string_view mark : {"(", ")", "、"}) plain = replace_all(plain, mark, "");
  for (const Code& code : codes_of("subtype")) {
    const bool fits = std::find(code.types.begin(), code.types.end(), record.type) != code.types.end();
    if (!fits || plain.empty()) continue;
    if (plain.rfind(code.label, 0) == 0 || code.label.rfind(plain, 0) == 0) {
      record.subtype = code.code;
      return;
    }
  }
}

}  // namespace

void read_further_columns(const Listing& listing, Record& record) {
  for (const auto& cell : listing.cells) {
    const std::string text = squeeze(normalise_width(cell.text));
    if (says_nothing(text)) continue;
    if (cell.field == "mobile") read_mobile(text, record);
    if (cell.field == "licence_valid") read_validity(text, record);
    if (cell.field == "annual_result") read_inspection(text, listing.heading, record);
    if (cell.field == "branch_of" && type_of_name(text)) relate("branch_of", text, record);
    if (cell.field == "host" && is_host(text)) relate("hosted_by", text, record);
    if (cell.field == "mediation_level" || cell.field == "sector") read_kind(text, record);
  }
}

}  // namespace lawhub
