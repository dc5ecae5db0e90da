//! `status_show`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};

/// What this catalogue is: title, address, version and extensions.
pub(super) const ACTION: Action = Action {
    name: "status_show",
    doc: "What this catalogue is: title, address, version and extensions.\n\nNo parameters.",
    about: Text {
        th: "ชื่อ ที่อยู่ รุ่น และส่วนขยายของบัญชีข้อมูลนี้",
        en: "What this catalogue is: title, address, version and extensions.",
    },
    example: "",
    call: Call::Read(call),
};

/// The version of CKAN whose behaviour is followed: clients branch on it.
const CKAN: &str = "2.11.6";

#[expect(clippy::unnecessary_wraps, reason = "every action has this signature")]
fn call(context: &Context<'_>, _: &Params) -> Result<String, Failure> {
    Ok(json!({
        "site_title": "บัญชีข้อมูลเปิด",
        "site_description": "",
        "site_url": context.site,
        "error_emails_to": "",
        "locale_default": "en",
        "extensions": ["datastore", "sheetpress"],
        "ckan_version": CKAN,
    })
    .to_string())
}
