//! `package_show`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Context};
use crate::serve::dict;

/// A dataset with its files.
pub(super) const ACTION: Action = Action {
    name: "package_show",
    doc: "A dataset with its files.\n\n:param id: name or id of the dataset",
    about: Text {
        th: "ชุดข้อมูลพร้อมไฟล์",
        en: "A dataset with its files.",
    },
    example: "?id=NAME",
    reads_only: true,
    call,
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let Some(id) = params.text("id").or_else(|| params.text("name_or_id")) else {
        return Err(Failure::invalid("name_or_id", "Missing value"));
    };
    let dataset = context
        .reader
        .dataset(&id)?
        .ok_or_else(Failure::not_found)?;
    Ok(dict::dataset(context.reader, context.site, &dataset)?.to_string())
}
