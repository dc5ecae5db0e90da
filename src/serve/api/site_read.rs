//! `site_read`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};

/// Whether the catalogue may be read: always true.
pub(super) const ACTION: Action = Action {
    name: "site_read",
    doc: "Whether the catalogue may be read: always true.\n\nNo parameters.",
    about: Text {
        th: "ตรวจว่าอ่านบัญชีข้อมูลได้ ตอบ true เสมอ",
        en: "Whether the catalogue may be read: always true.",
    },
    example: "",
    call: Call::Read(call),
};

#[expect(clippy::unnecessary_wraps, reason = "every action has this signature")]
fn call(_: &Context<'_>, _: &Params) -> Result<String, Failure> {
    Ok("true".to_owned())
}
