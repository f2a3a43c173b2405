#include "registry/quality.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/database.h"
#include "registry/embedded.h"
#include "registry/evidence.h"
#include "registry/freshness.h"
#include "registry/register.h"
#include "registry/sqlite.h"

namespace lawhub {

namespace {

using Json = nlohmann::json;

struct Part {
  std::string name;
  std::int64_t weight = 0;
};

const std::vector<Part>& parts() {
  static const std::vector<Part> kParts = [] {
    const Table table(registry_file("data/quality.tsv"), "quality.tsv");
    std::vector<Part> out;
    for (std::size_t row = 0; row < table.size(); ++row) {
      Part& part = out.emplace_back();
      part.name = table.cell(row, table.column("part"));
      if (!parse_number(table.cell(row, table.column("weight")), part.weight)) {
        throw std::runtime_error("quality.tsv: not a number");
      }
    }
    return out;
  }();
  return kParts;
}

void count(Quality& quality, const char* part, bool has) {
  Quality::Share& share = quality.parts[part];
  share.have += has ? 1 : 0;
  share.of += 1;
}

void count(Quality& quality, const Observation& o, Instant now) {
  const Record& r = o.record;
  count(quality, "phone", !r.phones.empty());
  count(quality, "address", !r.address.text.empty());
  count(quality, "schedule", !r.hours.notation.empty() || !r.hours.text.empty());
  count(quality, "position", !r.position.method.empty());
  if (!decided_by_division(r.type)) {
    count(quality, "identifier", !r.identifiers.empty());
  }
  count(quality, "status", r.status != Status::unknown);
  count(quality, "service", !r.services.empty());
  count(quality, "dated", o.asserted_at > 0);
  count(quality, "fresh", o.asserted_at > 0 && !is_overdue(r.type, o.asserted_at, now));
}

Quality read_row(const SQLite::Statement& row) {
  Quality out;
  out.source = row.getColumn(0).getString();
  out.day = row.getColumn(1).getString();
  out.records = static_cast<std::size_t>(row.getColumn(2).getInt64());
  out.findings = Json::parse(row.getColumn(3).getString()).get<std::map<std::string, std::size_t>>();
  using Shares = std::map<std::string, std::pair<std::size_t, std::size_t>>;
  for (const auto& [name, share] : Json::parse(row.getColumn(4).getString()).get<Shares>()) {
    out.parts[name] = {share.first, share.second};
  }
  return out;
}

std::vector<Quality> read_rows(SQLite::Statement rows) {
  std::vector<Quality> out;
  while (rows.executeStep()) {
    out.push_back(read_row(rows));
  }
  return out;
}

}  // namespace

int score_of(const Quality& quality) {
  double sum = 0, weights = 0;
  for (const Part& part : parts()) {
    const auto share = quality.parts.find(part.name);
    if (share != quality.parts.end() && share->second.of > 0) {
      sum += static_cast<double>(part.weight) * static_cast<double>(share->second.have) /
             static_cast<double>(share->second.of);
      weights += static_cast<double>(part.weight);
    }
  }
  return weights == 0 ? 0 : static_cast<int>(std::lround(100 * sum / weights));
}

std::string_view part_label(std::string_view part) {
  struct Label {
    std::string_view part, label;
  };
  static constexpr Label kLabels[] = {
      {"phone", "电话"},       {"address", "地址"},          {"schedule", "办公时间"},
      {"position", "坐标"},    {"identifier", "代码或证号"}, {"status", "执业状态"},
      {"service", "服务事项"}, {"dated", "注明日期"},        {"fresh", "按期更新"},
      {"clean", "没有问题"},
  };
  for (const Label& row : kLabels) {
    if (row.part == part) {
      return row.label;
    }
  }
  return part;
}

std::vector<std::string> quality_parts() {
  std::vector<std::string> out;
  for (const Part& part : parts()) {
    out.push_back(part.name);
  }
  return out;
}

std::size_t wrong_codes(const Quality& quality) {
  std::size_t out = 0;
  for (const auto& [rule, count] : quality.findings) {
    out += rule.find("uscc") == std::string::npos ? 0 : count;
  }
  return out;
}

Quality quality_of(const std::vector<Observation>& said, const std::map<std::string, std::size_t>& findings,
                   Instant now) {
  Quality out;
  out.day = iso_date(china_time(now).date);
  out.records = said.size();
  out.findings = findings;
  for (const Observation& o : said) {
    count(out, o, now);
  }
  std::size_t found = 0;
  for (const auto& [rule, count] : findings) {
    found += count;
  }
  out.parts["clean"] = {said.size() - std::min(found, said.size()), said.size()};
  return out;
}

void note_quality(Database& db, const Source& source, const std::map<std::string, std::size_t>& findings, Instant now) {
  const Quality quality = quality_of(Register(db).observations_of(source.id), findings, now);
  Json shares = Json::object();
  for (const auto& [name, share] : quality.parts) {
    shares[name] = {share.have, share.of};
  }
  db.transaction([&] {
    run_sql(db.sql(), "INSERT OR REPLACE INTO quality (source, day, records, findings, parts) VALUES (?, ?, ?, ?, ?)",
            source.id, quality.day, static_cast<std::int64_t>(quality.records), Json(findings).dump(), shares.dump());
  });
}

std::vector<Quality> latest_qualities(Database& db) {
  return read_rows(prepare(db.sql(),
                           "SELECT source, max(day), records, findings, parts FROM quality GROUP BY source "
                           "ORDER BY source"));
}

std::vector<Quality> monthly_qualities(Database& db, std::string_view source, std::size_t months) {
  auto out = read_rows(prepare(db.sql(),
                               "SELECT source, max(day), records, findings, parts FROM quality WHERE source = ? "
                               "GROUP BY substr(day, 1, 7) ORDER BY day DESC LIMIT ?",
                               source, static_cast<std::int64_t>(months)));
  std::reverse(out.begin(), out.end());
  return out;
}

}  // namespace lawhub
