// A question made ready for retrieval: what the parameters demand, what the words were understood to demand, and how
// far that has been relaxed.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/area.h"
#include "search/parameters.h"
#include "search/table.h"
#include "search/understand.h"

namespace lawhub {

struct Question {
  Parameters parameters;
  Reading reading;

  // The words
  std::vector<std::string> parts;       ///< the whole question, folded, at its spaces and commas
  std::vector<std::string> text_parts;  ///< what no table explained; empty when dropped
  std::vector<std::string> quoted;      ///< to be found exactly and in order; empty when dropped
  std::string key;                      ///< name_key() of the whole question

  // Demanded by the parameters: strict
  TypeSet filter_types;                     ///< `type`
  AreaRange filter_area;                    ///< `division`; holds nothing when not given
  TypeSet filter_helps;                     ///< who helps in `matter` and `service`
  std::vector<unsigned char> filter_terms;  ///< vocabulary_index() of these
  std::vector<std::string> filter_codes;

  // Understood from the words: may be relaxed
  TypeSet types;                         ///< named by the words, or else who helps in the matter
  std::vector<InstitutionType> helpers;  ///< of the matter, first who should be asked first; empty when types named
  std::vector<AreaRange> areas;          ///< any of them; empty: anywhere
  std::vector<AreaRange> wider;          ///< taken in besides, ranked below
  std::vector<unsigned char> terms;      ///< vocabulary_index() of matters and services
  bool open_now = false;
  bool weekend = false;
  bool similar = false;  ///< part of the words is enough

  bool has_words() const { return !parts.empty(); }
  bool understood_place() const { return !areas.empty(); }
  bool understood_what() const { return !types.empty(); }
  bool asks_opening() const { return open_now || weekend; }
  bool structured() const { return !areas.empty() || !types.empty() || asks_opening(); }
  /// The words left over must be found: always, but when a matter was understood (who helps need not say it). What is
  /// quoted must be found in any case.
  bool needs_text() const { return !quoted.empty() || (!text_parts.empty() && helpers.empty()); }
  /// Sorted by distance: asked for, or a point given and nothing else that could be weighed against it. Who helps in a
  /// matter is not: the nearest helpers are all mediation committees.
  bool by_distance() const;
};

Question ask(const Parameters& p);

/// The words of a question at spaces and commas.
std::vector<std::string> words_of(std::string_view folded);

}  // namespace lawhub
