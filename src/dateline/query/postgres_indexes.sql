-- Indexes for reading, in PostgreSQL: as those of SQLite, but without names, which may be too long for a B-tree.
CREATE INDEX IF NOT EXISTS read_superseded ON report (id) WHERE superseded_by IS NOT NULL;
CREATE INDEX IF NOT EXISTS read_outcome ON report (outcome, superseded_by);
CREATE INDEX IF NOT EXISTS read_type ON event (event_type, day_from, report_id, position);
CREATE INDEX IF NOT EXISTS read_country ON event (country, day_from, report_id, position);
CREATE INDEX IF NOT EXISTS read_killed ON event (killed, report_id, position);
CREATE INDEX IF NOT EXISTS read_confidence ON event (confidence, report_id, position);
CREATE INDEX IF NOT EXISTS read_doubt ON event ((json_extract(record, '$.doubt') IS NULL), confidence, report_id, position);
CREATE INDEX IF NOT EXISTS read_event_new ON event (rowid);
CREATE INDEX IF NOT EXISTS read_event_box ON event (lon, lat) WHERE place IS NOT NULL;
CREATE INDEX IF NOT EXISTS read_actor_id ON event_actor (actor_id, report_id, event_id);
CREATE INDEX IF NOT EXISTS read_actor_key ON event_actor USING hash (coalesce(actor_id, '~' || lower(name)));
CREATE INDEX IF NOT EXISTS read_incident_box ON incident (lon, lat) WHERE place IS NOT NULL;
CREATE INDEX IF NOT EXISTS read_incident_order ON incident (is_current, coalesce(day_from, first_reported, ''), id);
CREATE INDEX IF NOT EXISTS read_incident_updated ON incident (is_current, coalesce(last_updated, ''), id);
CREATE INDEX IF NOT EXISTS read_incident_killed ON incident (is_current, coalesce(killed, -1), id);
ANALYZE;
