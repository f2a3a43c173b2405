// The constants of ranking (data/ranking.tsv: value, reason, judged query) and the sums made of them.
#pragma once
#include <cstddef>

namespace lawhub {

struct Ranking {
  double exact_name, exact_former_name, reading, widened, name_phrase, text, belongs, offers, way, dead, unlisted,
      overdue, mediation, completeness, nearness, nearness_half_m, bm25_k1, bm25_b, few;
  double page_title_equal, page_title_phrase, page_body_phrase, page_text, page_title_factor, page_fresh, page_place,
      page_aside, page_bm25_k1, page_bm25_b, verified, quoted_read, matter_page_every;
  static const Ranking& get();
};

/// What counts for an institution.
struct InstitutionMerits {
  bool exact_name = false, exact_former_name = false;
  bool reading = false;  ///< all that was understood holds
  bool widened = false;  ///< … but only in the larger place
  bool belongs = false;
  bool offers = false;
  bool living = true;
  bool unlisted = false;   ///< its registering source lists it no more
  bool way = false;        ///< stands in the relation, or can be reached by the way, that was asked for
  bool overdue = false;    ///< nobody confirmed it in time
  bool mediation = false;  ///< a mediation committee that was not asked for
  double name_match = 0;   ///< 0: the words do not stand in a name; else the share of the name they make up
  double text = 0;         ///< 0..1
  unsigned completeness = 0;
  double distance_m = -1;  ///< negative: unknown or not asked
};
double score(const InstitutionMerits& m);

/// What counts for a page.
struct PageMerits {
  double text = 0;        ///< 0..1
  double age_years = -1;  ///< negative: undated
  bool place = false;
  bool aside = false;      ///< institutions were asked for
  double title_match = 0;  ///< 0: the words do not stand in the title; else their share of it
  bool body_phrase = false;
};
double score(const PageMerits& m);

}  // namespace lawhub
