#include "base/charset.h"

#include <uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <stdexcept>
#include <vector>

#include "base/html_charset.h"
#include "base/text.h"

namespace lawhub {
namespace {

constexpr std::size_t kPrescan = 1024;      // WHATWG HTML: declarations stand in the first 1,024 bytes
constexpr std::size_t kStatistics = 65536;  // enough for uchardet, which is slow

/// The labels of the WHATWG Encoding Standard §4.2, the GB family as one. `icu` is the converter of that encoding.
struct Encoding {
  const char* name;
  const char* icu;
  const char* labels;
};
constexpr std::array<Encoding, 37> kEncodings = {{
    {"utf-8", "UTF-8", "unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8"},
    {"gb18030", "gb18030",
     "gb18030 chinese csgb2312 csiso58gb231280 gb2312 gb_2312 gb_2312-80 gbk iso-ir-58 x-gbk gb-2312 gb2312-80 cp936 "
     "windows-936 gb18030-2000 gb18030-2005 euc-cn"},
    {"big5", "Big5-HKSCS", "big5 big5-hkscs cn-big5 csbig5 x-x-big5"},
    {"utf-16be", "UTF-16BE", "unicodefffe utf-16be"},
    {"utf-16le", "UTF-16LE", "csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le"},
    {"windows-1252", "windows-1252",
     "ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 iso88591 iso_8859-1 "
     "iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252"},
    {"euc-jp", "euc-jp", "cseucpkdfmtjapanese euc-jp x-euc-jp"},
    {"iso-2022-jp", "iso-2022-jp", "csiso2022jp iso-2022-jp"},
    {"shift_jis", "windows-31j", "csshiftjis ms932 ms_kanji shift-jis shift_jis sjis windows-31j x-sjis"},
    {"euc-kr", "windows-949",
     "cseuckr csksc56011987 euc-kr iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949"},
    {"ibm866", "ibm866", "866 cp866 csibm866 ibm866"},
    {"iso-8859-2", "iso-8859-2",
     "csisolatin2 iso-8859-2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 iso_8859-2:1987 l2 latin2"},
    {"iso-8859-3", "iso-8859-3",
     "csisolatin3 iso-8859-3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 iso_8859-3:1988 l3 latin3"},
    {"iso-8859-4", "iso-8859-4",
     "csisolatin4 iso-8859-4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 iso_8859-4:1988 l4 latin4"},
    {"iso-8859-5", "iso-8859-5",
     "csisolatincyrillic cyrillic iso-8859-5 iso-ir-144 iso8859-5 iso88595 iso_8859-5 iso_8859-5:1988"},
    {"iso-8859-6", "iso-8859-6",
     "arabic asmo-708 csiso88596e csiso88596i csisolatinarabic ecma-114 iso-8859-6 iso-8859-6-e iso-8859-6-i "
     "iso-ir-127 iso8859-6 iso88596 iso_8859-6 iso_8859-6:1987"},
    {"iso-8859-7", "iso-8859-7",
     "csisolatingreek ecma-118 elot_928 greek greek8 iso-8859-7 iso-ir-126 iso8859-7 iso88597 iso_8859-7 "
     "iso_8859-7:1987 sun_eu_greek"},
    {"iso-8859-8", "iso-8859-8",
     "csiso88598e csisolatinhebrew hebrew iso-8859-8 iso-8859-8-e iso-ir-138 iso8859-8 iso88598 iso_8859-8 "
     "iso_8859-8:1988 visual csiso88598i iso-8859-8-i logical"},
    {"iso-8859-10", "iso-8859-10", "csisolatin6 iso-8859-10 iso-ir-157 iso8859-10 iso885910 l6 latin6"},
    {"iso-8859-13", "iso-8859-13", "iso-8859-13 iso8859-13 iso885913"},
    {"iso-8859-14", "iso-8859-14", "iso-8859-14 iso8859-14 iso885914"},
    {"iso-8859-15", "iso-8859-15", "csisolatin9 iso-8859-15 iso8859-15 iso885915 iso_8859-15 l9"},
    {"koi8-r", "koi8-r", "cskoi8r koi koi8 koi8-r koi8_r"},
    {"koi8-u", "koi8-u", "koi8-ru koi8-u"},
    {"macintosh", "macintosh", "csmacintosh mac macintosh x-mac-roman"},
    {"windows-874", "windows-874", "dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 windows-874"},
    {"windows-1250", "windows-1250", "cp1250 windows-1250 x-cp1250"},
    {"windows-1251", "windows-1251", "cp1251 windows-1251 x-cp1251"},
    {"windows-1253", "windows-1253", "cp1253 windows-1253 x-cp1253"},
    {"windows-1254", "windows-1254",
     "cp1254 csisolatin5 iso-8859-9 iso-ir-148 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 l5 latin5 windows-1254 "
     "x-cp1254"},
    {"windows-1255", "windows-1255", "cp1255 windows-1255 x-cp1255"},
    {"windows-1256", "windows-1256", "cp1256 windows-1256 x-cp1256"},
    {"windows-1257", "windows-1257", "cp1257 windows-1257 x-cp1257"},
    {"windows-1258", "windows-1258", "cp1258 windows-1258 x-cp1258"},
    {"x-mac-cyrillic", "x-mac-cyrillic", "x-mac-cyrillic x-mac-ukrainian"},
    {"utf-32le", "UTF-32LE", "utf-32le"},
    {"utf-32be", "UTF-32BE", "utf-32be"},
}};

const Encoding* find_encoding(std::string_view name) {
  const auto found =
      std::find_if(kEncodings.begin(), kEncodings.end(), [&](const Encoding& e) { return e.name == name; });
  return found == kEncodings.end() ? nullptr : &*found;
}

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

Converter open_converter(std::string_view encoding) {
  const Encoding* known = find_encoding(encoding);
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(known == nullptr ? "?" : known->icu, &error), &ucnv_close);
  if (U_FAILURE(error)) throw std::runtime_error("ICU has no converter for " + std::string(encoding));
  return converter;
}

void count_and_replace(const void* context, UConverterToUnicodeArgs* args, const char* bytes, int32_t length,
                       UConverterCallbackReason reason, UErrorCode* error) {
  if (reason <= UCNV_IRREGULAR) ++*static_cast<std::size_t*>(const_cast<void*>(context));
  UCNV_TO_U_CALLBACK_SUBSTITUTE(nullptr, args, bytes, length, reason, error);
}

Decoded convert(std::string_view bytes, std::string encoding, const char* decided_by) {
  Decoded out;
  out.encoding = std::move(encoding);
  out.decided_by = decided_by;
  if (out.encoding == "utf-8" && is_valid_utf8(bytes)) {
    out.utf8 = bytes;
    return out;
  }
  const Converter converter = open_converter(out.encoding);
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setToUCallBack(converter.get(), count_and_replace, &out.replaced, nullptr, nullptr, &error);
  std::vector<UChar> wide(bytes.size() + 1);  // no encoding makes more than one unit of a byte
  const int32_t length = ucnv_toUChars(converter.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                                       static_cast<int32_t>(bytes.size()), &error);
  if (U_FAILURE(error)) throw std::runtime_error("ICU conversion from " + out.encoding + ": " + u_errorName(error));
  icu::UnicodeString(false, wide.data(), length).toUTF8String(out.utf8);
  return out;
}

constexpr std::size_t kHead = std::size_t{1} << 20U;   // decides the encoding of a stream
constexpr std::size_t kPiece = std::size_t{1} << 18U;  // of a stream

/// Decodes piece by piece; a sequence may be cut between two.
class Decoder {
 public:
  explicit Decoder(const std::string& encoding) : converter_(nullptr, &ucnv_close) {
    if (encoding == "utf-8") return;
    converter_ = open_converter(encoding);
    UErrorCode error = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  }
  /// Appends to `text`; false at the first malformed sequence. `last`: nothing follows.
  bool append(std::string_view bytes, bool last, std::string& text) {
    return converter_ ? append_converted(bytes, last, text) : append_utf8(bytes, last, text);
  }

