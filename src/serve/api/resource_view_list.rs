//! `resource_view_list`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::resource_show::hidden;
use crate::serve::api::{Action, Call, Context};

/// The views of a resource. Pages here need none.
pub(super) const ACTION: Action = Action {
    name: "resource_view_list",
    doc: "The views of a resource. Pages here need none.\n\n \
          :param id: id of the resource",
    about: Text {
        th: "มุมมองของไฟล์ (ที่นี่ไม่ต้องใช้)",
        en: "The views of a resource. Pages here need none.",
    },
    example: "?id=ID",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let id = params.required("id")?;
    match context.reader.resource(&id)? {
        Some(_) => Ok("[]".to_owned()),
        None => Err(hidden(context, &id)?),
    }
}
