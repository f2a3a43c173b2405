#include "tests/support/world.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "base/text.h"
#include "registry/address.h"
#include "registry/division.h"
#include "registry/dump.h"
#include "registry/forensic_scope.h"
#include "registry/identifier.h"
#include "registry/phone.h"

namespace lawhub {

namespace {

std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  for (std::string_view cell : split(row, '|')) {
    cells.emplace_back(trim(cell));
  }
  return cells;
}

/// Takes the cells "what=value" out of a row.
std::vector<std::pair<std::string, std::string>> take_extras(std::vector<std::string>& cells) {
  std::vector<std::pair<std::string, std::string>> extras;
  std::erase_if(cells, [&](const std::string& cell) {
    const std::size_t equals = cell.find('=');
    if (equals == std::string::npos || equals == 0 || cell.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != equals) {
      return false;
    }
    extras.emplace_back(cell.substr(0, equals), cell.substr(equals + 1));
    return true;
  });
  return extras;
}

void say_extra(Record& r, const std::string& what, const std::string& value) {
  if (what == "hours") {
    r.hours = {value, value};
  } else if (what == "status") {
    r.status = status_of_code(value).value();
  } else if (what == "former") {
    r.former_names.push_back({value, ""});
  } else if (what == "alias") {
    r.alternate_names.push_back(value);
  } else if (what == "in") {
    r.address.division = value;
  } else if (what == "site") {
    r.website = value;
  } else if (what == "says") {
    r.description = value;
  } else if (what == "offers") {
    r.services.emplace_back().code = value;
  } else if (what == "covers") {
    r.services = forensic_services(value);
  } else if (what == "tie") {
    const std::vector<std::string_view> parts = split(value, ',');
    r.relations.push_back({std::string(parts.at(0)), std::string(parts.at(1)), std::string(parts.at(2)), ""});
  } else if (what == "at") {
    const Point p = parse_point(value).value();
    r.position = {p.longitude, p.latitude, 20, "surveyed", "WGS84"};
  } else {
    throw std::invalid_argument("nobody can say " + what);
  }
}

Source make_source(const std::string& id) {
  const std::string kind = id.substr(0, id.find('-'));
  Source source;
  source.id = id;
  source.name = id;
  source.standing = kind == "province"      ? Standing::registering
                    : kind == "association" ? Standing::association
                    : kind == "own"         ? Standing::institution
                    : kind == "publicity"   ? Standing::publicity
                                            : Standing::supervising;
  source.division = kind == "province" ? "370000" : "370400";
  return source;
}

Identifier identifier_of_text(const std::string& code) {
  const UsccReading uscc = read_uscc(code);
  if (uscc.valid) {
    return {is_justice_uscc(uscc.value) ? "uscc" : "host-uscc", uscc.value, "", ""};
  }
  return {"licence", read_licence(code), "", ""};
}

std::string area_code_of(const std::string& division) {
  const Division* d = Divisions::get().find(division);
  return d ? d->area_code : "";
}

}  // namespace

Record listing(std::string_view row) {
  std::vector<std::string> cells = cells_of(row);
  const auto extras = take_extras(cells);
  cells.resize(std::max<std::size_t>(cells.size(), 6));
  Record r;
  if (const auto type = type_of_code(cells[0])) {
    r.type = *type;
  } else {
    throw std::invalid_argument("no type of institution: " + cells[0]);
  }
  r.name = cells[1];
  r.division = cells[2];
  r.phones = read_phones(cells[3], area_code_of(r.division)).phones;
  if (!cells[4].empty()) {
    r.address = read_address(cells[4], r.division).address;
  }
  if (!cells[5].empty()) {
    r.identifiers = {identifier_of_text(cells[5])};
  }
  for (const auto& [what, value] : extras) {
    say_extra(r, what, value);
  }
  return r;
}

Proposal World::proposal(std::string_view table) {
  Proposal out;
  out.taken_at = clock_.now();
  for (std::string_view line : split(table, '\n')) {
    line = trim(line);
    if (line.empty()) {
      continue;
    }
    Observation o;
    o.key = std::to_string(out.said.size() + 1);
    if (const std::size_t at = line.find("= "); at != std::string_view::npos) {
      o.key = line.substr(0, at);
      line.remove_prefix(at + 2);
    }
    const std::size_t bar = line.find('|');
    out.source = trim(line.substr(0, bar));
    o.source = out.source;
    o.url = "http://" + out.source + ".example.gov.cn/" + o.key;
    o.record = listing(line.substr(bar + 1));
    out.said.push_back(std::move(o));
  }
  if (!Sources(db_).find(out.source)) {
    add_source(make_source(out.source));
  }
  return out;
}

Acceptance World::say(std::string_view table) {
  std::vector<std::pair<std::string, std::string>> by_source;
  for (std::string_view line : split(table, '\n')) {
    if (trim(line).empty()) {
      continue;
    }
    std::string_view head = line.substr(0, line.find('|'));
    if (const std::size_t at = head.find("= "); at != std::string_view::npos) {
      head.remove_prefix(at + 2);
    }
    const std::string source(trim(head));
    auto at = std::find_if(by_source.begin(), by_source.end(), [&](const auto& s) { return s.first == source; });
    if (at == by_source.end()) {
      at = by_source.insert(at, {source, ""});
    }
    at->second += std::string(line) + "\n";
  }
  Acceptance last;
  for (const auto& [source, rows] : by_source) {
    last = take(proposal(rows));
  }
  return last;
}

std::vector<Institution> World::institutions() {
  std::vector<Institution> out;
  reg().for_each([&](const Institution& i) { out.push_back(i); });
  std::sort(out.begin(), out.end(),
            [](const Institution& a, const Institution& b) { return a.record.name < b.record.name; });
  return out;
}

Institution World::only(std::string_view name) {
  std::vector<Institution> found;
  for (Institution& i : institutions()) {
    if (i.record.name == name && i.presence == Presence::listed) {
      found.push_back(std::move(i));
    }
  }
  if (found.size() != 1) {
    throw std::runtime_error(std::to_string(found.size()) + " listed institutions are named " + std::string(name));
  }
  return found.front();
}

std::string World::everything() {
  std::ostringstream out;
  dump(db_, out);
  return out.str();
}

}  // namespace lawhub
