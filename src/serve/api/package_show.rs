//! `package_show`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
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
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let Some(id) = params.text("id").or_else(|| params.text("name_or_id")) else {
        return Err(Failure::invalid("name_or_id", "Missing value"));
    };
    let Some(dataset) = context.reader.dataset(&id)? else {
        return Err(match context.reader.dataset_exists(&id)? {
            // That there is one is told, as in CKAN; what it says is not.
            Some(id) => context.caller.denied(&format!("read package {id}")),
            None => Failure::not_found(),
        });
    };
    Ok(dict::dataset(context.reader, context.site, &dataset)?.to_string())
}
