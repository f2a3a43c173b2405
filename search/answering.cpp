#include "search/answering.h"

#include <chrono>

#include "search/cards.h"
#include "search/fold_pages.h"
#include "search/free_of_charge.h"
#include "search/items.h"
#include "search/ranking.h"
#include "search/relax.h"

namespace lawhub {
namespace {

using Kind = Parameters::Kind;

bool before(const Ranked& institution, const Ranked& page) { return institution.score >= page.score; }

/// Is the question the whole title of the page?
bool is_titled(const Ranked& page) { return page.score >= Ranking::get().page_title_equal; }

/// Two rankings to one. A matter is answered by who helps, with an article at every third place, but one whose title is
/// the question before them; a wish for dates by the pages first; anything else by score.
std::vector<ItemKey> merged(const Question& q, const Found& found, std::size_t count) {
  std::vector<ItemKey> keys;
  const std::vector<Ranked>& institutions = found.institutions.best;
  const std::vector<Ranked>& pages = found.pages.best;
  bool by_turns = !q.helpers.empty(), by_date = q.parameters.sort == Parameters::Sort::date;
  auto every = static_cast<std::size_t>(Ranking::get().matter_page_every);
  std::size_t i = 0, p = 0;
  while (keys.size() < count && (i < institutions.size() || p < pages.size())) {
    bool page = i == institutions.size();
    if (!page && p < pages.size()) {
      page = by_date ||
             (by_turns && !is_titled(pages[p]) ? (keys.size() + 1) % every == 0 : !before(institutions[i], pages[p]));
    }
    keys.push_back(page ? ItemKey{Item::Kind::page, pages[p++].id}
                        : ItemKey{Item::Kind::institution, institutions[i++].id});
  }
  return keys;
}

/// Why those come first who cost nothing.
void explain_order(const Question& q, std::vector<std::string>& remarks) {
  if (q.helpers.empty()) return;
  const std::string_view law = free_by(q.helpers.front());
  if (law.empty()) return;
  remarks.push_back("先列不收费的" + std::string(label_of(q.helpers.front())) + "(" + std::string(law) + ")。");
}

std::vector<Bucket> kinds(const Found& found) {
  std::vector<Bucket> buckets;
  if (found.institutions.total > 0) buckets.push_back({"institution", "机构", found.institutions.total});
  if (found.pages.total > 0) buckets.push_back({"page", "网页", found.pages.total});
  return buckets;
}

}  // namespace

Answer answer(const Snapshot& snapshot, const Parameters& p, Instant now) {
  auto began = std::chrono::steady_clock::now();
  auto last = static_cast<std::size_t>(p.page) * static_cast<std::size_t>(p.size);
  auto first = last - static_cast<std::size_t>(p.size);
  Question q = ask(p);
  Answer a;
  a.q = p.q;
  a.understood = explain(q.reading);
  a.cards = cards_for(q.reading);
  a.generation = snapshot.generation;
  Found found = find_with_relaxation(snapshot, q, last, now, a.remarks);
  explain_order(q, a.remarks);
  a.understood.in_division = found.institutions.by_area;
  a.by_type = std::move(found.institutions.by_type);
  a.by_division = std::move(found.institutions.by_division);
  a.by_kind = kinds(found);
  found.keep(p.kind);
  a.total = found.total();
  if (a.total == 0 && q.has_words() && a.cards.empty()) a.cards.push_back(hotline_card());
  std::vector<ItemKey> keys = merged(q, found, last);
  if (keys.size() > first) {
    keys.erase(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(first));
    a.items = items(snapshot, q, keys, now);
    fold_pages(a.items);
  }
  a.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  return a;
}

}  // namespace lawhub
