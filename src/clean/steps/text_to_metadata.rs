use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::plan::StepCall;

step! {
    /// Moves titles and notes into the metadata
    ///
    /// Takes the text above, below and beside the table out of it. Every cell stands in the account and in the metadata
    /// that is built, under `titles` and `notes`.
    ///
    /// Parameters: none.
    "text-to-metadata", Safe, apply, settles: ["title-rows-above", "notes-below", "notes-beside"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "ย้ายชื่อเรื่องและหมายเหตุไปไว้ในคำอธิบายชุดข้อมูล", en: "Moves titles and notes into the metadata"
}

#[expect(clippy::unnecessary_wraps, reason = "every step has this shape")]
fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    let layout = tidying.layout.clone();
    for (cells, what) in [
        (&layout.titles, "title"),
        (&layout.notes, "note"),
        (&layout.beside, "note"),
    ] {
        for cell in cells {
            let text = tidying.around(*cell).unwrap_or_default().to_owned();
            tidying.leave_out(*cell, text, what);
        }
    }
    Ok(())
}
