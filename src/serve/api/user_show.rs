//! `user_show`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
use crate::serve::caller::user_id;

/// The holder of the token that is shown.
pub(super) const ACTION: Action = Action {
    name: "user_show",
    doc: "The holder of the token that is shown.\n\n \
          :param id: name or id of the user; the caller when not given",
    about: Text {
        th: "ผู้ใช้ของ token ที่ส่งมา",
        en: "The holder of the token that is shown.",
    },
    example: "",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let Some(token) = context.caller.token() else {
        return Err(Failure::not_found());
    };
    let id = user_id(&token.user);
    let asked = params.text("id");
    if asked.is_some_and(|asked| asked != id && asked != token.user) {
        return Err(Failure::not_found());
    }
    Ok(json!({
        "id": id,
        "name": token.user,
        "fullname": null,
        "created": token.created,
        "about": null,
        "last_active": token.used.as_ref().unwrap_or(&token.created),
        "activity_streams_email_notifications": false,
        "sysadmin": context.caller.is_admin(),
        "state": "active",
        "image_url": null,
        "display_name": token.user,
        "email_hash": "",
        "number_created_packages": context.reader.created_by(&id)?,
        "apikey": null,
        "email": "",
        "image_display_url": null,
    })
    .to_string())
}
