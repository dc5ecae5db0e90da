//! `package_autocomplete`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context, query};

/// Datasets whose name or title contains a text.
pub(super) const ACTION: Action = Action {
    name: "package_autocomplete",
    doc: "Datasets whose name or title contains a text.\n\n\
          :param q: the text\n\
          :param limit: most datasets, 10 when not given",
    about: Text {
        th: "ชุดข้อมูลที่ชื่อมีข้อความที่กำหนด",
        en: "Datasets whose name or title contains a text.",
    },
    example: "?q=rice",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let wanted = params.required("q")?;
    let limit = query::capped(params.natural("limit")?.or(Some(10)), 100);
    let found = context.reader.named_like(&wanted, limit)?;
    let folded = wanted.to_lowercase();
    let hits = found.iter().map(|(name, title)| {
        let by_name = name.contains(&folded);
        let (field, shown) = if by_name {
            ("name", name.clone())
        } else {
            ("title", format!("{title} ({name})"))
        };
        json!({"name": name, "title": title, "match_field": field, "match_displayed": shown})
    });
    Ok(json!(hits.collect::<Vec<_>>()).to_string())
}
