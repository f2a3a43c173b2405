-- pages.db: fetched pages and the crawl's frontier. PRAGMA user_version holds kSchemaVersion of pages.cpp.

CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  http_status INTEGER NOT NULL,
  etag TEXT NOT NULL,
  last_modified TEXT NOT NULL,
  content_type TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  checked_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,          -- last time another body came than before
  misses INTEGER NOT NULL,
  listings INTEGER NOT NULL,            -- institutions that were read from it
  moved_to TEXT NOT NULL,               -- where its content stands now; empty: here
  findable INTEGER NOT NULL,
  title TEXT NOT NULL,
  date TEXT NOT NULL,
  column_name TEXT NOT NULL,
  division TEXT NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0,  -- of the last change that the index must follow; 0: never in the index
  text TEXT NOT NULL,
  body BLOB NOT NULL,                   -- compressed; last, so that a reader of the rest does not touch it
  UNIQUE (source, url)
);
CREATE UNIQUE INDEX pages_by_sequence ON pages (sequence) WHERE sequence > 0;

CREATE TABLE frontier (
  id INTEGER PRIMARY KEY,  -- order of planning
  job INTEGER NOT NULL,
  url TEXT NOT NULL,
  kind TEXT NOT NULL,
  context TEXT NOT NULL,
  depth INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  found_on TEXT NOT NULL,  -- the first pages that link it, one a line
  finders INTEGER NOT NULL,
  step INTEGER,            -- order of doing; NULL: not done
  outcome TEXT NOT NULL DEFAULT '',
  cause TEXT NOT NULL DEFAULT '',
  quiet INTEGER NOT NULL DEFAULT 0,  -- 1: nothing to propose was read from it
  http_status INTEGER NOT NULL DEFAULT 0,
  message TEXT NOT NULL DEFAULT '',
  UNIQUE (job, url)
);
CREATE INDEX frontier_open ON frontier (job, attempts, id) WHERE step IS NULL;
CREATE INDEX frontier_done ON frontier (job, step) WHERE step IS NOT NULL;
