//! Tables of one signature, one beneath the other.

use crate::clean::Error;
use crate::model::address::CellRef;
use crate::model::change::Account;
use crate::model::column::Column;
use crate::model::table::{Origin, Origins, Table, TableColumn};

/// One table of several, in their order. Columns are brought together by name.
pub(super) fn stacked(mut done: Vec<(Table, Account)>) -> Result<(Table, Account), Error> {
    if done.len() <= 1 {
        return Ok(done.pop().unwrap_or_default());
    }
    let mut whole = Table::default();
    let mut account = Account::default();
    let mut origins: Vec<Vec<Origin>> = Vec::new();
    let mut cells: Vec<Column> = Vec::new();
    let (mut count, mut pieces) = (0u32, 0);
    for (number, (table, own)) in done.iter().enumerate() {
        if number == 0 {
            let columns = table.columns.iter();
            whole.columns = columns.map(frame).collect();
            origins.resize_with(whole.columns.len(), Vec::new);
            cells.resize_with(whole.columns.len(), Column::default);
        }
        let order = order(&whole, table)?;
        let sheet = sheet_number(&mut whole.sheets, &table.sheets);
        // Pieces of different tables must not be taken for each other: two tables may share a title's cell.
        let moved = |origin: Origin| Origin {
            sheet: sheet + origin.sheet,
            piece: if origin.piece == 0 {
                0
            } else {
                origin.piece + pieces
            },
            ..origin
        };
        for row in table.row_numbers() {
            for ((at, cells), origins) in order.iter().zip(&mut cells).zip(&mut origins) {
                if let Some(column) = table.columns.get(*at) {
                    cells.set(count, column.cells.get(row));
                    origins.push(moved(column.origin(row)));
                }
            }
            count += 1;
        }
        for change in &own.changes {
            let mut change = change.clone();
            let from = moved(change.at.piece(change.from));
            change.at = moved(change.at);
            change.from = from.piece;
            account.changes.push(change);
        }
        for left in &own.left_out {
            let mut left = left.clone();
            left.sheet += sheet;
            account.left_out.push(left);
        }
        pieces += own.pieces;
    }
    for ((column, cells), origins) in whole.columns.iter_mut().zip(cells).zip(origins) {
        column.cells = cells;
        column.origins = Origins::Each(origins);
    }
    whole.rows = count
        .checked_sub(1)
        .map(|last| (0, last))
        .into_iter()
        .collect();
    account.sheets.clone_from(&whole.sheets);
    account.pieces = pieces;
    Ok((whole, account))
}

/// A column without its cells.
fn frame(column: &TableColumn) -> TableColumn {
    TableColumn {
        name: column.name.clone(),
        label: column.label.clone(),
        kind: column.kind,
        sources: column.sources.clone(),
        ..TableColumn::default()
    }
}

/// For each column of the whole, the number of the table's column of that name.
fn order(whole: &Table, table: &Table) -> Result<Vec<usize>, Error> {
    let found = whole.columns.iter().map(|column| {
        let named = |other: &TableColumn| other.name == column.name;
        table.columns.iter().position(named)
    });
    let order: Vec<usize> = found.flatten().collect();
    if order.len() == whole.columns.len() && order.len() == table.columns.len() {
        return Ok(order);
    }
    let names = |table: &Table| {
        let names = table.columns.iter().map(|column| column.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    };
    let row = table.rows.first().map_or(0, |(first, _)| *first);
    let first = table.columns.first().map(|column| column.origin(row).cell);
    Err(Error::Unlike {
        sheet: table.sheets.first().cloned().unwrap_or_default(),
        range: first.unwrap_or(CellRef::new(0, 0)).to_string(),
        found: names(table),
        wanted: names(whole),
    })
}

/// The place of a table's first sheet among the sheets of the whole.
fn sheet_number(sheets: &mut Vec<String>, own: &[String]) -> u32 {
    let first = own.first().cloned().unwrap_or_default();
    let at = sheets.iter().position(|sheet| *sheet == first);
    let at = at.unwrap_or_else(|| {
        sheets.push(first);
        sheets.len() - 1
    });
    u32::try_from(at).unwrap_or(0)
}
