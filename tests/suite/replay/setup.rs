//! What was done between the exchanges, and the record tells only in prose.

use serde_json::json;

use crate::replay::own;
use crate::replay::send::Portal;
use crate::replay::state::State;
use crate::replay::transcript::Role::{Admin, Editor};

/// Does what comes before an exchange.
pub(super) fn before(
    section: &str,
    title: &str,
    portal: &Portal,
    state: &mut State,
) -> Result<(), String> {
    let dataset = |name: &str| state.named(name);
    let org = dataset("org-a");
    match (section, title) {
        ("T2", "Organizations the caller may create datasets in (editor, after)") => {
            if let Some(catalog) = &portal.catalog {
                own::admit(catalog, &state.id("uuid3"));
            }
        }
        // It was renamed before; it gets its name back.
        ("T4", "Patch with nothing changed") => {
            let params = json!({"name": dataset("ds-full"), "id": state.id("uuid8")});
            portal.act(Editor, "package_patch", &params)?;
        }
        ("T4", "revise: match + update") => {
            let params = json!({
                "name": dataset("ds-full"),
                "title": "x",
                "owner_org": org,
                "extras": [{"key": "a", "value": "1"}, {"key": "b", "value": "2"}],
                "resources": [
                    {"name": "A", "url": "https://example.org/a.csv"},
                    {"name": "B", "url": "https://example.org/b.csv"},
                ],
                "id": state.id("uuid8"),
            });
            portal.act(Editor, "package_update", &params)?;
        }
        // Of the two drafts one became active, and what was undeleted was deleted again: the counts of T6 tell it.
        ("T5", "Delete (state becomes deleted)") => {
            let params = json!({"id": dataset("ds-draft"), "state": "active"});
            portal.act(Editor, "package_patch", &params)?;
        }
        ("T5", "Resource on a deleted dataset") => {
            portal.act(Editor, "package_delete", &json!({"id": state.id("uuid7")}))?;
        }
        ("T6", "All, public, anonymous") => {
            let params = json!({"name": dataset("ds-min"), "owner_org": org});
            portal.act(Editor, "package_create", &params)?;
        }
        ("T7", "By URL, JSON") => {
            let params = json!({"name": dataset("ds-res"), "owner_org": org});
            portal.act(Editor, "package_create", &params)?;
        }
        ("T7", "Private dataset: download without a token") => {
            let params = json!({"id": dataset("ds-res"), "private": true});
            portal.act(Editor, "package_patch", &params)?;
        }
        ("T8", "With a new resource, fields with info, primary key, no records") => {
            let params = json!({"name": dataset("ds-st"), "owner_org": org});
            portal.act(Editor, "package_create", &params)?;
        }
        ("T8", "On an uploaded resource without force") => {
            let resource = portal.upload(&dataset("ds-st"), "up")?;
            state.keep("uuid65", &resource["id"]);
        }
        ("T9", "Same call again appends the records") => {
            let params = json!({
                "resource": {"package_id": dataset("ds-st"), "name": "t"},
                "fields": [
                    {"id": "a", "type": "text"},
                    {"id": "b", "type": "int", "info": {"label": "B"}},
                ],
                "records": [{"a": "1", "b": 2}],
            });
            let table = portal.act(Editor, "datastore_create", &params)?;
            state.keep("uuid75", &table["resource_id"]);
        }
        ("T11", "Resource without a DataStore table") => {
            let params =
                json!({"package_id": dataset("ds-st"), "url": "https://example.org/n.csv"});
            let resource = portal.act(Editor, "resource_create", &params)?;
            state.keep("uuid76", &resource["id"]);
        }
        ("T11", "Private dataset: datastore_search without a token") => {
            let params = json!({"id": dataset("ds-st"), "private": true});
            portal.act(Editor, "package_patch", &params)?;
        }
        ("T11", "After package_delete: the table of an uploaded resource") => {
            let params = json!({"id": dataset("ds-st")});
            portal.act(Editor, "package_delete", &params)?;
        }
        ("T11", "After dataset_purge: the table, sysadmin") => {
            let params = json!({"id": dataset("ds-st")});
            portal.act(Admin, "dataset_purge", &params)?;
        }
        _ => {}
    }
    Ok(())
}

/// Takes everything off a portal that others use too.
pub(super) fn sweep(portal: &Portal, state: &State) -> Result<(), String> {
    for name in ["org-a", "org-by-editor"] {
        let organization = state.named(name);
        let params = json!({
            "fq": format!("organization:{organization}"),
            "include_private": true,
            "include_drafts": true,
            "include_deleted": true,
            "rows": 1000,
            "fl": "id",
        });
        let found = portal.act(Admin, "package_search", &params)?;
        for dataset in found["results"].as_array().into_iter().flatten() {
            portal.act(Admin, "dataset_purge", &json!({"id": dataset["id"]}))?;
        }
        portal.act(Admin, "organization_purge", &json!({"id": organization}))?;
    }
    Ok(())
}
