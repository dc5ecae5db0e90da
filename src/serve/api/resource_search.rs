//! `resource_search`

use serde_json::{Value, json};

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context, query};
use crate::serve::dict;

/// Files of public datasets, by the text of a member.
pub(super) const ACTION: Action = Action {
    name: "resource_search",
    doc: "Files of public datasets, by the text of a member.\n\n\
          :param query: member:text, or a list of these, which must all hold; name, description, url, format, …\n\
          :param limit: most files, 100 when not given\n\
          :param offset: files to skip",
    about: Text {
        th: "ค้นหาไฟล์ของชุดข้อมูลด้วยข้อความในรายการ",
        en: "Files of public datasets, by the text of a member.",
    },
    example: "?query=format:CSV",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let stated = match params.value("query") {
        None => return Err(Failure::invalid("query", "Missing value")),
        Some(Value::Array(items)) => items.iter().filter_map(Value::as_str).collect(),
        Some(Value::String(text)) => vec![text.as_str()],
        Some(_) => Vec::new(),
    };
    let mut terms = Vec::new();
    for term in stated {
        let Some((member, text)) = term.split_once(':') else {
            let sentence = "Must be <field>:<value> pair(s)";
            return Err(Failure::invalid("query", sentence));
        };
        terms.push((member, text.to_lowercase()));
    }
    let limit = query::capped(params.natural("limit")?.or(Some(100)), query::MAX_ROWS);
    let offset = params.natural("offset")?.unwrap_or(0);
    let mut count: u64 = 0;
    let mut results = Vec::new();
    for resource in context.reader.public_resources()? {
        let dict = dict::resource(context.site, &resource);
        let fits = terms.iter().all(|(member, text)| {
            let value = dict.get(*member).and_then(Value::as_str);
            value.is_some_and(|value| value.to_lowercase().contains(text))
        });
        if fits {
            if count >= offset && results.len() < usize::try_from(limit).unwrap_or(usize::MAX) {
                results.push(dict);
            }
            count += 1;
        }
    }
    Ok(json!({"count": count, "results": results}).to_string())
}
