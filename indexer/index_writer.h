// Writing one database of a generation so that a power cut or kill -9 loses no commit and no reader sees half of one.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace lawhub {

/// One writer for each database; a second one gets Xapian::DatabaseLockError.
class IndexWriter {
 public:
  /// For a full build: empty, or with what Parts put there. The first commit() completes it.
  static IndexWriter create(const std::filesystem::path& path, const std::string& created);
  /// One that exists. Throws Xapian::DatabaseError.
  static IndexWriter open(const std::filesystem::path& path);

  /// Adds or replaces the document with this unique term.
  void put(const std::string& unique_term, const Xapian::Document& doc);
  void remove(const std::string& unique_term);

  /// The last step of the change log that is in here, durably.
  std::int64_t sequence() const { return sequence_; }
  std::size_t size() const { return db_.get_doccount(); }
  /// Makes everything since the last commit visible and durable at once, together with `sequence` and the list of the
  /// documents that put() and remove() touched, from which readers learn what to load anew.
  void commit(std::int64_t sequence);

 private:
  IndexWriter(const std::filesystem::path& path, int flags);

  std::filesystem::path path_;
  Xapian::WritableDatabase db_;
  std::int64_t sequence_ = 0;
  std::int64_t commit_ = 0;
  std::vector<Xapian::docid> touched_;
};

}  // namespace lawhub
