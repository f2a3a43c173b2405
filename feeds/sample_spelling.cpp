#include "feeds/sample_spelling.h"

#include <array>

#include "base/text.h"
#include "feeds/sample_words.h"
#include "registry/division.h"

namespace lawhub {
namespace {

using enum InstitutionType;

std::string full_width(std::string_view ascii) {
  std::u32string wide;
  for (const char c : ascii)
    wide.push_back(c > ' ' && c < 0x7F ? char32_t{0xFEE0} + static_cast<unsigned char>(c) : U'　');
  return to_utf8(wide);
}

std::string spell_hours(const SampleInstitution& it, SampleRandom& random) {
  return random.pick(sample_hours()[it.hours].spellings);
}

// Careless lists: brackets of the other width, spaces inside, the short form, a character nobody could type, the form
// of organisation behind.
std::string spell_name(const SampleInstitution& it, const SampleSource& source, SampleRandom& random) {
  const bool wide = random.chance(50);
  std::string name = it.name;
  if (wide) name = replace_all(replace_all(name, "(", "（"), ")", "）");
  if (source.source.kind == SourceKind::xml_feed || !it.registered) return name;
  if (it.type == law_firm && random.chance(6)) name += random.chance(50) ? "（普通合伙）" : "(个人所)";
  if (source.year < 2020 && it.type == notary_office && !it.former_name.empty() && it.old_phone.empty() &&
      random.chance(30))
    return it.former_name;
  if (it.type == law_firm_branch && source.year < 2020 && random.chance(40)) return it.former_name;
  if (source.source.standing == Standing::institution) return it.name;
  if (!it.short_name.empty() && it.old_phone.empty() && random.chance(8)) return it.short_name;
  if (name.find("喆") != std::string::npos && source.year < 2020) return replace_all(name, "喆", "(吉吉)");
  if (random.chance(4)) {
    const std::u32string letters = to_code_points(name);
    return to_utf8(letters.substr(0, 2)) + "　" + to_utf8(letters.substr(2));
  }
  return name;
}

AddressPrecision precision_of(const SampleSource& source, SampleRandom& random) {
  const std::size_t draw = random.below(100);
  if (source.source.division.ends_with("0000") || source.source.standing == Standing::institution)
    return draw < 60 ? AddressPrecision::full : AddressPrecision::city;
  if (!source.source.division.ends_with("00"))
    return draw < 40 ? AddressPrecision::street : draw < 80 ? AddressPrecision::county : AddressPrecision::full;
  return draw < 20   ? AddressPrecision::full
         : draw < 45 ? AddressPrecision::city
         : draw < 90 ? AddressPrecision::county
                     : AddressPrecision::street;
}

std::string date_in(int year, SampleRandom& random) {
  const int month = year == 2026 ? random.between(1, 9) : random.between(1, 12);
  const int day = random.between(1, 28);
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month) + (day < 10 ? "-0" : "-") +
         std::to_string(day);
}

}  // namespace

std::string spell_phone(const std::string& national, SampleRandom& random) {
  const std::size_t dash = national.find('-');
  if (dash == std::string::npos) return national;
  const std::string area = national.substr(0, dash);
  std::string local = national.substr(dash + 1);
  switch (random.below(24)) {
    case 0:
      return "（" + area + "）" + local;
    case 1:
      return local;
    case 2:
      return area + "----" + local;
    case 3:
      return full_width(national);
    case 4:
      return "+86-" + area.substr(1) + "-" + local;
    case 5:
      return area + "—" + local;
    case 6:
      return area + " " + local;
    case 7:
      return area + local;
    case 8:
      return national + "-801";
    case 9:
      return "电话：" + national;
    case 10:
      return "(" + area + ")" + local;
    default:
      return national;
  }
}

std::string spell_code(const std::string& uscc, SampleRandom& random) {
  if (uscc.empty()) return {};
  switch (random.below(40)) {
    case 0:
      return replace_all(uscc, "MD", "md");
    case 1:
      return full_width(uscc);
    case 2:
      return uscc.substr(0, 8) + " " + uscc.substr(8);
    case 3:
      return uscc.substr(0, 17);  // one character lost in copying
    case 4: {                     // the last one misread: the check digit tells
      std::string wrong = uscc;
      wrong.back() = wrong.back() == '7' ? '1' : '7';
      return wrong;
    }
    default:
      return uscc;
  }
}

std::string spell_address(const SampleInstitution& it, const std::string& street, AddressPrecision precision) {
  const Divisions& divisions = Divisions::get();
  std::string text;
  for (const Division* step : divisions.lineage(it.division)) {
    switch (step->level) {
      case DivisionLevel::province:
        if (precision == AddressPrecision::full) text += step->name;
        break;
      case DivisionLevel::city:
        if (precision == AddressPrecision::full || precision == AddressPrecision::city) text += step->name;
        break;
      case DivisionLevel::county:
        if (precision != AddressPrecision::street) text += step->name;
        break;
      case DivisionLevel::town:
        if (precision == AddressPrecision::full || it.division.size() > 6) text += step->name;
        break;
      default:
        break;
    }
  }
  if (it.name == "枣庄市司法局" && precision != AddressPrecision::street) text += "薛城区";
  return text + street + it.premise;
}

std::string feed_key(const SampleSource& source, const SampleInstitution& it) {
  return source.source.division + ":" + std::string(code_of(it.type)) + ":" + it.id.substr(1);
}

SampleListing spell(const SampleSource& source, const SampleInstitution& it, std::uint64_t seed) {
  SampleRandom random(seed, source.source.id + " " + it.id);
  const bool old = source.year < 2020;
  SampleListing said;
  said.key = source.shape == SampleShape::feed ? feed_key(source, it) : "";
  said.name = spell_name(it, source, random);
  said.date = date_in(source.year, random);
  if (!old) said.uscc = source.source.standing == Standing::registering ? it.uscc : spell_code(it.uscc, random);
  if (!old && !it.host_uscc.empty()) said.uscc = it.host_uscc;
  if (it.type == forensic_institution || (old && it.type == law_firm)) said.licence = it.licence;
  said.person = it.person;
  said.staff = std::to_string(it.staff);
  if (random.chance(15)) said.staff += "名";
  const bool stale = old || (source.source.standing == Standing::association && random.chance(30));
  const std::string& number = stale && !it.old_phone.empty() ? it.old_phone : it.phone;
  said.phone = source.shape == SampleShape::feed ? it.phone : spell_phone(number, random);
  if (old && random.chance(10) && !number.empty())
    said.phone = "办公室：" + number + " 传真：" + (it.fax.empty() ? number : it.fax);
  said.fax = it.fax;
  const std::string& street = old && !it.old_street.empty() ? it.old_street : it.street;
  said.address = spell_address(it, street, precision_of(source, random));
  if (const Division* county = Divisions::get().find(Divisions::get().county_of(it.division)))
    said.place = county->name;
  said.hours = spell_hours(it, random);
  return said;
}

}  // namespace lawhub
