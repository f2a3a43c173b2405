#include "registry/pages.h"

#include <stdexcept>

#include "base/hash.h"
#include "registry/embedded.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr int kSchemaVersion = 1;  ///< of pages.sql
constexpr int kMissesUntilDropped = 2;
constexpr std::size_t kMostBodyBytes = std::size_t{256} << 20;  ///< what decompress may make of a damaged body

constexpr const char* kPageColumns =
    "source, url, http_status, etag, last_modified, content_type, fetched_at, checked_at, misses, findable, title, "
    "date, "
    "column_name, division, sequence, text";
constexpr int kSequenceColumn = 14;
constexpr int kBodyColumn = 16;  ///< when ", body" follows kPageColumns

Page read_page(const SQLite::Statement& row) {
  const auto text = [&](int at) { return row.getColumn(at).getString(); };
  Page page;
  page.source = text(0);
  page.url = text(1);
  page.http_status = row.getColumn(2).getInt();
  page.etag = text(3);
  page.last_modified = text(4);
  page.content_type = text(5);
  page.fetched_at = row.getColumn(6).getInt64();
  page.checked_at = row.getColumn(7).getInt64();
  page.misses = row.getColumn(8).getInt();
  page.findable = row.getColumn(9).getInt() != 0;
  page.title = text(10);
  page.date = text(11);
  page.column = text(12);
  page.division = text(13);
  page.text = text(15);
  return page;
}

FrontierItem read_item(const SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
          row.getColumn(3).getInt(), row.getColumn(4).getInt()};
}

bool is_found(const Page& page) { return page.findable && page.misses < kMissesUntilDropped; }

// Would the index show another thing than before?
bool differs_in_index(const Page* before, const Page& now) {
  const bool was_found = before != nullptr && is_found(*before);
  if (was_found != is_found(now)) return true;
  return was_found && (before->title != now.title || before->text != now.text || before->date != now.date ||
                       before->column != now.column || before->division != now.division);
}

std::int64_t last_sequence_of(SQLite::Database& db) {
  return db.execAndGet("SELECT coalesce(max(sequence), 0) FROM pages WHERE sequence > 0").getInt64();
}

// The page of (source, url) without its body, and its sequence.
std::optional<std::pair<Page, std::int64_t>> stored(SQLite::Database& db, const Page& page) {
  auto row = prepare(db, "SELECT " + std::string(kPageColumns) + " FROM pages WHERE source = ? AND url = ?",
                     page.source, page.url);
  if (!row.executeStep()) return std::nullopt;
  return std::pair(read_page(row), row.getColumn(kSequenceColumn).getInt64());
}

void store(SQLite::Database& db, const Page& page) {
  const auto before = stored(db, page);
  std::int64_t sequence = before ? before->second : 0;
  if (differs_in_index(before ? &before->first : nullptr, page)) sequence = last_sequence_of(db) + 1;
  auto row = prepare(db,
                     "INSERT INTO pages (" + std::string(kPageColumns) +
                         ", body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
                         "ON CONFLICT (source, url) DO UPDATE SET http_status = excluded.http_status, "
                         "etag = excluded.etag, last_modified = excluded.last_modified, "
                         "content_type = excluded.content_type, fetched_at = excluded.fetched_at, "
                         "checked_at = excluded.checked_at, misses = excluded.misses, findable = excluded.findable, "
                         "title = excluded.title, date = excluded.date, column_name = excluded.column_name, "
                         "division = excluded.division, sequence = excluded.sequence, text = excluded.text, "
                         "body = CASE WHEN length(excluded.body) = 0 THEN body ELSE excluded.body END",
                     page.source, page.url, page.http_status, page.etag, page.last_modified, page.content_type,
                     page.fetched_at, page.checked_at, page.misses, page.findable, page.title, page.date, page.column,
                     page.division, sequence, page.text);
  const std::string body = page.body.empty() ? "" : compress(page.body);
  row.bind(kBodyColumn + 1, body.data(), static_cast<int>(body.size()));
  row.exec();
}

void add_to_frontier(SQLite::Database& db, std::int64_t job, const std::vector<FrontierItem>& items) {
  SQLite::Statement insert(db,
                           "INSERT OR IGNORE INTO frontier (job, url, kind, context, depth, attempts) "
                           "VALUES (?, ?, ?, ?, ?, ?)");
  for (const FrontierItem& item : items) {
    bind_values(insert, job, item.url, item.kind, item.context, item.depth, item.attempts);
    insert.exec();
    insert.reset();
  }
}

}  // namespace

