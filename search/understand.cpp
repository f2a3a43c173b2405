#include "search/understand.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "search/lexicon.h"

namespace lawhub {
namespace {

/// A part of the question: a known word, or (without a meaning) characters that no table explains.
struct Part {
  std::u32string text;
  const Meaning* meaning = nullptr;
  bool alone = false;                     ///< nothing unexplained touches it
  std::vector<const Division*> places{};  ///< what it is taken to name
  bool context = false;                   ///< its place only says which one another part means
};

bool is_separator(char32_t c) {
  static const std::u32string kMarks = U" \t\r\n　,.;:?!、。，；：？！()[]{}<>《》〈〉【】“”‘’\"'/|·…~";
  return kMarks.find(c) != std::u32string::npos;
}

/// The parts of the question such that the fewest characters stay unexplained, then with the fewest words, then with
/// the longest word first: 济南市中区 is 济南 and 市中区, not 济南市 and an unknown 中区. Separators are left out, but
/// for an empty part that marks their place.
std::vector<Part> parts_of(const std::u32string& text) {
  struct Best {
    std::size_t unexplained = 0, words = 0, length = 1;
    const Meaning* meaning = nullptr;
  };
  std::vector<Best> best(text.size() + 1);
  for (std::size_t i = text.size(); i-- > 0;) {
    best[i] = {best[i + 1].unexplained + (is_separator(text[i]) ? 0 : 1), best[i + 1].words};
    for (const Lexicon::Match& m : Lexicon::get().matches(text, i)) {
      const Best& rest = best[i + m.length];
      const Best candidate{rest.unexplained, rest.words + 1, m.length, m.meaning};
      if (std::pair(candidate.unexplained, candidate.words) <= std::pair(best[i].unexplained, best[i].words)) {
        best[i] = candidate;
      }
    }
  }
  std::vector<Part> parts;
  bool joins = false;  // does an unexplained character lengthen the last part?
  for (std::size_t i = 0; i < text.size(); i += best[i].length) {
    if (best[i].meaning != nullptr) {
      parts.push_back({text.substr(i, best[i].length), best[i].meaning});
      joins = false;
    } else if (is_separator(text[i])) {
      parts.emplace_back();
      joins = false;
    } else {
      if (!joins) parts.emplace_back();
      parts.back().text += text[i];
      joins = true;
    }
  }
  return parts;
}

bool is_unexplained(const Part& part) { return part.meaning == nullptr && !part.text.empty(); }

/// Is an unexplained part made of words that say nothing: 市, 的, 我找?
bool is_only_filler(const Part& part) {
  for (std::size_t i = 0; i < part.text.size();) {
    std::size_t length = 0;
    for (const Lexicon::Match& m : Lexicon::get().matches(part.text, i)) {
      if (m.meaning->hint == HintWord::filler) length = m.length;
    }
    if (length == 0) return false;
    i += length;
  }
  return true;
}

bool says_something(const Meaning& m) { return !m.types.empty() || !m.terms.empty() || m.hint != HintWord::none; }

/// Fillers of one character inside an unexplained part belong to it (想 in 理想国).
std::vector<Part> with_short_fillers_joined(const std::vector<Part>& parts) {
  const auto is_short_filler = [](const Part& p) {
    return p.meaning != nullptr && p.text.size() == 1 && p.meaning->hint == HintWord::filler;
  };
  std::vector<Part> joined;
  for (const Part& part : parts) {
    const bool loose = is_unexplained(part) || is_short_filler(part);
    if (loose && !joined.empty() && is_unexplained(joined.back())) {
      joined.back().text += part.text;
    } else {
      joined.push_back(part);
      if (loose) joined.back().meaning = nullptr;
    }
  }
  return joined;
}

/// Leaves out unexplained parts that say nothing: fillers, and a single character that hangs on a word that is
/// understood (书 of 公证书).
std::vector<Part> without_filler(const std::vector<Part>& parts) {
  const auto says = [&](std::size_t i) {
    return i < parts.size() && parts[i].meaning != nullptr && says_something(*parts[i].meaning);
  };
  std::vector<Part> kept;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool hangs = parts[i].text.size() == 1 && (says(i + 1) || (i > 0 && says(i - 1)));
    if (!is_unexplained(parts[i]) || !(hangs || is_only_filler(parts[i]))) kept.push_back(parts[i]);
  }
  return kept;
}

bool inside_any(const std::vector<const Division*>& outer, const Division* inner) {
  return std::any_of(outer.begin(), outer.end(),
                     [&](const Division* o) { return Divisions::get().contains(o->code, inner->code); });
}

/// Takes the places that need no other place to be named.
void place_alone(std::vector<Part>& parts) {
  const bool hinted = std::any_of(parts.begin(), parts.end(), [](const Part& p) {
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

/// The village that the beginning of an unexplained part names inside `outer`, and the rest of the part. Villages are
/// looked for only by names that say they are one.
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

template <class Value>
void add_once(std::vector<Value>& to, const std::vector<Value>& from) {
  for (const Value& v : from) {
    if (std::find(to.begin(), to.end(), v) == to.end()) to.push_back(v);
  }
}

void take_meaning(const Meaning& meaning, Reading& reading) {
  add_once(reading.types, meaning.types);
  for (const Term* term : meaning.terms) {
    add_once(term->facet == Facet::matter ? reading.matters : reading.services, {term});
  }
  reading.open_now = reading.open_now || meaning.hint == HintWord::open;
  reading.near = reading.near || meaning.hint == HintWord::near;
}

}  // namespace

Reading understand(std::string_view question) {
  Reading reading;
  const std::string folded = fold(question);
  reading.whole = without_space(folded);
  std::vector<Part> parts = without_filler(with_short_fillers_joined(parts_of(to_code_points(folded))));
  place_alone(parts);
  place_together(parts);
  reading.divisions = places_of(parts);
  std::vector<const Division*> villages;
  std::vector<std::string> left;
  bool joins = false;  // was the part before left over, too, with nothing between?
  for (Part& part : parts) {
    const bool says = part.meaning != nullptr && says_something(*part.meaning);
    if (says) take_meaning(*part.meaning, reading);
    const bool is_left = !says && part.places.empty() && !part.text.empty();
    if (is_left) {
      if (auto village = village_in(part.text, reading.divisions)) {
        add_once(villages, village->first);
        part.text = village->second;
      }
      if (!joins) left.emplace_back();
      left.back() += to_utf8(part.text);
    }
    joins = is_left;
  }
  std::erase(left, "");
  if (!villages.empty()) reading.divisions = villages;
  reading.text = join(left, " ");
  return reading;
}

Understood explain(const Reading& reading) {
  Understood understood;
  for (const Division* d : reading.divisions)
    understood.divisions.push_back({d->code, Divisions::get().full_name(d->code)});
  for (const InstitutionType t : reading.types) {
    understood.types.push_back({std::string(code_of(t)), std::string(label_of(t))});
  }
  for (const Term* t : reading.matters) understood.matters.push_back({t->code, t->label});
  for (const Term* t : reading.services) understood.services.push_back({t->code, t->label});
  understood.open_now = reading.open_now;
  understood.text = reading.text;
  return understood;
}

}  // namespace lawhub
