-- registry.db: what the hub knows and has been told to do. Instants are UTC seconds, 0 unknown; codes as code_of() says
-- them. PRAGMA user_version holds kSchemaVersion of database.cpp.

---- Sources ----------------------------------------------------------------------------------------------------------
CREATE TABLE sources (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  standing TEXT NOT NULL,
  division TEXT NOT NULL,
  url TEXT NOT NULL,
  recipe TEXT NOT NULL,
  crs TEXT NOT NULL,
  allow TEXT NOT NULL,  -- separated by spaces
  delay_ms INTEGER NOT NULL,
  interval_minutes INTEGER NOT NULL,
  page_limit INTEGER NOT NULL,
  shrink_percent INTEGER NOT NULL,
  shrink_records INTEGER NOT NULL,
  enabled INTEGER NOT NULL
) WITHOUT ROWID;

---- Journal ----------------------------------------------------------------------------------------------------------
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
  message TEXT NOT NULL DEFAULT ''
);
CREATE INDEX jobs_by_source ON jobs (source, id);
CREATE INDEX jobs_open ON jobs (state) WHERE state IN ('queued', 'running');

CREATE TABLE job_items (
  id INTEGER PRIMARY KEY,
  job INTEGER NOT NULL REFERENCES jobs ON DELETE CASCADE,
  url TEXT NOT NULL,
  outcome TEXT NOT NULL,
  http_status INTEGER NOT NULL,
  message TEXT NOT NULL
);
CREATE INDEX job_items_by_job ON job_items (job, id);

---- Accounts ---------------------------------------------------------------------------------------------------------
CREATE TABLE accounts (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  password TEXT NOT NULL,  -- argon2id, encoded
  token_hash TEXT UNIQUE,  -- SHA-256 of the bearer token
  locked_until INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

CREATE TABLE sign_in_failures (
  account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
  at INTEGER NOT NULL
);
CREATE INDEX sign_in_failures_by_account ON sign_in_failures (account, at);

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,  -- SHA-256 of the cookie's secret
  account TEXT NOT NULL REFERENCES accounts ON DELETE CASCADE,
  opened_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL
) WITHOUT ROWID;
