// Reading "label: value" lines.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "crawler/lines.h"

namespace lawhub {

/// One value with the field its label names.
struct Labelled {
  std::string_view field;  ///< of labels.tsv; empty: a label we do not know, its value belongs to nobody else
  std::string value;
  std::size_t line = 0;        ///< of the label: index into the lines that were read
  std::size_t value_line = 0;  ///< of the value: the same, or the next
};

/// Every "label: value" of the lines: several in one line, label and value in neighbouring cells, or a value on the
/// line below its label. Numbers for reports and complaints (举报, 投诉, 监督 …) get an empty field.
std::vector<Labelled> read_labels(const std::vector<Line>& lines);

}  // namespace lawhub
