//! `organization_list_for_user`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Context};

/// Organizations that the caller may publish for. Nobody may by this API.
pub(super) const ACTION: Action = Action {
    name: "organization_list_for_user",
    doc: "Organizations that the caller may publish for. Nobody may by this API.\n\nNo parameters.",
    about: Text {
        th: "องค์กรที่ผู้เรียกมีสิทธิ์เผยแพร่ ผ่าน API นี้ไม่มีใครมีสิทธิ์",
        en: "Organizations that the caller may publish for. Nobody may by this API.",
    },
    example: "",
    reads_only: true,
    call,
};

#[expect(clippy::unnecessary_wraps, reason = "every action has this signature")]
fn call(_: &Context<'_>, _: &Params) -> Result<String, Failure> {
    Ok("[]".to_owned())
}
