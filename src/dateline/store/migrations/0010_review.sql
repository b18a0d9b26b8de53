-- What people say of the records: who they are, what they decided of each event, and when an event last changed.
CREATE TABLE person (
    name TEXT PRIMARY KEY COLLATE NOCASE,
    role TEXT NOT NULL CHECK (role IN ('viewer', 'coder', 'admin')),
    password_hash TEXT NOT NULL,
    is_active INTEGER NOT NULL DEFAULT 1,
    added_on TEXT NOT NULL
) STRICT;

-- Only digests are kept: who reads the database cannot log in with what stands here.
CREATE TABLE session (
    digest TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (name) ON DELETE CASCADE,
    ends_at INTEGER NOT NULL
) STRICT;

CREATE TABLE token (
    digest TEXT PRIMARY KEY,
    person TEXT NOT NULL REFERENCES person (name) ON DELETE CASCADE,
    label TEXT NOT NULL,
    made_on TEXT NOT NULL
) STRICT;

-- Append-only: one row for each decision of a reviewer. `revision` counts those that stand in the record, event by event;
-- a second coder's rows (is_second) change no record and have none.
CREATE TABLE review (
    entry INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    revision INTEGER,
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit', 'undo')),
    changes TEXT NOT NULL,      -- JSON: {field: value}
    note TEXT,
    shown TEXT NOT NULL,        -- JSON: the record that the reviewer saw
    is_second INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (event_id, revision)
) STRICT;
CREATE INDEX review_reviewer ON review (reviewer, event_id);
CREATE TRIGGER review_is_kept BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
CREATE TRIGGER review_is_not_rewritten BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'reviews are not rewritten'); END;

-- The events that a reviewer's word stands for: `record` is what holds, `machine` what the coder says now (NULL: it no longer finds it).
CREATE TABLE reviewed (
    event_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'corrected', 'rejected')),
    revision INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    record TEXT NOT NULL,
    machine TEXT
) STRICT;
CREATE INDEX reviewed_report ON reviewed (report_id);

-- When each event came, changed or went, in seconds since 1970, for those who keep a copy.
CREATE TABLE event_change (
    event_id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    is_deleted INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX event_change_at ON event_change (is_deleted, at, event_id);
INSERT INTO event_change SELECT e.id, unixepoch(), max(r.superseded_by IS NOT NULL) FROM event e JOIN report r ON r.id = e.report_id GROUP BY e.id;
CREATE TRIGGER event_came AFTER INSERT ON event BEGIN INSERT INTO event_change VALUES (NEW.id, unixepoch(), 0) ON CONFLICT (event_id) DO UPDATE SET at = excluded.at, is_deleted = 0; END;
CREATE TRIGGER event_went AFTER DELETE ON event BEGIN INSERT INTO event_change VALUES (OLD.id, unixepoch(), 1) ON CONFLICT (event_id) DO UPDATE SET at = excluded.at, is_deleted = 1; END;
CREATE TRIGGER report_was_replaced AFTER UPDATE OF superseded_by ON report WHEN NEW.superseded_by IS NOT NULL BEGIN UPDATE event_change SET at = unixepoch(), is_deleted = 1 WHERE event_id IN (SELECT id FROM event WHERE report_id = NEW.id); END;
