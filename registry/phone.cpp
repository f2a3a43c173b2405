#include "registry/phone.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "registry/division.h"
#include "registry/phone_tokens.h"

namespace lawhub {
namespace {

using Kind = PhoneToken::Kind;

bool is_hotline(std::string_view n) {
  static constexpr std::array<std::string_view, 6> kShort = {"110", "114", "119", "120", "122", "148"};
  if (std::find(kShort.begin(), kShort.end(), n) != kShort.end()) return true;
  if (n.size() == 5) return n.starts_with("12") || n.starts_with("95") || n.starts_with("96") || n.starts_with("100");
  return n.size() == 6 && (n.starts_with("95") || n.starts_with("96"));
}

bool is_mobile(std::string_view n) { return n.size() == 11 && n[0] == '1' && n[1] >= '3'; }

/// 010, 02x: three digits; 03xx to 09xx: four.
bool is_area_code(std::string_view n) {
  if (n.size() < 3 || n[0] != '0') return false;
  return n[1] == '1' || n[1] == '2' ? n.size() == 3 : n[1] >= '3' && n.size() == 4;
}

bool is_local(std::string_view n) { return (n.size() == 7 || n.size() == 8) && n[0] >= '2'; }

/// Area codes that only divisions of the past bear: 0634 of Laiwu.
bool is_retired(const std::string& area) {
  static const std::set<std::string> kRetired = [] {
    std::set<std::string> past, present;
    for (const Division* d : Divisions::get().above_village()) {
      if (!d->area_code.empty()) (d->current ? present : past).insert(d->area_code);
    }
    for (const std::string& code : present) past.erase(code);
    return past;
  }();
  return kRetired.contains(area);
}

bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto w) { return text.find(w) != std::string_view::npos; });
}

/// The number found, in its parts, and how many tokens it took.
struct Match {
  std::string area, local;  ///< area empty: mobile, hotline or national number in `local`
  std::size_t tokens = 0;
};

class Reader {
 public:
  Reader(std::string_view text, std::string_view area_code)
      : tokens_(phone_tokens(text)), area_(is_area_code(area_code) ? area_code : "") {}

  PhoneReading read() {
    while (at(0).kind != Kind::end) step();
    if (out_.phones.empty() && out_.problems.empty() && saw_digits_) add_problem("not-a-number");
    return std::move(out_);
  }

 private:
  const PhoneToken& at(std::size_t ahead) const { return tokens_[std::min(position_ + ahead, tokens_.size() - 1)]; }

  void step() {
    switch (at(0).kind) {
      case Kind::word:
        read_word();
        break;
      case Kind::digits:
      case Kind::plus:
        read_digits();
        break;
      case Kind::open:
        if (at(1).kind == Kind::digits) {
          read_digits();
        } else {
          ++position_;
        }
        break;
      default:
        ++position_;
    }
  }

  void read_word() {
    const std::string word = at(0).text;
    ++position_;
    if (is_extension_word(word) && !out_.phones.empty()) {
      while (at(0).kind == Kind::space || at(0).kind == Kind::dash || at(0).kind == Kind::colon) ++position_;
      if (at(0).kind == Kind::digits) return read_extensions();
    }
    // 8690000办公室 and 8690000(传真): the label of the number before, unless a number follows
    const bool bracketed = position_ >= 2 && tokens_[position_ - 2].kind == Kind::open;
    const bool glued = position_ >= 2 && tokens_[position_ - 2].kind == Kind::digits;
    if (after_number_ && (bracketed || glued) && at(0).kind != Kind::colon &&
        (bracketed || at(0).kind != Kind::digits)) {
      apply_label(word, out_.phones.back());
      after_number_ = false;
      return;
    }
    // 电话/传真 is one label
    const bool continues =
        position_ >= 3 && tokens_[position_ - 2].text == "/" && tokens_[position_ - 3].kind == Kind::word;
    label_ = continues ? label_ + "/" + word : word;
    after_number_ = false;
  }

  static bool is_extension_word(std::string_view word) {
    const std::string lower = fold(word);
    return lower.ends_with("转") || lower.ends_with("分机") || lower.ends_with("分机号") || lower == "ext" ||
           lower == "x" || lower == "#";
  }

  /// 转801、802: the same number with each of them.
  void read_extensions() {
    Phone phone = out_.phones.back();
    if (phone.extension.empty()) out_.phones.pop_back();
    for (;;) {
      phone.extension = at(0).text;
      add(phone);
      ++position_;
      if (at(0).kind != Kind::list || at(1).kind != Kind::digits || at(1).text.size() > 4) break;
      ++position_;
    }
    after_number_ = true;
  }

  void read_digits() {
    saw_digits_ = true;
    if (is_other_number()) return;
    if (skips(label_)) {
      ++position_;
      return;
    }
    const Match match = match_number();
    if (match.tokens == 0 && is_area_code(at(0).text) && at(1).kind == Kind::list && at(2).kind == Kind::digits) {
      area_ = at(0).text;  // 0632/8690000
      position_ += 2;
      return;
    }
    if (match.tokens == 0) {
      if (at(0).text.size() > 2) add_problem(masked() ? "not-a-number" : "wrong-length");
      ++position_;
      while (at(0).kind == Kind::star || (at(0).kind == Kind::digits && masked())) ++position_;
      return;
    }
    position_ += match.tokens;
    add_number(match);
  }

