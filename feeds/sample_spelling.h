// How a source writes what is true: telephones, hours, codes, addresses and names as lists really hold them.
#pragma once
#include <string>

#include "feeds/sample_random.h"
#include "feeds/sample_sources.h"

namespace lawhub {

/// One institution in the words of one source; an empty field is left out.
struct SampleListing {
  std::string key;  ///< record id in a feed
  std::string name;
  std::string uscc, licence;
  std::string person, staff;
  std::string phone, fax;
  std::string place;  ///< 薛城区, the column 所在区市
  std::string address;
  std::string hours;
  std::string date;  ///< ISO: when the source said so
};

/// The same for the same seed, source and institution. Names stay official where no better source has them.
SampleListing spell(const SampleSource& source, const SampleInstitution& institution, std::uint64_t seed);

std::string spell_phone(const std::string& national, SampleRandom& random);
std::string spell_code(const std::string& uscc, SampleRandom& random);
/// With province and city, with the county, or the street alone.
enum class AddressPrecision { full, city, county, street };
std::string spell_address(const SampleInstitution& institution, const std::string& street, AddressPrecision precision);

/// The record id in feeds: "370400:NOT:000123".
std::string feed_key(const SampleSource& source, const SampleInstitution& institution);

}  // namespace lawhub
