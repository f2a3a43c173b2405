#include "registry/division_prefix.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/text.h"
#include "registry/division.h"

namespace lawhub {
namespace {

/// How far a name may be trusted by itself.
enum class Trust {
  full,     ///< 薛城区, 章丘市, 济南高新区
  variant,  ///< another form of a town: 荆河办事处, 临城镇 for 临城街道
  brief,    ///< 薛城, 牡丹: also a word or a street
};

struct Word {
  std::string text;
  const Division* division;
  Trust trust;
  bool own;  ///< its name of today, no alias and no former one
};

constexpr int kWebEra = 1995;    // names that were gone before are on no page
constexpr std::size_t kHan = 3;  // bytes of a Han character of the basic plane

/// Every name of every division above the village, by its first character.
class Words {
 public:
  Words() {
    for (const Division* d : Divisions::get().above_village()) {
      add(d->name, *d, Trust::full, d->current);
      if (d->current && d->short_name != d->name) {  // 济南高新区 is no other thing, 薛城 may be
        const bool sure = d->level == DivisionLevel::zone && d->short_name.size() > 3 * kHan;
        add(d->short_name, *d, sure ? Trust::full : Trust::brief, true);
      }
      for (const std::string& other : d->former_names) {
        add(other, *d, other.size() > 2 * kHan ? Trust::full : Trust::brief, false);
      }
      if (d->level == DivisionLevel::town) add_forms(*d);
    }
    for (auto& [head, list] : by_head_) {
      std::stable_sort(list.begin(), list.end(),
                       [](const Word& a, const Word& b) { return a.text.size() > b.text.size(); });
    }
  }

  /// Names that begin with the character `text` begins with, longest first.
  const std::vector<Word>& at(std::string_view text) const {
    static const std::vector<Word> kNone;
    const auto found = by_head_.find(text.substr(0, kHan));
    return found == by_head_.end() ? kNone : found->second;
  }

 private:
  void add(std::string_view name, const Division& d, Trust trust, bool own) {
    const std::string folded = fold(name);
    if (folded.size() < 2 * kHan) return;
    by_head_[kept(folded)].push_back({folded, &d, trust, own});
  }

  void add_forms(const Division& town) {
    static constexpr std::array<std::string_view, 7> kForms = {"街道办事处", "街道办", "街道",      "办事处",
                                                               "镇",         "乡",     "镇人民政府"};
    for (const std::string_view form : kForms) {
      const std::string name = town.short_name + std::string(form);
      if (name != town.name) add(name, town, name.starts_with(town.name) ? Trust::full : Trust::variant, true);
    }
  }

  std::string_view kept(const std::string& name) {
    const auto [it, added] = heads_.try_emplace(name.substr(0, kHan), 0);
    return it->first;
  }

  std::unordered_map<std::string, int> heads_;  // owns the keys
  std::unordered_map<std::string_view, std::vector<Word>> by_head_;
};

const Words& words() {
  static const Words kWords;
  return kWords;
}

bool starts_with_any(std::string_view text, const auto& list) {
  return std::any_of(list.begin(), list.end(), [&](std::string_view word) { return text.starts_with(word); });
}

constexpr std::array<std::string_view, 9> kRoadEndings = {"大道", "大街", "胡同", "公路", "路", "街", "道", "巷", "弄"};
constexpr std::array<std::string_view, 6> kDirections = {"东", "南", "西", "北", "中", "环"};

std::string_view skip_marks(std::string_view text) {
  static constexpr std::array<std::string_view, 9> kMarks = {" ", ",", ".", "、", "-", "·", ">", ":", "市辖区"};
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view mark : kMarks) {
      if (!text.starts_with(mark)) continue;
      text.remove_prefix(mark.size());
      again = true;
    }
  }
  return text;
}

class Reader {
 public:
  Reader(std::string_view text, std::string_view host, PrefixOf of)
      : all_(Divisions::get()), text_(text), host_(present_code(host)), of_(of) {}

  DivisionPrefix read() {
    while (step()) {
    }
    if (current_.size() == 1) {
      out_.code = current_.front()->code;
    } else {
      for (const Division* d : current_) out_.candidates.push_back(d->code);
      std::sort(out_.candidates.begin(), out_.candidates.end());
    }
    return std::move(out_);
  }

 private:
  std::string present_code(std::string_view code) const {
    const Division* d = all_.present(code);
    return d == nullptr ? std::string(code) : d->code;
  }

