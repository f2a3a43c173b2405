// The one tokenizer, for the index and for questions. All of it works on fold()ed text and is pure.
//
// Recall: Chinese by pairs of neighbouring characters, so that no dictionary can lose a name; other letters and digits
// by words. Ranking: codes of the vocabulary found in the text (concepts.h).
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace lawhub {

/// A longer word is cut here.
inline constexpr std::size_t kMaxWordBytes = 64;

/// What a text is found by: each two neighbouring Han characters; each word of other letters and digits; the digits in
/// a mixed word when there are three or more. A Han character that stands alone is not indexed.
std::vector<std::string> text_terms(std::string_view folded);

/// The letters and digits of a name in one row, without spaces, brackets and points: two names are equal when this is.
std::string name_key(std::string_view folded);

/// What a name is found by, whatever piece of it is asked: each two neighbours in name_key(), of any script.
std::vector<std::string> name_terms(std::string_view folded);

/// Each different character of name_key(), for questions of one character.
std::vector<std::string> name_characters(std::string_view folded);

/// The letters and digits of a phone number or identifier, and every end of it of four characters or more.
std::vector<std::string> number_tails(std::string_view folded);

/// Changes when this analysis, the schema, the vocabulary or the division tables change: then an index must be built
/// anew.
std::string analysis_fingerprint();

}  // namespace lawhub
