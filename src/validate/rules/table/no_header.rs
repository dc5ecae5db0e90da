use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The table has no header
    ///
    /// ## Why it matters
    /// The first record would be read as names, and no column has one.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แถวข้อมูลแรกจะถูกอ่านเป็นชื่อคอลัมน์ และไม่มีคอลัมน์ใดมีชื่อ
    ///
    /// ## How to fix in Excel
    /// Insert a row above the data and type one name into each column.
    ///
    /// ## วิธีแก้ใน Excel
    /// แทรกแถวเหนือข้อมูลหนึ่งแถว แล้วพิมพ์ชื่อคอลัมน์ให้ครบทุกคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | เชียงใหม่ | 12 | 3 |
    /// |---|---|---|
    /// | น่าน | 7 | 1 |
    /// | แพร่ | 9 | 2 |
    /// ```
    /// ```report
    /// error[no-header] A1:C1: the data begins in row 1 without a header
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "no-header", Error, Table(check), Some('a'), Confirm, Constant,
    th: "ตารางไม่มีหัวตาราง", en: "The table has no header"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    if table.layout.header.is_some() {
        return;
    }
    let row = table.layout.range.first.row;
    let number = row + 1;
    let message = say!(th: "ข้อมูลเริ่มที่แถว {number} โดยไม่มีหัวตาราง", en: "the data begins in row {number} without a header");
    let help = say!(
        th: "แทรกแถวเหนือแถว {number} แล้วพิมพ์ชื่อของทุกคอลัมน์",
        en: "insert a row above row {number} and type a name for every column"
    );
    sink.report(Finding::at(table.rows(row, row), message, help));
}
