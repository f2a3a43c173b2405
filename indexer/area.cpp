#include "indexer/area.h"

namespace lawhub {
namespace {

constexpr AreaNumber kProvince = 10'000'000'000, kCity = 100'000'000, kCounty = 1'000'000, kTown = 1'000, kVillage = 1;

AreaNumber unit_of(AreaNumber number) {
  for (AreaNumber unit : {kProvince, kCity, kCounty, kTown}) {
    if (number % unit == 0) return unit;
  }
  return kVillage;
}

}  // namespace

AreaNumber area_number(std::string_view code) {
  if (code.size() != 6 && code.size() != 9 && code.size() != 12) return 0;
  AreaNumber number = 0;
  for (char c : code) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + static_cast<AreaNumber>(c - '0');
  }
  for (std::size_t i = code.size(); i < 12; ++i) number *= 10;
  return number;
}

std::string area_code(AreaNumber number) {
  if (number == 0) return {};
  std::string digits = std::to_string(number);
  AreaNumber unit = unit_of(number);
  return digits.substr(0, unit == kVillage ? 12 : unit == kTown ? 9 : 6);
}

AreaRange area_range(std::string_view code) {
  AreaNumber number = area_number(code);
  if (number == 0) return {};
  return {number, number + unit_of(number) - 1};
}

AreaNumber child_unit(const AreaRange& range) {
  AreaNumber size = range.last - range.first + 1;
  return size == kProvince ? kCity : size == kCity ? kCounty : size == kCounty ? kTown : kVillage;
}

}  // namespace lawhub
