-- How many events there are of each country, type and status, kept while events come and go; and a person may add what the coder missed.
CREATE TABLE event_tally (
    country TEXT COLLATE "C" NOT NULL,
    event_type TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    historical BIGINT NOT NULL,
    events BIGINT NOT NULL,
    PRIMARY KEY (country, event_type, status, historical)
);
INSERT INTO event_tally SELECT coalesce(country, ''), event_type, status, historical, count(*) FROM event
    WHERE report_id NOT IN (SELECT id FROM report WHERE superseded_by IS NOT NULL) GROUP BY 1, 2, 3, 4;
CREATE FUNCTION count_events(of_country TEXT, of_type TEXT, of_status TEXT, of_historical BIGINT, more BIGINT) RETURNS void LANGUAGE sql AS $$
    INSERT INTO event_tally AS t VALUES (coalesce(of_country, ''), of_type, of_status, of_historical, more)
    ON CONFLICT (country, event_type, status, historical) DO UPDATE SET events = t.events + excluded.events;
    DELETE FROM event_tally WHERE country = coalesce(of_country, '') AND event_type = of_type AND status = of_status
        AND historical = of_historical AND events <= 0 $$;
CREATE FUNCTION event_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM report WHERE id = NEW.report_id AND superseded_by IS NOT NULL) THEN
        PERFORM count_events(NEW.country, NEW.event_type, NEW.status, NEW.historical, 1);
    ELSIF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM report WHERE id = OLD.report_id AND superseded_by IS NOT NULL) THEN
        PERFORM count_events(OLD.country, OLD.event_type, OLD.status, OLD.historical, -1);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER event_is_counted AFTER INSERT OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION event_counted();
CREATE FUNCTION report_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count_events(e.country, e.event_type, e.status, e.historical, CASE WHEN NEW.superseded_by IS NULL THEN n ELSE -n END)
        FROM (SELECT country, event_type, status, historical, count(*) AS n FROM event WHERE report_id = NEW.id GROUP BY 1, 2, 3, 4) AS e;
    RETURN NULL;
END $$;
CREATE TRIGGER events_are_counted AFTER UPDATE OF superseded_by ON report FOR EACH ROW
    WHEN ((OLD.superseded_by IS NULL) != (NEW.superseded_by IS NULL)) EXECUTE FUNCTION report_counted();

ALTER TABLE review DROP CONSTRAINT review_verdict_check,
    ADD CONSTRAINT review_verdict_check CHECK (verdict IN ('accept', 'reject', 'edit', 'undo', 'add'));
ALTER TABLE reviewed DROP CONSTRAINT reviewed_state_check,
    ADD CONSTRAINT reviewed_state_check CHECK (state IN ('open', 'accepted', 'corrected', 'rejected', 'added'));
