#include "search/find_pages.h"

#include <algorithm>

#include "base/text.h"
#include "indexer/analysis.h"
#include "indexer/document.h"
#include "indexer/schema.h"
#include "search/query.h"
#include "search/quoted.h"
#include "search/ranking.h"
#include "search/retrieve.h"

namespace lawhub {
namespace {

using Row = PageTable::Row;

constexpr float kSimilarShare = 0.5F;

std::vector<Hit> matches(const PageTable& table, const Xapian::Database& db, const Question& q) {
  std::vector<Hit> hits = retrieve(db, page_query(q), Ranking::get().page_bm25_k1, Ranking::get().page_bm25_b);
  if (!q.has_words() && q.filter_codes.empty()) {
    for (Xapian::docid id = 1; id < table.rows.size(); ++id) hits.push_back({id, 0});
  }
  if (q.similar) {
    float best = 0;
    for (const Hit& hit : hits) best = std::max(best, hit.weight);
    std::erase_if(hits, [&](const Hit& hit) { return hit.weight < kSimilarShare * best; });
  }
  std::erase_if(hits, [&](const Hit& hit) {
    if (hit.id >= table.rows.size() || !table.rows[hit.id].present) return true;
    return !q.parameters.division.empty() && !q.filter_area.contains(table.rows[hit.id].area);
  });
  return hits;
}

double age_in_years(std::int32_t day, Instant now) {
  if (day == 0) return -1;
  Date date{day / 10000, day / 100 % 100, day % 100};
  return std::max(0.0, static_cast<double>(now - start_of(date)) / (365.25 * 86400));
}

class Merits {
 public:
  Merits(const PageTable& table, const Question& q, Instant now) : table_(table), q_(q), now_(now) {}
  PageMerits operator()(const Hit& hit) const {
    const Row& row = table_.rows[hit.id];
    PageMerits m;
    m.text = hit.weight;
    m.age_years = age_in_years(row.day, now_);
    m.place = std::any_of(q_.areas.begin(), q_.areas.end(), [&](const AreaRange& a) { return a.contains(row.area); });
    m.aside = !q_.reading.types.empty();
    return m;
  }

 private:
  const PageTable& table_;
  const Question& q_;
  Instant now_;
};

/// Looks into a page whether the words stand together.
void verify(const Xapian::Database& db, const Question& q, Xapian::docid id, PageMerits& m) {
  Xapian::Document doc = db.get_document(id);
  std::string title = doc.get_value(slot::kNames);
  if (!title.empty() && title.find(q.key) != std::string::npos) {
    m.title_match = static_cast<double>(q.key.size()) / static_cast<double>(title.size());
  }
  StoredPage page = stored_page(doc.get_data());
  m.body_phrase = std::all_of(q.parts.begin(), q.parts.end(), [&](const std::string& part) {
    return page.text.find(part) != std::string::npos || page.title.find(part) != std::string::npos;
  });
}

struct Scored {
  Hit hit;
  double score = 0;
};

void keep_best(std::vector<Scored>& pages, std::size_t count, const PageTable& table) {
  auto middle = pages.begin() + static_cast<std::ptrdiff_t>(std::min(count, pages.size()));
  std::partial_sort(pages.begin(), middle, pages.end(), [&](const Scored& a, const Scored& b) {
    if (a.score != b.score) return a.score > b.score;
    return table.rows[a.hit.id].order < table.rows[b.hit.id].order;
  });
  pages.erase(middle, pages.end());
}

}  // namespace

FoundPages find_pages(const Shard<PageTable>& shard, const Question& q, std::size_t count, Instant now) {
  const Parameters& p = q.parameters;
  if (!p.types.empty() || p.radius_m || p.open_now || q.by_distance()) return {};
  const PageTable& table = shard.table();
  auto db = shard.take();
  std::vector<Hit> hits = matches(table, *db, q);
  drop_unquoted(*db, q.quoted, hits);
  FoundPages found;
  found.total = hits.size();
  Merits merits(table, q, now);
  bool by_date = p.sort == Parameters::Sort::date;
  std::vector<Scored> pages;
  pages.reserve(hits.size());
  for (const Hit& hit : hits) pages.push_back({hit, by_date ? table.rows[hit.id].day : score(merits(hit))});
  auto verified = static_cast<std::size_t>(Ranking::get().verified);
  keep_best(pages, std::max(count, verified), table);
  if (!by_date && !q.key.empty()) {
    for (std::size_t i = 0; i < std::min(verified, pages.size()); ++i) {
      PageMerits m = merits(pages[i].hit);
      verify(*db, q, pages[i].hit.id, m);
      pages[i].score = score(m);
    }
  }
  keep_best(pages, count, table);
  for (const Scored& page : pages) found.best.push_back({page.hit.id, page.score});
  return found;
}

}  // namespace lawhub
