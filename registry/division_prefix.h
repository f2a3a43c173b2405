// The chain of divisions with which an address or a name begins: 山东省枣庄市薛城区临城街道….
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// In an address a street follows (历下经十路), in a name the name proper (枣庄惠民医院). A trade name behind a city
/// may sound like one of its districts and is not (山东省青岛市崂山公证处).
enum class PrefixOf { address, name, trade_name };

struct DivisionPrefix {
  std::string code;                     ///< the smallest division named; empty when none or when ambiguous
  std::size_t end = 0;                  ///< bytes of `text` read
  std::size_t begin = 0;                ///< where the last copy of a doubled prefix begins
  std::vector<std::string> candidates;  ///< codes, sorted, when several fit
  std::vector<std::string> evidence;    ///< "named", "short-name", "former-name", "former-form", "zone", "host-context"
  std::string
      old_county;  ///< code of the county that once bore the name of the city read (滨州市 → 滨城区), else empty
};

/// Reads folded `text` from its beginning, each division inside the one before it; a doubled prefix is read once.
/// `host` as in read_address: it decides between namesakes and never overrules what the text says.
DivisionPrefix read_division_prefix(std::string_view text, std::string_view host, PrefixOf of);

/// The village unit of `within` (a town or county) with whose name folded `text` begins, in any form: 张庄村, 张庄社区,
/// 张庄村委会. `end` is set to the bytes read. Null when none or more than one fits.
const struct Division* village_at(std::string_view text, std::string_view within, std::size_t& end);

/// Does a street's name begin here: two characters or more before 路, 街, 大道 …?
bool street_begins(std::string_view text);

}  // namespace lawhub
