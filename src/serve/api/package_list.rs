//! `package_list`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};

/// Names of all datasets, in alphabetical order.
pub(super) const ACTION: Action = Action {
    name: "package_list",
    doc: "Names of all datasets, in alphabetical order.\n\n:param limit: most names, all when not given\n:param offset: names to skip",
    about: Text {
        th: "ชื่อชุดข้อมูลทั้งหมดเรียงตามตัวอักษร",
        en: "Names of all datasets, in alphabetical order.",
    },
    example: "?limit=10",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let cap = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let limit = params.natural("limit")?.map(cap);
    let offset = params.natural("offset")?.map_or(0, cap);
    Ok(json!(context.reader.names(limit, offset)?).to_string())
}
