#include "search/shard.h"

#include <algorithm>
#include <thread>

#include "base/text.h"
#include "indexer/schema.h"

namespace lawhub {
namespace {

// More than there are cores gains nothing: a question is computation.
std::size_t connections() { return std::max(4U, std::thread::hardware_concurrency()); }

std::int64_t number_in(const Xapian::Database& db, const std::string& key) {
  std::int64_t number = 0;
  parse_number(db.get_metadata(key), number);
  return number;
}

}  // namespace

DatabasePool::DatabasePool(const std::filesystem::path& path) {
  while (idle_.size() < connections()) {
    auto db = std::make_unique<Xapian::Database>(path.string());
    if (db->get_revision() != revision_) idle_.clear();  // the writer committed in between
    revision_ = db->get_revision();
    idle_.push_back(std::move(db));
  }
  commit_ = number_in(*idle_.front(), meta::kCommit);
  sequence_ = number_in(*idle_.front(), meta::kSequence);
  documents_ = idle_.front()->get_doccount();
}

DatabasePool::Lease DatabasePool::take() {
  std::unique_lock lock(mutex_);
  returned_.wait(lock, [this] { return !idle_.empty(); });
  std::unique_ptr<Xapian::Database> db = std::move(idle_.back());
  idle_.pop_back();
  return {*this, std::move(db)};
}

void DatabasePool::give_back(std::unique_ptr<Xapian::Database> db) {
  {
    std::lock_guard lock(mutex_);
    idle_.push_back(std::move(db));
  }
  returned_.notify_one();
}

std::optional<std::vector<Xapian::docid>> changed_documents(const Xapian::Database& db, std::int64_t after,
                                                            std::int64_t until) {
  std::vector<Xapian::docid> ids;
  for (std::int64_t commit = after + 1; commit <= until; ++commit) {
    std::string list = db.get_metadata(meta::kChange + std::to_string(commit));
    if (list.empty()) return {};
    for (std::string_view word : split(list, ' ')) {
      std::int64_t id = 0;
      if (parse_number(word, id)) ids.push_back(static_cast<Xapian::docid>(id));
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace lawhub
