// What column headers and labels of published lists mean (data/labels.tsv).
#pragma once
#include <string_view>
#include <vector>

#include "feeds/listing.h"

namespace lawhub {

/// Of columns that only lists of something else have: persons, cases, turns of duty, fees.
inline constexpr std::string_view kNotInstitutions = "not_institutions";

/// The field a header or label stands for, a name of labels.tsv ("联 系 电 话(含区号):" → "phone"); empty when unknown.
/// Immutable tables; safe from any thread.
std::string_view field_of_label(std::string_view label);

/// The name of a field as the table keeps it; empty when there is no such field.
std::string_view known_field(std::string_view name);

/// The fields of a header that stands for several ("负责人及电话" → principal, phone), each once; one of a plain
/// header, none of an unknown one.
std::vector<std::string_view> fields_of_label(std::string_view label);

/// What a cell says under such a header: numbers are told from words, a telephone from the fax behind it.
std::vector<ListedCell> split_cell(const std::vector<std::string_view>& fields, const std::string& text, int cell);

}  // namespace lawhub
