-- Records. Each row carries `hash`, SHA-256 over its cells, because SQLite's own check does not notice a
-- changed letter. `revision` is the change that wrote the row.

CREATE TABLE operation (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    id        TEXT NOT NULL UNIQUE,
    at        TEXT NOT NULL,
    verb      TEXT NOT NULL,
    summary   TEXT NOT NULL,
    -- The operation that an undo or redo is about.
    target    INTEGER REFERENCES operation (seq),
    -- The undo and redo stacks as they stand after this operation, kept as a linked list so that the log
    -- never needs an update: what lies under this operation, what undo takes next, what redo takes next.
    below     INTEGER REFERENCES operation (seq),
    undo_next INTEGER REFERENCES operation (seq),
    redo_next INTEGER REFERENCES operation (seq),
    hash      BLOB NOT NULL
) STRICT;

CREATE INDEX operation_below ON operation (below, seq);

CREATE TABLE change (
    seq       INTEGER PRIMARY KEY AUTOINCREMENT,
    operation INTEGER NOT NULL REFERENCES operation (seq),
    entity    TEXT NOT NULL,
    key       TEXT NOT NULL,
    -- Version of the images' form.
    format    INTEGER NOT NULL,
    -- JSON images; both absent once the record has been purged.
    before    TEXT,
    after     TEXT,
    hash      BLOB NOT NULL
) STRICT;

CREATE INDEX change_operation ON change (operation, seq);
CREATE INDEX change_record ON change (entity, key, seq);

CREATE TABLE story (
    number       INTEGER PRIMARY KEY,
    id           TEXT NOT NULL UNIQUE,
    slug         TEXT NOT NULL UNIQUE,
    title        TEXT NOT NULL,
    principles   TEXT NOT NULL,
    project      TEXT,
    role         TEXT,
    organization TEXT,
    period       TEXT,
    outcome      TEXT,
    headline     TEXT,
    situation    TEXT,
    task         TEXT,
    action       TEXT,
    result       TEXT,
    learning     TEXT,
    claims       TEXT NOT NULL,
    allow        TEXT NOT NULL,
    notes        TEXT,
    created      TEXT NOT NULL,
    updated      TEXT NOT NULL,
    revision     INTEGER NOT NULL REFERENCES change (seq),
    hash         BLOB NOT NULL
) STRICT;

-- At most one plan: the check leaves room for a single row.
CREATE TABLE plan (
    single   INTEGER PRIMARY KEY CHECK (single = 1),
    id       TEXT NOT NULL UNIQUE,
    body     TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES change (seq),
    hash     BLOB NOT NULL
) STRICT;

CREATE TABLE task (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    date     TEXT,
    status   TEXT,
    body     TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES change (seq),
    hash     BLOB NOT NULL
) STRICT;

CREATE INDEX task_date ON task (date, id);

-- Drills, rehearsals, mocks, debriefs and card reviews. No foreign key to the story: what was practised
-- outlives a removed story, so that undo brings both back.
CREATE TABLE practice (
    number   INTEGER PRIMARY KEY,
    id       TEXT NOT NULL UNIQUE,
    kind     TEXT NOT NULL,
    story    TEXT,
    at       TEXT NOT NULL,
    body     TEXT NOT NULL,
    revision INTEGER NOT NULL REFERENCES change (seq),
    hash     BLOB NOT NULL
) STRICT;

CREATE INDEX practice_kind ON practice (kind, at, id);
CREATE INDEX practice_story ON practice (story, at, id);

CREATE VIRTUAL TABLE story_search USING fts5 (
    title, headline, situation, task, action, result, learning, project, organization, role, notes,
    content = 'story', content_rowid = 'number', tokenize = 'porter unicode61 remove_diacritics 2'
);

-- Removed words leave the index at once, not at its next merge.
INSERT INTO story_search (story_search, rank) VALUES ('secure-delete', 1);
