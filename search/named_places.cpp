#include "search/named_places.h"

#include <algorithm>

#include "base/text.h"

namespace lawhub {
namespace {

bool inside_any(const std::vector<const Division*>& outer, const Division* inner) {
  return std::any_of(outer.begin(), outer.end(),
                     [&](const Division* o) { return Divisions::get().contains(o->code, inner->code); });
}

/// Takes the places that need no other place to be named.
void place_alone(std::vector<Part>& parts, bool hinted) {
  hinted = hinted || std::any_of(parts.begin(), parts.end(), [](const Part& p) {
             return p.meaning != nullptr && (!p.meaning->types.empty() || !p.meaning->terms.empty());
           });
  for (std::size_t i = 0; i < parts.size(); ++i) {
    Part& part = parts[i];
    part.alone = (i == 0 || !is_unexplained(parts[i - 1])) && (i + 1 == parts.size() || !is_unexplained(parts[i + 1]));
    if (part.meaning == nullptr) continue;
    for (const PlaceMeaning& p : part.meaning->places) {
      const bool taken = p.need == PlaceNeed::nothing || (p.need == PlaceNeed::hint && hinted && part.alone);
      if (taken) part.places.push_back(p.division);
    }
  }
}

/// A question that is a name and nothing else means the place, whatever the word means besides: 平原, 高新区.
void place_bare(std::vector<Part>& parts) {
  const auto is_empty = [](const Part& p) { return p.text.empty(); };
  if (parts.size() - static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), is_empty)) != 1) return;
  Part& part = *std::find_if_not(parts.begin(), parts.end(), is_empty);
  if (part.meaning == nullptr || !part.places.empty()) return;
  for (const PlaceNeed need : {PlaceNeed::hint, PlaceNeed::parent}) {
    for (const PlaceMeaning& p : part.meaning->places) {
      if (p.need == need) part.places.push_back(p.division);
    }
    if (!part.places.empty()) return;
  }
}

/// What `part` can mean inside `outer`; of several levels the highest that needs no parent.
std::vector<const Division*> places_inside(const Part& part, const std::vector<const Division*>& outer) {
  std::vector<const Division*> plain, lower;
  for (const PlaceMeaning& p : part.meaning->places) {
    if (!inside_any(outer, p.division)) continue;
    if (p.need != PlaceNeed::parent) {
      plain.push_back(p.division);
    } else if (part.alone) {
      lower.push_back(p.division);
    }
  }
  return plain.empty() ? lower : plain;
}

/// Places named together say which one is meant: 枣庄 市中区, 平阴 东阿. What only says so is context.
void place_together(std::vector<Part>& parts) {
  for (Part& part : parts) {
    if (part.meaning == nullptr || part.meaning->places.empty()) continue;
    bool narrowed = false;
    for (Part& other : parts) {
      if (&other == &part || other.places.empty()) continue;
      std::vector<const Division*> inside = places_inside(part, other.places);
      if (narrowed) std::erase_if(inside, [&](const Division* d) { return !inside_any(part.places, d); });
      std::erase_if(inside, [&](const Division* d) {
        return std::find(other.places.begin(), other.places.end(), d) != other.places.end();
      });
      if (inside.empty()) continue;
      part.places = std::move(inside);
      other.context = true;
      narrowed = true;
    }
  }
}

std::vector<const Division*> places_of(const std::vector<Part>& parts) {
  std::vector<const Division*> found;
  for (const Part& part : parts) {
    if (part.context) continue;
    for (const Division* d : part.places) {
      if (std::find(found.begin(), found.end(), d) == found.end()) found.push_back(d);
    }
  }
  return found;
}

}  // namespace

std::vector<const Division*> places_in(std::vector<Part>& parts, bool hinted) {
  place_alone(parts, hinted);
  place_together(parts);
  if (!hinted) place_bare(parts);
  return places_of(parts);
}

std::optional<std::pair<std::vector<const Division*>, std::u32string>> village_in(
    const std::u32string& text, const std::vector<const Division*>& outer) {
  static const std::vector<std::u32string> kEndings = {U"村民委员会", U"居民委员会", U"村委会",
                                                       U"居委会",     U"社区",       U"村"};
  for (const std::u32string& ending : kEndings) {
    const std::size_t at = text.find(ending);
    if (at == std::u32string::npos || at == 0) continue;
    const std::size_t end = at + ending.size();
    std::vector<const Division*> villages;
    for (const Division* o : outer) {
      for (const Division* d : Divisions::get().named(to_utf8(text.substr(0, end)), o->code)) {
        if (d->level == DivisionLevel::village) villages.push_back(d);
      }
    }
    if (!villages.empty()) return std::pair(villages, text.substr(end));
  }
  return std::nullopt;
}

}  // namespace lawhub
