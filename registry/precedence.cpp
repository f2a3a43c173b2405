#include "registry/precedence.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {

namespace {

constexpr std::size_t kStandings = 5;
constexpr Instant kDay = 86400;

struct Row {
  std::array<int, kStandings> ranks{};
  Instant decay = 0;
  bool operator==(const Row&) const = default;
};

class Precedence {
 public:
  Precedence() : rows_(all_fields().size() * all_institution_types().size()) {
    const Table table(registry_file("data/precedence.tsv"), "precedence.tsv");
    for (std::size_t row = 0; row < table.size(); ++row) {
      read(table, row);
    }
    for (const Row& row : rows_) {
      if (row == Row{}) {
        throw std::runtime_error("precedence.tsv: a field has no row");
      }
    }
  }
  const Row& of(Field field, InstitutionType type) const { return rows_[place(field, type)]; }

 private:
  static std::size_t place(Field field, InstitutionType type) {
    return static_cast<std::size_t>(field) * all_institution_types().size() + static_cast<std::size_t>(type);
  }
  static std::int64_t number(std::string_view cell) {
    std::int64_t value = 0;
    if (cell != "-" && !parse_number(cell, value)) {
      throw std::runtime_error("precedence.tsv: \"" + std::string(cell) + "\" is no rank");
    }
    return value;
  }
  static Field field_of(std::string_view name) {
    for (Field field : all_fields()) {
      if (field_name(field) == name) {
        return field;
      }
    }
    throw std::runtime_error("precedence.tsv: no field " + std::string(name));
  }
  // Rows for some types stand behind the row for all and replace it.
  void read(const Table& table, std::size_t row) {
    Row values;
    for (std::size_t standing = 0; standing < kStandings; ++standing) {
      const std::size_t column = table.column(code_of(static_cast<Standing>(standing)));
      values.ranks[standing] = static_cast<int>(number(table.cell(row, column)));
    }
    values.decay = number(table.cell(row, table.column("decay_days"))) * kDay;
    const std::vector<std::string_view> types = split(table.cell(row, table.column("types")), ' ');
    const Field field = field_of(table.cell(row, table.column("field")));
    for (InstitutionType type : all_institution_types()) {
      if (types.front() == "*" || std::find(types.begin(), types.end(), code_of(type)) != types.end()) {
        rows_[place(field, type)] = values;
      }
    }
  }

  std::vector<Row> rows_;
};

const Precedence& precedence() {
  static const Precedence kPrecedence;
  return kPrecedence;
}

}  // namespace

int rank_of(Field field, InstitutionType type, Standing standing) {
  return precedence().of(field, type).ranks[static_cast<std::size_t>(standing)];
}

Instant decay_of(Field field) { return precedence().of(field, InstitutionType::law_firm).decay; }

}  // namespace lawhub
