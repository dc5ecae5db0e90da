use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The header is repeated inside the table
    ///
    /// ## Why it matters
    /// The repeated rows are read as records.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แถวที่ซ้ำจะถูกอ่านเป็นข้อมูล
    ///
    /// ## How to fix in Excel
    /// Delete the repeated rows. For printing, use Page Layout > Print Titles instead.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบแถวที่ซ้ำ หากต้องการพิมพ์หัวตารางทุกหน้า ใช้ เค้าโครงหน้ากระดาษ > พิมพ์ชื่อเรื่อง
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | จังหวัด | cases |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// error[repeated-header] A4:B4: the header is repeated in row 4
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "repeated-header", Error, Table(check), Some('b'), Safe, Constant,
    th: "หัวตารางซ้ำกลางตาราง", en: "The header is repeated inside the table"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    for (first, last) in &table.layout.repeated.0 {
        let (from, to) = (first + 1, last + 1);
        let rows = if from == to {
            format!("{from}")
        } else {
            format!("{from}-{to}")
        };
        let message =
            say!(th: "หัวตารางซ้ำอีกครั้งในแถว {rows}", en: "the header is repeated in row {rows}");
        let help = say!(
            th: "ลบแถว {rows} ถ้าต้องการพิมพ์หัวตารางทุกหน้า ใช้ เค้าโครงหน้ากระดาษ > พิมพ์ชื่อเรื่อง",
            en: "delete row {rows}; to print the header on every page use Page Layout > Print Titles"
        );
        sink.report(Finding::at(table.rows(*first, *last), message, help));
    }
}
