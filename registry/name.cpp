#include "registry/name.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "registry/division.h"
#include "registry/division_prefix.h"
#include "registry/name_words.h"

namespace lawhub {
namespace {

using enum InstitutionType;

bool is_firm(InstitutionType type) { return type == law_firm || type == law_firm_branch; }

bool has_trade_name(InstitutionType type) {
  return type == notary_office || type == forensic_institution || type == grassroots_legal_office;
}

/// Bodies of a village, town or estate: named by their place, so the place is what is left of their name.
bool is_local_body(InstitutionType type) {
  return type == mediation_committee || type == judicial_office || type == legal_service_centre ||
         type == grassroots_legal_office || type == legal_aid_station;
}

/// Digits, Chinese digits and the marks of a numbered list.
bool is_ordinal_character(char32_t c) {
  static constexpr std::u32string_view kHan = U"一二三四五六七八九十〇";
  return (c >= U'0' && c <= U'9') || kHan.find(c) != std::u32string_view::npos;
}

/// Without "1、", "(12)", "三.", "①", "★" in front. 12348热线 and 一心调解室 keep what they begin with.
std::string_view without_ordinal(std::string_view name) {
  constexpr std::u32string_view kOrnaments = U"★☆●○■□◆◇▲△·•*#-、.";
  for (std::size_t at = 0; at < name.size();) {
    const char32_t c = next_code_point(name, at);
    if (kOrnaments.find(c) != std::u32string_view::npos || (c >= U'①' && c <= U'⒛') || (c >= U'㈠' && c <= U'㈩')) {
      name.remove_prefix(at);
      at = 0;
      continue;
    }
    std::size_t next = at;
    const bool open = c == U'(' || c == U'（';
    char32_t d = open ? next_code_point(name, next = at) : c;
    int digits = 0;
    for (; digits < 4 && is_ordinal_character(d); ++digits) {
      if (next >= name.size()) return name;
      d = next_code_point(name, next);
    }
    const bool closed =
        open ? d == U')' || d == U'）' : d == U'、' || d == U'.' || d == U'．' || d == U')' || d == U'）';
    if (digits == 0 || !closed) return name;
    name.remove_prefix(next);
    at = 0;
  }
  return name;
}

std::string former_name(std::string inside) {
  for (const std::string_view word :
       {"原名称", "原名", "原为", "曾用名", "前身为", "前身", "旧称", "更名前", "变更前", "原"}) {
    if (inside.starts_with(word)) {
      inside.erase(0, word.size());
      break;
    }
  }
  if (inside.starts_with(":")) inside.erase(0, 1);
  return inside;
}

/// Takes brackets apart: what stays is the name and, for a place, its word.
std::string take_brackets(std::string_view name, NameReading& out) {
  std::string text;
  std::size_t done = 0;
  for (const Bracket& b : brackets_of(name)) {
    text += name.substr(done, b.begin - done);
    done = b.end;
    switch (b.meaning) {
      case BracketMeaning::place:
        out.place = b.inside;
        break;
      case BracketMeaning::former:
        out.former.push_back(former_name(b.inside));
        break;
      case BracketMeaning::form:
        out.form = b.inside;
        break;
      case BracketMeaning::glyph:
        text += b.glyph;
        break;
      case BracketMeaning::ornament:
        break;
    }
  }
  return text + std::string(name.substr(done));
}

/// 律师事务所滕州分所, the form until 2010, and 律师事务所分所.
void take_branch(std::string& text, NameReading& out) {
  constexpr std::string_view kBranch = "分所";
  if (!text.ends_with(kBranch)) return;
  for (const std::string_view firm : {"律师事务所", "律所"}) {
    const std::size_t at = text.rfind(firm);
    if (at == std::string::npos) continue;
    const std::size_t begin = at + firm.size();
    const std::string place = text.substr(begin, text.size() - begin - kBranch.size());
    if (!place.empty()) out.place = place;
    text.resize(begin);
    return;
  }
}

void take_ending(std::string& text, InstitutionType type) {
  if (type == law_publicity || type == training_base || type == legal_service_team) return;
  const InstitutionType as = type == law_firm_branch ? law_firm : type;
  if (type == association) {  // one place has several: 律师, 公证 stays
    if (text.ends_with("律协")) text.replace(text.size() - std::string_view("律协").size(), std::string::npos, "律师");
    if (text.ends_with("协会")) text.resize(text.size() - std::string_view("协会").size());
    return;
  }
  for (const NameEnding& ending : name_endings()) {
    if (ending.type != as || !text.ends_with(ending.text)) continue;
    text.resize(text.size() - ending.text.size());
    return;
  }
  if (is_firm(type) && text.ends_with("律师")) text.resize(text.size() - std::string_view("律师").size());
}

/// 滕州市法律援助中心驻看守所工作站 and 滕州市看守所法律援助工作站 are both of 看守所.
void take_station_words(std::string& text) {
  for (const std::string_view word : {"法律援助中心", "法律援助处", "法律援助", "法援", "便民服务", "驻"}) {
    text = replace_all(std::move(text), word, "");
  }
  for (const std::string_view tail : {"工作站", "工作点", "联络点", "联系点", "窗口", "接待室", "站", "点"}) {
    if (text.size() > tail.size() && text.ends_with(tail)) {
      text.resize(text.size() - tail.size());
      return;
    }
  }
}

std::string_view without_words_in_front(std::string_view text) {
  for (const std::string_view word : {"司法局", "人民政府", "驻"}) {
    if (text.starts_with(word)) text.remove_prefix(word.size());
  }
  return text;
}

/// The province in front of a firm's name. Nothing more: 字号 may sound like a place (山东泰山律师事务所).
std::size_t length_of_province(std::string_view text) {
  for (const std::string_view province : {"山东省", "山东"}) {
    if (text.starts_with(province) && text.size() > province.size()) return province.size();
  }
  return 0;
}

class CoreReader {
 public:
  CoreReader(InstitutionType type, std::string_view host, NameReading& out) : type_(type), host_(host), out_(out) {}

