//! `api_token_list`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
use crate::serve::caller::user_id;

/// The tokens of the caller, without their secrets.
pub(super) const ACTION: Action = Action {
    name: "api_token_list",
    doc: "The tokens of the caller, without their secrets.\n\n \
          :param user_id: name or id of the user, who is the caller",
    about: Text {
        th: "token ของผู้เรียก (ไม่แสดงความลับ)",
        en: "The tokens of the caller, without their secrets.",
    },
    example: "",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let user = params.text("user_id").or_else(|| params.text("user"));
    let user = user.ok_or_else(|| Failure::invalid("user_id", "Missing value"))?;
    let own = context
        .caller
        .token()
        .filter(|own| own.user == user || user_id(&own.user) == user);
    let Some(own) = own else {
        return Err(Failure::Authorization("Access denied".to_owned()));
    };
    let tokens = context.reader.tokens()?;
    let mine = tokens
        .iter()
        .filter(|token| token.user == own.user && token.revoked.is_none());
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
