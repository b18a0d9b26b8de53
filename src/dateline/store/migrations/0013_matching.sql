-- What is kept between two tellings of the incidents, so that only what new reports touch is told again. All of it follows from
-- the reports and may be deleted.

ALTER TABLE report ADD COLUMN ended_as TEXT;        -- withdrawn or corrected, where `superseded_by` is a notice of the agency

CREATE TABLE sketch (
    report_id TEXT PRIMARY KEY,
    seen TEXT NOT NULL,             -- what the report was then: coder, settings, how its text stood; empty: coded anew since
    sketch TEXT NOT NULL            -- JSON: its sentences' hashes, and what its tellings are found by
) STRICT;

-- Pairs of tellings that are likely one happening, by the one that proposes the other.
CREATE TABLE proposal (
    telling TEXT NOT NULL,
    other TEXT NOT NULL,
    likelihood REAL NOT NULL,
    PRIMARY KEY (telling, other)
) STRICT;
CREATE INDEX proposal_other ON proposal (other);

-- Pairs of reports that were compared as reprints.
CREATE TABLE compared (
    first TEXT NOT NULL,
    second TEXT NOT NULL,
    is_same INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) STRICT;
