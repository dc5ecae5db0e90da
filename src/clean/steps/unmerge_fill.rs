use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::language::Text;
use crate::model::plan::StepCall;

step! {
    /// Unmerges data cells and fills the value into every row
    ///
    /// A value that is merged down over several rows is written into each of them. A merge across columns of numbers is
    /// refused: nobody can tell which column its value belongs to.
    ///
    /// Parameters: `columns` (optional list).
    "unmerge-fill", Safe, apply, settles: ["merged-body", "merged-blank"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "ยกเลิกผสานเซลล์แล้วเติมค่าให้ครบทุกแถว", en: "Unmerges data cells and fills the value into every row"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let Some((first, last)) = tidying.layout.body else {
        return Ok(());
    };
    let columns = tidying.columns(call)?;
    for merge in tidying.merges.clone() {
        if merge.last.row < first || merge.first.row > last {
            continue;
        }
        for column in &columns {
            let source = tidying.table.columns[*column].sources.first().copied();
            if source != Some(merge.first.column) {
                continue;
            }
            let value = tidying.table.cell(merge.first.row, *column).value();
            if value == Value::Empty {
                continue;
            }
            if merge.width() > 1 && matches!(value, Value::Number(_)) {
                return Err(tidying.fault(
                    merge.first.row,
                    *column,
                    Text {
                        th: "is merged across columns: which one it belongs to is a guess",
                        en: "is merged across columns: which one it belongs to is a guess",
                    },
                ));
            }
            for row in merge.first.row + 1..=merge.last.row.min(last) {
                tidying.set(row, *column, value);
            }
        }
    }
    Ok(())
}
