//! `datastore_search`

use serde_json::{Map, Value, json};

use crate::catalog::cast::cast;
use crate::catalog::datastore::{Comparison, Filter, Order, ROW_ID, Rows};
use crate::catalog::postgres::Type;
use crate::catalog::record::{Cell, Field, Table};
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
use crate::serve::form;
use crate::serve::records;

/// Reads rows.
pub(super) const ACTION: Action = Action {
    name: "datastore_search",
    doc: "Rows of a table.\n\n\
          :param resource_id: id of the file\n\
          :param filters: {\"column\": value or list of values or {\"gte\": …, \"lt\": …}}\n\
          :param q: words that must stand in a row, or {\"column\": words}\n\
          :param limit: most rows, 100 when not given, 32000 at most; 0 for the columns only\n\
          :param offset: rows to skip\n\
          :param fields: list of columns\n\
          :param sort: column asc|desc nulls first|last, …\n\
          :param distinct: each combination of values once\n\
          :param include_total: whether to count\n\
          :param records_format: objects, lists, csv or tsv",
    about: Text {
        th: "แถวข้อมูลของตาราง กรอง เรียง และแบ่งหน้าได้",
        en: "Rows of a table: filtered, ordered, in pages.",
    },
    example: "?resource_id=ID&limit=5",
    call: Call::Read(call),
};

/// Rows when no limit is asked for, and at most, as in CKAN.
const LIMITS: (u64, u64) = (100, 32_000);

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let Some(id) = params.text("resource_id").or_else(|| params.text("id")) else {
        return Err(Failure::invalid("resource_id", "Missing value"));
    };
    let table = table(context, &id)?;
    let limit = params.natural("limit")?.unwrap_or(LIMITS.0).min(LIMITS.1);
    let offset = params.natural("offset")?.unwrap_or(0);
    let filters = params.object("filters")?;
    let rows = Rows {
        columns: columns(&table, &params.list("fields"))?,
        filters: filters
            .iter()
            .map(|(column, value)| filter(&table, column, value))
            .collect::<Result<_, _>>()?,
        words: words(&table, params)?,
        sort: order(&table, params.value("sort"))?,
        distinct: params.flag("distinct") == Some(true),
        after: None,
        limit: u32::try_from(limit).unwrap_or(0),
        offset,
    };
    let format = params
        .text("records_format")
        .unwrap_or_else(|| "objects".to_owned());
    if !["objects", "lists", "csv", "tsv"].contains(&format.as_str()) {
        let message = "Value must be one of ('objects', 'lists', 'csv', 'tsv')";
        return Err(Failure::invalid("records_format", message));
    }
    let found = if limit == 0 {
        Vec::new()
    } else {
        context.reader.table_rows(&table, &rows)?
    };
    let with_total = params.flag("include_total") != Some(false);
    let mut answer = Members::default();
    answer.put("include_total", json!(with_total));
    answer.put("limit", json!(limit));
    answer.put("records_format", json!(format));
    answer.put("resource_id", json!(table.resource));
    answer.put("total_estimation_threshold", Value::Null);
    for (name, value) in [
        ("filters", Some(json!(filters))),
        ("q", params.value("q").cloned()),
        ("sort", params.value("sort").cloned()),
    ] {
        if let Some(value) = value.filter(|_| params.value(name).is_some()) {
            answer.put(name, value);
        }
    }
    if rows.distinct {
        answer.put("distinct", json!(true));
    }
    if offset > 0 {
        answer.put("offset", json!(offset));
    }
    answer.raw("records", &written(&format, &rows.columns, &found));
    answer.raw("fields", &records::fields(&table, &rows.columns));
    answer.put("_links", links(context, offset, limit));
    if with_total {
        answer.put("total", json!(context.reader.table_count(&table, &rows)?));
        answer.put("total_was_estimated", json!(false));
    }
    Ok(answer.text())
}

/// The members of an object, some of which are JSON text already.
#[derive(Default)]
struct Members(Vec<String>);

impl Members {
    fn put(&mut self, name: &str, value: impl Into<Value>) {
        self.raw(name, &value.into().to_string());
    }

    fn raw(&mut self, name: &str, json: &str) {
        self.0.push(format!("\"{name}\": {json}"));
    }

    fn text(&self) -> String {
        format!("{{{}}}", self.0.join(", "))
    }
}

fn written(format: &str, columns: &[String], rows: &[Vec<Cell>]) -> String {
    let separated = |delimiter: char| {
        let lines: String = rows
            .iter()
            .map(|row| records::delimited(row.iter().map(records::text_cell), delimiter))
            .collect();
        json!(lines).to_string()
    };
    let listed = |each: &dyn Fn(&[Cell]) -> String| {
        let rows: Vec<String> = rows.iter().map(|row| each(row)).collect();
        format!("[{}]", rows.join(", "))
    };
    match format {
        "csv" => separated(','),
        "tsv" => separated('\t'),
        "lists" => listed(&|row| records::json_list(row)),
        _ => listed(&|row| records::json_object(columns, row)),
    }
}

/// A table that may be seen.
pub(super) fn table(context: &Context<'_>, id: &str) -> Result<Table, Failure> {
    let found = context.reader.table(id)?;
    let missing = || Failure::NotFound(format!("Not found: Resource \"{id}\" was not found."));
    match found {
        Some(table) => Ok(table),
        None if context.reader.resource_is_hidden(id)? => {
            Err(context.caller.denied(&format!("read resource {id}")))
        }
        None => Err(missing()),
    }
}

fn is_column(table: &Table, name: &str) -> bool {
    name == ROW_ID || table.fields.iter().any(|field| field.id == name)
}

fn unknown(param: &str, column: &str) -> Failure {
    Failure::invalid(param, format!("invalid value \"{column}\""))
}