  bool masked() const {
    return at(1).kind == Kind::star || (position_ > 0 && tokens_[position_ - 1].kind == Kind::star);
  }

  /// A time of day, a house number, an amount: not meant as a telephone number.
  bool is_other_number() {
    if (at(0).kind != Kind::digits || at(0).text.size() > 5) return false;
    const bool time = at(1).kind == Kind::colon && at(2).kind == Kind::digits && at(2).text.size() == 2;
    static constexpr std::array<std::string_view, 14> kUnits = {"号", "室", "楼", "层", "年", "月",   "日",
                                                                "点", "时", "分", "人", "名", "小时", "栋"};
    const bool counted = at(1).kind == Kind::word && std::any_of(kUnits.begin(), kUnits.end(), [&](std::string_view u) {
                           return at(1).text.starts_with(u) && !at(1).text.starts_with("分机");
                         });
    if (!time && !counted) return false;
    label_.clear();
    position_ += time ? 3 : 2;
    return true;
  }

  static bool skips(std::string_view label) {
    return holds(fold(label), {"邮编", "邮政编码", "qq", "微信", "邮箱", "人数", "信用代码", "许可证"});
  }

  /// The groups of digits from here that only dashes, white space and brackets part.
  std::vector<std::pair<std::string, std::size_t>> groups(bool& international) const {
    std::vector<std::pair<std::string, std::size_t>> out;  // digits, and the tokens up to their end
    std::size_t i = 0;
    if (at(i).kind == Kind::open) ++i;
    international = at(i).kind == Kind::plus;
    for (; out.size() < 5; ++i) {
      const Kind kind = at(i).kind;
      if (kind == Kind::digits) {
        out.emplace_back(at(i).text, i + 1);
      } else if (kind != Kind::dash && kind != Kind::space && kind != Kind::open && kind != Kind::close &&
                 kind != Kind::plus) {
        break;
      }
    }
    if (out.empty()) return out;
    std::string& first = out.front().first;
    if (first == "86" || first == "0086") {
      international = true;
      out.erase(out.begin());
    } else if ((international || first.size() >= 12) && first.starts_with("86")) {
      international = true;
      first.erase(0, 2);
    }
    if (international && !out.empty() && out.front().first == "0") out.erase(out.begin());
    return out;
  }

  Match match_number() const {
    bool international = false;
    const auto parts = groups(international);
    if (parts.empty()) return {};
    if (international && parts[0].first.size() <= 3 && parts.size() > 1 && is_area_code("0" + parts[0].first)) {
      if (Match m = match_local(parts, 1); m.tokens != 0) {
        m.area = "0" + parts[0].first;
        return m;
      }
    }
    if (Match m = match_whole(parts); m.tokens != 0) return m;
    if (is_area_code(parts[0].first)) {
      Match m = match_local(parts, 1);
      if (m.tokens == 0 && parts.size() > 1 && is_hotline(parts[1].first)) m = {"", parts[1].first, parts[1].second};
      m.area = parts[0].first;
      return m;
    }
    if (Match m = match_glued(parts[0].first, parts[0].second, international); m.tokens != 0) return m;
    return match_local(parts, 0);
  }

  /// Mobile, 400 and hotline numbers, also written in groups: 139 0000 0000, 400-123-4567.
  static Match match_whole(const std::vector<std::pair<std::string, std::size_t>>& parts) {
    if (is_hotline(parts[0].first)) return {"", parts[0].first, parts[0].second};
    std::string joined;
    for (std::size_t i = 0; i < parts.size() && i < 3; ++i) {
      joined += parts[i].first;
      const bool national = joined.size() == 10 && (joined.starts_with("400") || joined.starts_with("800"));
      if (national || is_mobile(joined)) return {"", joined, parts[i].second};
      if (joined.starts_with("0") && is_mobile(std::string_view(joined).substr(1))) {
        return {"", joined.substr(1), parts[i].second};
      }
    }
    return {};
  }

  /// 06328690000, and 6328690000 behind +86.
  static Match match_glued(std::string digits, std::size_t tokens, bool international) {
    if (international && !digits.starts_with("0")) digits.insert(0, "0");
    if (digits.size() < 10 || digits[0] != '0') return {};
    const std::size_t length = digits[1] == '1' || digits[1] == '2' ? 3 : 4;
    const std::string area = digits.substr(0, length);
    const std::string local = digits.substr(length);
    return is_area_code(area) && is_local(local) ? Match{area, local, tokens} : Match{};
  }

  /// 8690000, 869 0000, 8690 0001.
  static Match match_local(const std::vector<std::pair<std::string, std::size_t>>& parts, std::size_t from) {
    if (from >= parts.size()) return {};
    if (is_local(parts[from].first)) return {"", parts[from].first, parts[from].second};
    if (from + 1 >= parts.size()) return {};
    const std::string &a = parts[from].first, &b = parts[from + 1].first;
    const bool grouped = b.size() == 4 && (a.size() == 3 || a.size() == 4) && is_local(a + b);
    return grouped ? Match{"", a + b, parts[from + 1].second} : Match{};
  }

