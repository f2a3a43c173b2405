#include "indexer/analysis.h"

#include <xapian.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "indexer/schema.h"
#include "registry/embedded.h"

namespace lawhub {
namespace {

constexpr std::string_view kAnalysisVersion = "1";
constexpr std::size_t kShortestTail = 4;
constexpr std::size_t kShortestDigits = 3;

bool is_word(char32_t c) { return Xapian::Unicode::is_wordchar(c); }
bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

std::string cut(std::u32string_view word) {
  std::string utf8 = to_utf8(word);
  if (utf8.size() <= kMaxWordBytes) return utf8;
  std::size_t end = kMaxWordBytes;
  while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80) --end;
  return utf8.substr(0, end);
}

void append_word(std::u32string_view word, std::vector<std::string>& terms) {
  terms.push_back(cut(word));
  for (std::size_t at = 0; at < word.size();) {
    std::size_t end = at;
    while (end < word.size() && is_digit(word[end])) ++end;
    if (end - at >= kShortestDigits && end - at < word.size()) terms.push_back(cut(word.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
}

std::u32string letters_and_digits(std::string_view folded) {
  std::u32string row;
  for (std::size_t at = 0; at < folded.size();) {
    char32_t c = next_code_point(folded, at);
    if (is_word(c)) row.push_back(c);
  }
  return row;
}

}  // namespace

std::vector<std::string> text_terms(std::string_view folded) {
  std::vector<std::string> terms;
  std::u32string row = to_code_points(folded);
  for (std::size_t at = 0; at < row.size();) {
    if (is_han(row[at])) {
      if (at + 1 < row.size() && is_han(row[at + 1])) {
        terms.push_back(to_utf8(std::u32string_view(row).substr(at, 2)));
      }
      ++at;
    } else if (is_word(row[at])) {
      std::size_t end = at;
      while (end < row.size() && is_word(row[end]) && !is_han(row[end])) ++end;
      append_word(std::u32string_view(row).substr(at, end - at), terms);
      at = end;
    } else {
      ++at;
    }
  }
  return terms;
}

std::string name_key(std::string_view folded) { return to_utf8(letters_and_digits(folded)); }

std::vector<std::string> name_terms(std::string_view folded) {
  std::vector<std::string> terms;
  std::u32string row = letters_and_digits(folded);
  for (std::size_t at = 0; at + 1 < row.size(); ++at) {
    terms.push_back(to_utf8(std::u32string_view(row).substr(at, 2)));
  }
  return terms;
}

std::vector<std::string> name_characters(std::string_view folded) {
  std::u32string row = letters_and_digits(folded);
  std::sort(row.begin(), row.end());
  row.erase(std::unique(row.begin(), row.end()), row.end());
  std::vector<std::string> terms;
  for (char32_t c : row) terms.push_back(to_utf8(std::u32string_view(&c, 1)));
  return terms;
}

std::vector<std::string> number_tails(std::string_view folded) {
  std::vector<std::string> tails;
  std::u32string row = letters_and_digits(folded);
  if (row.size() > kMaxWordBytes) row.erase(0, row.size() - kMaxWordBytes);
  for (std::size_t at = 0; at + kShortestTail <= row.size(); ++at) {
    tails.push_back(cut(std::u32string_view(row).substr(at)));
  }
  return tails;
}

std::string analysis_fingerprint() {
  static const std::string kFingerprint = [] {
    std::uint64_t tables = 0;
    for (const char* name : {"data/services.tsv", "data/divisions.tsv", "data/towns.tsv", "data/villages.tsv.gz"}) {
      tables = tables * 31 + hash64(registry_file(name));
    }
    std::string made = "schema ";
    made.append(kSchemaVersion).append(", analysis ").append(kAnalysisVersion);
    return made.append(", tables ").append(std::to_string(tables));
  }();
  return kFingerprint;
}

}  // namespace lawhub
