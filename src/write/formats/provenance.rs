//! What tidying changed and left out, cell by cell: nothing leaves a table in silence.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Value, json};

use crate::model::address::CellRef;
use crate::model::artifact::Role;
use crate::model::change::Account;
use crate::write::format::{DatasetInfo, Format, Write};
use crate::write::formats::dictionary_json::pretty;

/// The account of changes as JSON.
pub(super) const FORMAT: Format = Format {
    name: "changes",
    file: "changes.json",
    label: "JSON",
    media_type: "application/json",
    role: Role::Report,
    write: Write::Dataset(write),
};

/// What the account calls a value of a column that was taken out.
const DROPPED: &str = "column";

fn sheet(account: &Account, number: u32) -> &str {
    account
        .sheets
        .get(number as usize)
        .map_or("", String::as_str)
}

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let resources = info.package.resources.iter().zip(info.accounts);
    let resources: Vec<Value> = resources
        .map(|(resource, account)| {
            json!({ "name": resource.name, "changes": changes(account), "left_out": left_out(account) })
        })
        .collect();
    let dataset = &info.package.name;
    pretty(
        &json!({ "changes": 1, "dataset": dataset, "resources": resources }),
        out,
    )
}

fn changes(account: &Account) -> Vec<Value> {
    let gone: BTreeSet<(u32, CellRef)> = account
        .left_out
        .iter()
        .filter(|left| left.what == DROPPED)
        .map(|left| (left.sheet, left.range.first))
        .collect();
    let changes = account.changes.iter();
    changes
        .map(|change| {
            let origin = change.at;
            let mut said = json!({ "sheet": sheet(account, origin.sheet), "cell": origin.cell.to_string(), "piece": origin.piece, "of": change.from });
            if let Some(said) = said.as_object_mut() {
                if !gone.contains(&(origin.sheet, origin.cell)) {
                    said.insert("before".to_owned(), json!(change.before));
                    said.insert("after".to_owned(), json!(change.after));
                }
                said.insert("step".to_owned(), json!(change.step));
            }
            said
        })
        .collect()
}

/// What left the table. The values of a column that the plan takes out are counted and not told: it may have been taken out
/// because nobody else may read it. Its owner has them in the workbook, and `tidy` lists them.
fn left_out(account: &Account) -> Vec<Value> {
    let left = account.left_out.iter();
    left.map(|left| {
        let mut said =
            json!({ "sheet": sheet(account, left.sheet), "range": left.range.to_string() });
        if let Some(said) = said.as_object_mut() {
            if left.what != DROPPED {
                said.insert("text".to_owned(), json!(left.text));
            }
            said.insert("what".to_owned(), json!(left.what));
            said.insert("step".to_owned(), json!(left.step));
        }
        said
    })
    .collect()
}
