#include "registry/elsewhere.h"

#include <array>
#include <unordered_map>
#include <vector>

#include "base/text.h"
#include "base/tsv.h"
#include "registry/embedded.h"

namespace lawhub {
namespace {

struct Place {
  std::string code, name, brief;
};

std::string without_suffix(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kSuffixes = {
      "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "地区", "省", "市", "盟"};
  for (const std::string_view suffix : kSuffixes) {
    if (name.size() > suffix.size() + 3 && name.ends_with(suffix)) {
      return std::string(name.substr(0, name.size() - suffix.size()));
    }
  }
  return std::string(name);
}

class Elsewhere {
 public:
  Elsewhere() {
    const Table table(registry_file("data/elsewhere.tsv"), "elsewhere.tsv");
    for (std::size_t row = 0; row < table.size(); ++row) {
      Place place;
      place.code = table.cell(row, 0);
      place.name = fold(table.cell(row, 1));
      place.brief = without_suffix(place.name);
      if (place.code.ends_with("00")) {
        names_.emplace(place.name, true);
        names_.emplace(place.brief, true);
        heads_[std::string(first_character(place.name))].push_back(place);
      }
      inside_[place.code.substr(0, 2)].push_back(std::move(place));
    }
  }

  bool holds(std::string_view name) const { return names_.contains(std::string(name)); }

  /// The longest place that `text` begins with and that lies below `code` (empty: a province or city).
  const Place* below(std::string_view code, std::string_view text, std::size_t& length) const {
    const Place* best = nullptr;
    length = 0;
    const std::vector<Place>& places = code.empty() ? heads_like(text) : at(inside_, code.substr(0, 2));
    std::string_view digits = code;
    while (digits.ends_with("00")) digits.remove_suffix(2);
    for (const Place& place : places) {
      if (place.code == code || !place.code.starts_with(digits)) continue;
      if (place.name.size() > length && text.starts_with(place.name)) {
        best = &place;
        length = place.name.size();
      }
    }
    return best;
  }

  const Place* brief_head(std::string_view text) const {
    for (const Place& place : heads_like(text)) {
      if (text.starts_with(place.brief)) return &place;
    }
    return nullptr;
  }

 private:
  using Places = std::unordered_map<std::string, std::vector<Place>>;
  static const std::vector<Place>& at(const Places& places, std::string_view key) {
    static const std::vector<Place> kNone;
    const auto found = places.find(std::string(key));
    return found == places.end() ? kNone : found->second;
  }
  const std::vector<Place>& heads_like(std::string_view text) const { return at(heads_, first_character(text)); }

  Places heads_;   // provinces and cities, by their first character
  Places inside_;  // by the first two digits
  std::unordered_map<std::string, bool> names_;
};

const Elsewhere& elsewhere() {
  static const Elsewhere kPlaces;
  return kPlaces;
}

}  // namespace

bool is_elsewhere(std::string_view name) { return elsewhere().holds(name); }

ElsewherePrefix elsewhere_at(std::string_view text) {
  ElsewherePrefix out;
  std::size_t length = 0;
  const Place* place = elsewhere().below("", text, length);
  if (place == nullptr) {
    // 北京朝阳区 is outside, 北京路 is a street: a name without its suffix needs a place behind it
    const Place* head = elsewhere().brief_head(text);
    std::size_t next = 0;
    if (head == nullptr || elsewhere().below(head->code, text.substr(head->brief.size()), next) == nullptr) return out;
    place = head;
    length = head->brief.size();
  }
  while (place != nullptr) {
    out.code = place->code;
    out.end += length;
    place = elsewhere().below(out.code, text.substr(out.end), length);
  }
  return out;
}

}  // namespace lawhub
