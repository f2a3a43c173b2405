#include "indexer/follower.h"

#include "indexer/document.h"
#include "indexer/schema.h"
#include "indexer/source_names.h"
#include "registry/register.h"

namespace lawhub {
namespace {

// Far below the 10,000 documents after which Xapian commits by itself, which would show a state without its sequence.
constexpr std::size_t kBatch = 1000;

void take(IndexWriter& index, const Register& institutions, const std::string& id, const SourceNames& sources) {
  std::optional<Institution> now = institutions.find(id);
  bool findable = now && now->id == id && now->presence == Presence::listed;  // another id: it was merged into that one
  if (findable) {
    index.put(id_term(id), document_of(*now, sources));
  } else {
    index.remove(id_term(id));
  }
}

}  // namespace

Follower::Follower(const std::filesystem::path& generation)
    : institutions_(IndexWriter::open(generation / kInstitutions)), pages_(IndexWriter::open(generation / kPages)) {}

bool Follower::lost(Database& registry) const { return Register(registry).last_sequence() < institutions_.sequence(); }

bool Follower::lost(const Pages& pages) const { return pages.last_sequence() < pages_.sequence(); }

std::size_t Follower::step(Database& registry) {
  Register institutions(registry);
  std::vector<Change> changes = institutions.changes_after(institutions_.sequence(), kBatch);
  if (changes.empty()) return 0;
  SourceNames sources = source_names(registry);
  for (const Change& change : changes) take(institutions_, institutions, change.institution, sources);
  institutions_.commit(changes.back().sequence);
  return changes.size();
}

std::size_t Follower::step(Database& registry, const Pages& pages) {
  std::vector<Pages::Change> changes = pages.changes_after(pages_.sequence(), kBatch);
  if (changes.empty()) return 0;
  SourceNames sources = source_names(registry);
  for (const Pages::Change& change : changes) {
    std::optional<Page> page = pages.find(change.source, change.url);
    std::string key = page_term(change.source, change.url);
    if (page && page->findable && page->misses < kMissesUntilDropped) {
      pages_.put(key, document_of(*page, sources));
    } else {
      pages_.remove(key);
    }
  }
  pages_.commit(changes.back().sequence);
  return changes.size();
}

}  // namespace lawhub
