#include "indexer/builder.h"

#include "base/log.h"
#include "indexer/document.h"
#include "indexer/index_writer.h"
#include "indexer/parts.h"
#include "indexer/schema.h"
#include "indexer/source_names.h"
#include "registry/register.h"

namespace lawhub {
namespace {

void build_institutions(const std::filesystem::path& path, Database& registry, const SourceNames& sources,
                        const std::string& created) {
  Parts parts(path);
  Register institutions(registry);
  std::int64_t sequence = institutions.last_sequence();  // before reading: what changes meanwhile is followed later
  institutions.for_each([&](const Institution& institution) {
    if (institution.presence != Presence::listed) return;
    parts.add([institution, &sources] { return document_of(institution, sources); });
  });
  parts.join();
  IndexWriter writer = IndexWriter::create(path, created);
  writer.commit(sequence);
  spdlog::info("indexed {} institutions", writer.size());
}

void build_pages(const std::filesystem::path& path, const Pages* pages, const SourceNames& sources,
                 const std::string& created) {
  Parts parts(path);
  std::int64_t sequence = pages != nullptr ? pages->last_sequence() : 0;
  if (pages != nullptr) {
    pages->for_each_findable(
        [&](const Page& page, std::int64_t) { parts.add([page, &sources] { return document_of(page, sources); }); });
  }
  parts.join();
  IndexWriter writer = IndexWriter::create(path, created);
  writer.commit(sequence);
  spdlog::info("indexed {} pages", writer.size());
}

}  // namespace

std::string build(const Generations& generations, Database& registry, const Pages* pages, const Clock& clock) {
  std::filesystem::path folder = generations.begin();
  SourceNames sources = source_names(registry);
  std::string created = iso_instant(clock.now());
  build_institutions(folder / kInstitutions, registry, sources, created);
  build_pages(folder / kPages, pages, sources, created);
  return generations.adopt();
}

}  // namespace lawhub
