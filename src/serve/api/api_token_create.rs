//! `api_token_create`

use serde_json::json;

use crate::catalog::token::{self, Token};
use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::caller::user_id;
use crate::serve::edit::change::Change;

/// Makes another token with the rights of the caller; it is shown this once.
pub(super) const ACTION: Action = Action {
    name: "api_token_create",
    doc: "Makes another token with the rights of the caller; it is shown this once.\n\n \
          :param user: name or id of the user, who is the caller\n \
          :param name: what the token is for",
    about: Text {
        th: "สร้าง token เพิ่มด้วยสิทธิ์เดียวกับผู้เรียก แสดงครั้งเดียว",
        en: "Makes another token with the rights of the caller; it is shown this once.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let user = params.required("user")?;
    let name = params.required("name")?;
    let own = change
        .caller
        .token()
        .filter(|own| own.user == user || user_id(&own.user) == user);
    let Some(own) = own else {
        return Err(Failure::Authorization("Access denied".to_owned()));
    };
    let secret = token::generate()?;
    let made = Token {
        id: token::uuid()?,
        name,
        created: change.now.to_owned(),
        used: None,
        ..own.clone()
    };
    change.writer.put_token(&secret, &made)?;
    Ok(json!({"token": secret}).to_string())
}
