// UUIDs of HSDS objects. Declared in hsds.h and hsds_parts.h.
#include <fmt/format.h>

#include "base/text.h"
#include "feeds/hsds.h"
#include "feeds/hsds_parts.h"

namespace lawhub {
namespace {

constexpr std::string_view kBase32 = "0123456789abcdefghjkmnpqrstvwxyz";  // of public ids, see short_hash()
constexpr std::size_t kIdLength = 10;                                     // characters of five bits

std::optional<std::uint64_t> number_of(std::string_view id) {
  std::uint64_t number = 0;
  for (const char c : id) {
    const std::size_t digit = kBase32.find(c);
    if (digit == kBase32.npos) return std::nullopt;
    number = number << 5U | digit;
  }
  return id.size() == kIdLength ? std::optional(number) : std::nullopt;
}

std::string id_of(std::uint64_t number) {
  std::string out(kIdLength, '0');
  for (std::size_t i = kIdLength; i > 0; --i, number >>= 5U) out[i - 1] = kBase32[number & 31U];
  return out;
}

std::optional<std::uint64_t> hex(std::string_view digits) {
  std::uint64_t value = 0;
  for (const char c : digits) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value << 4U | digit;
  }
  return value;
}

}  // namespace

// 8-4-8XX-8PP-…: 13 hex digits of the public id around the version, then the part and its number.
std::string hsds_part_id(std::string_view institution, HsdsPart part, std::size_t number) {
  const std::string id = fmt::format("{:013x}", number_of(institution).value_or(0));
  return fmt::format("{}-{}-8{}00-8{:03x}-{:012x}", id.substr(0, 8), id.substr(8, 4), id.substr(12),
                     static_cast<unsigned>(part), number);
}

std::string hsds_organization_id(std::string_view institution) {
  return hsds_part_id(institution, HsdsPart::organization, 0);
}

std::string hsds_service_id(std::string_view institution, std::size_t place) {
  return hsds_part_id(institution, HsdsPart::service, place);
}

std::optional<HsdsName> read_hsds_id(std::string_view uuid) {
  if (uuid.size() != 36 || uuid[14] != '8') return std::nullopt;
  const auto id = hex(std::string(uuid.substr(0, 8)) + std::string(uuid.substr(9, 4)) + uuid[15]);
  const auto part = hex(uuid.substr(20, 3));
  const auto number = hex(uuid.substr(24));
  if (!id || !part || !number) return std::nullopt;
  HsdsName out{id_of(*id), std::nullopt};
  if (*part == static_cast<unsigned>(HsdsPart::service)) out.service = *number;
  const std::string again =
      out.service ? hsds_service_id(out.institution, *out.service) : hsds_organization_id(out.institution);
  return again == uuid ? std::optional(out) : std::nullopt;
}

}  // namespace lawhub
