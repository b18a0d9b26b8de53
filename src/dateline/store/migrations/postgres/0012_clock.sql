-- When an event changed never goes back, though the server's clock may: who keeps a copy and asks for what is new misses nothing.
CREATE FUNCTION this_second() RETURNS BIGINT LANGUAGE sql VOLATILE AS $$
    SELECT greatest(extract(epoch FROM clock_timestamp())::bigint, (SELECT max(at) FROM event_change WHERE is_deleted = 0),
        (SELECT max(at) FROM event_change WHERE is_deleted = 1)) $$;
CREATE OR REPLACE FUNCTION event_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO event_change VALUES
        (CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END, this_second(), (TG_OP = 'DELETE')::int)
    ON CONFLICT (event_id) DO UPDATE SET at = excluded.at, is_deleted = excluded.is_deleted;
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION report_replaced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE event_change SET at = this_second(), is_deleted = 1 WHERE event_id IN (SELECT id FROM event WHERE report_id = NEW.id);
    RETURN NULL;
END $$;
