-- When an event changed never goes back, though the machine's clock may: who keeps a copy and asks for what is new misses nothing.
DROP TRIGGER event_came;
DROP TRIGGER event_went;
DROP TRIGGER report_was_replaced;
CREATE TRIGGER event_came AFTER INSERT ON event BEGIN INSERT INTO event_change VALUES (NEW.id, max(unixepoch(), coalesce((SELECT max(at) FROM event_change WHERE is_deleted = 0), 0), coalesce((SELECT max(at) FROM event_change WHERE is_deleted = 1), 0)), 0) ON CONFLICT (event_id) DO UPDATE SET at = excluded.at, is_deleted = 0; END;
CREATE TRIGGER event_went AFTER DELETE ON event BEGIN INSERT INTO event_change VALUES (OLD.id, max(unixepoch(), coalesce((SELECT max(at) FROM event_change WHERE is_deleted = 0), 0), coalesce((SELECT max(at) FROM event_change WHERE is_deleted = 1), 0)), 1) ON CONFLICT (event_id) DO UPDATE SET at = excluded.at, is_deleted = 1; END;
CREATE TRIGGER report_was_replaced AFTER UPDATE OF superseded_by ON report WHEN NEW.superseded_by IS NOT NULL BEGIN UPDATE event_change SET at = max(unixepoch(), coalesce((SELECT max(at) FROM event_change WHERE is_deleted = 0), 0), coalesce((SELECT max(at) FROM event_change WHERE is_deleted = 1), 0)), is_deleted = 1 WHERE event_id IN (SELECT id FROM event WHERE report_id = NEW.id); END;
