use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A row of column numbers stands under the header
    ///
    /// ## Why it matters
    /// It is read as the first record.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แถวนี้จะถูกอ่านเป็นข้อมูลแถวแรก
    ///
    /// ## How to fix in Excel
    /// Delete the row.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบแถวนั้นทิ้ง
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ชาย | หญิง |
    /// |---|---|---|
    /// | (1) | (2) | (3) |
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// ```
    /// ```report
    /// error[column-number-row] A2:C2: row 2 numbers the columns
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "column-number-row", Error, Table(check), Some('b'), Safe, Constant,
    th: "มีแถวเลขลำดับคอลัมน์ใต้หัวตาราง", en: "A row of column numbers stands under the header"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let Some(row) = table.layout.number_row else {
        return;
    };
    let number = row + 1;
    let message =
        say!(th: "แถว {number} เป็นเลขลำดับของคอลัมน์", en: "row {number} numbers the columns");
    let help = say!(th: "ลบแถว {number}", en: "delete row {number}");
    sink.report(Finding::at(table.rows(row, row), message, help));
}