  void add_number(Match match) {
    const bool bare = is_local(match.local);
    if (bare && match.area.empty()) match.area = area_;
    if (bare && match.area.empty()) add_problem("no-area-code");
    if (!match.area.empty()) area_ = match.area;
    Phone phone;
    phone.number = match.area.empty() ? match.local : match.area + "-" + match.local;
    if (is_mobile(match.local)) phone.kind = "mobile";
    if (!bare && !is_mobile(match.local)) phone.kind = "hotline";
    apply_label(label_, phone);
    if (is_retired(match.area)) add_problem("retired-area-code");
    after_number_ = true;
    const std::size_t before = out_.phones.size();
    if (bare && read_range(phone, match)) return;
    read_dashed_extension(phone);
    add(phone);
    after_number_ = out_.phones.size() > before;
  }

  /// 8690000-1, 8690000~2, 8690000~8690003, 8690000/01: the numbers from the first to the last.
  bool read_range(const Phone& phone, const Match& first) {
    const Kind mark = at(0).kind;
    const bool listed = mark == Kind::list && at(0).text == "/";
    if ((mark != Kind::dash && mark != Kind::range && !listed) || at(1).kind != Kind::digits) return false;
    const std::string& tail = at(1).text;
    const std::string& local = first.local;
    if (tail.size() > local.size() || (mark == Kind::dash && tail.size() != 1) || (listed && tail.size() > 2))
      return false;
    const std::string last = local.substr(0, local.size() - tail.size()) + tail;
    std::int64_t from = 0, to = 0;
    if (!parse_number(local, from) || !parse_number(last, to) || to <= from || to - from > 9) return false;
    position_ += 2;
    for (std::int64_t n = listed ? to : from; n <= to; ++n) {
      if (listed && n == to) add(phone);
      Phone next = phone;
      next.number = (first.area.empty() ? "" : first.area + "-") + std::to_string(n);
      add(next);
    }
    return true;
  }

  /// 0632-8690000-801, 12345-3.
  void read_dashed_extension(Phone& phone) {
    if (phone.kind == "mobile" || at(0).kind != Kind::dash || at(1).kind != Kind::digits) return;
    if (at(1).text.size() > 5) return;
    phone.extension = at(1).text;
    position_ += 2;
  }

  static void apply_label(std::string_view raw, Phone& phone) {
    static constexpr std::array<std::string_view, 20> kPlain = {
        "电话", "联系电话", "办公电话", "固定电话", "机构电话", "服务电话", "公开电话", "电话号码", "联系方式", "座机",
        "手机", "手机号",   "手机号码", "移动电话", "热线",     "热线电话", "服务热线", "tel",      "phone",    "号码"};
    std::string label = fold(without_space(raw));
    for (const std::string_view mark : {"☎", "📞", "℡"}) label = replace_all(std::move(label), mark, "");
    if (label.size() == 1 || holds(label, {"周", "星期", "时间", "小时", "节假日"})) return;  // (O), (周一至周五)
    if (holds(label, {"传真", "fax"}) && !holds(label, {"电话", "tel", "兼", "同"})) phone.kind = "fax";
    if (holds(label, {"投诉", "举报", "监督"})) phone.kind = "complaint";
    if (label == "传真" || label == "fax" || label == "电话/传真" || label == "电话传真" || label == "兼传真" ||
        label == "tel/fax")
      return;
    if (std::find(kPlain.begin(), kPlain.end(), label) != kPlain.end()) return;
    for (const std::string_view tail : {"电话", "号码"}) {
      if (label.size() > tail.size() && label.ends_with(tail)) label.resize(label.size() - tail.size());
    }
    if (!label.empty()) phone.label = label;
  }

  void add(const Phone& phone) {
    const bool known = std::any_of(out_.phones.begin(), out_.phones.end(), [&](const Phone& p) {
      return p.number == phone.number && p.extension == phone.extension;
    });
    if (!known) out_.phones.push_back(phone);
  }

  void add_problem(std::string_view code) {
    if (std::find(out_.problems.begin(), out_.problems.end(), code) == out_.problems.end())
      out_.problems.emplace_back(code);
  }

  std::vector<PhoneToken> tokens_;
  std::size_t position_ = 0;
  std::string area_;   // of the text's place, then of the number before
  std::string label_;  // of the numbers to come
  bool after_number_ = false;
  bool saw_digits_ = false;
  PhoneReading out_;
};

}  // namespace

PhoneReading read_phones(std::string_view text, std::string_view area_code) { return Reader(text, area_code).read(); }

std::string to_text(const Phone& p) {
  std::string out = p.number;
  if (!p.extension.empty()) out += ";ext=" + p.extension;
  if (!p.label.empty()) out += "[" + p.label + "]";
  return out;
}

}  // namespace lawhub
