//! Exchanges that our server answers otherwise on purpose, with the reason; and parts of the record that are not put to it.

/// An exchange by its section and title.
pub(super) struct Known {
    pub(super) section: &'static str,
    pub(super) title: &'static str,
    pub(super) reason: &'static str,
}

const fn known(section: &'static str, title: &'static str, reason: &'static str) -> Known {
    Known {
        section,
        title,
        reason,
    }
}

/// Sections of the record that need another CKAN than the one that is imitated.
pub(super) const LEFT_OUT: &[(&str, &str)] = &[
    (
        "T13",
        "recorded with ckanext-scheming, which our server has not",
    ),
    (
        "T14",
        "recorded with ckanext-scheming and the national schema, which our server has not",
    ),
];

const STATUS: &str =
    "our server says its own title and lists only what it has of CKAN's extensions";
const MEMBERS: &str = "the command `token` says whose datasets a token may change, not the API";
const LICENCES: &str = "our list has the licences of the national catalogue too";
const ACTIVITY: &str = "our server keeps no list of activities";
const SQL: &str = "our server takes no SQL from visitors";

const USED: &str = "our server notes the use of a token when it writes, not when it reads";
const EDITOR: &str = "a token of an editor is for the organizations that it names; it makes none";
const THAI_TAGS: &str = "tags of every script are welcome, as on a Thai portal";
const BULK: &str = "our server has no actions for many datasets at once";
const PIECES: &str = "CKAN's search finds the 5 in 1.5; ours compares the whole value";
const LONG_NAMES: &str =
    "PostgreSQL cuts a column's name after 63 bytes, 21 Thai letters; our server keeps it whole";
const RANGES: &str = "our server filters by ranges, as CKAN 2.12 does";
const STATEMENT: &str = "our server does not tell its SQL";
const DUMP: &str = "a dump says what it is, text/csv, and writes booleans as the file has them";
const ORPHANS: &str = "CKAN keeps the rows of a dataset that was purged; our server does not";

/// Every exchange that differs.
pub(super) const KNOWN: &[Known] = &[
    known("T1", "Site status (no token needed)", STATUS),
    known("T1", "status_show by POST with empty JSON object", STATUS),
    known(
        "T1",
        "POST with a JSON content type and an empty body",
        STATUS,
    ),
    known("T1", "Unversioned path", STATUS),
    known("T1", "JSONP on GET", STATUS),
    known("T2", "Add editor as member", MEMBERS),
    known("T6", "tag_list; license_list shape", LICENCES),
    known("T6", "activity list of a dataset", ACTIVITY),
    known("T11", "SQL", SQL),
    known("T11", "SQL: not a select", SQL),
    known("T1", "Token list", USED),
    known("T2", "Create as a plain user", EDITOR),
    known(
        "T3",
        "Tag: Thai with vowel or tone marks above/below",
        THAI_TAGS,
    ),
    known("T5", "bulk_update_private", BULK),
    known("T6", "By extra", PIECES),
    known("T8", "... inserting by the full name", LONG_NAMES),
    known(
        "T8",
        "Field name: 22 Thai characters, with records in the same call",
        LONG_NAMES,
    ),
    known(
        "T8",
        "Two Thai names with the same first 21 characters",
        LONG_NAMES,
    ),
    known("T11", "filters: {gte} objects", RANGES),
    known("T11", "filters: wrong type", STATEMENT),
    known("T11", "Dump CSV", DUMP),
    known("T11", "After dataset_purge: the table, sysadmin", ORPHANS),
    known(
        "T11",
        "After dataset_purge: datastore_delete by the sysadmin",
        ORPHANS,
    ),
];

/// What differs on a genuine CKAN that others use too, and because of the prefix before names. None of it is an error in
/// reading the record.
pub(super) const SHARED: &[Known] = &[
    known("T1", "Bad token, action open to all", "datasets of others"),
    known("T2", "List", "organizations of others"),
    known(
        "T2",
        "Organizations the caller may create datasets in (editor, before membership)",
        "the editor's other organizations",
    ),
    known(
        "T2",
        "Organizations the caller may create datasets in (editor, after)",
        "the editor's other organizations",
    ),
    known("T6", "By extra", "datasets of others"),
    known("T6", "Facets", "datasets of others, and the prefix"),
    known(
        "T6",
        "package_autocomplete",
        "the prefix makes the name longer",
    ),
];
