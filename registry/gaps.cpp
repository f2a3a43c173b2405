#include "registry/gaps.h"

#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "registry/division.h"

namespace lawhub {

namespace {

std::string part_key(const Penalty& p) {
  return p.document.number.empty() ? p.kind + " " + p.document.date : p.document.number;
}

template <class T, class Part>
bool fill_parts(std::vector<T>& to, const std::vector<T>& from, Part part) {
  std::set<std::string> present;
  for (const T& item : to) {
    present.insert(part(item));
  }
  bool filled = false;
  for (const T& item : from) {
    if (!present.contains(part(item))) {
      to.push_back(item);
      filled = true;
    }
  }
  return filled;
}

}  // namespace

bool fill_gaps(const Record& from, Field field, Record& to) {
  switch (field) {
    case Field::identifiers:
      return fill_parts(to.identifiers, from.identifiers, [](const Identifier& i) { return i.scheme; });
    case Field::phones: {
      // A mobile number follows a person, not the office: it is shown only by the word of the best source.
      std::vector<Phone> fixed = from.phones;
      std::erase_if(fixed, [](const Phone& p) { return p.kind == "mobile"; });
      return fill_parts(to.phones, fixed, [](const Phone& p) { return p.kind; });
    }
    case Field::staff:
      return fill_parts(to.staff, from.staff, [](const StaffCount& s) { return s.kind; });
    case Field::other_locations:
      return fill_parts(to.other_locations, from.other_locations, [](const Location& l) {
        return l.kind + " " + without_space(fold(l.address.place + l.address.text));
      });
    case Field::channels:
      return fill_parts(to.channels, from.channels, [](const Channel& channel) { return channel.kind; });
    case Field::inspections:
      return fill_parts(to.inspections, from.inspections, [](const Inspection& i) { return i.year; });
    case Field::penalties:
      return fill_parts(to.penalties, from.penalties, part_key);
    case Field::honours:
      return fill_parts(to.honours, from.honours, [](const Coded& h) { return h.code; });
    case Field::relations:
      return fill_parts(to.relations, from.relations, [](const Relation& r) { return r.kind; });
    case Field::division: {
      const bool finer =
          from.division.size() > to.division.size() && Divisions::get().contains(to.division, from.division);
      if (finer) {
        to.division = from.division;
      }
      return finer;
    }
    default:
      return false;
  }
}

}  // namespace lawhub
