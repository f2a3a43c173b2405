#include "registry/upload.h"

#include <stdexcept>

#include "base/file.h"
#include "base/hash.h"
#include "registry/database.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

const std::string kColumns = "id, source, hash, name, bytes, sent_by, sent_at, job, dropped_at";

Upload read_row(const SQLite::Statement& row) {
  Upload upload;
  upload.id = row.getColumn(0).getInt64();
  upload.source = row.getColumn(1).getString();
  upload.hash = row.getColumn(2).getString();
  upload.name = row.getColumn(3).getString();
  upload.bytes = row.getColumn(4).getInt64();
  upload.sent_by = row.getColumn(5).getString();
  upload.sent_at = row.getColumn(6).getInt64();
  upload.job = row.getColumn(7).getInt64();
  upload.dropped_at = row.getColumn(8).getInt64();
  return upload;
}

}  // namespace

Upload Uploads::add(std::string_view source, std::string_view name, std::string_view bytes, std::string_view sent_by) {
  const std::string hash = sha256_hex(bytes);
  Upload upload;
  db_.transaction([&] {
    // Inside, so that the file cannot be dropped with another upload of it between here and the row.
    std::filesystem::create_directories(inbox_);
    sync_folder(inbox_.parent_path());
    write_file_atomically(inbox_ / hash, bytes);
    auto same = prepare(
        db_.sql(), "SELECT " + kColumns + " FROM uploads WHERE source = ? AND hash = ? AND job = 0 AND dropped_at = 0",
        source, hash);
    if (same.executeStep()) {
      upload = read_row(same);
      return;
    }
    run_sql(db_.sql(), "INSERT INTO uploads (source, hash, name, bytes, sent_by, sent_at) VALUES (?, ?, ?, ?, ?, ?)",
            source, hash, name, static_cast<std::int64_t>(bytes.size()), sent_by, clock_.now());
    upload = *find(db_.sql().getLastInsertRowid());
  });
  return upload;
}

std::optional<Upload> Uploads::find(std::int64_t id) const {
  auto row = prepare(db_.sql(), "SELECT " + kColumns + " FROM uploads WHERE id = ?", id);
  if (!row.executeStep()) return std::nullopt;
  return read_row(row);
}

std::vector<Upload> Uploads::latest_of(std::string_view source, std::size_t limit) const {
  auto rows = prepare(db_.sql(), "SELECT " + kColumns + " FROM uploads WHERE source = ? ORDER BY id DESC LIMIT ?",
                      source, static_cast<std::int64_t>(limit));
  std::vector<Upload> found;
  while (rows.executeStep()) found.push_back(read_row(rows));
  return found;
}

std::string Uploads::read(const Upload& upload) const {
  std::string bytes = read_file(inbox_ / upload.hash);
  if (sha256_hex(bytes) != upload.hash) throw std::runtime_error("inbox: a file is no longer what it was");
  return bytes;
}

std::optional<Job> Uploads::apply(std::int64_t id, std::string_view ordered_by) {
  std::optional<Job> job;
  db_.transaction([&] {
    const auto upload = find(id);
    if (!upload || upload->dropped_at != 0) return;
    Journal journal(db_, clock_);
    if (upload->job != 0) job = journal.find(upload->job);
    if (job && job->state != JobState::failed && job->state != JobState::cancelled) return;
    job = journal.order(upload->source, JobMode::harvest, ordered_by, id);
    run_sql(db_.sql(), "UPDATE uploads SET job = ? WHERE id = ?", job->id, id);
  });
  return job;
}

bool Uploads::drop(std::int64_t id) {
  bool dropped = false;
  db_.transaction([&] {
    const auto upload = find(id);
    dropped =
        upload && run_sql(db_.sql(), "UPDATE uploads SET dropped_at = ? WHERE id = ? AND job = 0 AND dropped_at = 0",
                          clock_.now(), id) == 1;
    if (!dropped) return;
    auto others = prepare(db_.sql(), "SELECT 1 FROM uploads WHERE hash = ? AND dropped_at = 0", upload->hash);
    if (!others.executeStep()) std::filesystem::remove(inbox_ / upload->hash);
  });
  return dropped;
}

}  // namespace lawhub
