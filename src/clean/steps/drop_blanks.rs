use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;

step! {
    /// Takes out blank rows and columns
    ///
    /// Rows and columns without any value are taken out of the table.
    ///
    /// Parameters: none.
    "drop-blanks", Safe, apply, settles: ["blank-row-inside", "blank-column-inside"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "ลบแถวและคอลัมน์ว่าง", en: "Takes out blank rows and columns"
}

#[expect(clippy::unnecessary_wraps, reason = "every step has this shape")]
fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    // Blank columns are no fields of the layout to begin with.
    for row in tidying.rows() {
        if (0..tidying.table.columns.len()).all(|column| tidying.table.cell(row, column).is_empty())
        {
            tidying.table.drop_row(row);
        }
    }
    Ok(())
}
