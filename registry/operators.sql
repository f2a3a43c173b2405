-- operators.db: who may use the desk, and what they did there. Apart from registry.db, which can be made anew and is
-- written for long while a large list is taken in: neither may touch the record of what people did.
CREATE TABLE accounts (
  name TEXT PRIMARY KEY,
  role TEXT NOT NULL,
  sources TEXT NOT NULL,                   -- of a publisher, separated by spaces
  networks TEXT NOT NULL,                  -- from which it may be used, separated by spaces; empty: from anywhere
  password TEXT NOT NULL,                  -- argon2id, encoded
  provisional INTEGER NOT NULL,            -- another chose the password
  barred INTEGER NOT NULL DEFAULT 0,
  totp_secret TEXT NOT NULL DEFAULT '',    -- base 32; empty: no second factor
  totp_step INTEGER NOT NULL DEFAULT 0,    -- of the last code that was taken: none is taken twice
  token_hash TEXT UNIQUE,                  -- SHA-256 of the bearer token
  locked_until INTEGER NOT NULL DEFAULT 0  -- after failed sign-ins
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

-- Each line's hash is over the hash of the line before and its own text (audit.h).
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  who TEXT NOT NULL,
  role TEXT NOT NULL,
  address TEXT NOT NULL,
  act TEXT NOT NULL,
  object TEXT NOT NULL,
  detail TEXT NOT NULL,
  result TEXT NOT NULL,
  begun INTEGER NOT NULL,  -- the line that announced what this one tells the end of; 0: none
  hash TEXT NOT NULL
);
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_is_not_removed BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- What the system administrator wants of a source, until the security administrator says yes or no.
CREATE TABLE source_changes (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  definition TEXT NOT NULL,  -- as a sources file
  asked_by TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  state TEXT NOT NULL,       -- waiting, approved, rejected, replaced (by a newer one of the same source)
  decided_by TEXT NOT NULL DEFAULT '',
  decided_at INTEGER NOT NULL DEFAULT 0,
  decision TEXT NOT NULL DEFAULT ''
);
CREATE INDEX source_changes_by_state ON source_changes (state, number);