fn columns(table: &Table, wanted: &[String]) -> Result<Vec<String>, Failure> {
    if let Some(column) = wanted.iter().find(|column| !is_column(table, column)) {
        return Err(unknown("fields", column));
    }
    let all = || {
        [ROW_ID.to_owned()]
            .into_iter()
            .chain(table.fields.iter().map(|field| field.id.clone()))
    };
    Ok(if wanted.is_empty() {
        all().collect()
    } else {
        wanted.to_vec()
    })
}

pub(super) fn filter(table: &Table, column: &str, value: &Value) -> Result<Filter, Failure> {
    if !is_column(table, column) {
        return Err(unknown("filters", column));
    }
    let kind = table.field(column).map_or(Type::Int8, Field::postgres);
    let each = |value: &Value| cell(kind, column, value).map(|cell| (Comparison::Equal, cell));
    let (tests, every) = match value {
        Value::Array(items) => (items.iter().map(each).collect::<Result<_, _>>()?, false),
        // CKAN 2.12 has ranges, 2.11 refuses them.
        Value::Object(ends) => {
            let end = |(name, value): (&String, &Value)| {
                let comparison = match name.as_str() {
                    "eq" => Comparison::Equal,
                    "lt" => Comparison::Less,
                    "lte" => Comparison::AtMost,
                    "gt" => Comparison::Greater,
                    "gte" => Comparison::AtLeast,
                    _ => return Err(invalid_query(&format!("unknown comparison \"{name}\""))),
                };
                Ok((comparison, cell(kind, column, value)?))
            };
            (ends.iter().map(end).collect::<Result<_, _>>()?, true)
        }
        value => (vec![each(value)?], false),
    };
    Ok(Filter {
        column: column.to_owned(),
        tests,
        every,
    })
}

/// What a client sent, as a value of the column's type. `null` equals nothing, as in CKAN 2.11.
fn cell(kind: Type, column: &str, value: &Value) -> Result<Cell, Failure> {
    cast(kind, column, &value.to_string()).map_err(|misfit| invalid_query(&misfit.to_string()))
}

fn invalid_query(why: &str) -> Failure {
    Failure::Validation(Map::from_iter([
        ("query".to_owned(), json!(["Invalid query"])),
        ("info".to_owned(), json!({"orig": [why]})),
    ]))
}

fn words(table: &Table, params: &Params) -> Result<Vec<(Option<String>, String)>, Failure> {
    let split = |column: Option<&str>, text: &str| {
        text.split_whitespace()
            .map(|word| (column.map(str::to_owned), word.to_owned()))
            .collect::<Vec<_>>()
    };
    let text = params.text("q").unwrap_or_default();
    let by_column = match params.value("q") {
        Some(Value::Object(map)) => Some(map.clone()),
        _ if text.starts_with('{') => serde_json::from_str(&text).ok(),
        _ => None,
    };
    let Some(map) = by_column else {
        return Ok(split(None, &text));
    };
    let mut words = Vec::new();
    for (column, text) in &map {
        if !is_column(table, column) {
            return Err(unknown("q", column));
        }
        words.extend(split(Some(column), text.as_str().unwrap_or_default()));
    }
    Ok(words)
}

/// `a desc, "b" asc nulls last`. Only names of columns reach the statement.
fn order(table: &Table, stated: Option<&Value>) -> Result<Vec<Order>, Failure> {
    let parts: Vec<String> = match stated {
        None => Vec::new(),
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
        Some(Value::String(text)) => text.split(',').map(str::to_owned).collect(),
        Some(other) => return Err(unknown("sort", &other.to_string())),
    };
    parts
        .iter()
        .map(|part| part.trim())
        .filter(|part| !part.is_empty())
        .map(|part| {
            let (column, rest) = match part.strip_prefix('"').and_then(|part| part.split_once('"'))
            {
                Some((column, rest)) => (column, rest),
                None => part.split_once(char::is_whitespace).unwrap_or((part, "")),
            };
            let rest = rest
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .to_ascii_lowercase();
            let (direction, nulls) = match rest.split_once("nulls") {
                Some((direction, nulls)) => (direction.trim(), nulls.trim()),
                None => (rest.as_str(), ""),
            };
            let known = ["", "asc", "desc"].contains(&direction)
                && (nulls.is_empty() && !rest.contains("nulls")
                    || ["first", "last"].contains(&nulls));
            if !is_column(table, column) || !known {
                return Err(unknown("sort", part));
            }
            Ok(Order {
                column: column.to_owned(),
                descending: direction == "desc",
                nulls_first: (!nulls.is_empty()).then_some(nulls == "first"),
            })
        })
        .collect()
}

/// Links to this and the neighbouring pages: relative, with the query that came.
fn links(context: &Context<'_>, offset: u64, limit: u64) -> Value {
    let pairs = form::decode(context.query);
    let at = |offset: Option<u64>| {
        let kept = pairs
            .iter()
            .filter(|(key, _)| key != "offset")
            .map(|(key, value)| (key.as_str(), value.as_str()));
        let number = offset.map(|offset| offset.to_string());
        let all = kept.chain(number.as_deref().map(|number| ("offset", number)));
        let query = form::encode(all);
        if query.is_empty() {
            context.path.to_owned()
        } else {
            format!("{}?{query}", context.path)
        }
    };
    let mut links = Map::from_iter([
        ("start".to_owned(), json!(at(None))),
        (
            "next".to_owned(),
            json!(at(Some(offset.saturating_add(limit)))),
        ),
    ]);
    // CKAN gives no link to the first page but `start`.
    if offset > limit {
        links.insert(
            "prev".to_owned(),
            json!(at(Some(offset.saturating_sub(limit)))),
        );
    }
    Value::Object(links)
}
