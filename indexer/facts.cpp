#include "indexer/facts.h"

#include <cstring>
#include <stdexcept>
#include <type_traits>

namespace lawhub {
namespace {

template <class T>
void put(std::string& out, T value) {
  static_assert(std::is_trivially_copyable_v<T>);
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

template <class T>
T take(std::string_view& in) {
  if (in.size() < sizeof(T)) throw std::runtime_error("索引中的一个值已损坏");
  T value;
  std::memcpy(&value, in.data(), sizeof value);
  in.remove_prefix(sizeof value);
  return value;
}

}  // namespace

std::string pack(const InstitutionFacts& facts) {
  std::string out;
  put(out, static_cast<std::uint8_t>(facts.type));
  put(out, static_cast<std::uint8_t>(facts.status));
  put(out, facts.completeness);
  put(out, static_cast<std::uint8_t>(facts.point.has_value()));
  put(out, facts.belongs);
  put(out, facts.place);
  put(out, facts.order);
  put(out, facts.confirmed_at);
  put(out, static_cast<std::uint8_t>(facts.unlisted));
  if (facts.point) {
    put(out, facts.point->longitude);
    put(out, facts.point->latitude);
  }
  out.append(facts.offers.begin(), facts.offers.end());
  return out;
}

std::string pack(const PageFacts& facts) {
  std::string out;
  put(out, facts.day);
  put(out, facts.area);
  put(out, facts.order);
  return out;
}

InstitutionFacts unpack_institution(std::string_view bytes) {
  InstitutionFacts facts;
  facts.type = static_cast<InstitutionType>(take<std::uint8_t>(bytes));
  facts.status = static_cast<Status>(take<std::uint8_t>(bytes));
  facts.completeness = take<std::uint8_t>(bytes);
  bool has_point = take<std::uint8_t>(bytes) != 0;
  facts.belongs = take<AreaNumber>(bytes);
  facts.place = take<AreaNumber>(bytes);
  facts.order = take<std::uint64_t>(bytes);
  facts.confirmed_at = take<Instant>(bytes);
  facts.unlisted = take<std::uint8_t>(bytes) != 0;
  if (has_point) {
    double longitude = take<double>(bytes);
    facts.point = Point{longitude, take<double>(bytes)};
  }
  facts.offers.assign(bytes.begin(), bytes.end());
  return facts;
}

PageFacts unpack_page(std::string_view bytes) {
  PageFacts facts;
  facts.day = take<std::int32_t>(bytes);
  facts.area = take<AreaNumber>(bytes);
  facts.order = take<std::uint64_t>(bytes);
  return facts;
}

}  // namespace lawhub
