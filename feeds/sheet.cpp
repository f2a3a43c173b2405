#include "feeds/sheet.h"

#include <utility>

namespace lawhub {
namespace {

std::string column_letters(int column) {
  std::string letters;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

}  // namespace

std::string cell_place(std::string_view sheet, int number) {
  const std::string cell = column_letters(number % kSheetColumns) + std::to_string(number / kSheetColumns + 1);
  return sheet.empty() ? cell : std::string(sheet) + "!" + cell;
}

Finding cell_finding(Severity severity, std::string rule, std::string_view sheet, int number, std::string message,
                     std::string mend) {
  return {severity,
          std::move(rule),
          cell_place(sheet, number),
          number / kSheetColumns + 1,
          number % kSheetColumns + 1,
          std::move(message),
          std::move(mend)};
}

}  // namespace lawhub
