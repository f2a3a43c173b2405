#include "registry/pages.h"

#include <map>
#include <stdexcept>

#include "base/hash.h"
#include "registry/embedded.h"
#include "registry/sqlite.h"

namespace lawhub {
namespace {

constexpr int kSchemaVersion = 2;  ///< of pages.sql
constexpr int kCompression = 1;    ///< of zlib: a third of the time of its default for a fifth more bytes
constexpr std::size_t kMostBodyBytes = std::size_t{256} << 20;  ///< what decompress may make of a damaged body

constexpr const char* kPageColumns =
    "source, url, http_status, etag, last_modified, content_type, fetched_at, checked_at, misses, findable, title, "
    "date, column_name, division, sequence, changed_at, listings, moved_to";  // text and body follow where asked for
constexpr int kSequenceColumn = 14;
constexpr int kTextColumn = 18, kBodyColumn = 19;

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
  page.changed_at = row.getColumn(15).getInt64();
  page.listings = row.getColumn(16).getInt();
  page.moved_to = text(17);
  if (row.getColumnCount() > kTextColumn) page.text = text(kTextColumn);
  return page;
}

FrontierItem read_item(const SQLite::Statement& row) {
  return {row.getColumn(0).getString(), row.getColumn(1).getString(), row.getColumn(2).getString(),
          row.getColumn(3).getInt(),    row.getColumn(4).getInt(),    row.getColumn(5).getString()};
}

bool is_found(const Page& page) { return page.findable && page.misses < kMissesUntilDropped; }

// Would the index show another thing than before?
bool differs_in_index(const Page* before, const Page& now) {
  const bool was_found = before != nullptr && is_found(*before);
  if (was_found != is_found(now)) return true;
  return was_found && (before->title != now.title || before->text != now.text || before->date != now.date ||
                       before->column != now.column || before->division != now.division);
}

}  // namespace

/// The connection, and the statements of a crawl's steps, made once.
struct Pages::Impl {
  Impl(const std::filesystem::path& file, Access access)
      : db(open_store(file, access == Access::write ? StoreAccess::write : StoreAccess::read,
                      registry_file("pages.sql"), kSchemaVersion)) {
    db->exec("PRAGMA cache_size=-512");  // KiB: each of two hundred crawls has a connection of its own
  }

  /// Reset, with the values bound.
  template <class... Values>
  SQLite::Statement& statement(const std::string& sql, const Values&... values) {
    auto& made = statements[sql];
    if (!made) made = std::make_unique<SQLite::Statement>(*db, sql);
    made->tryReset();  // reset() would throw again what its last run threw
    bind_values(*made, values...);
    return *made;
  }
  std::int64_t last_sequence() {
    auto& row = statement("SELECT coalesce(max(sequence), 0) FROM pages WHERE sequence > 0");
    row.executeStep();
    const auto last = row.getColumn(0).getInt64();
    row.reset();
    return last;
  }
  void store(const Page& page, const std::string& body);
  void end(std::int64_t job, const Step& step);
  void add_to_frontier(std::int64_t job, const std::vector<FrontierItem>& items);

  std::unique_ptr<SQLite::Database> db;
  std::map<std::string, std::unique_ptr<SQLite::Statement>> statements;
};

