use crate::model::address::CellRef;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The name of a column begins with an underscore
    ///
    /// ## Why it matters
    /// Catalogues number the rows of a table in a column `_id` of their own and refuse every name that begins like it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ระบบบัญชีข้อมูลใช้ `_id` เป็นคอลัมน์ลำดับแถวของตนเอง และไม่รับชื่อที่ขึ้นต้นด้วยขีดล่าง
    ///
    /// ## How to fix in Excel
    /// Take the underscore off the front of the name.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบขีดล่าง (_) ที่ขึ้นต้นชื่อคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | _id | province |
    /// |---|---|
    /// | 11 | เชียงใหม่ |
    /// | 14 | น่าน |
    /// ```
    /// ```report
    /// warning[reserved-name] A1: "_id" begins with an underscore
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | record | province |
    /// |---|---|
    /// | 11 | เชียงใหม่ |
    /// | 14 | น่าน |
    /// ```
    "reserved-name", Warning, Table(check), None, Confirm, Constant,
    th: "ชื่อคอลัมน์ขึ้นต้นด้วยขีดล่าง", en: "The name of a column begins with an underscore"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let row = table.layout.header.map_or(0, |header| header.last.row);
    let fields = table.layout.fields.iter();
    for field in fields.filter(|field| field.label.starts_with('_')) {
        let cell = field.label_cells.first().copied();
        let cell = cell.unwrap_or(CellRef::new(row, field.column));
        let label = shorten(&field.label);
        let message = say!(
            th: "\"{label}\" ขึ้นต้นด้วยขีดล่าง",
            en: "\"{label}\" begins with an underscore"
        );
        let help = say!(
            th: "ลบขีดล่างที่ขึ้นต้นชื่อในเซลล์ {cell}",
            en: "take the underscore off the front of the name in cell {cell}"
        );
        sink.report(Finding::at(cell, message, help).column(None, &field.label));
    }
}