  /// Reads one more division; false when none follows.
  bool step() {
    const std::string_view rest = skip_marks(text_.substr(out_.end));
    const std::size_t begin = text_.size() - rest.size();
    std::vector<const Word*> fits;
    for (const Word& word : words().at(rest)) {
      if (!fits.empty() && word.text.size() < fits.front()->text.size()) break;
      if (rest.starts_with(word.text) && is_admissible(word, rest.substr(word.text.size()))) fits.push_back(&word);
    }
    if (fits.empty()) return false;
    take(fits, begin);
    out_.end = begin + fits.front()->text.size();
    return true;
  }

  const Division* now(const Word& word) const {
    const Division* d = all_.present(word.division->code);
    return d == nullptr ? word.division : d;  // a split unit has no present one
  }

  bool is_inside_current(const Division& d) const {
    return std::any_of(current_.begin(), current_.end(),
                       [&](const Division* c) { return c->code != d.code && all_.contains(c->code, d.code); });
  }

  bool is_ancestor_of_current(const Division& d) const {
    return std::any_of(current_.begin(), current_.end(),
                       [&](const Division* c) { return all_.contains(d.code, c->code); });
  }

  bool is_repeated(const Word& word, const Division& d) const {
    return word.trust == Trust::full && std::any_of(current_.begin(), current_.end(),
                                                    [&](const Division* c) { return all_.contains(d.code, c->code); });
  }

  bool is_admissible(const Word& word, std::string_view behind) const {
    const Division& d = *now(word);
    if (!current_.empty() && !is_inside_current(d) && !is_repeated(word, d)) return false;
    if (word.trust == Trust::full) return word.own || !is_street(behind);
    const bool in_place = !current_.empty() || (!host_.empty() && all_.contains(city_of(host_), d.code));
    if (word.trust == Trust::variant) {
      return (!current_.empty() || all_.contains(host_, d.code)) && !is_street(behind);
    }
    return of_ == PrefixOf::address ? is_brief_in_address(d, behind, in_place) : is_brief_in_name(d, behind);
  }

  static std::string city_of(std::string_view code) {
    return code.size() < 6 ? std::string(code) : std::string(code.substr(0, 4)) + "00";
  }

  /// 青岛路, 平原大街, 薛城北路: the name was the beginning of a street's.
  static bool is_street(std::string_view behind) {
    if (behind.starts_with("街道")) return false;
    if (starts_with_any(behind, kRoadEndings)) return true;
    return starts_with_any(behind, kDirections) && starts_with_any(behind.substr(kHan), kRoadEndings);
  }

  bool is_brief_in_address(const Division& d, std::string_view behind, bool in_place) const {
    if (d.level == DivisionLevel::town || is_street(behind)) return false;  // towns lend their names to streets
    const std::string_view rest = skip_marks(behind);
    if (rest.empty()) return true;
    for (const Word& word : words().at(rest)) {
      const Division& inner = *now(word);
      if (word.trust != Trust::variant && inner.code != d.code && rest.starts_with(word.text) &&
          all_.contains(d.code, inner.code) && !is_street(rest.substr(word.text.size()))) {
        return true;
      }
    }
    return (in_place || d.level == DivisionLevel::city || d.level == DivisionLevel::county) && street_begins(rest);
  }

  bool is_brief_in_name(const Division& d, std::string_view behind) const {
    if (d.level == DivisionLevel::town) return false;
    if (d.level == DivisionLevel::province) return true;
    if (d.level == DivisionLevel::city) {  // in a list of another city 泰安社区 is no city
      return host_.empty() || all_.contains(d.code, host_) || all_.contains(host_, d.code);
    }
    const bool below_city = !current_.empty() && current_.front()->level != DivisionLevel::province;
    if (of_ == PrefixOf::trade_name) return behind.empty() && !below_city;
    return behind.empty() || (!current_.empty() && count_code_points(behind) >= 2);
  }

  void take(const std::vector<const Word*>& fits, std::size_t begin) {
    const auto is_own = [](const Word* w) { return w->own && w->trust == Trust::full; };
    const auto own = std::find_if(fits.begin(), fits.end(), is_own);
    std::vector<const Division*> found;
    for (const Word* word : fits) {
      const Division* d = now(*word);
      if (own != fits.end() && !is_own(word)) {
        const bool recent = word->division->until >= kWebEra;
        if (d->level == DivisionLevel::county && recent) out_.old_county = d->code;
        continue;
      }
      if (std::find(found.begin(), found.end(), d) == found.end()) found.push_back(d);
    }
    std::stable_partition(found.begin(), found.end(), [](const Division* d) { return d->current; });
    if (found.front()->current) {
      std::erase_if(found, [](const Division* d) { return !d->current; });
    }
    if (current_.empty()) narrow_by_host(found);
    if (current_.empty() && found.size() == 1 && of_ == PrefixOf::address) add_counties_of_same_stem(found);
    note(own != fits.end() ? **own : *fits.front(), *found.front());
    if (is_ancestor_of_current(*found.front())) {
      out_.begin = begin;
      return;
    }
    if (found.front()->level != DivisionLevel::city) out_.old_county.clear();
    current_ = found;
  }