/// `body`: of the page, compressed; empty: as it is stored.
void Pages::Impl::store(const Page& page, const std::string& body) {
  static const std::string kColumns = kPageColumns;
  auto& known =
      statement("SELECT " + kColumns + ", text FROM pages WHERE source = ? AND url = ?", page.source, page.url);
  std::int64_t sequence = 0;
  bool differs = is_found(page);
  if (known.executeStep()) {
    const Page before = read_page(known);
    sequence = known.getColumn(kSequenceColumn).getInt64();
    differs = differs_in_index(&before, page);
  }
  known.reset();
  if (differs) sequence = last_sequence() + 1;
  static const std::string kPut =
      "INSERT INTO pages (" + kColumns +
      ", text, body) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT (source, url) DO UPDATE SET "
      "http_status = excluded.http_status, etag = excluded.etag, last_modified = excluded.last_modified, "
      "content_type = excluded.content_type, fetched_at = excluded.fetched_at, checked_at = excluded.checked_at, "
      "misses = excluded.misses, findable = excluded.findable, title = excluded.title, date = excluded.date, "
      "column_name = excluded.column_name, division = excluded.division, sequence = excluded.sequence, "
      "changed_at = excluded.changed_at, listings = excluded.listings, moved_to = excluded.moved_to, "
      "text = excluded.text, body = CASE WHEN length(excluded.body) = 0 THEN body ELSE excluded.body END";
  auto& row = statement(kPut, page.source, page.url, page.http_status, page.etag, page.last_modified, page.content_type,
                        page.fetched_at, page.checked_at, page.misses, page.findable, page.title, page.date,
                        page.column, page.division, sequence, page.changed_at, page.listings, page.moved_to, page.text);
  row.bind(kBodyColumn + 1, body.data(), static_cast<int>(body.size()));
  row.exec();
  row.reset();
}

void Pages::Impl::end(std::int64_t job, const Step& step) {
  auto& row = statement(
      "UPDATE frontier SET step = (SELECT coalesce(max(step), 0) + 1 FROM frontier WHERE job = ?1 AND step IS NOT "
      "NULL),"
      " outcome = ?2, http_status = ?3, message = ?4, attempts = ?5, cause = ?6, quiet = ?7 WHERE job = ?1 AND url = "
      "?8",
      job, step.outcome, step.http_status, step.message, step.item.attempts, step.cause, step.quiet, step.item.url);
  if (row.exec() != 1)
    throw std::runtime_error("not in the frontier of job " + std::to_string(job) + ": " + step.item.url);
}

/// What is planned already learns who else links it, if few do yet.
void Pages::Impl::add_to_frontier(std::int64_t job, const std::vector<FrontierItem>& items) {
  static const std::string kAdd =
      "INSERT INTO frontier (job, url, kind, context, depth, attempts, found_on, finders) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7 <> '') ON CONFLICT (job, url) DO UPDATE SET "
      "found_on = found_on || iif(found_on = '', '', char(10)) || ?7, finders = finders + 1 "
      "WHERE ?7 <> '' AND ?7 <> url AND finders < " +
      std::to_string(kMostFinders);
  for (const FrontierItem& item : items) {
    statement(kAdd, job, item.url, item.kind, item.context, item.depth, item.attempts, item.found_on).exec();
  }
}

Pages::Pages(const std::filesystem::path& file, Access access) : impl_(std::make_unique<Impl>(file, access)) {}

Pages::~Pages() = default;

std::optional<Page> Pages::find(std::string_view source, std::string_view url) const {
  auto& row = impl_->statement(
      "SELECT " + std::string(kPageColumns) + ", text, body FROM pages WHERE source = ? AND url = ?", source, url);
  if (!row.executeStep()) return std::nullopt;
  Page page = read_page(row);
  const std::string body = row.getColumn(kBodyColumn).getString();
  row.reset();
  if (!body.empty()) page.body = decompress(body, kMostBodyBytes);
  return page;
}

std::vector<std::string> Pages::known(std::string_view source) const {
  std::vector<std::string> urls;
  auto row = prepare(*impl_->db, "SELECT url FROM pages WHERE source = ? AND misses < ? ORDER BY id", source,
                     kMissesUntilDropped);
  while (row.executeStep()) urls.push_back(row.getColumn(0).getString());
  return urls;
}

void Pages::plan(std::int64_t job, const std::vector<FrontierItem>& items) {
  immediate(*impl_->db, [&] { impl_->add_to_frontier(job, items); });
}

std::vector<FrontierItem> Pages::open(std::int64_t job, std::size_t limit) const {
  std::vector<FrontierItem> items;
  auto& row = impl_->statement(
      "SELECT url, kind, context, depth, attempts, found_on FROM frontier WHERE job = ?1 AND step IS NULL AND attempts "
      "= (SELECT min(attempts) FROM frontier WHERE job = ?1 AND step IS NULL) ORDER BY id LIMIT ?2",
      job, static_cast<std::int64_t>(limit));
  while (row.executeStep()) items.push_back(read_item(row));
  row.reset();
  return items;
}

