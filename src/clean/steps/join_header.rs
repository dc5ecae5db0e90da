use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;
use crate::model::table::Origin;

step! {
    /// Joins a header of several rows into one name per column
    ///
    /// The parts of a column's name stand one under another, merged or not; they are joined by " / ", repetitions left out.
    /// A row of column numbers under the header is taken out.
    ///
    /// Parameters: none.
    "join-header", Safe, apply, settles: ["multi-row-header", "merged-header", "column-number-row"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "รวมหัวตารางหลายแถวเป็นชื่อเดียว", en: "Joins a header of several rows into one name per column"
}

#[expect(clippy::unnecessary_wraps, reason = "every step has this shape")]
fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    let fields = tidying.layout.fields.clone();
    for field in fields.iter().filter(|field| field.label_cells.len() > 1) {
        let last = field.label_cells.last().copied().unwrap_or_default();
        let before = tidying.around(last).unwrap_or_default().to_owned();
        let header = Origin {
            cell: last,
            ..Origin::default()
        };
        tidying.cut(header, header.piece, &before, &field.label);
    }
    if let Some(row) = tidying.layout.number_row {
        tidying.drop_row(row, "column-numbers");
    }
    Ok(())
}
