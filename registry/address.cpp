#include "registry/address.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "registry/division.h"
#include "registry/division_prefix.h"
#include "registry/elsewhere.h"
#include "registry/street.h"

namespace lawhub {
namespace {

// How sure a division is, by the way it was found.
constexpr double kNamed = 0.95, kElsewhere = 0.9, kShort = 0.8, kCompleted = 0.7, kCity = 0.6, kOldName = 0.5,
                 kSeat = 0.4, kProvince = 0.2;

constexpr std::size_t kLongest = 600;  // bytes; no address is longer

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::size_t find_any(std::string_view text, std::initializer_list<std::string_view> words, std::size_t& length) {
  std::size_t best = std::string_view::npos;
  for (const std::string_view word : words) {
    const std::size_t at = text.find(word);
    if (at < best) {
      best = at;
      length = word.size();
    }
  }
  return best;
}

/// Six digits of our province's range (25 to 27) behind a label or in brackets.
std::string take_postal_code(std::string& text) {
  for (std::size_t at = 0; at + 6 <= text.size(); ++at) {
    const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    if (at > 0 && digit(at - 1)) continue;
    std::size_t end = at;
    while (digit(end)) ++end;
    if (end - at != 6) continue;
    std::size_t begin = at;
    for (const std::string_view before : {" ", ":", "邮政编码", "邮编", " "}) {
      if (std::string_view(text).substr(0, begin).ends_with(before)) begin -= before.size();
    }
    const bool labelled = text.compare(begin, 3, "邮") == 0 || text.compare(begin + 1, 3, "邮") == 0;
    const bool bracketed = at > 0 && text[at - 1] == '(' && end < text.size() && text[end] == ')';
    if (!labelled && !bracketed) continue;
    std::string code = text.substr(at, 6);
    if (bracketed || (begin > 0 && text[begin - 1] == '(' && end < text.size() && text[end] == ')')) {
      begin = text.rfind('(', at);
      ++end;
    }
    text.erase(begin, end - begin);
    return code;
  }
  return {};
}

/// What stands behind 地址: and before 电话:, without the marks around.
std::string without_labels(std::string text) {
  std::size_t length = 0;
  static constexpr std::array<std::string_view, 8> kLabels = {
      "地址:", "地 址:", "住所:", "住所地:", "办公地点:", "办公场所:", "所在地:", "地点:"};
  for (const std::string_view label : kLabels) {
    if (const std::size_t at = text.find(label); at != std::string::npos) text.erase(0, at + label.size());
  }
  for (const std::string_view label :
       {"办公地址", "联系地址", "单位地址", "通讯地址", "详细地址", "机构地址", "地址", "住所"}) {
    if (text.starts_with(label)) text.erase(0, label.size());
  }
  const std::size_t tail =
      find_any(text, {"电话", "联系人", "传真", "邮箱", "网址", "手机:", "Tel", "TEL", "tel:", "技术支持"}, length);
  if (tail != std::string::npos && tail > 0) text.resize(tail);
  for (const std::string_view lead : {"联系", "咨询", "办公", "服务", "值班"}) {  // 联系电话: was cut in two
    if (tail != std::string::npos && text.ends_with(lead)) text.resize(text.size() - lead.size());
  }
  std::string_view trimmed = trim(text);
  constexpr std::string_view kMarks = ":,;.";
  while (!trimmed.empty() && kMarks.find(trimmed.front()) != std::string_view::npos) trimmed = trim(trimmed.substr(1));
  while (!trimmed.empty() && kMarks.find(trimmed.back()) != std::string_view::npos) {
    trimmed = trim(trimmed.substr(0, trimmed.size() - 1));
  }
  for (const std::string_view mark : {"。", "、", ";"}) {
    while (trimmed.ends_with(mark)) trimmed.remove_suffix(mark.size());
  }
  return std::string(trimmed);
}

class Reader {
 public:
  explicit Reader(std::string_view host) : all_(Divisions::get()) {
    const Division* d = all_.present(host);
    if (d != nullptr && d->level != DivisionLevel::province) host_ = d;
  }