 private:
  bool append_utf8(std::string_view bytes, bool last, std::string& text) {
    const std::size_t begin = text.size();
    text += cut_;
    text += bytes;
    cut_.clear();
    for (std::size_t at = begin; at < text.size();) {
      const std::size_t sequence = at;
      UChar32 c = 0;
      U8_NEXT(text.data(), at, text.size(), c);
      if (c >= 0) continue;
      const bool may_go_on = !last && text.size() - sequence < U8_MAX_LENGTH;
      if (may_go_on) cut_ = text.substr(sequence);
      text.resize(sequence);
      return may_go_on;
    }
    return true;
  }

  bool append_converted(std::string_view bytes, bool last, std::string& text) {
    wide_.resize(bytes.size() + 64);  // no encoding makes more than one unit of a byte
    UErrorCode error = U_ZERO_ERROR;
    UChar* to = wide_.data();
    const char* from = bytes.data();
    ucnv_toUnicode(converter_.get(), &to, wide_.data() + wide_.size(), &from, from + bytes.size(), nullptr,
                   static_cast<UBool>(last), &error);
    icu::UnicodeString(false, wide_.data(), static_cast<int32_t>(to - wide_.data())).toUTF8String(text);
    return U_SUCCESS(error) != 0;
  }

  Converter converter_;  // none for UTF-8
  std::string cut_;      // the beginning of a sequence
  std::vector<UChar> wide_;
};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// The value behind `name=` in `text`, with or without quotes; empty when it is not there.
std::string_view value_of(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at)) {
    at += name.size();
    const std::string_view rest = trim(text.substr(at));
    if (rest.empty() || rest.front() != '=') continue;
    const std::string_view value = trim(rest.substr(1));
    if (value.empty()) return {};
    if (value.front() == '"' || value.front() == '\'') {
      return value.substr(1, std::min(value.find(value.front(), 1), value.size()) - 1);
    }
    return value.substr(0, value.find_first_of(" \t\r\n\f;\"'>/?"));
  }
  return {};
}

