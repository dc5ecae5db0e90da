use crate::model::address::{Letters, Range};
use crate::model::column::Column;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A blank column stands inside the table
    ///
    /// ## Why it matters
    /// It becomes a column without name and values, or cuts the table in two.
    ///
    /// ## ทำไมจึงสำคัญ
    /// จะกลายเป็นคอลัมน์ที่ไม่มีชื่อและค่า หรือทำให้ตารางถูกแบ่งเป็นสองส่วน
    ///
    /// ## How to fix in Excel
    /// Delete the column.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบคอลัมน์ว่าง
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ชาย | | หญิง |
    /// |---|---|---|---|
    /// | เชียงใหม่ | 12 | | 10 |
    /// | น่าน | 7 | | 8 |
    /// | แพร่ | 9 | | 4 |
    /// ```
    /// ```report
    /// error[blank-column-inside] C1:C4: column C is blank inside the table
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "blank-column-inside", Error, Table(check), Some('f'), Safe, Constant,
    th: "มีคอลัมน์ว่างกลางตาราง", en: "A blank column stands inside the table"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let rows = (table.layout.range.first.row, table.layout.range.last.row);
    for column in &table.layout.blank_columns {
        let letters = Letters(*column);
        let message = say!(th: "คอลัมน์ {letters} ว่างทั้งคอลัมน์", en: "column {letters} is blank inside the table");
        // Above or below the table the column may hold something else, which must not go with it.
        let cells = table.sheet.columns.get(*column as usize);
        let help = if cells.is_none_or(Column::is_blank) {
            say!(th: "คลิกขวาที่หัวคอลัมน์ {letters} แล้วเลือก ลบ", en: "right-click column {letters} and choose Delete")
        } else {
            let range = Range::of(rows, (*column, *column));
            say!(
                th: "เลือก {range} คลิกขวา > ลบ > เลื่อนเซลล์ไปทางซ้าย อย่าลบทั้งคอลัมน์ เพราะคอลัมน์นี้มีข้อมูลอื่นอยู่นอกตาราง",
                en: "select {range}, right-click > Delete > Shift cells left; do not delete the whole column, something else stands in it outside the table"
            )
        };
        sink.report(Finding::at(
            Range::of(rows, (*column, *column)),
            message,
            help,
        ));
    }
}
