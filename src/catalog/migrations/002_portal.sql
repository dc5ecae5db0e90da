-- What clients make over the API: organizations with more than a title, datasets that not everybody sees, resources that are
-- no files, tables that are no CSV, and the tokens by which all that is allowed.

ALTER TABLE organization ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE organization ADD COLUMN image_url TEXT NOT NULL DEFAULT '';
-- JSON: a list of {id, key, value}.
ALTER TABLE organization ADD COLUMN extras TEXT NOT NULL DEFAULT '[]';
ALTER TABLE organization ADD COLUMN state TEXT NOT NULL DEFAULT 'active';

ALTER TABLE dataset ADD COLUMN private INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dataset ADD COLUMN state TEXT NOT NULL DEFAULT 'active';
ALTER TABLE dataset ADD COLUMN creator TEXT;
CREATE INDEX dataset_of_organization ON dataset (organization);

-- `resource` again, without the demand for a file. SQLite cannot drop a NOT NULL: both tables are made anew, the one that
-- refers to the other first out, so that no reference ever hangs.
CREATE TABLE new_resource (
    id            TEXT PRIMARY KEY NOT NULL,
    dataset       INTEGER NOT NULL REFERENCES dataset (key),
    position      INTEGER NOT NULL,
    -- Path in the release's folder; empty for a resource that a client made.
    path          TEXT NOT NULL,
    file_name     TEXT NOT NULL,
    sha256        TEXT REFERENCES file (sha256),
    size          INTEGER NOT NULL,
    -- Address of a link; empty for a file.
    link          TEXT NOT NULL DEFAULT '',
    url_type      TEXT,
    members       TEXT NOT NULL,
    created       TEXT NOT NULL,
    last_modified TEXT,
    modified      TEXT NOT NULL
) STRICT;
INSERT INTO new_resource
    SELECT id, dataset, position, path, file_name, sha256, size, '', 'upload', members, created, last_modified, modified
    FROM resource;

CREATE TABLE new_datastore (
    resource TEXT PRIMARY KEY NOT NULL REFERENCES new_resource (id),
    name     TEXT UNIQUE NOT NULL,
    rows     INTEGER NOT NULL,
    fields   TEXT NOT NULL,
    -- JSON: the columns by which a row is known, and other names of the table.
    key      TEXT NOT NULL DEFAULT '[]',
    aliases  TEXT NOT NULL DEFAULT '[]'
) STRICT;
INSERT INTO new_datastore (resource, name, rows, fields) SELECT resource, name, rows, fields FROM datastore;

DROP TABLE datastore;
DROP TABLE resource;
ALTER TABLE new_resource RENAME TO resource;
ALTER TABLE new_datastore RENAME TO datastore;
CREATE INDEX resource_of_dataset ON resource (dataset, position);

-- Ids of resources that were taken off: taking one off twice is no fault.
CREATE TABLE removed_resource (
    id      TEXT PRIMARY KEY NOT NULL,
    dataset INTEGER NOT NULL REFERENCES dataset (key)
) STRICT;

-- Tokens, of which only the SHA-256 is kept. `organizations` is a JSON list of ids; null for all of them.
CREATE TABLE token (
    id            TEXT PRIMARY KEY NOT NULL,
    sha256        TEXT UNIQUE NOT NULL,
    name          TEXT NOT NULL,
    user          TEXT NOT NULL,
    role          TEXT NOT NULL,
    organizations TEXT,
    created       TEXT NOT NULL,
    used          TEXT,
    revoked       TEXT
) STRICT;
