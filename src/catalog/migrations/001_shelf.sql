-- Organizations that publish.
CREATE TABLE organization (
    id      TEXT PRIMARY KEY NOT NULL,
    name    TEXT UNIQUE NOT NULL,
    title   TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;

-- Datasets. `members` is the dataset dict as JSON, without what the other columns and tables say.
-- Times are naive UTC, ISO 8601 with microseconds.
CREATE TABLE dataset (
    key          INTEGER PRIMARY KEY,
    id           TEXT UNIQUE NOT NULL,
    name         TEXT UNIQUE NOT NULL,
    title        TEXT NOT NULL,
    organization TEXT REFERENCES organization (id),
    members      TEXT NOT NULL,
    created      TEXT NOT NULL,
    modified     TEXT NOT NULL,
    release      INTEGER NOT NULL
) STRICT;

-- Files that the catalogue keeps, by content. They are never deleted: an old release needs them.
CREATE TABLE file (
    sha256 TEXT PRIMARY KEY NOT NULL,
    size   INTEGER NOT NULL
) STRICT;

-- Resources of the current releases.
CREATE TABLE resource (
    id            TEXT PRIMARY KEY NOT NULL,
    dataset       INTEGER NOT NULL REFERENCES dataset (key),
    position      INTEGER NOT NULL,
    path          TEXT NOT NULL,
    file_name     TEXT NOT NULL,
    sha256        TEXT NOT NULL REFERENCES file (sha256),
    size          INTEGER NOT NULL,
    members       TEXT NOT NULL,
    created       TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    modified      TEXT NOT NULL
) STRICT;
CREATE INDEX resource_of_dataset ON resource (dataset, position);

-- Tables of rows: the SQLite table `name` holds the rows of a resource's CSV, `fields` is JSON.
CREATE TABLE datastore (
    resource TEXT PRIMARY KEY NOT NULL REFERENCES resource (id),
    name     TEXT UNIQUE NOT NULL,
    rows     INTEGER NOT NULL,
    fields   TEXT NOT NULL
) STRICT;

-- Every release that was ever published. `descriptor` is the SHA-256 of the mapped dataset, `files` and `receipt` are JSON.
CREATE TABLE release (
    dataset    INTEGER NOT NULL REFERENCES dataset (key),
    number     INTEGER NOT NULL,
    descriptor TEXT NOT NULL,
    members    TEXT NOT NULL,
    files      TEXT NOT NULL,
    receipt    TEXT NOT NULL,
    published  TEXT NOT NULL,
    PRIMARY KEY (dataset, number)
) STRICT;

-- What `field:value` and the facets see.
CREATE TABLE term (
    dataset INTEGER NOT NULL REFERENCES dataset (key),
    field   TEXT NOT NULL,
    value   TEXT NOT NULL COLLATE NOCASE,
    PRIMARY KEY (field, value, dataset)
) STRICT, WITHOUT ROWID;
CREATE INDEX term_of_dataset ON term (dataset);

-- Free text; the row id is the dataset's key. Thai is written without spaces between words: trigrams find a word anywhere.
CREATE VIRTUAL TABLE search USING fts5 (
    title, title_en, name, tags, organization, fields, notes,
    tokenize = 'trigram'
);
