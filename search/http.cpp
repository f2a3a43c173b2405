#include "search/http.h"

#include <zlib.h>

#include <new>

#include "base/text.h"
#include "base/url.h"

namespace lawhub {
namespace {

constexpr int kGzipLevel = 5;
constexpr int kGzipWindow = 15 + 16;  // zlib.h: 16 more than the window bits asks for a gzip header

std::string decode_form_part(std::string_view part) { return percent_decode(replace_all(std::string(part), "+", " ")); }

bool is_zero(std::string_view quality) { return quality.find_first_not_of("0.") == std::string_view::npos; }

}  // namespace

std::string_view value_of(const NamedValues& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (key == name) return value;
  }
  return {};
}

std::string_view Request::header(std::string_view name) const { return value_of(headers, name); }

std::string_view Request::cookie(std::string_view name) const {
  for (auto part : split(header("cookie"), ';')) {
    part = trim(part);
    auto equals = part.find('=');
    if (equals != std::string_view::npos && part.substr(0, equals) == name) return part.substr(equals + 1);
  }
  return {};
}

NamedValues parse_form(std::string_view encoded) {
  NamedValues pairs;
  for (auto part : split(encoded, '&')) {
    if (part.empty()) continue;
    auto equals = part.find('=');
    auto value = equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
    pairs.emplace_back(decode_form_part(part.substr(0, equals)), decode_form_part(value));
  }
  return pairs;
}

bool allows_gzip(std::string_view accept_encoding) {
  for (auto part : split(accept_encoding, ',')) {
    auto words = split(part, ';');
    if (trim(words[0]) != "gzip") continue;
    auto quality = words.size() > 1 ? trim(words[1]) : std::string_view("q=1");
    return quality.substr(0, 2) != "q=" || !is_zero(quality.substr(2));
  }
  return false;
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kGzipLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);  // deflateBound left room for all of it
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace lawhub