Pages::Pages(const std::filesystem::path& file, Access access)
    : sql_(open_store(file, access == Access::write ? StoreAccess::write : StoreAccess::read,
                      registry_file("pages.sql"), kSchemaVersion)) {}

Pages::~Pages() = default;

std::optional<Page> Pages::find(std::string_view source, std::string_view url) const {
  auto row = prepare(*sql_, "SELECT " + std::string(kPageColumns) + ", body FROM pages WHERE source = ? AND url = ?",
                     source, url);
  if (!row.executeStep()) return std::nullopt;
  Page page = read_page(row);
  const std::string body = row.getColumn(kBodyColumn).getString();
  if (!body.empty()) page.body = decompress(body, kMostBodyBytes);
  return page;
}

std::vector<std::string> Pages::known(std::string_view source) const {
  std::vector<std::string> urls;
  auto row =
      prepare(*sql_, "SELECT url FROM pages WHERE source = ? AND misses < ? ORDER BY id", source, kMissesUntilDropped);
  while (row.executeStep()) urls.push_back(row.getColumn(0).getString());
  return urls;
}

void Pages::plan(std::int64_t job, const std::vector<FrontierItem>& items) {
  immediate(*sql_, [&] { add_to_frontier(*sql_, job, items); });
}

std::optional<FrontierItem> Pages::next(std::int64_t job) const {
  auto row = prepare(*sql_,
                     "SELECT url, kind, context, depth, attempts FROM frontier WHERE job = ? AND step IS NULL "
                     "ORDER BY id LIMIT 1",
                     job);
  if (!row.executeStep()) return std::nullopt;
  return read_item(row);
}

std::size_t Pages::planned(std::int64_t job) const {
  auto row = prepare(*sql_, "SELECT count(*) FROM frontier WHERE job = ?", job);
  row.executeStep();
  return static_cast<std::size_t>(row.getColumn(0).getInt64());
}

void Pages::done(std::int64_t job, const FrontierItem& item, std::string_view outcome, int http_status,
                 std::string_view message, const Page* page, const std::vector<FrontierItem>& found) {
  immediate(*sql_, [&] {
    if (page != nullptr) store(*sql_, *page);
    const int ended = run_sql(*sql_,
                              "UPDATE frontier SET step = (SELECT coalesce(max(step), 0) + 1 FROM frontier "
                              "WHERE job = ?1 AND step IS NOT NULL), outcome = ?2, http_status = ?3, message = ?4, "
                              "attempts = ?5 WHERE job = ?1 AND url = ?6",
                              job, outcome, http_status, message, item.attempts, item.url);
    if (ended != 1) throw std::runtime_error("not in the frontier of job " + std::to_string(job) + ": " + item.url);
    add_to_frontier(*sql_, job, found);
  });
}

void Pages::for_each_step(std::int64_t job, const std::function<void(const Step&)>& each) const {
  auto row = prepare(*sql_,
                     "SELECT url, kind, context, depth, attempts, outcome, message, http_status FROM frontier "
                     "WHERE job = ? AND step IS NOT NULL ORDER BY step",
                     job);
  while (row.executeStep()) {
    each({read_item(row), row.getColumn(5).getString(), row.getColumn(6).getString(), row.getColumn(7).getInt()});
  }
}

void Pages::keep_only(std::string_view source, std::int64_t job) {
  immediate(*sql_, [&] {
    run_sql(*sql_,
            "DELETE FROM pages WHERE source = ? AND url NOT LIKE '%/robots.txt' AND url NOT IN "
            "(SELECT url FROM frontier WHERE job = ?)",
            source, job);
  });
}

void Pages::forget(std::int64_t job) {
  immediate(*sql_, [&] { run_sql(*sql_, "DELETE FROM frontier WHERE job = ?", job); });
}

void Pages::for_each_findable(const std::function<void(const Page&, std::int64_t sequence)>& each) const {
  auto row =
      prepare(*sql_, "SELECT " + std::string(kPageColumns) + " FROM pages WHERE findable AND misses < ? ORDER BY id",
              kMissesUntilDropped);
  while (row.executeStep()) each(read_page(row), row.getColumn(kSequenceColumn).getInt64());
}

std::int64_t Pages::last_sequence() const { return last_sequence_of(*sql_); }

std::vector<Pages::Change> Pages::changes_after(std::int64_t sequence, std::size_t limit) const {
  std::vector<Change> changes;
  auto row = prepare(
      *sql_, "SELECT sequence, source, url FROM pages WHERE sequence > ? AND sequence > 0 ORDER BY sequence LIMIT ?",
      sequence, static_cast<std::int64_t>(limit));
  while (row.executeStep()) {
    changes.push_back({row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString()});
  }
  return changes;
}

}  // namespace lawhub
