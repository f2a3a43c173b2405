// What column headers and labels of published lists mean (data/labels.tsv).
#pragma once
#include <string_view>

namespace lawhub {

/// The field a header or label stands for, a name of labels.tsv ("联 系 电 话(含区号):" → "phone"); empty when unknown.
/// Immutable tables; safe from any thread.
std::string_view field_of_label(std::string_view label);

}  // namespace lawhub
