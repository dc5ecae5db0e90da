//! `current_package_list_with_resources`

use serde_json::json;

use crate::catalog::query::Expression;
use crate::catalog::search::{Key, Search};
use crate::catalog::viewer::Included;
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context, query};

/// Datasets with their files, last changed first.
pub(super) const ACTION: Action = Action {
    name: "current_package_list_with_resources",
    doc: "Datasets with their files, last changed first.\n\n:param limit: most datasets, 1000 when not given\n:param offset: datasets to skip",
    about: Text {
        th: "ชุดข้อมูลพร้อมไฟล์ เรียงจากที่ปรับปรุงล่าสุด",
        en: "Datasets with their files, last changed first.",
    },
    example: "?limit=2",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let search = Search {
        query: Expression::All,
        filters: Vec::new(),
        sort: vec![(Key::Modified, true)],
        limit: query::capped(params.natural("limit")?, query::MAX_ROWS),
        offset: query::capped(params.natural("offset")?.or(Some(0)), u32::MAX),
        included: Included::default(),
    };
    Ok(json!(query::datasets(context, &search)?.1).to_string())
}