/// The label of <?xml encoding="…"?>; empty when none.
std::string_view xml_label(std::string_view head) {
  if (head.rfind("<?xml", 0) != 0) return {};
  return value_of(head.substr(0, head.find("?>")), "encoding");
}

bool holds_han(std::string_view utf8) {
  for (std::size_t at = 0; at < utf8.size();) {
    if (is_han(next_code_point(utf8, at))) return true;
  }
  return false;
}

std::optional<Decoded> by_mark(std::string_view bytes) {
  if (bytes.rfind("\xEF\xBB\xBF", 0) == 0) return convert(bytes.substr(3), "utf-8", "bom");
  if (bytes.rfind("\xFF\xFE", 0) == 0) return convert(bytes.substr(2), "utf-16le", "bom");
  if (bytes.rfind("\xFE\xFF", 0) == 0) return convert(bytes.substr(2), "utf-16be", "bom");
  return std::nullopt;
}

struct Declaration {
  std::string encoding;
  const char* where = "";
};

Declaration declared(std::string_view bytes, std::string_view http_charset) {
  const std::string http = encoding_of_label(http_charset);
  // Latin 1 is what servers send when nobody set anything; it says nothing about a Chinese page
  if (!http.empty() && http != "windows-1252") return {http, "http"};
  const std::string head = lower(bytes.substr(0, kPrescan));
  for (const auto& [label, where] : {std::pair(xml_label(head), "xml"), std::pair(html_charset(head), "meta")}) {
    const std::string encoding = encoding_of_label(label);
    if (encoding.empty() || encoding == "windows-1252") continue;
    // whoever could read the declaration as ASCII does not read UTF-16
    return {encoding.rfind("utf-16", 0) == 0 || encoding.rfind("utf-32", 0) == 0 ? "utf-8" : encoding, where};
  }
  return {};
}

Decoded by_statistics(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return convert(bytes, "utf-8", "statistics");
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(), &uchardet_delete);
  const std::string_view sample = bytes.substr(0, kStatistics);
  std::string guess;
  if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) == 0) {
    uchardet_data_end(detector.get());
    guess = encoding_of_label(uchardet_get_charset(detector.get()));
  }
  if (guess == "utf-8" || guess == "gb18030" || guess == "big5") return convert(bytes, guess, "statistics");
  Decoded chinese = convert(bytes, "gb18030", "default");
  if (chinese.replaced == 0 || guess.empty()) return chinese;
  return convert(bytes, guess, "statistics");
}

/// Most of what is not ASCII is not UTF-8 either. A cut tail or a stray byte does not make a page another encoding.
bool mostly_broken(const Decoded& utf8) {
  std::size_t good = 0;
  for (std::size_t at = 0; at < utf8.utf8.size();) {
    const char32_t c = next_code_point(utf8.utf8, at);
    if (c >= 0x80 && c != 0xFFFD) ++good;
  }
  return utf8.replaced * 2 > good;
}

}  // namespace

std::string charset_of(std::string_view content_type) {
  const std::string lowered = lower(content_type);
  for (auto at = lowered.find("charset"); at != std::string::npos; at = lowered.find("charset", at + 1)) {
    const std::string_view rest = trim(content_type.substr(at + 7));
    if (rest.empty() || rest.front() != '=') continue;
    std::string_view value = trim(rest.substr(1));
    if (!value.empty() && value.front() == '"') return std::string(trim(value.substr(1, value.find('"', 1) - 1)));
    return std::string(trim(value.substr(0, value.find_first_of(";,"))));
  }
  return {};
}

