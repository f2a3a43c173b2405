// The header of a table: which columns say what of an institution, and how many institutions stand side by side.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "feeds/table.h"

namespace lawhub {

/// One institution's columns of a header.
struct ColumnGroup {
  struct Column {
    std::size_t at = 0;
    std::vector<std::string_view> fields;  ///< several of a joint one (负责人及电话)
  };
  std::vector<Column> columns;
  std::string name_header;  ///< "律师事务所名称": says the type where names do not
};

/// The groups of a header; nothing when it is none. Two names are two institutions side by side.
std::vector<ColumnGroup> read_header(const TableRow& row);

/// Does the row head a list of something else: of persons, fees, turns of duty?
bool heads_other_list(const TableRow& row);

/// Is `lower` the second row of a header: names for some columns of `upper`, nothing of its own for the others?
bool continues_header(const TableRow& upper, const TableRow& lower);
/// Both rows of a header as one: 联系方式 over 办公电话 is 办公电话, 负责人 over 姓名 is 负责人.
TableRow united(const TableRow& upper, const TableRow& lower);

/// The columns of every institution's second row, where `lower` has labels of its own only, none of them of a name.
std::vector<ColumnGroup> read_second_row(const TableRow& upper, const TableRow& lower);

/// `header` with 机构名称 for the column that the rows below fill with institutions' names; nothing when it has such a
/// column already, is no header, or they fill none.
TableRow with_name_column(const TableRow& header, const std::vector<TableRow>& rows, std::size_t below);

/// The table with its columns as rows, if it stands on its side: labels in the first column and institutions in the
/// others. Empty when it does not.
std::vector<TableRow> turned(const std::vector<TableRow>& rows);

int count_digits(std::string_view text);

}  // namespace lawhub
