#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <charconv>
#include <opencc/SimpleConverter.hpp>
#include <stdexcept>

namespace lawhub {
namespace {

/// One form of Unicode normalisation over UTF-8.
std::string normalise(const icu::Normalizer2& form, std::string_view utf8) {
  if (!is_valid_utf8(utf8)) return normalise(form, to_utf8(to_code_points(utf8)));  // ICU would pass bad bytes on
  std::string out;
  out.reserve(utf8.size());
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode error = U_ZERO_ERROR;
  form.normalizeUTF8(0, icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())), sink, nullptr, error);
  if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU normalisation: ") + u_errorName(error));
  return out;
}

const icu::Normalizer2& checked(const icu::Normalizer2* form, UErrorCode error) {
  if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU normalisation data: ") + u_errorName(error));
  return *form;
}

const icu::Normalizer2& casefold_form() {
  static UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2& form = checked(icu::Normalizer2::getNFKCCasefoldInstance(error), error);
  return form;
}

const icu::Normalizer2& width_form() {
  static UErrorCode error = U_ZERO_ERROR;
  static const icu::Normalizer2& form = checked(icu::Normalizer2::getNFKCInstance(error), error);
  return form;
}

/// Traditional → simplified. OpenCC is slow (6 MB/s) and most text holds nothing for it to do, so a table of the
/// characters that it changes is made once; only runs of Han that hold one of them are handed over, whole, because
/// phrases decide (乾隆 keeps its 乾). Converting does not change the converter: any thread may.
class Simplifier {
 public:
  Simplifier() : converter_("t2s.json"), changes_(kEnd) {
    for (char32_t c = kBegin; c < kEnd; ++c) {
      if (!is_han(c)) continue;
      const std::string one = to_utf8(std::u32string_view(&c, 1));
      changes_[c] = converter_.Convert(one) != one;
    }
  }

  /// Of a character of the Han blocks.
  bool changes(char32_t c) const { return changes_[c]; }

  std::string operator()(const std::string& text) const {
    std::string out;
    std::size_t done = 0;  // text before it is in `out`
    std::size_t run = 0;   // where the current run of Han begins
    bool wanted = false;   // the run holds a character that changes
    const auto end_run = [&](std::size_t end) {
      if (wanted) {
        out.append(text, done, run - done);
        out += simplify(text.substr(run, end - run));
        done = end;
      }
      wanted = false;
    };
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = next_code_point(text, at);
      if (c >= kBegin && is_han(c)) {
        wanted = wanted || c >= kEnd || changes_[c];
        continue;
      }
      end_run(begin);
      run = at;
    }
    end_run(text.size());
    if (done == 0) return text;
    out.append(text, done);
    return out;
  }

 private:
  static constexpr char32_t kBegin = 0x2E80;
  static constexpr char32_t kEnd = 0x10000;  // the rare characters beyond are always handed over

  /// Until nothing changes any more, so that folding twice is folding once: a phrase may be made by the first pass.
  std::string simplify(std::string run) const {
    for (int pass = 0; pass < 4; ++pass) {
      std::string next = converter_.Convert(run);
      if (next == run) break;
      run = std::move(next);
    }
    return run;
  }

  opencc::SimpleConverter converter_;
  std::vector<bool> changes_;
};

const Simplifier& simplifier() {
  static const Simplifier kSimplifier;
  return kSimplifier;
}

/// The block of Han that no form of normalisation changes.
bool is_plain_han(char32_t c) { return c >= 0x4E00 && c < 0xA000; }

template <class Predicate>
bool holds_only(std::string_view utf8, const Predicate& predicate) {
  for (std::size_t at = 0; at < utf8.size();) {
    if (!predicate(next_code_point(utf8, at))) return false;
  }
  return true;
}

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

/// White space, also the wide one, and what prints nothing: zero-width characters, BOMs, soft hyphens, controls.
bool is_space(char32_t c) {
  if (c < 0x80) return c <= 0x20 || c == 0x7F;
  if (c > 0x3000 && c < 0xFFF0) return c == 0xFEFF;  // Han and wide marks, nearly all there is
  const auto u = static_cast<UChar32>(c);
  return u_isUWhiteSpace(u) || u_charType(u) == U_FORMAT_CHAR || u_charType(u) == U_CONTROL_CHAR;
}

/// Appends the character that was read from utf8[begin, end), as it stands there unless it was malformed.
void append_code_point(std::string& out, std::string_view utf8, std::size_t begin, std::size_t end, char32_t c) {
  if (c == 0xFFFD) return append_utf8(out, c);
  out.append(utf8.data() + begin, end - begin);
}

