//! `package_search`

use serde_json::{Map, Value, json};

use crate::catalog::query::{Expression, Fault, parse};
use crate::catalog::search::{Key, Search};
use crate::catalog::viewer::Included;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context, query};

/// Searches datasets.
pub(super) const ACTION: Action = Action {
    name: "package_search",
    doc: "Searches datasets.\n\n\
          :param q: words, \"phrases\", field:value, AND, OR, NOT, -word, field:[a TO b]; *:* for all\n\
          :param fq: conditions in the same form, which do not rank\n\
          :param sort: field asc|desc, …; score, name, title_string, id, metadata_created, metadata_modified\n\
          :param rows: most datasets, 10 when not given, 1000 at most\n\
          :param start: datasets to skip\n\
          :param facet.field: list of fields whose values are counted\n\
          :param facet.limit: most values of a field, 50 when not given, -1 for all\n\
          :param include_private, include_drafts, include_deleted: what the caller may see beside the public datasets\n\
          :param fl: list of members to answer instead of whole datasets",
    about: Text {
        th: "ค้นหาชุดข้อมูล",
        en: "Searches datasets.",
    },
    example: "?q=ข้าว&rows=5",
    call: Call::Read(call),
};

/// Order when none is asked for, as CKAN states it.
const SORT: &str = "score desc, metadata_modified desc";
/// Parameters that CKAN knows. Any other is a mistake of the client, and said to be one.
const KNOWN: [&str; 23] = [
    "q",
    "fq",
    "fq_list",
    "sort",
    "rows",
    "start",
    "facet",
    "facet.field",
    "facet.limit",
    "facet.mincount",
    "fl",
    "qf",
    "include_private",
    "include_drafts",
    "include_deleted",
    "use_default_schema",
    "defType",
    "q.op",
    "mm",
    "bf",
    "df",
    "extras",
    "callback",
];

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    if let Some(unknown) = params
        .names()
        .find(|name| !KNOWN.contains(name) && !name.starts_with("ext_"))
    {
        return Err(invalid(&format!(
            "\"Invalid search parameters: ['{unknown}']\""
        )));
    }
    let stated = params.text("sort").unwrap_or_else(|| SORT.to_owned());
    let mut filters = vec![expression("fq", &params.list_or_text("fq"))?];
    for filter in params.list("fq_list") {
        filters.push(expression("fq", &filter)?);
    }
    let search = Search {
        query: expression("q", &params.text("q").unwrap_or_default())?,
        filters,
        sort: order(&stated)?,
        limit: query::capped(params.natural("rows")?.or(Some(10)), query::MAX_ROWS),
        offset: query::capped(params.natural("start")?.or(Some(0)), u32::MAX),
        included: Included {
            private: params.flag("include_private") == Some(true),
            drafts: params.flag("include_drafts") == Some(true),
            deleted: params.flag("include_deleted") == Some(true),
        },
    };
    let (count, mut results) = query::datasets(context, &search)?;
    let members = params.list("fl");
    if !members.is_empty() {
        results = results.iter().map(|dict| only(dict, &members)).collect();
    }
    let (facets, search_facets) = facets(context, params, &search)?;
    Ok(json!({
        "count": count,
        "facets": facets,
        "results": results,
        "sort": stated,
        "search_facets": search_facets,
    })
    .to_string())
}

impl Params {
    /// `fq` may be a list of conditions, which all hold, or one text.
    fn list_or_text(&self, name: &str) -> String {
        match self.value(name) {
            Some(Value::Array(items)) => {
                let parts: Vec<String> = items
                    .iter()
                    .filter_map(Value::as_str)
                    .map(|part| format!("({part})"))
                    .collect();
                parts.join(" AND ")
            }
            _ => self.text(name).unwrap_or_default(),
        }
    }
}

fn invalid(what: &str) -> Failure {
    Failure::SearchQuery(format!("Search Query is invalid: {what}"))
}

fn expression(param: &str, text: &str) -> Result<Expression, Failure> {
    parse(text).map_err(|fault| {
        let what = match fault {
            Fault::LocalParameters => {
                format!("\"Local parameters are not supported in param '{param}'.\"")
            }
            other => format!("'{other}'"),
        };
        Failure::Search(format!("Search error: {what}"))
    })
}

fn order(stated: &str) -> Result<Vec<(Key, bool)>, Failure> {
    let wrong = || invalid("'Invalid \"sort\" parameter'");
    stated
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(|part| {
            // CKAN wants a direction, its clients often leave it out.
            let (field, direction) = part
                .split_once(char::is_whitespace)
                .unwrap_or((part, "asc"));
            let descending = match direction.trim().to_ascii_lowercase().as_str() {
                "asc" => false,
                "desc" => true,
                _ => return Err(wrong()),
            };
            Key::named(field)
                .map(|key| (key, descending))
                .ok_or_else(wrong)
        })
        .collect()
}

/// The members of `fl`; `extras_k` is the extra `k`.
fn only(dict: &Value, members: &[String]) -> Value {
    let mut chosen = Map::new();
    for member in members {
        let name = member.strip_prefix("extras_").unwrap_or(member);
        let extra = || {
            let extras = dict.get("extras")?.as_array()?;
            extras
                .iter()
                .find(|extra| extra.get("key") == Some(&json!(name)))?
                .get("value")
        };
        if let Some(value) = dict.get(name).or_else(extra) {
            // A member alone comes from the index, which writes moments with their zone.
            let value = match (name, value) {
                ("metadata_created" | "metadata_modified", Value::String(moment)) => {
                    json!(format!("{moment}Z"))
                }
                _ => value.clone(),
            };
            chosen.insert(name.to_owned(), value);
        }
    }
    Value::Object(chosen)
}

type Members = Map<String, Value>;

/// Counts by field and value, and the same with what a person reads.
fn facets(
    context: &Context<'_>,
    params: &Params,
    search: &Search,
) -> Result<(Members, Members), Failure> {
    let (mut facets, mut described) = (Map::new(), Map::new());
    if params.flag("facet") == Some(false) {
        return Ok((facets, described));
    }
    let limit = match params.text("facet.limit").as_deref() {
        Some("-1") => None,
        _ => Some(query::capped(
            params.natural("facet.limit")?.or(Some(50)),
            u32::MAX,
        )),
    };
    let least = params.natural("facet.mincount")?.unwrap_or(1);
    for field in params.list("facet.field") {
        let mut counts = Map::new();
        let mut items = Vec::new();
        for (name, count) in context.reader.facet(search, &field, limit)? {
            if count < least {
                continue;
            }
            let unit = if field == "organization" {
                context.reader.organization(&name)?
            } else {
                None
            };
            let display = unit.map_or_else(|| name.clone(), |unit| unit.title);
            items.push(json!({"name": name, "display_name": display, "count": count}));
            counts.insert(name, json!(count));
        }
        facets.insert(field.clone(), Value::Object(counts));
        described.insert(field.clone(), json!({"title": field, "items": items}));
    }
    Ok((facets, described))
}
