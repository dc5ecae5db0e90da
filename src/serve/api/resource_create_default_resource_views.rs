//! `resource_create_default_resource_views`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;

/// Makes the views of a resource. Pages here need none.
pub(super) const ACTION: Action = Action {
    name: "resource_create_default_resource_views",
    doc: "Makes the views of a resource. Pages here need none.\n\n\
          :param resource: the dict",
    about: Text {
        th: "สร้างมุมมองของไฟล์ (ที่นี่ไม่ต้องใช้)",
        en: "Makes the views of a resource. Pages here need none.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    if params.value("resource").is_none() {
        return Err(Failure::invalid("resource", "Missing value"));
    }
    if change.caller.may_write() {
        Ok("[]".to_owned())
    } else {
        Err(change.caller.denied("create views"))
    }
}
