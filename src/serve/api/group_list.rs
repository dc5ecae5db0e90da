//! `group_list`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};

/// Names of groups. There are none here.
pub(super) const ACTION: Action = Action {
    name: "group_list",
    doc: "Names of groups. There are none here.\n\nNo parameters.",
    about: Text {
        th: "ชื่อกลุ่มชุดข้อมูล ที่นี่ไม่มีกลุ่ม",
        en: "Names of groups. There are none here.",
    },
    example: "",
    call: Call::Read(call),
};

#[expect(clippy::unnecessary_wraps, reason = "every action has this signature")]
fn call(_: &Context<'_>, _: &Params) -> Result<String, Failure> {
    Ok("[]".to_owned())
}
