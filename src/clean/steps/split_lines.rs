use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::language::Text;
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
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "แยกบรรทัดในเซลล์เป็นคอลัมน์", en: "Splits the lines of a cell into columns"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let names: Vec<String> = call.texts("into").into_iter().map(str::to_owned).collect();
    let strip: Vec<String> = call.texts("strip").into_iter().map(str::to_owned).collect();
    if names.is_empty() {
        return Err(Fault::Parameter("into"));
    }
    let label = tidying.table.columns[column].label.clone();
    let mut made: Vec<TableColumn> = names
        .iter()
        .filter(|name| !name.is_empty())
        .map(|name| tidying.column_of_pieces(column, name, &label))
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
                Text {
                    th: "มีจำนวนบรรทัดไม่ตรงกับที่แผนระบุ",
                    en: "has another number of lines than the plan names",
                },
            ));
        }
        let mut targets = made.iter_mut();
        for (line, name) in lines.into_iter().zip(&names) {
            if name.is_empty() {
                tidying.leave_out_value(row, column, line.to_owned(), "line");
                continue;
            }
            let bare = strip.iter().fold(line, |line, word| {
                let line = line.strip_prefix(word.as_str()).unwrap_or(line);
                line.strip_suffix(word.as_str()).unwrap_or(line).trim()
            });
            if let Some(target) = targets.next() {
                let value = Value::Text(tidying.table.strings.intern(bare));
                tidying.put_piece(target, column, row, value);
            }
        }
    }
    tidying.table.columns.splice(column..=column, made);
    Ok(())
}