  void read(std::string_view text) {
    if (is_firm(type_)) return read_firm(text);
    const DivisionPrefix prefix =
        read_division_prefix(text, host_, has_trade_name(type_) ? PrefixOf::trade_name : PrefixOf::name);
    std::string_view rest = without_words_in_front(text.substr(prefix.end));
    out_.division = prefix.code;
    if (prefix.end == 0) rest = take_relative(rest);
    if (is_local_body(type_)) return read_local(rest);
    out_.core = rest;
  }

 private:
  void read_firm(std::string_view text) {
    text.remove_prefix(length_of_province(text));
    // an older list may put city and county in front, always in full
    const DivisionPrefix prefix = read_division_prefix(text, host_, PrefixOf::address);
    const bool in_full =
        prefix.end > 0 && prefix.end < text.size() &&
        std::find(prefix.evidence.begin(), prefix.evidence.end(), "short-name") == prefix.evidence.end();
    if (in_full) {
      out_.division = prefix.code;
      text.remove_prefix(prefix.end);
      text.remove_prefix(length_of_province(text));
    }
    out_.core = text;
  }

  /// 县公证处 on the county's own site.
  std::string_view take_relative(std::string_view rest) {
    for (const std::string_view word : {"县", "市", "区"}) {
      if (rest != word || host_.size() != 6 || host_.ends_with("00")) continue;
      out_.division = host_;
      return {};
    }
    return rest;
  }

  /// The town or village goes into the division, its stem stays as the core when nothing else does.
  void read_local(std::string_view rest) {
    const Divisions& all = Divisions::get();
    if (out_.division.empty() && !host_.empty()) {
      // a town's own list leaves out where the town is
      const Division* host = all.present(host_);
      if (host != nullptr && host->level != DivisionLevel::province && host->level != DivisionLevel::city) {
        within_ = host->code;
      }
    } else {
      within_ = out_.division;
    }
    if (rest.empty()) {
      const Division* d = all.find(out_.division);
      if (d != nullptr && d->level == DivisionLevel::town) out_.core = fold(d->short_name);
      if (d != nullptr && d->level == DivisionLevel::village) out_.core = d->short_name;
      return;
    }
    if (take_town_stem(rest)) return;
    out_.core = village_stem(rest);
    const bool of_towns = type_ == judicial_office || type_ == grassroots_legal_office;
    if (!of_towns) find_village(rest);
  }

  /// 滕州市荆河法律服务所: a town's name without 街道.
  bool take_town_stem(std::string_view rest) {
    const std::vector<const Division*> towns = Divisions::get().named(rest, within_);
    const auto town = std::find_if(towns.begin(), towns.end(), [&](const Division* d) {
      return d->level == DivisionLevel::town && d->code.size() > within_.size() && !within_.empty();
    });
    if (town == towns.end()) return false;
    const bool another =
        std::any_of(town + 1, towns.end(), [](const Division* d) { return d->level == DivisionLevel::town; });
    if (!another) out_.division = (*town)->code;
    out_.core = fold((*town)->short_name);
    return true;
  }

  void find_village(std::string_view rest) {
    if (within_.size() < 6 || within_.ends_with("00")) return;
    std::vector<const Division*> found;
    for (const Division* d : Divisions::get().named(rest, within_)) {
      if (d->level == DivisionLevel::village) found.push_back(d);
    }
    const bool exact = found.size() > 1 && found[0]->name == rest && found[1]->name != rest;
    if (found.size() == 1 || exact) out_.division = found.front()->code;
  }

  InstitutionType type_;
  std::string host_;
  std::string within_;  // the town or county in which towns and villages are looked for
  NameReading& out_;
};

/// The place of a branch: its short form, and the division when it is one of ours and only one.
void resolve_place(std::string_view host, NameReading& out) {
  if (out.place.empty()) return;
  const DivisionPrefix prefix = read_division_prefix(out.place, host, PrefixOf::name);
  const Division* d = prefix.end == out.place.size() ? Divisions::get().find(prefix.code) : nullptr;
  if (d == nullptr) {
    for (const std::string_view suffix : {"市", "区", "县"}) {
      if (out.place.size() > 2 * suffix.size() && out.place.ends_with(suffix))
        out.place.resize(out.place.size() - suffix.size());
    }
    return;
  }
  out.place = d->short_name;
  out.division = d->code;
}

}  // namespace

NameReading read_name(std::string_view name, InstitutionType type, std::string_view host) {
  NameReading out;
  const std::string_view plain = without_ordinal(trim(name));
  out.clean = without_space(normalise_width(plain));
  std::string text = take_brackets(fold(out.clean), out);
  const std::vector<Bracket> brackets = brackets_of(out.clean);
  for (auto b = brackets.rbegin(); b != brackets.rend(); ++b) {  // what is said about the name is not part of it
    const bool remark = b->meaning == BracketMeaning::form || b->meaning == BracketMeaning::former;
    if (remark) out.clean.erase(b->begin, b->end - b->begin);
  }
  if (is_firm(type)) take_branch(text, out);
  if (type == legal_aid_station) {
    take_station_words(text);
  } else {
    take_ending(text, type);
  }
  CoreReader(type, host, out).read(text);
  if (is_firm(type)) resolve_place(host, out);
  return out;
}

}  // namespace lawhub
