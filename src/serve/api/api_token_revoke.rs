//! `api_token_revoke`

use crate::ckan::envelope::Failure;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call};
use crate::serve::edit::change::Change;

/// Revokes a token of the caller at once.
pub(super) const ACTION: Action = Action {
    name: "api_token_revoke",
    doc: "Revokes a token of the caller at once.\n\n \
          :param token: the token itself\n \
          :param jti: its id, in its place",
    about: Text {
        th: "เพิกถอน token ของผู้เรียกทันที",
        en: "Revokes a token of the caller at once.",
    },
    example: "",
    call: Call::Write(call),
};

fn call(change: &Change<'_>, params: &Params) -> Result<String, Failure> {
    let reader = change.writer.reader();
    let found = match (params.text("token"), params.text("jti")) {
        (Some(secret), _) => reader.token(&secret)?,
        (None, Some(id)) => reader.tokens()?.into_iter().find(|token| token.id == id),
        (None, None) => return Err(Failure::invalid("jti", "Missing value")),
    };
    let own = found.filter(|token| {
        let is_own = change
            .caller
            .token()
            .is_some_and(|own| own.user == token.user);
        is_own || change.caller.is_admin()
    });
    let Some(token) = own else {
        return Err(Failure::Authorization("Access denied".to_owned()));
    };
    change.writer.revoke_token(&token.id, change.now)?;
    Ok("null".to_owned())
}
