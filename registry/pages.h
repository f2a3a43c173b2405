// pages.db: the pages that were fetched, what was read from them, and the crawl's frontier. Written by the crawler
// only; a page and the frontier step that brought it are one transaction, so a killed crawl neither loses nor repeats
// work.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"

namespace lawhub {

inline constexpr int kMissesUntilDropped = 2;  ///< answers "gone" after which a page is dropped from the index

struct Page {
  std::string url;  ///< canonical
  std::string source;
  int http_status = 0;
  std::string etag, last_modified;  ///< validators as sent
  std::string content_type;         ///< media type, with charset when sent
  std::string body;                 ///< bytes as sent; stored compressed
  Instant fetched_at = 0;           ///< last time a body came
  Instant checked_at = 0;           ///< last time the site answered, 304 included
  Instant changed_at = 0;           ///< last time another body came than before
  int misses = 0;                   ///< consecutive answers "gone", each of another job
  int listings = 0;                 ///< institutions that were read from it
  std::string moved_to;             ///< where its content stands now, by a redirect or as another page says; or empty
  // What was read from it; findable pages only.
  bool findable = false;                  ///< an article or notice worth finding
  std::string title, text, date, column;  ///< date ISO or empty; text without boilerplate
  std::string division;                   ///< of its source
};

/// A URL to visit.
struct FrontierItem {
  std::string url;
  std::string kind;     ///< recipe's word for what is behind it: seed, list, detail, article, feed, sitemap …
  std::string context;  ///< what the linking page said of it (title, date, cells) as JSON, for extraction
  int depth = 0;
  int attempts = 0;        ///< that failed in this job
  std::string found_on{};  ///< of a new one: the page that links it; of a done one: the first kMostFinders, one a line
};
inline constexpr int kMostFinders = 5;

class Pages {
 public:
  enum class Access { read, write };
  /// One connection for one thread. Access::write makes the file; ":memory:" for tests.
  Pages(const std::filesystem::path& file, Access access);
  ~Pages();
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  std::optional<Page> find(std::string_view source, std::string_view url) const;
  /// The URLs of a source's pages that are not gone, oldest first.
  std::vector<std::string> known(std::string_view source) const;
  /// The frontier of a job: adds what is not known to it yet, in the order given.
  void plan(std::int64_t job, const std::vector<FrontierItem>& items);
  /// The next items of the job that are not done, those that failed least often first, then in order of planning; all
  /// of them failed equally often. Nothing when all are done.
  std::vector<FrontierItem> open(std::int64_t job, std::size_t limit) const;
  std::size_t planned(std::int64_t job) const;
  /// The item failed once more, and is to be tried again after the others.
  void postpone(std::int64_t job, const FrontierItem& item);

  /// A step that is done.
  struct Step {
    FrontierItem item;
    std::string outcome, message;  ///< as of JobItem
    int http_status = 0;
    std::string cause{};
    bool quiet = false;  ///< nothing to propose was read from the page
  };
  /// A step with what it brought: its page (stored with the body that is known when `body` is empty) and the links that
  /// are planned if they are not yet.
  struct Done {
    Step step;
    std::optional<Page> page{};
    std::vector<FrontierItem> found{};
  };
  /// Ends steps of the job's frontier, all in one transaction. Bodies are compressed before it begins.
  void done(std::int64_t job, std::vector<Done> steps);
  /// Stores what is known of a page, outside a job's steps.
  void put(Page page);
  /// The steps of the job that are done, in order.
  void for_each_step(std::int64_t job, const std::function<void(const Step&)>& each) const;
  /// The pages of a source, without body and text.
  void for_each_page(std::string_view source, const std::function<void(const Page&)>& each) const;
  /// Deletes the pages of a source that the job did not visit, but for robots.txt: each harvest of a feed has addresses
  /// of its own.
  void keep_only(std::string_view source, std::int64_t job);
  /// Forgets the frontier of a job.
  void forget(std::int64_t job);

  /// Every findable page that is not dropped, without its body. `each` must not write.
  void for_each_findable(const std::function<void(const Page&, std::int64_t sequence)>& each) const;
  std::int64_t last_sequence() const;
  struct Change {
    std::int64_t sequence = 0;
    std::string source, url;
  };
  /// Pages whose findable content changed or went after `sequence`, each once, ordered.
  std::vector<Change> changes_after(std::int64_t sequence, std::size_t limit) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace lawhub
