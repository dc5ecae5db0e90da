//! `api_token_list`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
use crate::serve::caller::user_id;

/// The tokens of a user, without their secrets.
pub(super) const ACTION: Action = Action {
    name: "api_token_list",
    doc: "The tokens of a user, without their secrets.\n\n \
          :param user_id: name or id of the user; another than the caller only for an admin",
    about: Text {
        th: "token ของผู้ใช้ (ไม่แสดงความลับ)",
        en: "The tokens of a user, without their secrets.",
    },
    example: "",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let user = params.text("user_id").or_else(|| params.text("user"));
    let user = user.ok_or_else(|| Failure::invalid("user_id", "Missing value"))?;
    let is_own = |name: &str| name == user || user_id(name) == user;
    let caller = context.caller;
    if !caller.is_admin() && !is_own(caller.name()) {
        return Err(Failure::Authorization("Access denied".to_owned()));
    }
    let tokens = context.reader.tokens()?;
    let mine = tokens
        .iter()
        .filter(|token| is_own(&token.user) && token.revoked.is_none());
    let dicts = mine.map(|token| {
        json!({
            "id": token.id,
            "name": token.name,
            "user_id": user_id(&token.user),
            "created_at": token.created,
            "last_access": token.used,
        })
    });
    Ok(json!(dicts.collect::<Vec<_>>()).to_string())
}
