//! `resource_show`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Context};
use crate::serve::dict;

/// A file of a dataset.
pub(super) const ACTION: Action = Action {
    name: "resource_show",
    doc: "A file of a dataset.\n\n:param id: id of the file",
    about: Text {
        th: "ไฟล์ของชุดข้อมูล",
        en: "A file of a dataset.",
    },
    example: "?id=ID",
    reads_only: true,
    call,
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let resource = context
        .reader
        .resource(&id)?
        .ok_or_else(Failure::not_found)?;
    Ok(dict::resource(context.site, &resource).to_string())
}