  /// Of several namesakes the one inside the publisher's division, or failing that inside its city.
  void narrow_by_host(std::vector<const Division*>& found) {
    if (host_.empty() || found.size() < 2) return;
    for (const std::string& place : {host_, city_of(host_)}) {
      std::vector<const Division*> inside;
      std::copy_if(found.begin(), found.end(), std::back_inserter(inside),
                   [&](const Division* d) { return all_.contains(place, d->code); });
      if (inside.empty() || inside.size() == found.size()) continue;
      found = inside;
      add_evidence("host-context");
      return;
    }
  }

  /// 东阿镇 lies in 平阴县; who writes it alone may mean 东阿县.
  void add_counties_of_same_stem(std::vector<const Division*>& found) {
    const Division& town = *found.front();
    if (town.level != DivisionLevel::town || all_.contains(city_of(host_), town.code)) return;
    for (const Division* d : all_.named(town.short_name)) {
      if (d->current && d->level == DivisionLevel::county && d->code != town.parent) found.push_back(d);
    }
  }

  void note(const Word& word, const Division& d) {
    add_evidence(word.trust == Trust::brief ? "short-name" : word.trust == Trust::variant ? "former-form" : "named");
    if (!word.own && word.division->level != DivisionLevel::zone) add_evidence("former-name");
    if (d.level == DivisionLevel::zone || word.text.find("开发区") != std::string::npos ||
        word.text.ends_with("新区") || word.text.ends_with("经开区")) {
      add_evidence("zone");
    }
  }

  void add_evidence(std::string_view code) {
    if (std::find(out_.evidence.begin(), out_.evidence.end(), code) == out_.evidence.end())
      out_.evidence.emplace_back(code);
  }

  const Divisions& all_;
  std::string_view text_;
  std::string host_;
  PrefixOf of_;
  std::vector<const Division*> current_;  // more than one while namesakes are not told apart
  DivisionPrefix out_;
};

}  // namespace

bool street_begins(std::string_view text) {
  constexpr std::size_t kLongest = 10;  // characters of a street's name
  std::size_t at = 0;
  for (std::size_t count = 0; count < kLongest && at < text.size(); ++count) {
    if (count >= 2 && starts_with_any(text.substr(at), kRoadEndings)) return true;
    if (!is_han(next_code_point(text, at))) return false;
  }
  return false;
}

DivisionPrefix read_division_prefix(std::string_view text, std::string_view host, PrefixOf of) {
  return Reader(text, host, of).read();
}

const Division* village_at(std::string_view text, std::string_view within, std::size_t& end) {
  static constexpr std::array<std::string_view, 10> kForms = {
      "社区居民委员会", "村村民委员会", "村民委员会", "居民委员会", "社区居委会",
      "村委会",         "居委会",       "社区",       "村",         "居"};
  const Divisions& all = Divisions::get();
  const Division* place = all.find(within);
  if (place == nullptr) return nullptr;
  std::vector<const Division*> towns;
  if (place->level == DivisionLevel::town) {
    towns.push_back(place);
  } else if (place->level == DivisionLevel::county || place->level == DivisionLevel::zone) {
    towns = all.children(within);
  }
  const Division* found = nullptr;
  bool several = false;
  end = 0;
  for (const Division* town : towns) {
    for (const Division* village : all.villages_like(town->code, text)) {
      const std::string& stem = village->short_name;
      if (!text.starts_with(stem)) continue;
      const std::string_view rest = text.substr(stem.size());
      // 李村 is whole by itself, 张庄 needs 村 or 社区 behind it
      std::size_t length = stem.ends_with("村") ? stem.size() : 0;
      for (const std::string_view form : kForms) {
        if (rest.starts_with(form)) length = std::max(length, stem.size() + form.size());
      }
      if (length == 0 || length < end || starts_with_any(text.substr(length), kRoadEndings)) continue;
      several = length == end;
      end = length;
      found = village;
    }
  }
  if (several || found == nullptr) {
    end = 0;
    return nullptr;
  }
  return found;
}

}  // namespace lawhub
