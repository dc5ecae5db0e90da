//! An expression → datasets, in a stable order, with counts by field.

use rusqlite::params_from_iter;

use crate::catalog::Error;
use crate::catalog::query::Expression;
use crate::catalog::reader::Reader;
use crate::catalog::viewer::{Included, Viewer};

/// The columns of free text, with what a word found there is worth. A title tells most of what a dataset is about.
const COLUMNS: [(&str, u32); 7] = [
    ("title", 20),
    ("title_en", 20),
    ("name", 10),
    ("tags", 8),
    ("fields", 3),
    ("organization", 2),
    ("notes", 1),
];
/// Trigrams cannot find less than three characters; shorter words are looked for one dataset after the other.
const TRIGRAM: usize = 3;

/// What to search for.
#[derive(Clone, Debug)]
pub struct Search {
    /// The query; it ranks.
    pub query: Expression,
    /// What must hold beside; does not rank.
    pub filters: Vec<Expression>,
    /// The order; empty for the best first.
    pub sort: Vec<(Key, bool)>,
    /// Most datasets to answer.
    pub limit: u32,
    /// Datasets to skip.
    pub offset: u32,
    /// What is searched beside the public datasets.
    pub included: Included,
}

/// What datasets can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// How well it fits.
    Score,
    /// `name`
    Name,
    /// `title_string`
    Title,
    /// `id`
    Id,
    /// `metadata_created`
    Created,
    /// `metadata_modified`
    Modified,
}

impl Key {
    /// The key of a field's name in Solr; `None` for a field that cannot order.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "score" => Self::Score,
            "name" => Self::Name,
            "title_string" | "title" => Self::Title,
            "id" => Self::Id,
            "metadata_created" => Self::Created,
            "metadata_modified" | "views_recent" => Self::Modified,
            _ => return None,
        })
    }
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// How many datasets fit.
    pub count: u64,
    /// The ids of those that were asked for.
    pub ids: Vec<String>,
}

impl Reader<'_> {
    /// Datasets that fit, ties in the order of their names.
    pub fn search(&self, search: &Search) -> Result<Found, Error> {
        let mut condition = condition(search, self.viewer);
        let count = self
            .row(
                &format!("SELECT count(*) FROM dataset d WHERE {}", condition.sql),
                params_from_iter(&condition.values),
                |row| row.get(0),
            )?
            .unwrap_or_default();
        let score = score(&search.query, &mut condition.values);
        let order: Vec<String> = search
            .sort
            .iter()
            .map(|(key, descending)| {
                let column = match key {
                    Key::Score => "score",
                    Key::Name => "d.name",
                    Key::Title => "d.title",
                    Key::Id => "d.id",
                    Key::Created => "d.created",
                    Key::Modified => "d.modified",
                };
                format!("{column} {}", if *descending { "DESC" } else { "ASC" })
            })
            .chain(["d.name".to_owned()])
            .collect();
        let sql = format!(
            "SELECT d.id, {score} AS score FROM dataset d WHERE {} ORDER BY {} LIMIT {} OFFSET {}",
            condition.sql,
            order.join(", "),
            search.limit,
            search.offset
        );
        let ids = self.rows(&sql, params_from_iter(&condition.values), |row| row.get(0))?;
        Ok(Found { count, ids })
    }

    /// How many of the datasets that fit have each value of a field: most frequent first, then by value.
    pub fn facet(
        &self,
        search: &Search,
        field: &str,
        limit: Option<u32>,
    ) -> Result<Vec<(String, u64)>, Error> {
        let mut condition = condition(search, self.viewer);
        condition.values.push(field.to_owned());
        let sql = format!(
            "SELECT value, count(*) AS n FROM term WHERE dataset IN (SELECT d.key FROM dataset d WHERE {}) \
             AND field = ?{} GROUP BY value ORDER BY n DESC, value LIMIT {}",
            condition.sql,
            condition.values.len(),
            limit.map_or(-1, i64::from)
        );
        self.rows(&sql, params_from_iter(&condition.values), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
    }
}

struct Condition {
    sql: String,
    values: Vec<String>,
}

fn condition(search: &Search, viewer: &Viewer) -> Condition {
    let mut values = Vec::new();
    let mut parts = vec![viewer.listed(search.included)];
    parts.extend(
        search
            .filters
            .iter()
            .chain([&search.query])
            .map(|part| translate(part, &mut values)),
    );
    Condition {
        sql: parts.join(" AND "),
        values,
    }
}

