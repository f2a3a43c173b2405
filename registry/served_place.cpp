#include "registry/served_place.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "base/text.h"
#include "registry/division.h"
#include "registry/lineage.h"

namespace lawhub {

namespace {

constexpr std::size_t kCountyDigits = 6, kVillageDigits = 12;

/// The most exact town or village, of record and address, that lies in `place`.
std::string finer_division(const Record& r, const std::string& place) {
  std::string out;
  for (const std::string& code : {present_code(r.division), present_code(r.address.division)}) {
    if (code.size() > std::max(kCountyDigits, out.size()) && Divisions::get().contains(place, code)) {
      out = code;
    }
  }
  return out;
}

/// How the name writes the place it ends with: 沙土村 of 沙土镇沙土村, whose core is 沙土.
std::string local_label(const std::string& said, const std::string& core) {
  std::string label = core;
  if (const std::size_t at = said.rfind(core); at != std::string::npos) {
    label = said.substr(at);
  }
  for (std::string_view committee : {"居民委员会", "村民委员会", "居委会", "村委会"}) {
    if (label.size() > committee.size() && label.ends_with(committee)) {
      label.resize(label.size() - committee.size());
      label += committee.starts_with("村") && !label.ends_with("村") ? "村" : "";
      break;
    }
  }
  return label;
}

std::string han_number(std::string_view digits) {
  static constexpr std::string_view kHan[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const std::size_t tens = digits.size() == 2 ? static_cast<std::size_t>(digits[0] - '0') : 0;
  const std::string ones(kHan[digits.back() - '0']);
  return tens == 0 ? ones : (tens == 1 ? "" : std::string(kHan[tens])) + "十" + ones;
}

constexpr std::u32string_view kHanDigits = U"一二三四五六七八九十";

bool is_number(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && kHanDigits.find(next_code_point(text, at)) != std::u32string_view::npos;
}

/// Numbered villages in one spelling: 官桥第一村 and 官桥1村 are 官桥一村.
std::string numbered(std::string_view label) {
  std::string out;
  for (std::size_t at = 0; at < label.size();) {
    const std::size_t digits = std::min(label.find_first_not_of("0123456789", at), label.size()) - at;
    if (digits > 0) {
      const std::string_view number = label.substr(at, digits);
      out += digits <= 2 ? han_number(number) : std::string(number);
      at += digits;
    } else {
      append_utf8(out, next_code_point(label, at));
    }
  }
  constexpr std::string_view kOrdinal = "第";
  for (std::size_t at = out.find(kOrdinal); at != std::string::npos; at = out.find(kOrdinal, at + 1)) {
    if (is_number(std::string_view(out).substr(at + kOrdinal.size()))) {
      out.erase(at, kOrdinal.size());
    }
  }
  return out;
}

/// 官桥一村 as a list may also write it: 官桥第一村. The same text when no number stands before its last word.
std::string with_ordinal(const std::string& label) {
  const std::string_view stem = village_stem(label);
  std::u32string text = to_code_points(stem);
  std::size_t begin = text.size();
  while (begin > 0 && kHanDigits.find(text[begin - 1]) != std::u32string_view::npos) {
    --begin;
  }
  if (begin == text.size()) {
    return label;
  }
  text.insert(begin, U"第");
  return to_utf8(text) + label.substr(stem.size());
}

bool is_village_like(const std::string& label) { return village_stem(label) != label; }

/// Is `label` but the name of the town or village `place` again?
bool names_itself(const std::string& label, const std::string& place) {
  const Division* d = Divisions::get().find(place);
  if (!d || place.size() == kCountyDigits) {
    return false;
  }
  return d->level == DivisionLevel::village ? village_stem(label) == d->short_name
                                            : label == fold(d->name) || label == fold(d->short_name);
}

/// The towns and villages of `place` named `label` that agree with `finer`.
std::vector<std::string> named_so(const std::string& label, const std::string& place, const std::string& finer,
                                  InstitutionType type) {
  const Divisions& divisions = Divisions::get();
  std::vector<const Division*> found = divisions.named(label, place);
  std::erase_if(found, [&](const Division* d) {
    const bool fits = d->level == DivisionLevel::town
                          ? !is_village_like(label)
                          : d->level == DivisionLevel::village && type != InstitutionType::judicial_office;
    return !fits || !d->current ||
           !(finer.empty() || divisions.contains(finer, d->code) || divisions.contains(d->code, finer));
  });
  const auto exact = [&](const Division* d) { return d->name.starts_with(label); };
  if (std::any_of(found.begin(), found.end(), exact)) {  // 富国村 is not 富国社区
    std::erase_if(found, [&](const Division* d) { return !exact(d); });
  }
  std::vector<std::string> codes;
  std::transform(found.begin(), found.end(), std::back_inserter(codes), [](const Division* d) { return d->code; });
  return codes;
}

/// Those that `label` may mean, a number in it however it is written.
std::vector<std::string> bearers(const std::string& label, const std::string& place, const std::string& finer,
                                 InstitutionType type) {
  const std::string plain = numbered(label);
  for (const std::string& spelling : {label, plain, with_ordinal(plain)}) {
    if (std::vector<std::string> found = named_so(spelling, place, finer, type); !found.empty()) {
      return found;
    }
  }
  return {};
}

bool is_of_towns_and_villages(InstitutionType type) {
  return type == InstitutionType::mediation_committee || type == InstitutionType::judicial_office ||
         type == InstitutionType::legal_service_centre;
}

}  // namespace

std::string stated_division(const Record& r, const NameReading& name) {
  const bool historic = !name.division.empty() && present_code(r.division) == name.division;
  return name.division.empty() || historic ? r.division : name.division;
}

ServedPlace served_place(const Record& r, const NameReading& name, const std::string& core, const std::string& said) {
  ServedPlace out;
  out.place = body_code(stated_division(r, name));
  const std::string finer = finer_division(r, out.place);
  if (core.empty()) {
    if (!finer.empty() && (name.division.empty() || r.type == InstitutionType::judicial_office)) {
      out.place = finer;  // 垦利司法所 is of the town, not of the county of that name
    }
    return out;
  }
  if (!is_of_towns_and_villages(r.type)) {
    out.unit = core;
    return out;
  }
  const std::string label = local_label(said, core);
  if (names_itself(label, out.place)) {
    return out;
  }
  const std::vector<std::string> found = bearers(label, out.place, finer, r.type);
  if (found.size() == 1) {
    out.place = found.front();
  } else if (found.empty() && !finer.empty() &&
             (r.type == InstitutionType::judicial_office ||
              (is_village_like(label) && finer.size() == kVillageDigits))) {
    out.place = finer;  // a place that the table does not know by this name
  } else {
    out.unit = village_stem(numbered(label));
    out.ambiguous = found.size() > 1;
  }
  return out;
}

}  // namespace lawhub
