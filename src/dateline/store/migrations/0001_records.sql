-- Reports and their records. Every record stands whole in `record` (JSON, the contract's fields); the other columns are for finding it.
CREATE TABLE report (
    id TEXT PRIMARY KEY,
    origin TEXT,                -- where it came from, absolute; the same origin with another text is a revision
    source_uri TEXT,
    title TEXT,
    published TEXT,
    agency TEXT,
    country TEXT,               -- of the dateline
    outcome TEXT NOT NULL,      -- coded, no_event, failed
    reason TEXT,
    coder_version TEXT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 1,
    previous TEXT REFERENCES report (id),
    changed_on TEXT,
    superseded_by TEXT,
    record TEXT NOT NULL
) STRICT;
CREATE INDEX report_origin ON report (origin);
CREATE INDEX report_published ON report (published, id);

CREATE TABLE event (
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    mode TEXT,
    status TEXT NOT NULL,
    historical INTEGER NOT NULL,
    day_from TEXT,
    day_to TEXT,
    country TEXT,
    place TEXT,
    lat REAL,
    lon REAL,
    killed INTEGER,
    confidence REAL NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (report_id, id)
) STRICT;
CREATE INDEX event_id ON event (id);
CREATE INDEX event_day ON event (day_from, report_id, position);
CREATE INDEX event_type ON event (event_type, day_from);

CREATE TABLE event_actor (
    report_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    side TEXT NOT NULL,         -- source, target, mediator
    actor_id TEXT,
    name TEXT NOT NULL COLLATE NOCASE,
    country TEXT,
    sectors TEXT NOT NULL,
    FOREIGN KEY (report_id, event_id) REFERENCES event (report_id, id) ON DELETE CASCADE
) STRICT;
CREATE INDEX event_actor_name ON event_actor (name);
CREATE INDEX event_actor_event ON event_actor (report_id, event_id);

CREATE TABLE statement (
    id TEXT NOT NULL,
    report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,         -- quote, relation, claim
    position INTEGER NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (report_id, kind, id)
) STRICT;

-- Inputs that gave no report, with the reason.
CREATE TABLE unread (
    source_uri TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    is_skipped INTEGER NOT NULL
) STRICT;

CREATE VIRTUAL TABLE report_text USING fts5 (title, body, report_id UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