/// Keeps a value for the statement; answers its place.
fn place(value: String, values: &mut Vec<String>) -> String {
    values.push(value);
    format!("?{}", values.len())
}

fn translate(expression: &Expression, values: &mut Vec<String>) -> String {
    let mut joined = |parts: &[Expression], by: &str| {
        let parts: Vec<String> = parts.iter().map(|part| translate(part, values)).collect();
        format!("({})", parts.join(by))
    };
    match expression {
        Expression::All => "1".to_owned(),
        Expression::And(parts) => joined(parts, " AND "),
        Expression::Or(parts) => joined(parts, " OR "),
        Expression::Not(part) => format!("NOT {}", translate(part, values)),
        Expression::Word(word) => free(word, values),
        Expression::Field { field, value, wild } => by_field(field, value, *wild, values),
        Expression::Range { field, from, to } => {
            let mut parts = Vec::new();
            for (end, sign) in [(from, ">="), (to, "<=")] {
                if let Some(end) = end {
                    // Solr's times end in `Z`, ours never do.
                    parts.push(format!(
                        "value {sign} {}",
                        place(end.trim_end_matches('Z').to_owned(), values)
                    ));
                }
            }
            let parts = if parts.is_empty() {
                "1".to_owned()
            } else {
                parts.join(" AND ")
            };
            if let Some(column) = time_column(field) {
                format!("({})", parts.replace("value", column))
            } else {
                let field = place(field.clone(), values);
                format!(
                    "EXISTS (SELECT 1 FROM term WHERE dataset = d.key AND field = {field} AND {parts})"
                )
            }
        }
    }
}

fn time_column(field: &str) -> Option<&'static str> {
    match field {
        "metadata_modified" => Some("d.modified"),
        "metadata_created" => Some("d.created"),
        _ => None,
    }
}

fn free(word: &str, values: &mut Vec<String>) -> String {
    if word.chars().count() >= TRIGRAM {
        let phrase = place(format!("\"{}\"", word.replace('"', "\"\"")), values);
        return format!("d.key IN (SELECT rowid FROM search WHERE search MATCH {phrase})");
    }
    let pattern = place(containing(word), values);
    let columns: Vec<String> = COLUMNS
        .iter()
        .map(|(column, _)| format!("{column} LIKE {pattern} ESCAPE '\\'"))
        .collect();
    format!(
        "d.key IN (SELECT rowid FROM search WHERE {})",
        columns.join(" OR ")
    )
}

fn by_field(field: &str, value: &str, wild: bool, values: &mut Vec<String>) -> String {
    let text_column = match field {
        "title" | "notes" | "title_en" => Some(field),
        "text" => return free(value.trim_matches('*'), values),
        _ => None,
    };
    if let Some(column) = text_column {
        let pattern = place(containing(value.trim_matches('*')), values);
        return format!(
            "d.key IN (SELECT rowid FROM search WHERE {column} LIKE {pattern} ESCAPE '\\')"
        );
    }
    let name = field.strip_prefix("extras_").unwrap_or(field);
    let name = place(name.to_owned(), values);
    let test = if wild {
        let pattern = place(escape(value).replace('*', "%").replace('?', "_"), values);
        format!("value LIKE {pattern} ESCAPE '\\'")
    } else {
        format!("value = {}", place(value.to_owned(), values))
    };
    format!("EXISTS (SELECT 1 FROM term WHERE dataset = d.key AND field = {name} AND {test})")
}

/// The worth of a dataset for the words of a query, those that must not be found aside.
fn score(query: &Expression, values: &mut Vec<String>) -> String {
    let mut wanted = Vec::new();
    collect(query, &mut wanted);
    if wanted.is_empty() {
        return "0".to_owned();
    }
    let mut parts = Vec::new();
    for word in wanted {
        let pattern = place(containing(word), values);
        for (column, worth) in COLUMNS {
            parts.push(format!("{worth} * ({column} LIKE {pattern} ESCAPE '\\')"));
        }
    }
    format!(
        "(SELECT {} FROM search WHERE rowid = d.key)",
        parts.join(" + ")
    )
}

fn collect<'a>(expression: &'a Expression, words: &mut Vec<&'a str>) {
    match expression {
        Expression::Word(word) => words.push(word),
        Expression::And(parts) | Expression::Or(parts) => {
            for part in parts {
                collect(part, words);
            }
        }
        _ => {}
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
}

pub(crate) fn containing(text: &str) -> String {
    format!("%{}%", escape(text))
}
