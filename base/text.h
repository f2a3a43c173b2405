// UTF-8 text: folding for comparison, walking, trimming. Nothing here knows any law.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// The one form in which texts are compared and indexed: NFKC with case folding (UAX #15), then traditional →
/// simplified (OpenCC t2s). Malformed UTF-8 becomes U+FFFD. Idempotent. Safe from any thread.
std::string fold(std::string_view utf8);

/// NFKC only: full-width letters and digits become ASCII, case and script stay.
std::string normalise_width(std::string_view utf8);

/// The code points of `utf8`; malformed bytes become U+FFFD, one each.
std::u32string to_code_points(std::string_view utf8);
std::string to_utf8(std::u32string_view code_points);
void append_utf8(std::string& out, char32_t c);
/// The code point at `at`, and moves `at` behind it. `at` must be inside `utf8`.
char32_t next_code_point(std::string_view utf8, std::size_t& at);
/// The bytes of the first code point; empty when there is none.
std::string_view first_character(std::string_view utf8);

bool is_valid_utf8(std::string_view bytes);
/// A Han character of any plane (Unicode Script=Han, and U+3007 〇).
bool is_han(char32_t c);

/// Removes white space at both ends, also U+3000, U+00A0, zero-width characters and BOMs.
std::string_view trim(std::string_view utf8);
/// trim(), and each inner run of white space becomes one space.
std::string squeeze(std::string_view utf8);
/// Removes every white space and format character.
std::string without_space(std::string_view utf8);

/// Splits at every `separator`; keeps empty parts; an empty text gives one empty part.
std::vector<std::string_view> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// The first `limit` code points of `utf8`; "…" follows when something was cut.
std::string shorten(std::string_view utf8, std::size_t limit);
std::size_t count_code_points(std::string_view utf8);

/// A decimal number that fills the whole of `text`; false when it does not fit or anything else is there.
bool parse_number(std::string_view text, std::int64_t& value);
bool parse_number(std::string_view text, double& value);

}  // namespace lawhub
