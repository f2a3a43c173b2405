// Tables of numbers that tune something: columns constant, value, reason.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace lawhub {

class Constants {
 public:
  /// Throws std::runtime_error that begins with `name` when the table is malformed.
  Constants(std::string_view name, std::string_view tsv);
  /// Throws std::out_of_range when the table has no such row.
  std::int64_t get(std::string_view constant) const;

 private:
  std::string name_;
  std::map<std::string, std::int64_t, std::less<>> values_;
};

}  // namespace lawhub
