-- Events as they were last given to a calendar. A calendar takes an event's newer version only where its
-- sequence number is higher, so this outlives the plan that the events came from.
CREATE TABLE event (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    body     TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES change (seq),
    hash     BLOB NOT NULL
) STRICT;
