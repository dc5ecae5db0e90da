//! `tag_list`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::ckan::naming::identifier;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};

/// The search words of all datasets, by name.
pub(super) const ACTION: Action = Action {
    name: "tag_list",
    doc: "The search words of all datasets, by name.\n\n:param query: only words that contain this text\n:param all_fields: objects instead of names",
    about: Text {
        th: "คำสำคัญของชุดข้อมูลทั้งหมด",
        en: "The search words of all datasets, by name.",
    },
    example: "",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let wanted = params.text("query").unwrap_or_default().to_lowercase();
    let mut tags = context.reader.values("tags")?;
    tags.retain(|tag| tag.to_lowercase().contains(&wanted));
    if params.flag("all_fields") != Some(true) {
        return Ok(json!(tags).to_string());
    }
    let full = |tag: &String| json!({"id": identifier("tag", tag), "name": tag, "display_name": tag, "vocabulary_id": null});
    Ok(json!(tags.iter().map(full).collect::<Vec<_>>()).to_string())
}
