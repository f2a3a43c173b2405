-- registry.db: what the hub knows. Instants are UTC seconds, 0 unknown; codes as code_of() says
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
  night TEXT NOT NULL,
  daily_requests INTEGER NOT NULL,
  ports TEXT NOT NULL,  -- separated by spaces
  contact TEXT NOT NULL,
  shrink_percent INTEGER NOT NULL,
  shrink_records INTEGER NOT NULL,
  enabled INTEGER NOT NULL
) WITHOUT ROWID;

-- How far a source that can be asked for its changes is known.
CREATE TABLE harvest_marks (
  source TEXT PRIMARY KEY,
  url TEXT NOT NULL,         -- of the source then; another one is another list
  reached INTEGER NOT NULL,  -- 0: it cannot be asked for changes
  full_at INTEGER NOT NULL
) WITHOUT ROWID;

---- Ways in ----------------------------------------------------------------------------------------------------------
-- Keys with which sources sign (source_key.h). A revoked one stays, so that no sources file brings it back.
CREATE TABLE source_keys (
  source TEXT NOT NULL,
  id TEXT NOT NULL,
  public_key TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT NOT NULL,
  revoked_at INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source, id)
) WITHOUT ROWID;

-- What sources sign their pings with, and the last ping that was taken.
CREATE TABLE ping_secrets (
  source TEXT PRIMARY KEY,
  secret TEXT NOT NULL,
  pinged_at INTEGER NOT NULL DEFAULT 0,  -- the ping's own time; older ones are repetitions
  taken_at INTEGER NOT NULL DEFAULT 0,
  job INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- Files handed in through the browser; their bytes are in inbox/.
CREATE TABLE uploads (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  hash TEXT NOT NULL,
  name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sent_by TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  job INTEGER NOT NULL DEFAULT 0,        -- that takes it in
  dropped_at INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX uploads_by_source ON uploads (source, id);

---- What sources say -------------------------------------------------------------------------------------------------
-- One row for each proposal that was taken in or held, and for each time a source was rolled back. A held one keeps
-- what it brought until it is decided; the last accepted ones keep what they changed, so that they can be taken back.
CREATE TABLE snapshots (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  job INTEGER NOT NULL,
  state TEXT NOT NULL,         -- accepted, undone, held, rejected, replaced
  taken_at INTEGER NOT NULL,
  response_date INTEGER NOT NULL DEFAULT 0,  -- when the publisher made it
  observations INTEGER NOT NULL,    -- held: records it brought; else records the source said when it was accepted
  withdrawn INTEGER NOT NULL DEFAULT 0,      -- of its records before, those it took back on purpose
  reason TEXT NOT NULL DEFAULT '',  -- Chinese; why it is held
  decided_by TEXT NOT NULL DEFAULT '',       -- who approved, rejected or rolled back; empty: nobody had to
  decided_at INTEGER NOT NULL DEFAULT 0,
  decision TEXT NOT NULL DEFAULT '',         -- the reason the person gave
  restores INTEGER NOT NULL DEFAULT 0,       -- the snapshot that was rolled back to
  position INTEGER NOT NULL DEFAULT 0,       -- in the order of acceptance; 0: never accepted
  content_hash TEXT,                -- held and rejected: SHA-256 of what it brought
  proposal BLOB,                    -- held and rejected: what it brought, JSON, compressed
  undo BLOB                         -- accepted and undone: what was before, see undo.h
);
CREATE INDEX snapshots_by_source ON snapshots (source, id);
CREATE INDEX snapshots_by_position ON snapshots (source, position);

-- The last word of each source on each of its records. A record that is missing from a complete list stays, with the
-- number of complete lists in a row that missed it; one that was withdrawn stays with the withdrawal.
CREATE TABLE observations (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  url TEXT NOT NULL,
  evidence TEXT NOT NULL,
  asserted_at INTEGER NOT NULL,
  version INTEGER NOT NULL,         -- of a feed's record; 0 none
  record TEXT NOT NULL,             -- JSON
  hash INTEGER NOT NULL,            -- of url, asserted_at and record
  absences INTEGER NOT NULL DEFAULT 0,
  absent_since INTEGER NOT NULL DEFAULT 0,
  withdrawn TEXT NOT NULL DEFAULT '',        -- reason; empty: not withdrawn
  withdrawn_since TEXT NOT NULL DEFAULT '',  -- ISO date or empty
  withdrawal TEXT NOT NULL DEFAULT '',       -- the whole of it, JSON
  institution TEXT NOT NULL DEFAULT '',      -- id of the institution it is of; empty until resolved
  birth TEXT NOT NULL,                       -- the id it was born with; stays through renamings and other keys
  birth_number INTEGER NOT NULL,             -- 1; 2, 3 … when the source already had a record of that place and name
  UNIQUE (source, key),
  UNIQUE (source, birth)
);
CREATE INDEX observations_by_institution ON observations (institution);
CREATE INDEX observations_present ON observations (source) WHERE absences = 0 AND withdrawn = '';
CREATE INDEX observations_by_birth ON observations (birth);
CREATE INDEX observations_by_key ON observations (key);  -- relations name others by it

-- What stood there before the snapshot that is being taken in touched it, the first touch alone, but for the
-- institution, which is resolved anew; packed into the
-- snapshot's undo. Without meaning between transactions.
CREATE TABLE touched_observations (
  source TEXT NOT NULL,
  birth TEXT NOT NULL,
  row TEXT,  -- JSON; NULL: there was none
  PRIMARY KEY (source, birth)
) WITHOUT ROWID;
CREATE TRIGGER observation_added AFTER INSERT ON observations
WHEN NOT EXISTS (SELECT 1 FROM touched_observations WHERE source = new.source AND birth = new.birth) BEGIN
  INSERT INTO touched_observations VALUES (new.source, new.birth, NULL);
END;
CREATE TRIGGER observation_changed
BEFORE UPDATE OF key, url, asserted_at, record, absences, absent_since, withdrawn, withdrawn_since, withdrawal
ON observations
WHEN NOT EXISTS (SELECT 1 FROM touched_observations WHERE source = old.source AND birth = old.birth) BEGIN
  INSERT INTO touched_observations VALUES (old.source, old.birth, json_object(
    'key', old.key, 'url', old.url, 'evidence', old.evidence, 'asserted_at', old.asserted_at, 'record', old.record,
    'absences', old.absences, 'absent_since', old.absent_since, 'withdrawn', old.withdrawn,
    'withdrawn_since', old.withdrawn_since, 'withdrawal', old.withdrawal, 'version', old.version,
    'birth_number', old.birth_number));
END;
CREATE TRIGGER observation_removed BEFORE DELETE ON observations
WHEN NOT EXISTS (SELECT 1 FROM touched_observations WHERE source = old.source AND birth = old.birth) BEGIN
  INSERT INTO touched_observations VALUES (old.source, old.birth, json_object(
    'key', old.key, 'url', old.url, 'evidence', old.evidence, 'asserted_at', old.asserted_at, 'record', old.record,
    'absences', old.absences, 'absent_since', old.absent_since, 'withdrawn', old.withdrawn,
    'withdrawn_since', old.withdrawn_since, 'withdrawal', old.withdrawal, 'version', old.version,
    'birth_number', old.birth_number));
END;

-- Under which texts an observation can meet its likes.
CREATE TABLE observation_keys (
  key TEXT NOT NULL,
  observation INTEGER NOT NULL REFERENCES observations ON DELETE CASCADE,
  PRIMARY KEY (key, observation)
) WITHOUT ROWID;
CREATE INDEX observation_keys_by_observation ON observation_keys (observation);

---- What the registry believes ---------------------------------------------------------------------------------------
CREATE TABLE institutions (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,          -- of the record, and so its division: the sets in which it is harvested
  division TEXT NOT NULL,
  record TEXT NOT NULL,        -- JSON, merged
  provenance TEXT NOT NULL,    -- JSON, see provenance.h
  presence INTEGER NOT NULL,   -- 0 listed, 1 withdrawn
  confirmed_at INTEGER NOT NULL,  -- newest assertion of those who still say it; 0: undated
  confirmed_by TEXT NOT NULL,     -- source
  content INTEGER NOT NULL,       -- hash of the five above
  changed_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  as_of INTEGER NOT NULL,      -- changed_at and version when this content came first; a rollback restores them with it
  revision INTEGER NOT NULL
);
CREATE INDEX institutions_by_change ON institutions (changed_at, id, type, division);
CREATE INDEX institutions_by_presence ON institutions (presence);

-- Every id ever shown or born, and the institution it stands for now: itself, or the one it was merged into. Rows are
-- never deleted, so that an id is never reused.
CREATE TABLE issued_ids (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL,
  spare INTEGER NOT NULL,      -- 1: made for listings that lost the id they were born with to another institution
  version INTEGER NOT NULL DEFAULT 0  -- the last one the institution had when it was merged into another
) WITHOUT ROWID;
CREATE INDEX issued_ids_by_institution ON issued_ids (institution);

-- As touched_observations.
CREATE TABLE touched_institutions (
  id TEXT PRIMARY KEY,
  content INTEGER NOT NULL,
  as_of INTEGER NOT NULL,
  revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER institution_changed BEFORE UPDATE OF content ON institutions
WHEN NOT EXISTS (SELECT 1 FROM touched_institutions WHERE id = old.id) BEGIN
  INSERT INTO touched_institutions VALUES (old.id, old.content, old.as_of, old.revision);
END;
CREATE TRIGGER institution_removed BEFORE DELETE ON institutions
WHEN NOT EXISTS (SELECT 1 FROM touched_institutions WHERE id = old.id) BEGIN
  INSERT INTO touched_institutions VALUES (old.id, old.content, old.as_of, old.revision);
END;
CREATE TABLE touched_ids (
  id TEXT PRIMARY KEY,
  institution TEXT NOT NULL
) WITHOUT ROWID;
CREATE TRIGGER id_issued AFTER INSERT ON issued_ids
WHEN NOT EXISTS (SELECT 1 FROM touched_ids WHERE id = new.id) BEGIN
  INSERT INTO touched_ids VALUES (new.id, new.id);
END;
CREATE TRIGGER id_redirected BEFORE UPDATE OF institution ON issued_ids
WHEN NOT EXISTS (SELECT 1 FROM touched_ids WHERE id = old.id) BEGIN
  INSERT INTO touched_ids VALUES (old.id, old.institution);
END;

-- What harvesters are told of an id that had an institution and stands for another one now: since when, and the sets in
-- which they knew it.
CREATE TABLE merged_ids (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  division TEXT NOT NULL,
  changed_at INTEGER NOT NULL
);
CREATE INDEX merged_ids_by_change ON merged_ids (changed_at, id, type, division);
CREATE TRIGGER institution_is_back AFTER INSERT ON institutions BEGIN
  DELETE FROM merged_ids WHERE id = new.id;
END;

-- The change log, its last step for each id. Sequences grow and are never reused.
CREATE TABLE changes (
  institution TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL UNIQUE
) WITHOUT ROWID;

---- What people decided ----------------------------------------------------------------------------------------------
-- Never edited: a later decision overrules an earlier one on the same pair or field.
CREATE TABLE decisions (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,          -- same, different, open (of two institutions), field (of one)
  institution TEXT NOT NULL,   -- field: id
  field TEXT NOT NULL,         -- field: field_name()
  value TEXT NOT NULL,         -- field: field_json(); empty: the sources' word counts again
  decided_by TEXT NOT NULL,
  decided_at INTEGER NOT NULL,
  reason TEXT NOT NULL
);
CREATE INDEX decisions_by_institution ON decisions (institution) WHERE kind = 'field';

-- The listings on either side, known by source and birth, which neither a new import nor new keys change.
CREATE TABLE decision_listings (
  decision INTEGER NOT NULL REFERENCES decisions,
  side INTEGER NOT NULL,       -- 0, 1
  source TEXT NOT NULL,
  birth TEXT NOT NULL,
  PRIMARY KEY (source, birth, decision)
) WITHOUT ROWID;
CREATE INDEX decision_listings_by_decision ON decision_listings (decision);

-- Pairs of institutions that only a person can tell to be one or two, by their most alike listings. Derived.
CREATE TABLE questions (
  a TEXT NOT NULL,             -- institutions, a < b
  b TEXT NOT NULL,
  score REAL NOT NULL,
  reasons TEXT NOT NULL,       -- codes, separated by spaces
  asked_at INTEGER NOT NULL,
  PRIMARY KEY (a, b)
) WITHOUT ROWID;
CREATE INDEX questions_by_b ON questions (b);
---- What people are asked --------------------------------------------------------------------------------------------
-- Contradictions between sources and reports of citizens, for the bureau of the county; see tickets.h.
CREATE TABLE tickets (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  mark TEXT NOT NULL UNIQUE,     -- of institution, field and both sides: the same is asked once
  institution TEXT NOT NULL,
  name TEXT NOT NULL,            -- of the institution when it was asked
  kind TEXT NOT NULL,
  field TEXT NOT NULL,           -- field_name()
  shown TEXT NOT NULL,           -- JSON [source, key, url, asserted_at, value as JSON, value as text]
  other TEXT NOT NULL,
  division TEXT NOT NULL,        -- 6 digits: whose bureau is asked
  opened_at INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  state TEXT NOT NULL,           -- open, answered, ended
  closed_at INTEGER NOT NULL DEFAULT 0,
  answered_by TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL DEFAULT ''
);
CREATE INDEX tickets_by_institution ON tickets (institution);
CREATE INDEX tickets_by_state ON tickets (state, deadline);

---- Reports ----------------------------------------------------------------------------------------------------------
-- How good a source's records were on a day; see quality.h.
CREATE TABLE quality (
  source TEXT NOT NULL,
  day TEXT NOT NULL,             -- ISO date in China
  records INTEGER NOT NULL,
  findings TEXT NOT NULL,        -- JSON {rule: how often}
  parts TEXT NOT NULL,           -- JSON {part: [of how many records it holds, of how many it could]}
  PRIMARY KEY (source, day)
) WITHOUT ROWID;

-- Links of sites that lead nowhere, as the last harvest of each source saw them; see dead_links.h.
CREATE TABLE dead_links (
  source TEXT NOT NULL,
  url TEXT NOT NULL,
  linked_from TEXT NOT NULL,
  moved_to TEXT NOT NULL,
  http_status INTEGER NOT NULL,
  cause TEXT NOT NULL,
  message TEXT NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (source, url, linked_from)
) WITHOUT ROWID;
