-- The ledger of what is watched. Times are seconds since 1970 (UTC). It stands beside the store, in a file of its own: it may be thrown
-- away without losing a record, at the price of looking at everything once more.
CREATE TABLE IF NOT EXISTS source (
  name TEXT PRIMARY KEY,
  kind TEXT NOT NULL,            -- feed, list or folder
  address TEXT NOT NULL,
  every REAL NOT NULL,
  etag TEXT,
  last_modified TEXT,
  next_due REAL NOT NULL,
  last_try REAL,
  last_good REAL,
  failures INTEGER NOT NULL DEFAULT 0,
  fault TEXT
);
-- One line an expected fetch: done, same (nothing changed), failed, or missed (nobody was watching when it was due).
CREATE TABLE IF NOT EXISTS poll (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  due REAL NOT NULL,
  at REAL NOT NULL,
  outcome TEXT NOT NULL,
  times INTEGER NOT NULL DEFAULT 1,
  entries INTEGER NOT NULL DEFAULT 0,
  fresh INTEGER NOT NULL DEFAULT 0,
  note TEXT
);
CREATE INDEX IF NOT EXISTS poll_by_time ON poll (at);
-- What a source named: an entry of a feed, a page or file of a list, a file of a folder.
CREATE TABLE IF NOT EXISTS item (
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  version TEXT NOT NULL,
  kind TEXT NOT NULL,            -- text (body is coded), page, file (of a list) or path
  address TEXT NOT NULL,
  host TEXT NOT NULL,            -- whose turn it is to be asked; empty where nothing is fetched
  title TEXT,
  published TEXT,
  publisher TEXT,
  body TEXT,
  state TEXT NOT NULL,           -- waiting, done or left (given up, or refused)
  tries INTEGER NOT NULL DEFAULT 0,
  begun INTEGER NOT NULL DEFAULT 0,
  first_seen REAL NOT NULL,
  last_seen REAL NOT NULL,
  next_try REAL NOT NULL,
  note TEXT,
  PRIMARY KEY (source, key)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS item_waiting ON item (next_try) WHERE state = 'waiting';
-- A time in which a source was not seen, or after which nothing of what was known was left in it.
CREATE TABLE IF NOT EXISTS gap (
  id INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  since REAL NOT NULL,
  until REAL NOT NULL,
  why TEXT NOT NULL,
  may_lack INTEGER NOT NULL      -- 1 where entries may have come and gone unseen
);
