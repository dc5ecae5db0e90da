use crate::clean::step::step;
use crate::clean::tidying::{Fault, Tidying};
use crate::model::cell::Cell;
use crate::model::change::Change;
use crate::model::plan::StepCall;
use crate::model::table::TableColumn;

step! {
    /// Splits the lines of a cell into columns
    ///
    /// A cell of several lines becomes several columns, one a line. A line that no column takes stands in the account. A cell
    /// with another number of lines is refused.
    ///
    /// Parameters: `column`, `into` (list of new names; `""` for a line that is left out), `strip` (optional list of words that
    /// are taken off the lines).
    "split-lines", Confirm, apply, settles: ["line-break-in-cell"],
    th: "แยกบรรทัดในเซลล์เป็นคอลัมน์", en: "Splits the lines of a cell into columns"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let names: Vec<String> = call.texts("into").into_iter().map(str::to_owned).collect();
    let strip: Vec<String> = call.texts("strip").into_iter().map(str::to_owned).collect();
    if names.is_empty() {
        return Err(Fault::Parameter("into"));
    }
    let (sources, label) = (
        tidying.table.columns[column].sources.clone(),
        tidying.table.columns[column].label.clone(),
    );
    let mut made: Vec<TableColumn> = names
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| TableColumn {
            name: name.clone(),
            label: label.clone(),
            sources: sources.clone(),
            ..TableColumn::default()
        })
        .collect();
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.trim().is_empty() {
            continue;
        }
        let lines: Vec<&str> = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .collect();
        if lines.len() != names.len() {
            return Err(tidying.fault(
                row,
                column,
                "has another number of lines than the plan names",
            ));
        }
        let cell = tidying.table.columns[column].origin(row);
        let mut targets = made.iter_mut();
        for (line, name) in lines.into_iter().zip(&names) {
            if name.is_empty() {
                tidying.leave_out(cell, line.to_owned(), "line");
                continue;
            }
            let bare = strip.iter().fold(line, |line, word| {
                let line = line.strip_prefix(word.as_str()).unwrap_or(line);
                line.strip_suffix(word.as_str()).unwrap_or(line).trim()
            });
            let after = bare.to_owned();
            tidying.account.changes.push(Change {
                cell,
                before: line.to_owned(),
                after,
                step: tidying.step,
            });
            if let Some(target) = targets.next() {
                let id = tidying.table.strings.intern(bare);
                target.cells.set(row, Cell::text(id));
            }
        }
    }
    tidying.table.columns.splice(column..=column, made);
    Ok(())
}
