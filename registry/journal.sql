-- journal.db: orders and their fate. A file of its own, so that orders, heartbeats and cancellations never wait for a
-- harvest that is being taken into registry.db. PRAGMA user_version holds kJournalVersion of database.cpp.

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused: the address of a job's page
  source TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  ordered_by TEXT NOT NULL,
  ordered_at INTEGER NOT NULL,
  started_at INTEGER NOT NULL DEFAULT 0,
  heartbeat_at INTEGER NOT NULL DEFAULT 0,
  finished_at INTEGER NOT NULL DEFAULT 0,
  lease INTEGER NOT NULL DEFAULT 0,      -- grows with every take; who holds an older one has lost the job
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  counts TEXT NOT NULL DEFAULT '{}',     -- JobCounts as JSON
  message TEXT NOT NULL DEFAULT '',
  not_before INTEGER NOT NULL DEFAULT 0, -- of a queued one that was put off
  upload INTEGER NOT NULL DEFAULT 0      -- the file it takes in; 0: the source is visited
);
CREATE INDEX jobs_by_source ON jobs (source, id);
CREATE INDEX jobs_open ON jobs (state) WHERE state IN ('queued', 'running');

CREATE TABLE job_items (
  id INTEGER PRIMARY KEY,
  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
  phase TEXT NOT NULL,
  url TEXT NOT NULL,
  outcome TEXT NOT NULL,
  cause TEXT NOT NULL,                   -- code; empty when all is well
  http_status INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  message TEXT NOT NULL
);
CREATE INDEX job_items_by_job ON job_items (job, id);

-- The last notice to each source's contact; see notices.h.
CREATE TABLE notices (
  source TEXT PRIMARY KEY,
  job INTEGER NOT NULL,                  -- whose failure it told
  sent_at INTEGER NOT NULL,
  contact TEXT NOT NULL
) WITHOUT ROWID;
