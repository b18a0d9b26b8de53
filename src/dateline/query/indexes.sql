-- Indexes for reading. They hold all that counting and grouping ask, so that no record is opened for it.
CREATE INDEX IF NOT EXISTS read_superseded ON report (id) WHERE superseded_by IS NOT NULL;
CREATE INDEX IF NOT EXISTS read_outcome ON report (outcome, superseded_by);
CREATE INDEX IF NOT EXISTS read_type ON event (event_type, day_from, report_id, position);
CREATE INDEX IF NOT EXISTS read_country ON event (country, day_from, report_id, position);
CREATE INDEX IF NOT EXISTS read_killed ON event (killed, report_id, position);
CREATE INDEX IF NOT EXISTS read_confidence ON event (confidence, report_id, position);
CREATE INDEX IF NOT EXISTS read_doubt ON event ((json_extract(record, '$.doubt') IS NULL), confidence, report_id, position);
CREATE INDEX IF NOT EXISTS read_facts ON event (event_type, status, country, historical, day_from, day_to, mode, killed, confidence, report_id, id);
DROP INDEX IF EXISTS read_places;
CREATE INDEX IF NOT EXISTS read_event_box ON event (lon, lat, place, country, precision, event_type, killed, day_from, day_to, status, historical, mode, confidence, report_id, id) WHERE place IS NOT NULL;
CREATE INDEX IF NOT EXISTS read_actor_key ON event_actor (coalesce(actor_id, '~' || lower(name)), report_id, event_id, side, name, country, sectors);
CREATE INDEX IF NOT EXISTS read_actor_sides ON event_actor (report_id, event_id, side, coalesce(actor_id, '~' || lower(name)), name);
CREATE INDEX IF NOT EXISTS read_incident_box ON incident (lon, lat, is_current, place, country, precision, event_type, killed, disputed, day_from, day_to, id, status) WHERE place IS NOT NULL;
CREATE INDEX IF NOT EXISTS read_incident_updated ON incident (is_current, coalesce(last_updated, ''), id);
CREATE INDEX IF NOT EXISTS read_incident_killed ON incident (is_current, coalesce(killed, -1), id);
CREATE INDEX IF NOT EXISTS read_country_type ON event (country, event_type, day_from, report_id, position);
