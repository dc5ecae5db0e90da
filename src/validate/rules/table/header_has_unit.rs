use crate::model::address::{CellRef, Range};
use crate::model::grammar::label_unit::multiplier;
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The name of a column says that its numbers are thousands or millions
    ///
    /// ## Why it matters
    /// Under "งบประมาณ (ล้านบาท)" 12.5 means 12500000. A program reads 12.5, and so does a table into which the column is
    /// copied without its name.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ภายใต้ชื่อ "งบประมาณ (ล้านบาท)" เลข 12.5 หมายถึง 12500000 แต่โปรแกรมอ่านเป็น 12.5 เช่นเดียวกับตารางที่คัดลอกไปโดยไม่มีชื่อ
    ///
    /// ## How to fix in Excel
    /// Publish whole amounts: type 1000000 into an empty cell and copy it, select the numbers, choose Home > Paste > Paste
    /// Special > Multiply, and take the word out of the name. Or state the unit in the data dictionary.
    ///
    /// ## วิธีแก้ใน Excel
    /// ใช้จำนวนเต็ม: พิมพ์ 1000000 ในเซลล์ว่างแล้วคัดลอก เลือกตัวเลข เลือก หน้าแรก > วาง > วางแบบพิเศษ > คูณ แล้วลบคำออกจากชื่อคอลัมน์
    /// หรือระบุหน่วยไว้ในพจนานุกรมข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | กรม | งบประมาณ (ล้านบาท) |
    /// |---|---|
    /// | กรมทางหลวง | 12.5 |
    /// | กรมอนามัย | 3.75 |
    /// | กรมป่าไม้ | 8.25 |
    /// ```
    /// ```report
    /// info[header-has-unit] B1: "งบประมาณ (ล้านบาท)" counts in "ล้านบาท", so its numbers are not the whole amounts (1 column)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | กรม | งบประมาณ (บาท) | อัตรา (ต่อแสนประชากร) |
    /// |---|---|---|
    /// | กรมทางหลวง | 125000 | 12.5 |
    /// | กรมอนามัย | 37500 | 3.75 |
    /// | กรมป่าไม้ | 82500 | 8.25 |
    /// ```
    "header-has-unit", Info, Table(check), None, None, Constant,
    th: "ชื่อคอลัมน์บอกว่าตัวเลขเป็นพันหรือล้าน", en: "The name of a column says that its numbers are thousands or millions"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let fields = table.layout.fields.iter();
    let counting = fields.filter(|field| {
        amounts::is_numeric(field.kind) && !field.code && multiplier(&field.label).is_some()
    });
    let counting: Vec<&FieldLayout> = counting.collect();
    let Some((label, word)) = counting
        .first()
        .and_then(|field| Some((shorten(&field.label), multiplier(&field.label)?)))
    else {
        return;
    };
    let places = counting.iter().map(|field| {
        let row = table.layout.header.map_or(0, |header| header.last.row);
        let cell = field.label_cells.last().copied();
        Range::from(cell.unwrap_or(CellRef::new(row, field.column)))
    });
    let found = Finding::over(places, |_, count| {
        let columns = if count == 1 { "column" } else { "columns" };
        (
            say!(
                th: "\"{label}\" นับเป็น \"{word}\" ตัวเลขจึงไม่ใช่จำนวนเต็มจริง ({count} คอลัมน์)",
                en: "\"{label}\" counts in \"{word}\", so its numbers are not the whole amounts ({count} {columns})"
            ),
            say!(
                th: "คูณตัวเลขให้เป็นจำนวนเต็ม (วางแบบพิเศษ > คูณ) แล้วแก้ชื่อคอลัมน์ หรือระบุหน่วยไว้ในพจนานุกรมข้อมูล",
                en: "multiply the numbers (Paste Special > Multiply) and correct the name, or state the unit in the data dictionary"
            ),
        )
    });
    if let Some(finding) = found {
        sink.report(finding);
    }
}
