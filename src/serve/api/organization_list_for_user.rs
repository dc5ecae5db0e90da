//! `organization_list_for_user`

use serde_json::json;

use crate::ckan::envelope::Failure;
use crate::ckan::wire::organization_in_full;
use crate::model::language::Text;
use crate::serve::api::params::Params;
use crate::serve::api::{Action, Call, Context};
use crate::serve::dict::facts_of;

/// Organizations that the caller may publish for.
pub(super) const ACTION: Action = Action {
    name: "organization_list_for_user",
    doc: "Organizations that the caller may publish for.\n\n:param permission: create_dataset, say; without it organizations that the caller manages",
    about: Text {
        th: "องค์กรที่ผู้เรียกมีสิทธิ์เผยแพร่",
        en: "Organizations that the caller may publish for.",
    },
    example: "",
    call: Call::Read(call),
};

fn call(context: &Context<'_>, params: &Params) -> Result<String, Failure> {
    let caller = context.caller;
    let capacity = if caller.is_admin() { "admin" } else { "editor" };
    // Without a permission CKAN means that of managing an organization, which editors have not.
    let permission = params.text("permission");
    let manages = matches!(
        permission.as_deref(),
        None | Some("manage_group" | "admin" | "membership")
    );
    let mut mine = Vec::new();
    for (unit, datasets) in context.reader.organizations()? {
        if caller.may_edit(Some(&unit.id)) && (caller.is_admin() || !manages) {
            let mut dict = organization_in_full(facts_of(&unit), datasets);
            for member in ["num_followers", "package_count"] {
                dict.remove(member);
            }
            dict.insert("capacity".to_owned(), json!(capacity));
            mine.push(dict);
        }
    }
    Ok(json!(mine).to_string())
}
