-- How many events there are of each country, type and status, kept while events come and go, so that no list counts a million rows.
-- Events of reports that a newer text replaced are not counted. It follows from the events: `dateline check` counts them anew.
CREATE TABLE event_tally (
    country TEXT NOT NULL,      -- '' where the report tells none
    event_type TEXT NOT NULL,
    status TEXT NOT NULL,
    historical INTEGER NOT NULL,
    events INTEGER NOT NULL,
    PRIMARY KEY (country, event_type, status, historical)
) STRICT, WITHOUT ROWID;
INSERT INTO event_tally SELECT coalesce(country, ''), event_type, status, historical, count(*) FROM event WHERE report_id NOT IN (SELECT id FROM report WHERE superseded_by IS NOT NULL) GROUP BY 1, 2, 3, 4;
CREATE TRIGGER event_is_counted AFTER INSERT ON event WHEN NOT EXISTS (SELECT 1 FROM report WHERE id = NEW.report_id AND superseded_by IS NOT NULL) BEGIN INSERT INTO event_tally VALUES (coalesce(NEW.country, ''), NEW.event_type, NEW.status, NEW.historical, 1) ON CONFLICT DO UPDATE SET events = events + 1; END;
CREATE TRIGGER event_is_counted_out AFTER DELETE ON event WHEN NOT EXISTS (SELECT 1 FROM report WHERE id = OLD.report_id AND superseded_by IS NOT NULL) BEGIN UPDATE event_tally SET events = events - 1 WHERE country = coalesce(OLD.country, '') AND event_type = OLD.event_type AND status = OLD.status AND historical = OLD.historical; DELETE FROM event_tally WHERE country = coalesce(OLD.country, '') AND event_type = OLD.event_type AND status = OLD.status AND historical = OLD.historical AND events <= 0; END;
CREATE TRIGGER events_are_counted_out AFTER UPDATE OF superseded_by ON report WHEN OLD.superseded_by IS NULL AND NEW.superseded_by IS NOT NULL BEGIN INSERT INTO event_tally SELECT coalesce(country, ''), event_type, status, historical, -count(*) FROM event WHERE report_id = NEW.id GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET events = events + excluded.events; DELETE FROM event_tally WHERE events <= 0; END;
CREATE TRIGGER events_are_counted_again AFTER UPDATE OF superseded_by ON report WHEN OLD.superseded_by IS NOT NULL AND NEW.superseded_by IS NULL BEGIN INSERT INTO event_tally SELECT coalesce(country, ''), event_type, status, historical, count(*) FROM event WHERE report_id = NEW.id GROUP BY 1, 2, 3, 4 ON CONFLICT DO UPDATE SET events = events + excluded.events; END;

-- A person adds what the coder missed: one more verdict, one more state. The tables are made anew with all that they hold.
ALTER TABLE review RENAME TO old_review;
DROP TRIGGER review_is_kept;
DROP TRIGGER review_is_not_rewritten;
DROP INDEX review_reviewer;
CREATE TABLE review (
    entry INTEGER PRIMARY KEY,
    event_id TEXT NOT NULL,
    report_id TEXT NOT NULL,
    revision INTEGER,
    reviewer TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accept', 'reject', 'edit', 'undo', 'add')),
    changes TEXT NOT NULL,      -- JSON: {field: value}; of what was added the whole record
    note TEXT,
    shown TEXT NOT NULL,        -- JSON: the record that the reviewer saw
    is_second INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    UNIQUE (event_id, revision)
) STRICT;
INSERT INTO review SELECT entry, event_id, report_id, revision, reviewer, verdict, changes, note, shown, is_second, made_at FROM old_review;
DROP TABLE old_review;
CREATE INDEX review_reviewer ON review (reviewer, event_id);
CREATE TRIGGER review_is_kept BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'reviews are kept'); END;
CREATE TRIGGER review_is_not_rewritten BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'reviews are not rewritten'); END;
ALTER TABLE reviewed RENAME TO old_reviewed;
DROP INDEX reviewed_report;
CREATE TABLE reviewed (
    event_id TEXT PRIMARY KEY,
    report_id TEXT NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'corrected', 'rejected', 'added')),
    revision INTEGER NOT NULL,
    reviewer TEXT NOT NULL,
    record TEXT NOT NULL,
    machine TEXT                -- NULL too where a person added it and the coder never found it
) STRICT;
INSERT INTO reviewed SELECT event_id, report_id, trigger_start, trigger_end, position, state, revision, reviewer, record, machine FROM old_reviewed;
DROP TABLE old_reviewed;
CREATE INDEX reviewed_report ON reviewed (report_id);