template <class Number>
bool parse_whole(std::string_view text, Number& value) {
  Number read{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
  if (error != std::errc() || end != text.data() + text.size()) return false;
  value = read;
  return true;
}

}  // namespace

std::string fold(std::string_view utf8) {
  const auto is_folded = [](char32_t c) {
    return c < 0x80 ? c < U'A' || c > U'Z' : is_plain_han(c) && !simplifier().changes(c);
  };
  if (holds_only(utf8, is_folded)) return std::string(utf8);
  const std::string folded = normalise(casefold_form(), utf8);
  return is_ascii(folded) ? folded : simplifier()(folded);
}

std::string normalise_width(std::string_view utf8) {
  if (holds_only(utf8, [](char32_t c) { return c < 0x80 || is_plain_han(c); })) return std::string(utf8);
  return normalise(width_form(), utf8);
}

std::u32string to_code_points(std::string_view utf8) {
  std::u32string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) out.push_back(next_code_point(utf8, at));
  return out;
}

std::string to_utf8(std::u32string_view code_points) {
  std::string out;
  out.reserve(code_points.size() * 3);
  for (const char32_t c : code_points) append_utf8(out, c);
  return out;
}

void append_utf8(std::string& out, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
  char buffer[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(buffer, length, c);
  out.append(buffer, static_cast<std::size_t>(length));
}

char32_t next_code_point(std::string_view utf8, std::size_t& at) {
  UChar32 c = 0;
  std::size_t next = at;
  U8_NEXT(utf8.data(), next, utf8.size(), c);
  if (c < 0) {  // one replacement for each bad byte
    ++at;
    return 0xFFFD;
  }
  at = next;
  return static_cast<char32_t>(c);
}

std::string_view first_character(std::string_view utf8) {
  std::size_t end = 0;
  if (!utf8.empty()) next_code_point(utf8, end);
  return utf8.substr(0, end);
}

bool is_valid_utf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    UChar32 c = 0;
    U8_NEXT(bytes.data(), at, bytes.size(), c);
    if (c < 0) return false;
  }
  return true;
}

bool is_han(char32_t c) {
  if (c < 0x2E80) return false;
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  if (c == 0x3007) return true;
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error) == USCRIPT_HAN && U_SUCCESS(error);
}

std::string_view trim(std::string_view utf8) {
  std::size_t begin = 0;
  while (begin < utf8.size()) {
    std::size_t next = begin;
    if (!is_space(next_code_point(utf8, next))) break;
    begin = next;
  }
  utf8.remove_prefix(begin);
  auto end = static_cast<int32_t>(utf8.size());
  while (end > 0) {
    int32_t last = end;
    UChar32 c = 0;
    U8_PREV(utf8.data(), 0, last, c);
    if (c < 0 || !is_space(static_cast<char32_t>(c))) break;
    end = last;
  }
  return utf8.substr(0, static_cast<std::size_t>(end));
}

std::string squeeze(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  bool gap = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    if (is_space(c)) {
      // what prints nothing is no gap between words
      gap = gap || u_isUWhiteSpace(static_cast<UChar32>(c));
      continue;
    }
    if (gap && !out.empty()) out.push_back(' ');
    gap = false;
    append_code_point(out, utf8, begin, at, c);
  }
  return out;
}

std::string without_space(std::string_view utf8) {
  std::string out;
  out.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(utf8, at);
    if (!is_space(c)) append_code_point(out, utf8, begin, at, c);
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (&part != &parts.front()) out += separator;
    out += part;
  }
  return out;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
  if (from.empty()) return text;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string shorten(std::string_view utf8, std::size_t limit) {
  std::size_t at = 0;
  for (std::size_t taken = 0; taken < limit && at < utf8.size(); ++taken) next_code_point(utf8, at);
  std::string out(utf8.substr(0, at));
  if (at < utf8.size()) out += "…";
  return out;
}

std::size_t count_code_points(std::string_view utf8) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < utf8.size(); ++count) next_code_point(utf8, at);
  return count;
}

bool parse_number(std::string_view text, std::int64_t& value) { return parse_whole(text, value); }

bool parse_number(std::string_view text, double& value) {
  double read = 0;
  // from_chars also reads "inf" and "nan", which no table means
  if (text.find_first_not_of("+-.0123456789eE") != std::string_view::npos || !parse_whole(text, read)) return false;
  value = read;
  return true;
}

}  // namespace lawhub
