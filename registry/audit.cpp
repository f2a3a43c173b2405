#include "registry/audit.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/hash.h"
#include "base/text.h"
#include "registry/operators.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

using Json = nlohmann::ordered_json;

const char* const kLine = "SELECT number, at, who, role, address, act, object, detail, result, begun, hash FROM audit ";

AuditLine read_line(SQLite::Statement& row) {
  AuditLine out;
  int at = 0;
  out.number = row.getColumn(at++).getInt64();
  out.at = row.getColumn(at++).getInt64();
  for (auto* text : {&out.who, &out.role, &out.address, &out.act, &out.object, &out.detail, &out.result})
    *text = row.getColumn(at++).getString();
  out.begun = row.getColumn(at++).getInt64();
  out.hash = row.getColumn(at).getString();
  return out;
}

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json without_hash(const AuditLine& line) {
  return {{"number", line.number}, {"at", iso_instant(line.at)}, {"who", line.who},
          {"role", line.role},     {"address", line.address},    {"act", line.act},
          {"object", line.object}, {"detail", line.detail},      {"result", line.result},
          {"begun", line.begun}};
}

std::string hash_after(const std::string& previous, const std::string& text) {
  return sha256_hex(previous + "\n" + text);
}

std::string anchor_of(std::int64_t number, const std::string& hash) { return fmt::format("{}:{}", number, hash); }

/// The hash an exported line says it has, when it has the right one.
std::optional<std::string> right_hash(std::string_view text, std::int64_t number, const std::string& previous) {
  Json line = Json::parse(text, nullptr, false);
  if (!line.is_object() || !line.contains("hash") || !line["hash"].is_string()) return std::nullopt;
  if (line.value("number", Json()) != Json(number)) return std::nullopt;
  const auto said = line["hash"].get<std::string>();
  line.erase("hash");
  // what is not written as the hub writes it is not what the hub wrote
  if (hash_after(previous, dump(line)) != said) return std::nullopt;
  line["hash"] = said;
  return dump(line) == text ? std::optional(said) : std::nullopt;
}

}  // namespace

std::string to_json(const AuditLine& line) {
  Json json = without_hash(line);
  json["hash"] = line.hash;
  return dump(json);
}

AuditCheck check_audit(std::string_view export_text, std::string_view anchor) {
  AuditCheck out;
  std::string previous;
  bool anchored = anchor.empty();
  for (const auto text : split(export_text, '\n')) {
    if (text.empty()) continue;
    const auto hash = right_hash(text, out.lines + 1, previous);
    if (!hash) {
      out.fault = fmt::format("第 {} 条不是原来写下的:被改动、删去或调换过。", out.lines + 1);
      return out;
    }
    previous = *hash;
    ++out.lines;
    out.anchor = anchor_of(out.lines, previous);
    anchored = anchored || out.anchor == anchor;
  }
  if (!anchored) out.fault = fmt::format("记录里没有您保存的印记 {}:末尾被截去,或整个被重写过。", anchor);
  return out;
}

std::int64_t AuditLog::add(AuditLine line) {
  line.at = clock_.now();
  db_.transaction([&] {
    auto last = prepare(db_.sql(), "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
    std::string previous;
    line.number = 1;
    if (last.executeStep()) {
      line.number = last.getColumn(0).getInt64() + 1;
      previous = last.getColumn(1).getString();
    }
    last.reset();
    for (auto* text : {&line.who, &line.object, &line.detail}) *text = to_utf8(to_code_points(*text));
    line.hash = hash_after(previous, dump(without_hash(line)));
    run_sql(db_.sql(), "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", line.number, line.at, line.who,
            line.role, line.address, line.act, line.object, line.detail, line.result, line.begun, line.hash);
  });
  return line.number;
}

void AuditLog::end(std::int64_t begun, std::string_view result) {
  auto row = prepare(db_.sql(), std::string(kLine) + "WHERE number = ?", begun);
  row.executeStep();
  AuditLine line = read_line(row);
  row.reset();
  line.detail.clear();
  line.result = result;
  line.begun = begun;
  add(std::move(line));
}

std::vector<AuditLine> AuditLog::list(const Filter& filter, std::size_t limit) const {
  auto rows = prepare(db_.sql(),
                      std::string(kLine) +
                          "WHERE (?1 = '' OR who = ?1) AND (?2 = '' OR act = ?2) AND (?3 = '' OR instr(object, ?3) > 0)"
                          " AND (?4 = 0 OR number < ?4) ORDER BY number DESC LIMIT ?5",
                      filter.who, filter.act, filter.object, filter.before, static_cast<std::int64_t>(limit));
  std::vector<AuditLine> out;
  while (rows.executeStep()) out.push_back(read_line(rows));
  return out;
}

std::string AuditLog::text() const {
  auto rows = prepare(db_.sql(), std::string(kLine) + "ORDER BY number");
  std::string out;
  while (rows.executeStep()) out += to_json(read_line(rows)) + "\n";
  return out;
}

std::string AuditLog::anchor() const {
  auto row = prepare(db_.sql(), "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1");
  return row.executeStep() ? anchor_of(row.getColumn(0).getInt64(), row.getColumn(1).getString()) : std::string();
}

}  // namespace lawhub