std::size_t Pages::planned(std::int64_t job) const {
  auto row = prepare(*impl_->db, "SELECT count(*) FROM frontier WHERE job = ?", job);
  row.executeStep();
  return static_cast<std::size_t>(row.getColumn(0).getInt64());
}

void Pages::postpone(std::int64_t job, const FrontierItem& item) {
  immediate(*impl_->db, [&] {
    impl_
        ->statement("UPDATE frontier SET attempts = ? WHERE job = ? AND url = ? AND step IS NULL", item.attempts + 1,
                    job, item.url)
        .exec();
  });
}

void Pages::done(std::int64_t job, std::vector<Done> steps) {
  std::vector<std::string> bodies;
  bodies.reserve(steps.size());
  for (const Done& each : steps) {
    const bool has_body = each.page && !each.page->body.empty();
    bodies.push_back(has_body ? compress(each.page->body, kCompression) : std::string());
  }
  immediate(*impl_->db, [&] {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].page) impl_->store(*steps[i].page, bodies[i]);
      impl_->end(job, steps[i].step);
      impl_->add_to_frontier(job, steps[i].found);
    }
  });
}

void Pages::put(Page page) {
  const std::string body = page.body.empty() ? "" : compress(page.body, kCompression);
  immediate(*impl_->db, [&] { impl_->store(page, body); });
}

void Pages::for_each_step(std::int64_t job, const std::function<void(const Step&)>& each) const {
  auto row =
      prepare(*impl_->db,
              "SELECT url, kind, context, depth, attempts, found_on, outcome, message, http_status, cause, quiet "
              "FROM frontier WHERE job = ? AND step IS NOT NULL ORDER BY step",
              job);
  while (row.executeStep()) {
    each({read_item(row), row.getColumn(6).getString(), row.getColumn(7).getString(), row.getColumn(8).getInt(),
          row.getColumn(9).getString(), row.getColumn(10).getInt() != 0});
  }
}

void Pages::for_each_page(std::string_view source, const std::function<void(const Page&)>& each) const {
  auto row =
      prepare(*impl_->db, "SELECT " + std::string(kPageColumns) + " FROM pages WHERE source = ? ORDER BY id", source);
  while (row.executeStep()) each(read_page(row));
}

void Pages::keep_only(std::string_view source, std::int64_t job) {
  immediate(*impl_->db, [&] {
    run_sql(*impl_->db,
            "DELETE FROM pages WHERE source = ? AND url NOT LIKE '%/robots.txt' AND url NOT IN "
            "(SELECT url FROM frontier WHERE job = ?)",
            source, job);
  });
}

void Pages::forget(std::int64_t job) {
  immediate(*impl_->db, [&] { run_sql(*impl_->db, "DELETE FROM frontier WHERE job = ?", job); });
}

void Pages::for_each_findable(const std::function<void(const Page&, std::int64_t sequence)>& each) const {
  auto row = prepare(
      *impl_->db, "SELECT " + std::string(kPageColumns) + ", text FROM pages WHERE findable AND misses < ? ORDER BY id",
      kMissesUntilDropped);
  while (row.executeStep()) each(read_page(row), row.getColumn(kSequenceColumn).getInt64());
}

std::int64_t Pages::last_sequence() const { return impl_->last_sequence(); }

std::vector<Pages::Change> Pages::changes_after(std::int64_t sequence, std::size_t limit) const {
  std::vector<Change> changes;
  auto row =
      prepare(*impl_->db,
              "SELECT sequence, source, url FROM pages WHERE sequence > ? AND sequence > 0 ORDER BY sequence LIMIT ?",
              sequence, static_cast<std::int64_t>(limit));
  while (row.executeStep()) {
    changes.push_back({row.getColumn(0).getInt64(), row.getColumn(1).getString(), row.getColumn(2).getString()});
  }
  return changes;
}

}  // namespace lawhub
