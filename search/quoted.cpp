#include "search/quoted.h"

#include <algorithm>

#include "base/text.h"
#include "indexer/analysis.h"
#include "indexer/document.h"
#include "search/ranking.h"

namespace lawhub {
namespace {

std::size_t most_read() { return static_cast<std::size_t>(Ranking::get().quoted_read); }

bool holds_all(const std::string& folded, const std::vector<std::string>& quoted) {
  return std::all_of(quoted.begin(), quoted.end(),
                     [&](const std::string& phrase) { return folded.find(phrase) != std::string::npos; });
}

bool says_all(const StoredInstitution& s, const std::vector<std::string>& quoted) {
  return holds_all(fold(join({s.name, join(s.former_names, "\n"), s.address, s.text}, "\n")), quoted);
}

}  // namespace

void drop_unquoted(const Xapian::Database& db, const InstitutionTable& table, const std::vector<std::string>& quoted,
                   std::vector<Candidate>& found) {
  if (quoted.empty()) return;
  std::vector<std::string> keys;
  keys.reserve(quoted.size());
  for (const std::string& phrase : quoted) keys.push_back(name_key(phrase));
  std::size_t read = 0;
  std::erase_if(found, [&](const Candidate& c) {
    const std::string_view names = table.names[c.id];
    const auto is_named = [&](const std::string& key) { return names.find(key) != std::string_view::npos; };
    if (std::all_of(keys.begin(), keys.end(), is_named)) return false;
    return read++ >= most_read() || !says_all(stored_institution(db.get_document(c.id).get_data()), quoted);
  });
}

void drop_unquoted(const Xapian::Database& db, const std::vector<std::string>& quoted, std::vector<Hit>& hits) {
  if (quoted.empty()) return;
  if (hits.size() > most_read()) {
    const auto last = hits.begin() + static_cast<std::ptrdiff_t>(most_read());
    std::nth_element(hits.begin(), last, hits.end(), [](const Hit& a, const Hit& b) { return a.weight > b.weight; });
    hits.erase(last, hits.end());
  }
  std::erase_if(hits, [&](const Hit& hit) {
    const StoredPage page = stored_page(db.get_document(hit.id).get_data());
    return !holds_all(fold(page.title + "\n" + page.text), quoted);
  });
}

}  // namespace lawhub
