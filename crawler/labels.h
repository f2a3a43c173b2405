// Reading "label: value" lines.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawler/lines.h"

namespace lawhub {

/// The field of what stands behind a name used as a label (山东泰岳律师事务所:泰山路1号,…): its looks tell what it is.
inline constexpr std::string_view kUnlabelled = "unlabelled";

/// One value with the field its label names.
struct Labelled {
  std::string_view field;  ///< of labels.tsv; empty: a label we do not know, its value belongs to nobody else
  std::string value;
  std::size_t line = 0;        ///< of the label: index into the lines that were read
  std::size_t value_line = 0;  ///< of the value: the same, or the next
  std::string before{};        ///< of a line's first: the text in front of its label
};

/// Every "label: value" of the lines: several in one line, label and value in neighbouring cells, 【电话】0632-…,
/// 电话0632-…, a value on the line below its label, further numbers below a telephone. A joint label (负责人及电话)
/// gives several. Numbers for reports and complaints (举报, 投诉, 监督 …) get an empty field.
std::vector<Labelled> read_labels(const std::vector<Line>& lines);

/// The same of one text.
std::vector<Labelled> read_labels(const std::string& text);

/// What a page's footer begins with, where nothing cut it off.
bool is_footer(std::string_view text);

/// Does it speak of reports, complaints or the site's own keepers? Its numbers are no institution's.
bool is_not_theirs(std::string_view text);

}  // namespace lawhub
