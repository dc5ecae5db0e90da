//! What tidying changed and left out, cell by cell: nothing leaves a table in silence.

use std::collections::BTreeSet;
use std::io;

use serde_json::{Value, json};

use crate::model::address::CellRef;
use crate::model::artifact::Role;
use crate::model::change::{Account, LeftOut};
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
/// What is left out because nobody else need read it: columns, parts of cells, and who signed.
const UNTOLD: [&str; 4] = [DROPPED, "part", "line", "signature"];

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
            let withheld = Withheld::of(account);
            json!({ "name": resource.name, "changes": changes(&withheld), "left_out": left_out(&withheld) })
        })
        .collect();
    let dataset = &info.package.name;
    pretty(
        &json!({ "changes": 1, "dataset": dataset, "resources": resources }),
        out,
    )
}

/// The cells of which no value is told: those of columns and parts of cells that the plan takes out, and those of columns in
/// which personal data were found. Their owner has them in the workbook, and `tidy` lists them.
struct Withheld<'a> {
    account: &'a Account,
    cells: BTreeSet<(u32, CellRef)>,
    columns: BTreeSet<(u32, u32)>,
    /// Rows of which something left that does not stand around the table.
    rows: BTreeSet<(u32, u32)>,
}

impl<'a> Withheld<'a> {
    fn of(account: &'a Account) -> Self {
        let mut columns = account.private.clone();
        let mut cells = BTreeSet::new();
        for left in account
            .left_out
            .iter()
            .filter(|left| UNTOLD.contains(&left.what))
        {
            cells.insert((left.sheet, left.range.first));
            if left.what == DROPPED {
                columns.insert((left.sheet, left.range.first.column));
            }
        }
        let of_rows = account.left_out.iter().filter(|left| !is_around(left));
        let rows = of_rows
            .map(|left| (left.sheet, left.range.first.row))
            .collect();
        Self {
            account,
            cells,
            columns,
            rows,
        }
    }

    fn has(&self, sheet: u32, cell: CellRef) -> bool {
        let (column, row) = ((sheet, cell.column), (sheet, cell.row));
        self.cells.contains(&(sheet, cell))
            || self.account.private.contains(&column)
            || (self.columns.contains(&column) && self.rows.contains(&row))
    }

    /// A row tells what all of its columns say.
    fn meets(&self, left: &LeftOut) -> bool {
        let columns = (left.sheet, left.range.first.column)..=(left.sheet, left.range.last.column);
        UNTOLD.contains(&left.what)
            || self.has(left.sheet, left.range.first)
            || (!is_around(left) && self.columns.range(columns).next().is_some())
    }
}

/// Whether something stood around the rows: a title, a note, a part of the header.
fn is_around(left: &LeftOut) -> bool {
    left.step == "text-to-metadata" || ["label", "unit"].contains(&left.what)
}

fn changes(withheld: &Withheld<'_>) -> Vec<Value> {
    let account = withheld.account;
    let changes = account.changes.iter();
    changes
        .map(|change| {
            let origin = change.at;
            let mut said = json!({ "sheet": sheet(account, origin.sheet), "cell": origin.cell.to_string(), "piece": origin.piece, "of": change.from });
            if let Some(said) = said.as_object_mut() {
                if !withheld.has(origin.sheet, origin.cell) {
                    said.insert("before".to_owned(), json!(change.before));
                    said.insert("after".to_owned(), json!(change.after));
                }
                said.insert("step".to_owned(), json!(change.step));
            }
            said
        })
        .collect()
}

/// What left the table, told where others may read it.
fn left_out(withheld: &Withheld<'_>) -> Vec<Value> {
    let account = withheld.account;
    let left = account.left_out.iter();
    left.map(|left| {
        let mut said =
            json!({ "sheet": sheet(account, left.sheet), "range": left.range.to_string() });
        if let Some(said) = said.as_object_mut() {
            if !withheld.meets(left) {
                said.insert("text".to_owned(), json!(left.text));
            }
            said.insert("what".to_owned(), json!(left.what));
            said.insert("step".to_owned(), json!(left.step));
        }
        said
    })
    .collect()
}
