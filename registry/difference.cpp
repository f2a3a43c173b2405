#include "registry/difference.h"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "registry/plan.h"

namespace lawhub {

namespace {

using Kind = Difference::Kind;
using Entry = Difference::Entry;

struct Words {
  Kind kind;
  std::string_view code, label;
};
constexpr std::array kWords = {
    Words{Kind::added, "added", "新增"},           Words{Kind::returned, "returned", "恢复列出"},
    Words{Kind::renamed, "renamed", "更名"},       Words{Kind::replaced, "replaced", "换成另一家机构"},
    Words{Kind::changed, "changed", "内容变更"},   Words{Kind::renumbered, "renumbered", "编号变更"},
    Words{Kind::vanished, "vanished", "不再列出"}, Words{Kind::withdrawn, "withdrawn", "撤销"},
};

std::vector<FieldDifference> fields_between(const Record& before, const Record& after) {
  std::vector<FieldDifference> out;
  for (const Field field : all_fields()) {
    if (field_json(before, field) != field_json(after, field)) {
      out.push_back({field, field_text(before, field), field_text(after, field)});
    }
  }
  return out;
}

std::vector<FieldDifference> fields_of(const Record& record) {
  std::vector<FieldDifference> out;
  for (const Field field : all_fields()) {
    if (!field_json(record, field).empty()) {
      out.push_back({field, "", field_text(record, field)});
    }
  }
  return out;
}

bool has_name(const std::vector<FieldDifference>& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const FieldDifference& f) { return f.field == Field::name; });
}

class Comparer {
 public:
  Comparer(Database& db, const Proposal& proposal) : rows_(db), plan_(plan_of(proposal, rows_)) {}

  Difference run() {
    for (const auto& [id, o] : plan_.next.replaced) {
      note_replaced(rows_.get(id), *o);
    }
    for (const auto& [id, o] : plan_.next.moved) {
      note_moved(rows_.get(id), *o);
    }
    note_added();
    for (const std::int64_t id : plan_.missing) {
      if (const ObservationRow row = rows_.get(id); is_present(row)) {
        note_vanished(row);
      }
    }
    for (const auto& [id, w] : plan_.withdrawn) {
      const ObservationRow row = rows_.get(id);
      if (is_present(row)) {
        out_.entries.push_back(
            {Kind::withdrawn, row.said.key, "", row.said.record.name, row.institution, w->reason, {}});
      }
    }
    std::sort(out_.entries.begin(), out_.entries.end(), [](const Entry& a, const Entry& b) {
      return std::tie(a.kind, a.name, a.key) < std::tie(b.kind, b.name, b.key);
    });
    out_.before = plan_.tally.before;
    out_.now = plan_.tally.after;
    return std::move(out_);
  }

 private:
  void note_replaced(const ObservationRow& row, const Observation& o) {
    std::vector<FieldDifference> fields = fields_between(row.said.record, o.record);
    Kind kind = Kind::changed;
    if (!is_present(row)) {
      kind = Kind::returned;
    } else if (fields.empty()) {
      return;
    } else if (has_name(fields)) {
      kind = Kind::renamed;
    }
    out_.entries.push_back({kind, o.key, "", o.record.name, row.institution, "", std::move(fields)});
  }

  void note_moved(const ObservationRow& row, const Observation& o) {
    const Kind kind = is_present(row) ? Kind::renumbered : Kind::returned;
    out_.entries.push_back(
        {kind, o.key, row.said.key, o.record.name, row.institution, "", fields_between(row.said.record, o.record)});
  }

  /// What is new, some of it under the key of another institution.
  void note_added() {
    std::map<std::string, ObservationRow> displaced;
    for (const std::int64_t id : plan_.next.displaced) {
      ObservationRow row = rows_.get(id);
      std::string key = row.said.key;
      displaced.emplace(std::move(key), std::move(row));
    }
    for (const Observation* o : plan_.next.added) {
      const auto at = displaced.find(o->key);
      if (at != displaced.end() && is_present(at->second)) {
        const ObservationRow& row = at->second;
        out_.entries.push_back({Kind::replaced, o->key, "", o->record.name, row.institution, "",
                                fields_between(row.said.record, o->record)});
        displaced.erase(at);
      } else {
        out_.entries.push_back({Kind::added, o->key, "", o->record.name, "", "", fields_of(o->record)});
      }
    }
    for (const auto& [key, row] : displaced) {
      if (is_present(row)) {
        note_vanished(row);
      }
    }
  }

  void note_vanished(const ObservationRow& row) {
    out_.entries.push_back({Kind::vanished, row.said.key, "", row.said.record.name, row.institution, "", {}});
  }

  ObservationRows rows_;
  Plan plan_;
  Difference out_;
};

const Words& words_of(Kind kind) { return kWords[static_cast<std::size_t>(kind)]; }

std::string or_nothing(const std::string& text) { return text.empty() ? "(无)" : text; }

}  // namespace

std::size_t Difference::count(Kind kind) const {
  return static_cast<std::size_t>(
      std::count_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.kind == kind; }));
}

std::string_view code_of(Difference::Kind kind) { return words_of(kind).code; }
std::string_view label_of(Difference::Kind kind) { return words_of(kind).label; }

Difference difference(Database& db, const Proposal& proposal) { return Comparer(db, proposal).run(); }

std::string summary_of(const Difference& difference) {
  if (difference.entries.empty()) {
    return "与现有内容没有不同。";
  }
  std::string out;
  for (const Words& words : kWords) {
    if (const std::size_t count = difference.count(words.kind); count > 0) {
      out += fmt::format("{}{} {}", out.empty() ? ":" : "、", words.label, count);
    }
  }
  return fmt::format("原有 {} 条,采用后 {} 条。共 {} 处不同{}。", difference.before, difference.now,
                     difference.entries.size(), out);
}

std::vector<std::string> lines_of(const Difference& difference) {
  std::vector<std::string> out;
  for (const Entry& entry : difference.entries) {
    std::string line = fmt::format("{}  {}", label_of(entry.kind), entry.name);
    if (!entry.former_key.empty()) {
      line += fmt::format(" 编号:{} → {}", entry.former_key, entry.key);
    }
    out.push_back(std::move(line));
    if (entry.kind == Kind::added) {
      continue;  // all of it is new
    }
    for (const FieldDifference& f : entry.fields) {
      out.push_back(fmt::format("    {}:{} → {}", field_label(f.field), or_nothing(f.before), or_nothing(f.after)));
    }
  }
  return out;
}

}  // namespace lawhub
