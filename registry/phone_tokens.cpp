#include "registry/phone_tokens.h"

#include "base/text.h"

namespace lawhub {
namespace {

using Kind = PhoneToken::Kind;

Kind kind_of(char32_t c) {
  static constexpr std::u32string_view kDashes = U"-–—―−‐‑‒_.";
  static constexpr std::u32string_view kLists = U"/、,;|\\。&\n\r";
  if (c >= U'0' && c <= U'9') return Kind::digits;
  if (kDashes.find(c) != std::u32string_view::npos) return Kind::dash;
  if (kLists.find(c) != std::u32string_view::npos) return Kind::list;
  switch (c) {
    case U'~':
    case U'〜':
      return Kind::range;
    case U'(':
    case U'[':
    case U'【':
    case U'〔':
      return Kind::open;
    case U')':
    case U']':
    case U'】':
    case U'〕':
      return Kind::close;
    case U'+':
      return Kind::plus;
    case U':':
      return Kind::colon;
    case U'*':
      return Kind::star;
    default:
      return trim(to_utf8(std::u32string_view(&c, 1))).empty() ? Kind::space : Kind::word;
  }
}

}  // namespace

std::vector<PhoneToken> phone_tokens(std::string_view text) {
  std::vector<PhoneToken> out;
  const std::string plain = normalise_width(text);
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t begin = at;
    const Kind kind = kind_of(next_code_point(plain, at));
    const std::string_view piece = std::string_view(plain).substr(begin, at - begin);
    const bool joins = kind == Kind::digits || kind == Kind::word || kind == Kind::dash || kind == Kind::space;
    if (joins && !out.empty() && out.back().kind == kind) {
      out.back().text += piece;
    } else {
      out.push_back({kind, std::string(piece)});
    }
  }
  for (std::size_t i = 1; i + 1 < out.size(); ++i) {  // 8690000至8690003, and 一 typed for a dash
    if (out[i - 1].kind != Kind::digits || out[i + 1].kind != Kind::digits) continue;
    if (out[i].text == "至" || out[i].text == "到") out[i].kind = Kind::range;
    if (out[i].text == "一" || out[i].text == "ー") out[i].kind = Kind::dash;
    if (out[i].text == "或" || out[i].text == "和") out[i].kind = Kind::list;
  }
  out.push_back({});
  return out;
}

}  // namespace lawhub
