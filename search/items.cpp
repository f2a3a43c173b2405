#include "search/items.h"

#include "indexer/document.h"
#include "registry/freshness.h"
#include "search/snippet.h"

namespace lawhub {
namespace {

constexpr std::size_t kSnippetLength = 110;  // characters: two to three lines

/// What a snippet should show: the words as typed, and the words of the matter that was understood.
SnippetWords snippet_words(const Question& q) {
  SnippetWords words{q.parts, {}};
  for (const auto* terms : {&q.reading.matters, &q.reading.services}) {
    for (const Term* term : *terms) {
      words.phrases.push_back(term->label);
      words.phrases.insert(words.phrases.end(), term->synonyms.begin(), term->synonyms.end());
    }
  }
  return words;
}

Item institution_item(const StoredInstitution& s, const Question& q, const SnippetWords& words, Instant now) {
  Item item;
  item.kind = Item::Kind::institution;
  item.id = s.id;
  item.url = "/institutions/" + s.id;
  item.snippet_html = snippet(s.text, words, kSnippetLength, Unmatched::nothing);
  item.type = s.type;
  item.name = s.name;
  item.former_names = s.former_names;
  item.division_code = s.division_code;
  item.division_name = s.division_name;
  item.address = s.address;
  item.phones = s.phones;
  item.position = s.position;
  if (q.parameters.near && !s.position.method.empty()) {
    item.distance_m = distance_m(*q.parameters.near, {s.position.longitude, s.position.latitude});
  }
  item.status = s.status;
  item.open_now = s.hours.empty() ? OpenState::unknown : open_at(s.hours, now);
  item.hours = s.hours;
  if (item.open_now == OpenState::closed) item.opens_next = changes_next(s.hours, now);
  item.website = s.website;
  item.channels = s.channels;
  item.relations = s.relations;
  item.confirmed_at = s.confirmed_at;
  item.confirmed_by = s.confirmed_by;
  item.remark = s.unlisted ? unlisted_remark(s.unlisted_since) : overdue_remark(s.type, s.confirmed_at, now);
  for (const StoredInstitution::Mention& m : s.mentions) item.sources.push_back({m.id, m.name, m.url, m.asserted_at});
  return item;
}

Item page_item(const StoredPage& s, const SnippetWords& words) {
  Item item;
  item.kind = Item::Kind::page;
  item.url = s.url;
  item.snippet_html = snippet(s.text, words, kSnippetLength, Unmatched::beginning);
  item.title = s.title;
  item.site = s.site;
  item.date = s.date;
  return item;
}

}  // namespace

std::vector<Item> items(const Snapshot& snapshot, const Question& q, const std::vector<ItemKey>& keys, Instant now) {
  SnippetWords words = snippet_words(q);
  std::vector<Item> shown;
  for (const ItemKey& key : keys) {
    bool is_page = key.kind == Item::Kind::page;
    auto db = is_page ? snapshot.pages->take() : snapshot.institutions->take();
    std::string data = (*db).get_document(key.id).get_data();
    shown.push_back(is_page ? page_item(stored_page(data), words)
                            : institution_item(stored_institution(data), q, words, now));
  }
  return shown;
}

}  // namespace lawhub
