#include "indexer/index_writer.h"

#include "base/file.h"
#include "base/text.h"
#include "indexer/analysis.h"
#include "indexer/schema.h"

namespace lawhub {
namespace {

// A reader that slept through more commits than this loads everything.
constexpr std::int64_t kRememberedCommits = 64;

std::int64_t number_in(const Xapian::Database& db, const char* key) {
  std::int64_t number = 0;
  parse_number(db.get_metadata(key), number);
  return number;
}

std::string change_key(std::int64_t commit) { return meta::kChange + std::to_string(commit); }

}  // namespace

IndexWriter::IndexWriter(const std::filesystem::path& path, int flags) : path_(path), db_(path.string(), flags) {
  sequence_ = number_in(db_, meta::kSequence);
  commit_ = number_in(db_, meta::kCommit);
}

IndexWriter IndexWriter::create(const std::filesystem::path& path, const std::string& created) {
  IndexWriter writer(path, Xapian::DB_CREATE_OR_OPEN | Xapian::DB_BACKEND_GLASS);
  writer.db_.set_metadata(meta::kFingerprint, analysis_fingerprint());
  writer.db_.set_metadata(meta::kCreated, created);
  return writer;
}

IndexWriter IndexWriter::open(const std::filesystem::path& path) { return {path, Xapian::DB_OPEN}; }

void IndexWriter::put(const std::string& unique_term, const Xapian::Document& doc) {
  touched_.push_back(db_.replace_document(unique_term, doc));
}

void IndexWriter::remove(const std::string& unique_term) {
  for (auto at = db_.postlist_begin(unique_term); at != db_.postlist_end(unique_term); ++at) touched_.push_back(*at);
  db_.delete_document(unique_term);
}

void IndexWriter::commit(std::int64_t sequence) {
  std::string ids;
  for (Xapian::docid id : touched_) ids.append(ids.empty() ? "" : " ").append(std::to_string(id));
  ++commit_;
  db_.set_metadata(change_key(commit_), ids.empty() ? "-" : ids);  // an empty value would be no key at all
  db_.set_metadata(change_key(commit_ - kRememberedCommits), "");
  db_.set_metadata(meta::kCommit, std::to_string(commit_));
  db_.set_metadata(meta::kSequence, std::to_string(sequence));
  db_.commit();
  sync_folder(path_);  // Xapian renames its version file without this: a power cut would undo the commit
  touched_.clear();
  sequence_ = sequence;
}

}  // namespace lawhub
