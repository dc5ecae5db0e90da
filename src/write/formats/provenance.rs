//! What tidying changed and left out, cell by cell: nothing leaves a table in silence.

use std::io;

use serde_json::json;

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

fn sheet(account: &Account, number: u32) -> &str {
    account
        .sheets
        .get(number as usize)
        .map_or("", String::as_str)
}

fn write(info: &DatasetInfo<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let resources = info.package.resources.iter().zip(info.accounts).map(|(resource, account)| {
        let changes: Vec<_> = account
            .changes
            .iter()
            .map(|change| {
                json!({ "sheet": sheet(account, change.at.sheet), "cell": change.at.cell.to_string(), "piece": change.at.piece, "of": change.from, "before": change.before, "after": change.after, "step": change.step })
            })
            .collect();
        let left_out: Vec<_> = account
            .left_out
            .iter()
            .map(|left| json!({ "sheet": sheet(account, left.sheet), "range": left.range.to_string(), "text": left.text, "what": left.what, "step": left.step }))
            .collect();
        json!({ "name": resource.name, "changes": changes, "left_out": left_out })
    });
    pretty(
        &json!({ "changes": 1, "dataset": info.package.name, "resources": resources.collect::<Vec<_>>() }),
        out,
    )
}
