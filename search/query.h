// Questions to Xapian queries; never through Xapian::QueryParser, which makes seven ANDed terms of 交通事故.
#pragma once
#include <xapian.h>

#include <optional>
#include <string>
#include <vector>

#include "search/question.h"

namespace lawhub {

/// Every word in any field of an institution: AND of pairs; numbers also by their end. Empty when there is nothing to
/// ask.
Xapian::Query text_query(const std::vector<std::string>& words);
/// The terms of text_query() when it asks for all of them and nothing else; nothing when a word may stand in several
/// ways.
std::optional<std::vector<std::string>> text_query_terms(const std::vector<std::string>& words);
/// What all names have that may hold every word as typed: the rarest pairs of each, since the names themselves are
/// looked at after. Empty when there is nothing to ask.
std::vector<std::string> name_query_terms(const Xapian::Database& db, const std::vector<std::string>& words);
/// Some of the words' pairs, the more the better.
Xapian::Query similar_query(const std::vector<std::string>& words);
/// Pages that hold all words, or speak of the matter that was understood; words of the title weigh more.
Xapian::Query page_query(const Question& q);

}  // namespace lawhub
