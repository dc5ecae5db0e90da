use crate::model::address::{CellRef, Letters};
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::ColumnView;

rule! {
    /// A column has no header name
    ///
    /// ## Why it matters
    /// Nobody can tell what the column holds, and a program cannot ask for it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไม่มีใครรู้ว่าคอลัมน์นี้เก็บอะไร และโปรแกรมอ้างถึงไม่ได้
    ///
    /// ## How to fix in Excel
    /// Type a short name into the header cell, or delete the column.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์ชื่อสั้น ๆ ในเซลล์หัวตาราง หรือลบคอลัมน์นั้นทิ้ง
    ///
    /// ## Flagged
    /// ```grid
    /// | province | |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// error[blank-header] B1: column B has no name in the header
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "blank-header", Error, Column(check), Some('a'), Confirm, Constant,
    th: "คอลัมน์ไม่มีชื่อหัวตาราง", en: "A column has no header name"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(header) = column.layout.header else {
        return;
    };
    if !column.field.label.is_empty() || column.field.profile.values() == 0 {
        return;
    }
    let cell = CellRef::new(header.last.row, column.field.column);
    let letters = Letters(column.field.column);
    let message = say!(th: "คอลัมน์ {letters} ไม่มีชื่อในหัวตาราง", en: "column {letters} has no name in the header");
    let help = say!(
        th: "พิมพ์ชื่อคอลัมน์ลงในเซลล์ {cell} หรือลบคอลัมน์ {letters} ถ้าไม่ใช้",
        en: "type a name into cell {cell}, or delete column {letters} if it is not needed"
    );
    sink.report(Finding::at(cell, message, help));
}
