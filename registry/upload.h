// Files that people handed in through the browser: on disk in inbox/ before they are acknowledged, shown with what they
// would change, then taken in by the crawler or dropped.
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "registry/journal.h"

namespace lawhub {

class Database;

struct Upload {
  std::int64_t id = 0;
  std::string source;
  std::string hash;  ///< SHA-256 of its bytes, in hexadecimal; its name in inbox/
  std::string name;  ///< as the sender's computer called it
  std::int64_t bytes = 0;
  std::string sent_by;
  Instant sent_at = 0;
  std::int64_t job = 0;    ///< that takes it in; 0: nobody said so yet
  Instant dropped_at = 0;  ///< 0: not dropped
};

class Uploads {
 public:
  /// `inbox` is Config::inbox().
  Uploads(Database& db, std::filesystem::path inbox, const Clock& clock)
      : db_(db), inbox_(std::move(inbox)), clock_(clock) {}

  /// Keeps the file. Durable on return. The same file of the same source, still undecided, is kept once.
  Upload add(std::string_view source, std::string_view name, std::string_view bytes, std::string_view sent_by);
  std::optional<Upload> find(std::int64_t id) const;
  std::vector<Upload> latest_of(std::string_view source, std::size_t limit) const;  ///< newest first
  /// The bytes as they were handed in. Throws std::runtime_error when they are no longer what their hash says.
  std::string read(const Upload& upload) const;
  /// Orders the job that takes it in; that job again when there is one, unless it failed or was cancelled. Nothing when
  /// it was dropped. Durable on return.
  std::optional<Job> apply(std::int64_t id, std::string_view ordered_by);
  /// Drops it, and its file when no other upload is of the same. False when a job took it or it was dropped before.
  bool drop(std::int64_t id);

 private:
  Database& db_;
  std::filesystem::path inbox_;
  const Clock& clock_;
};

}  // namespace lawhub
