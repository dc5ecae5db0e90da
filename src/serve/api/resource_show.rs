//! `resource_show`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
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
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    let Some(resource) = context.reader.resource(&id)? else {
        return Err(hidden(context, &id)?);
    };
    Ok(dict::resource(context.site, &resource).to_string())
}

/// Why a resource is not shown: it is not there, or not for everybody.
pub(super) fn hidden(context: &Context<'_>, id: &str) -> Result<Failure, Failure> {
    Ok(if context.reader.resource_is_hidden(id)? {
        context.caller.denied(&format!("read resource {id}"))
    } else {
        Failure::not_found()
    })
}
