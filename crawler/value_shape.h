// What a value is by its looks alone, where no label says it.
#pragma once
#include <string_view>

namespace lawhub {

/// Nothing but an institution's name: letters, digits, brackets and dots, with the ending of a type, and more than the
/// bare word for such institutions.
bool is_institution_name(std::string_view text);

/// The text without the ordinal, bullet or mark in front and the punctuation behind.
std::string_view without_marks(std::string_view text);

/// The name that a heading is or holds: 【市中区】…公证处, 一、…律师事务所联系方式, …所 | 简介; empty when none.
std::string_view name_in_line(std::string_view text);

/// The field of labels.tsv that a text can only be a value of: name, phone, uscc, email, website, hours, address; empty
/// when it is not sure.
std::string_view field_by_shape(std::string_view text);

}  // namespace lawhub