std::string encoding_of_label(std::string_view label) {
  const std::string wanted = lower(trim(label));
  if (wanted.empty()) return {};
  for (const Encoding& encoding : kEncodings) {
    const std::vector<std::string_view> labels = split(encoding.labels, ' ');
    if (std::find(labels.begin(), labels.end(), wanted) != labels.end()) return encoding.name;
  }
  return {};
}

Decoded decode(std::string_view bytes, std::string_view http_charset) {
  if (std::optional<Decoded> marked = by_mark(bytes)) return *std::move(marked);
  const Declaration declaration = declared(bytes, http_charset);
  if (declaration.encoding.empty()) return by_statistics(bytes);
  if (declaration.encoding == "utf-8") {
    Decoded utf8 = convert(bytes, "utf-8", declaration.where);
    if (utf8.replaced == 0 || !mostly_broken(utf8)) return utf8;
    Decoded chinese = convert(bytes, "gb18030", "statistics");
    chinese.overruled = true;
    return chinese.replaced == 0 ? chinese : utf8;
  }
  if (declaration.encoding.rfind("utf-", 0) != 0 && is_valid_utf8(bytes) && holds_han(bytes)) {
    Decoded utf8 = convert(bytes, "utf-8", "statistics");
    utf8.overruled = true;
    return utf8;
  }
  return convert(bytes, declaration.encoding, declaration.where);
}

struct TextStream::Impl {
  Impl(Bytes from, std::string_view http_charset) : bytes(std::move(from)) {
    head.resize(kHead);
    std::size_t filled = 0;
    while (!ended && filled < kHead) filled += next(head.data() + filled, kHead - filled);
    head.resize(filled);
    std::string_view whole(head);
    if (!ended) whole = whole.substr(0, whole.rfind('>') + 1);  // no character is cut there
    const Decoded sample = decode(whole.empty() ? head : whole, http_charset);
    encoding = sample.encoding;
    decided_by = sample.decided_by;
    overruled = sample.overruled;
    if (decided_by == "bom") head.erase(0, encoding == "utf-8" ? 3 : 2);
    decoder.emplace(encoding);
  }

  std::size_t next(char* to, std::size_t most) {
    const std::size_t count = bytes(to, most);
    ended = count == 0;
    return count;
  }

  Bytes bytes;
  std::string head;  ///< read already, not handed on
  bool ended = false, finished = false, malformed = false, overruled = false;
  std::string encoding, decided_by;
  std::optional<Decoder> decoder;
};

TextStream::TextStream(Bytes bytes, std::string_view http_charset)
    : impl_(std::make_unique<Impl>(std::move(bytes), http_charset)) {}
TextStream::~TextStream() = default;
bool TextStream::malformed() const { return impl_->malformed; }
const std::string& TextStream::encoding() const { return impl_->encoding; }
bool TextStream::overruled() const { return impl_->overruled; }
const std::string& TextStream::decided_by() const { return impl_->decided_by; }

bool TextStream::more(std::string& text) {
  Impl& my = *impl_;
  const std::size_t before = text.size();
  while (!my.finished && text.size() == before) {
    std::string piece = std::move(my.head);
    my.head.clear();
    if (piece.empty() && !my.ended) {
      piece.resize(kPiece);
      piece.resize(my.next(piece.data(), kPiece));
    }
    my.malformed = !my.decoder->append(piece, my.ended, text);
    my.finished = my.ended || my.malformed;
  }
  return text.size() != before;
}

TextStream::Bytes bytes_of(std::string_view text) {
  return [text](char* to, std::size_t most) mutable {
    const std::size_t count = text.copy(to, most);
    text.remove_prefix(count);
    return count;
  };
}

std::string encode(std::string_view utf8, std::string_view encoding) {
  const Converter converter = open_converter(encoding);
  UErrorCode error = U_ZERO_ERROR;
  ucnv_setFromUCallBack(converter.get(), UCNV_FROM_U_CALLBACK_SUBSTITUTE, nullptr, nullptr, nullptr, &error);
  ucnv_setSubstString(converter.get(), u"?", 1, &error);
  const icu::UnicodeString wide =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string out(static_cast<std::size_t>(UCNV_GET_MAX_BYTES_FOR_STRING(wide.length(), 4)), '\0');
  const int32_t length = ucnv_fromUChars(converter.get(), out.data(), static_cast<int32_t>(out.size()),
                                         wide.getBuffer(), wide.length(), &error);
  if (U_FAILURE(error))
    throw std::runtime_error("ICU conversion to " + std::string(encoding) + ": " + u_errorName(error));
  out.resize(static_cast<std::size_t>(length));
  return out;
}

}  // namespace lawhub
