#include "registry/freshness.h"

#include <fmt/format.h>

#include <stdexcept>
#include <vector>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {

namespace {

constexpr Instant kMonth = Instant{86400} * 365 / 12;

std::vector<std::int64_t> read_months() {
  const Table table(registry_file("data/freshness.tsv"), "freshness.tsv");
  const std::size_t type = table.column("type"), months = table.column("months");
  std::vector<std::int64_t> out(all_institution_types().size());
  for (std::size_t row = 0; row < table.size(); ++row) {
    std::int64_t number = 0;
    if (!parse_number(table.cell(row, months), number)) {
      throw std::runtime_error("freshness.tsv: not a number");
    }
    for (const InstitutionType one : all_institution_types()) {
      if (table.cell(row, type) == "*" || table.cell(row, type) == code_of(one)) {
        out[static_cast<std::size_t>(one)] = number;
      }
    }
  }
  return out;
}

}  // namespace

std::int64_t months_fresh(InstitutionType type) {
  static const std::vector<std::int64_t> kMonths = read_months();
  return kMonths[static_cast<std::size_t>(type)];
}

bool is_overdue(InstitutionType type, Instant confirmed_at, Instant now) {
  return confirmed_at > 0 && now - confirmed_at > months_fresh(type) * kMonth;
}

std::string overdue_remark(InstitutionType type, Instant confirmed_at, Instant now) {
  return is_overdue(type, confirmed_at, now) ? fmt::format("超过 {} 个月未经确认,请先打电话核实", months_fresh(type))
                                             : std::string();
}

bool is_unlisted(const Institution& institution) {
  const auto status = institution.provenance.find(Field::status);
  return status != institution.provenance.end() && status->second.rule == "not-listed";
}

std::string unlisted_remark(std::string_view since) {
  return since.empty() ? "未见于名册" : fmt::format("未见于名册({} 起)", since.substr(0, 7));
}

std::string remark_of(const Institution& institution, Instant now) {
  return is_unlisted(institution) ? unlisted_remark(institution.record.status_since)
                                  : overdue_remark(institution.record.type, institution.confirmed_at, now);
}

}  // namespace lawhub
