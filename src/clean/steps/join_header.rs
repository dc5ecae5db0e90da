use crate::clean::fault::Fault;
use crate::clean::step::{once, step};
use crate::clean::tidying::Tidying;
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;
use crate::model::table::Origin;

step! {
    /// Joins a header of several rows into one name per column
    ///
    /// The parts of a column's name stand one under another, merged or not; they are joined by " / ", repetitions left out.
    /// A row of column numbers under the header is taken out and stands in the account.
    ///
    /// ## ภาษาไทย
    ///
    /// ชื่อคอลัมน์ที่แบ่งอยู่หลายแถว ทั้งที่ผสานเซลล์และไม่ผสาน จะรวมเป็นชื่อเดียวคั่นด้วย " / " โดยตัดคำที่ซ้ำกันออก
    /// แถวเลขลำดับคอลัมน์ใต้หัวตารางจะถูกนำออกและเก็บไว้ในบัญชีรายการ
    ///
    /// ## Example
    /// ```before
    /// merged: A1:A2 B1:C1
    /// | จังหวัด | จำนวน | |
    /// |---|---|---|
    /// | | ชาย | หญิง |
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// ```
    /// ```call
    /// {"step": "join-header"}
    /// ```
    /// ```after
    /// | จังหวัด | จำนวน / ชาย | จำนวน / หญิง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// ```
    "join-header", Safe, apply, settles: ["multi-row-header", "merged-header", "column-number-row"],
    takes: [], says: says, proposes: once,
    th: "รวมหัวตารางหลายแถวเป็นชื่อเดียว", en: "Joins a header of several rows into one name per column"
}

/// What the account calls a row of column numbers.
const NUMBERS: &str = "column-numbers";

fn says(_call: &StepCall) -> Message {
    say!(
        th: "รวมหัวตารางหลายแถวเป็นชื่อเดียวต่อคอลัมน์ และนำแถวเลขลำดับคอลัมน์ออก",
        en: "joins the rows of the header into one name per column and takes a row of column numbers out"
    )
}

fn apply(tidying: &mut Tidying, _call: &StepCall) -> Result<(), Fault> {
    tidying.on_sheet()?;
    let fields = tidying.layout.fields.clone();
    for field in fields.iter().filter(|field| field.label_cells.len() > 1) {
        let header = Origin {
            cell: field.label_cells.last().copied().unwrap_or_default(),
            ..Origin::default()
        };
        let mut changes = tidying.account.changes.iter();
        if changes.any(|it| it.at == header && it.after == field.label) {
            continue;
        }
        let before = tidying.around(header.cell).unwrap_or_default().to_owned();
        tidying.cut(header, header.piece, &before, &field.label);
    }
    // The row lies between header and body: it is no row of the table, and yet its cells are in the columns.
    let mut left_out = tidying.account.left_out.iter();
    let is_listed = left_out.any(|left| left.what == NUMBERS);
    if let Some(row) = tidying.layout.number_row
        && !is_listed
    {
        tidying.drop_row(row, NUMBERS);
    }
    Ok(())
}
