-- Events and incidents as layers of points for GIS programs (QGIS, GeoServer), where the database has PostGIS. Only what is told of
-- a point or place; an area is no point. Nothing of Dateline's own reads them.
CREATE VIEW event_point AS
    SELECT e.report_id || '/' || e.id AS key, e.id, e.report_id, e.event_type, e.mode, e.status, e.historical = 1 AS is_background,
        e.day_from, e.day_to, e.country, e.admin1, e.admin2, e.place, e.precision, e.killed, e.confidence,
        ST_SetSRID(ST_MakePoint(e.lon, e.lat), 4326)::geometry(Point, 4326) AS geom
    FROM event e JOIN report r ON r.id = e.report_id
    WHERE r.superseded_by IS NULL AND e.precision IN ('point', 'place') AND e.lat IS NOT NULL AND e.lon IS NOT NULL;
CREATE VIEW incident_point AS
    SELECT i.id, i.event_type, i.status, i.day_from, i.day_to, i.country, i.admin1, i.admin2, i.place, i.precision, i.killed_low, i.killed,
        i.killed_high, i.injured, i.disputed = 1 AS is_disputed, i.reports, i.sources, i.confidence,
        ST_SetSRID(ST_MakePoint(i.lon, i.lat), 4326)::geometry(Point, 4326) AS geom
    FROM incident i
    WHERE i.is_current = 1 AND i.status != 'withdrawn' AND i.precision IN ('point', 'place') AND i.lat IS NOT NULL AND i.lon IS NOT NULL;
CREATE INDEX event_geography ON event USING gist ((ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography)) WHERE lat IS NOT NULL;
