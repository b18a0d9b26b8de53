-- What many reports tell together: near-duplicates, incidents with each account that was known of them, revisions, why events
-- were joined, and what people decided. `record` is the whole record (JSON); the other columns are for finding it.

ALTER TABLE report ADD COLUMN known_from TEXT;      -- the day from which its text was known
ALTER TABLE report ADD COLUMN known_until TEXT;     -- the day from which another text stood in its place
ALTER TABLE report ADD COLUMN duplicate_of TEXT;    -- the report whose story it repeats
UPDATE report SET known_from = CASE
    WHEN previous IS NULL OR published > (SELECT p.published FROM report p WHERE p.id = report.previous) THEN published
    ELSE coalesce(changed_on, published) END;
UPDATE report SET known_until = (SELECT n.known_from FROM report n WHERE n.id = report.superseded_by)
    WHERE superseded_by IS NOT NULL;
CREATE INDEX report_duplicate ON report (duplicate_of) WHERE duplicate_of IS NOT NULL;

ALTER TABLE event ADD COLUMN admin1 TEXT COLLATE NOCASE;
ALTER TABLE event ADD COLUMN admin2 TEXT COLLATE NOCASE;
ALTER TABLE event ADD COLUMN precision TEXT;        -- of the place
UPDATE event SET admin1 = record ->> '$.where.admin1', admin2 = record ->> '$.where.admin2', precision = record ->> '$.where.precision';

-- The columns by which claims are found; each claim's record stands in `statement`.
CREATE TABLE claim (
    report_id TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    field TEXT NOT NULL,
    low INTEGER,
    high INTEGER,
    claimant TEXT COLLATE NOCASE,
    claimant_id TEXT,
    claimant_kind TEXT NOT NULL,
    said_on TEXT,
    PRIMARY KEY (report_id, id)
) STRICT;
INSERT INTO claim SELECT report_id, id, record ->> '$.event_id', record ->> '$.field', record ->> '$.low', record ->> '$.high',
    coalesce(record ->> '$.claimant.name', record ->> '$.claimant.text'), record ->> '$.claimant.actor_id',
    record ->> '$.claimant_kind', record ->> '$.said_on' FROM statement WHERE kind = 'claim';
CREATE INDEX claim_event ON claim (report_id, event_id);
CREATE INDEX claim_claimant ON claim (claimant);

-- One row for each account of an incident: as told from `known_from` up to the day before `known_until`.
CREATE TABLE incident (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    known_from TEXT NOT NULL,       -- 9999-12-31 where only undated reports tell so
    known_until TEXT NOT NULL,      -- 9999-12-31 where nothing stands in its place
    is_current INTEGER NOT NULL,
    event_type TEXT NOT NULL,
    status TEXT NOT NULL,           -- as of events; `withdrawn` where every report of it was
    day_from TEXT,
    day_to TEXT,
    country TEXT,
    admin1 TEXT COLLATE NOCASE,
    admin2 TEXT COLLATE NOCASE,
    place TEXT COLLATE NOCASE,
    precision TEXT,
    lat REAL,
    lon REAL,
    killed_low INTEGER,
    killed INTEGER,                 -- best
    killed_high INTEGER,
    injured INTEGER,                -- best
    disputed INTEGER NOT NULL,
    confidence REAL NOT NULL,       -- of its surest event
    events INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    sources INTEGER NOT NULL,       -- independent ones: reprints count once
    first_reported TEXT,
    last_updated TEXT,
    fingerprint TEXT NOT NULL,      -- of all its accounts: tells whether one of them changed
    record TEXT NOT NULL,
    PRIMARY KEY (id, version)
) STRICT;
CREATE INDEX incident_day ON incident (is_current, day_from, id);
CREATE INDEX incident_known ON incident (known_from, known_until);

CREATE TABLE incident_actor (
    incident_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    side TEXT NOT NULL,             -- source, target
    actor_id TEXT,
    name TEXT NOT NULL COLLATE NOCASE,
    country TEXT,
    sectors TEXT NOT NULL,
    FOREIGN KEY (incident_id, version) REFERENCES incident (id, version) ON DELETE CASCADE
) STRICT;
CREATE INDEX incident_actor_incident ON incident_actor (incident_id, version);

-- The members of incidents as known now. A report may be in one by its text alone: then no event of it is.
CREATE TABLE incident_event (
    report_id TEXT NOT NULL,
    event_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    PRIMARY KEY (report_id, event_id)
) STRICT;
CREATE INDEX incident_event_incident ON incident_event (incident_id);

CREATE TABLE incident_report (
    incident_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    PRIMARY KEY (incident_id, report_id)
) STRICT;
CREATE INDEX incident_report_report ON incident_report (report_id);

-- Why reports were joined.
CREATE TABLE match_link (
    incident_id TEXT NOT NULL,
    first_report TEXT NOT NULL,
    first_event TEXT,
    second_report TEXT NOT NULL,
    second_event TEXT,
    likelihood REAL NOT NULL,
    parts TEXT NOT NULL             -- JSON: [{name, value, points}]
) STRICT;
CREATE INDEX match_link_incident ON match_link (incident_id);

-- Append-only. A history that is told anew (a report that came in late, a merge, a newer coder) withdraws entries and adds others.
CREATE TABLE revision (
    entry INTEGER PRIMARY KEY,
    incident_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    field TEXT NOT NULL,
    previous TEXT,
    value TEXT,
    reason TEXT NOT NULL,
    report_id TEXT NOT NULL,
    changed_on TEXT,                -- the day of the report
    entered_on TEXT,                -- the day on which this store learned it
    withdrawn_on TEXT               -- the day on which the history was told anew without it
) STRICT;
CREATE INDEX revision_incident ON revision (incident_id, revision);
CREATE INDEX revision_changed ON revision (changed_on);
CREATE TRIGGER revision_is_kept BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'revisions are kept'); END;
CREATE TRIGGER revision_is_not_rewritten BEFORE UPDATE ON revision
    WHEN OLD.withdrawn_on IS NOT NULL OR NEW.incident_id IS NOT OLD.incident_id OR NEW.revision IS NOT OLD.revision
    OR NEW.field IS NOT OLD.field OR NEW.previous IS NOT OLD.previous OR NEW.value IS NOT OLD.value OR NEW.reason IS NOT OLD.reason
    OR NEW.report_id IS NOT OLD.report_id OR NEW.changed_on IS NOT OLD.changed_on OR NEW.entered_on IS NOT OLD.entered_on
    BEGIN SELECT RAISE(ABORT, 'revisions are not rewritten'); END;

-- What people decided: these two events are of one incident (join), or of two (part). Undone, never deleted.
CREATE TABLE decision (
    entry INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    first_event TEXT NOT NULL,
    second_event TEXT NOT NULL,
    decided_on TEXT,
    note TEXT,
    undone_on TEXT
) STRICT;

-- Each time the incidents were told: from how many reports and events, by which settings.
CREATE TABLE telling (
    entry INTEGER PRIMARY KEY,
    told_on TEXT,
    is_stale INTEGER NOT NULL DEFAULT 0,    -- a report was added or coded anew since, or somebody decided something
    reports INTEGER NOT NULL,
    events INTEGER NOT NULL,
    incidents INTEGER NOT NULL,
    matching TEXT NOT NULL,
    rule TEXT NOT NULL
) STRICT;
