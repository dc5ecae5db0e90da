//! All rows of a table: `/datastore/dump/<resource>?format=csv|tsv|json|xml&limit=&offset=&bom=`.

use axum::extract::{Path, State as Extract};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::response::{IntoResponse, Response};

use crate::catalog::datastore::{ROW_ID, Rows};
use crate::catalog::record::{Cell, Table};
use crate::catalog::shelf::Catalog;
use crate::serve::error::Error;
use crate::serve::form;
use crate::serve::pages::language::Visitor;
use crate::serve::pages::problem;
use crate::serve::records;
use crate::serve::state::State;
use crate::serve::stream::{self, Source};

/// Rows of one piece: memory holds two or three pieces, whatever the table's size.
const PAGE: u32 = 1000;

/// A format of dumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Csv,
    Tsv,
    Json,
    Xml,
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "" | "csv" => Self::Csv,
            "tsv" => Self::Tsv,
            "json" => Self::Json,
            "xml" => Self::Xml,
            _ => return None,
        })
    }

    /// Extension of the file and media type.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("csv", "text/csv; charset=utf-8"),
            Self::Tsv => ("tsv", "text/tab-separated-values; charset=utf-8"),
            Self::Json => ("json", "application/json; charset=utf-8"),
            Self::Xml => ("xml", "text/xml; charset=utf-8"),
        }
    }

    fn head(self, table: &Table, columns: &[String], bom: bool) -> String {
        let mark = if bom { "\u{feff}" } else { "" };
        match self {
            Self::Csv => mark.to_owned() + &records::delimited(columns.to_vec(), ','),
            Self::Tsv => mark.to_owned() + &records::delimited(columns.to_vec(), '\t'),
            Self::Json => format!(
                "{mark}{{\"fields\": {}, \"records\": [",
                records::fields(table, columns)
            ),
            Self::Xml => {
                format!("{mark}<data xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n")
            }
        }
    }

    fn row(self, columns: &[String], row: &[Cell], is_first: bool) -> String {
        match self {
            Self::Csv => records::delimited(row.iter().map(records::text_cell), ','),
            Self::Tsv => records::delimited(row.iter().map(records::text_cell), '\t'),
            Self::Json => format!(
                "{}{}",
                if is_first { "\n" } else { ",\n" },
                records::json_list(row)
            ),
            Self::Xml => records::xml_row(columns, row),
        }
    }

    fn tail(self) -> &'static str {
        match self {
            Self::Csv | Self::Tsv => "",
            Self::Json => "\n]}\n",
            Self::Xml => "</data>\n",
        }
    }
}

/// Streams a dump.
pub(crate) async fn dump(
    Extract(state): Extract<State>,
    Path(resource): Path<String>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    match begin(&state, resource, &uri, &headers).await {
        Ok((name, kind, dump)) => {
            let mut response = stream::body(dump).into_response();
            let mut set = |header, value: &str| {
                if let Ok(value) = HeaderValue::from_str(value) {
                    response.headers_mut().insert(header, value);
                }
            };
            set(header::CONTENT_TYPE, kind);
            set(
                header::CONTENT_DISPOSITION,
                &format!("attachment; filename=\"{name}\""),
            );
            set(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
            response
        }
        Err(error) => problem::page(&Visitor::of(&uri, &headers), &error),
    }
}

async fn begin(
    state: &State,
    resource: String,
    uri: &Uri,
    headers: &HeaderMap,
) -> Result<(String, &'static str, Dump), Error> {
    let pairs = form::decode(uri.query().unwrap_or_default());
    let get = |key: &str| {
        pairs
            .iter()
            .rev()
            .find(|(it, _)| it == key)
            .map_or("", |(_, value)| value.as_str())
    };
    let number = |key: &str| match get(key) {
        "" => Ok(None),
        text => text.parse::<u64>().map(Some).map_err(|_| Error::BadRequest),
    };
    let format = Format::named(get("format")).ok_or(Error::BadRequest)?;
    let bom = matches!(get("bom"), "true" | "True" | "1" | "yes");
    let (limit, offset) = (number("limit")?, number("offset")?.unwrap_or(0));
    let caller = state.caller(headers).await?;
    let state = state.clone();
    let task = tokio::task::spawn_blocking(move || -> Result<_, Error> {
        let catalog = state.open()?;
        let reader = catalog.reader_for(caller.viewer());
        let Some(table) = reader.table(&resource)? else {
            return Err(if reader.resource_is_hidden(&resource)? {
                Error::Forbidden
            } else {
                Error::NotFound
            });
        };
        // Where rows are numbered without gaps an offset is a number, and no row before it is looked at.
        let after = if offset == 0 || reader.is_numbered(&table)? {
            i64::try_from(offset).unwrap_or(i64::MAX)
        } else {
            reader.row_number(&table, offset)?
        };
        Ok((catalog, table, after))
    });
    let (catalog, table, after) = task.await.map_err(|_| Error::Internal)??;
    let columns: Vec<String> = [ROW_ID.to_owned()]
        .into_iter()
        .chain(table.fields.iter().map(|field| field.id.clone()))
        .collect();
    let (extension, kind) = format.kind();
    let name = format!("{}.{extension}", table.resource);
    let dump = Dump {
        head: Some(format.head(&table, &columns, bom)),
        catalog,
        table,
        columns,
        format,
        after: Some(after),
        left: limit.unwrap_or(u64::MAX),
        is_first: true,
    };
    Ok((name, kind, dump))
}

/// A dump on its way: one state of the catalogue, read in pages by row number.
struct Dump {
    catalog: Catalog,
    table: Table,
    columns: Vec<String>,
    format: Format,
    head: Option<String>,
    after: Option<i64>,
    left: u64,
    is_first: bool,
}

impl Source for Dump {
    fn next(&mut self) -> Option<Result<Vec<u8>, std::io::Error>> {
        if let Some(head) = self.head.take() {
            return Some(Ok(head.into_bytes()));
        }
        let after = self.after?;
        let limit = u32::try_from(self.left).map_or(PAGE, |left| left.min(PAGE));
        let query = Rows {
            columns: self.columns.clone(),
            after: Some(after),
            limit,
            ..Rows::default()
        };
        // The table itself was found as far as the caller may see it.
        let rows = match self.catalog.reader().table_rows(&self.table, &query) {
            Ok(rows) => rows,
            Err(error) => return Some(Err(std::io::Error::other(error))),
        };
        self.left -= rows.len() as u64;
        let last = rows.last().and_then(|row| row.first());
        self.after = match last {
            Some(Cell::Integer(id)) if rows.len() as u64 == u64::from(limit) && self.left > 0 => {
                Some(*id)
            }
            _ => None,
        };
        let mut piece = String::new();
        for row in &rows {
            piece.push_str(&self.format.row(&self.columns, row, self.is_first));
            self.is_first = false;
        }
        if self.after.is_none() {
            piece.push_str(self.format.tail());
        }
        Some(Ok(piece.into_bytes()))
    }
}