  AddressReading read(std::string_view text) {
    std::string clean = squeeze(normalise_width(text.substr(0, kLongest)));
    out_.address.postal_code = take_postal_code(clean);
    clean = without_labels(std::move(clean));
    static constexpr std::array<std::string_view, 6> kNone = {"无", "暂无", "不详", "未知", "-", "/"};
    if (clean.empty() || std::find(kNone.begin(), kNone.end(), clean) != kNone.end()) return out_;
    const std::string folded = fold(clean);
    std::string_view rest = folded;
    constexpr std::string_view kCountry = "中国";
    if (rest.starts_with("中国山东")) rest.remove_prefix(kCountry.size());
    if (const ElsewherePrefix away = elsewhere_at(rest); !away.code.empty()) {
      settle(away.code, kElsewhere, "elsewhere");
      rest.remove_prefix(away.end);
    } else {
      rest.remove_prefix(read_division(rest, clean));
    }
    const StreetReading street = read_street(rest);
    out_.address.street = street.street;
    out_.address.premise = street.premise;
    if (!away_from_province()) complete(!street.street.empty() || !street.premise.empty());
    out_.address.text = clean;
    return std::move(out_);
  }

 private:
  bool away_from_province() const { return has(out_.evidence, "elsewhere"); }

  void settle(std::string_view code, double confidence, std::string_view why) {
    out_.address.division = code;
    out_.confidence = confidence;
    if (!has(out_.evidence, why)) out_.evidence.emplace_back(why);
  }

  /// Reads what the text names, with the village; answers how many bytes that took.
  std::size_t read_division(std::string_view folded, std::string& clean) {
    const std::string_view host = host_ == nullptr ? std::string_view() : std::string_view(host_->code);
    DivisionPrefix prefix = read_division_prefix(folded, host, PrefixOf::address);
    old_county_ = prefix.old_county;
    out_.evidence = prefix.evidence;
    out_.candidates = prefix.candidates;
    if (prefix.begin > 0 && clean.size() == folded.size()) clean.erase(0, prefix.begin);  // doubled
    std::size_t end = prefix.end;
    if (!prefix.code.empty()) {
      out_.address.division = prefix.code;
      out_.confidence = has(prefix.evidence, "short-name") ? kShort : kNamed;
      if (has(prefix.evidence, "host-context")) out_.confidence = kCompleted;
    }
    const std::string_view place =
        prefix.code.empty() && prefix.candidates.empty() ? host : std::string_view(prefix.code);
    std::size_t length = 0;
    if (const Division* village = village_at(folded.substr(end), place, length)) {
      end += length;
      settle(village->code, out_.confidence == 0 ? kCompleted : out_.confidence,
             prefix.code.empty() ? "host-context" : "named");
    }
    return end;
  }

  /// Fills in what the text leaves out, from the publisher, or a city's seat.
  void complete(bool has_more) {
    if (!out_.candidates.empty()) return;
    const Division* named = all_.find(out_.address.division);
    const bool nothing = named == nullptr || named->level == DivisionLevel::province;
    if (nothing && host_ == nullptr) {
      if (named != nullptr) out_.confidence = kProvince;
      return;
    }
    if (!nothing && named->level != DivisionLevel::city) return;
    if (nothing && !has_more) return;
    // the publisher's own division, where the text stays above it
    const bool host_is_deeper =
        host_ != nullptr && (nothing || (host_ != named && all_.contains(named->code, host_->code)));
    if (host_is_deeper && host_->level != DivisionLevel::city) return settle(host_->code, kCompleted, "host-context");
    const Division* city = nothing ? host_ : named;
    const bool by_city = host_ != nullptr && host_->code == city->code;
    if (!nothing) out_.confidence = kCity;
    if (!has_more || has(out_.evidence, "zone")) return;
    if (by_city && !has(out_.evidence, "former-name")) {
      settle(city->seat_county, kSeat, "host-seat");
    } else if (!old_county_.empty()) {
      settle(old_county_, kOldName, "former-name");
    }
  }

  const Divisions& all_;
  const Division* host_ = nullptr;  // null: unknown or the province, which says nothing
  std::string old_county_;
  AddressReading out_;
};

}  // namespace

AddressReading read_address(std::string_view text, std::string_view host) { return Reader(host).read(text); }

}  // namespace lawhub
