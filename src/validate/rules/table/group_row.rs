use crate::model::address::CellRef;
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A row names a group instead of holding a record
    ///
    /// ## Why it matters
    /// The group is lost when rows are sorted, and the row is read as an empty record.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อกลุ่มจะหายเมื่อเรียงลำดับ และแถวนี้จะถูกอ่านเป็นข้อมูลว่าง
    ///
    /// ## How to fix in Excel
    /// Add a column for the group, repeat its name in every row, and delete the row.
    ///
    /// ## วิธีแก้ใน Excel
    /// เพิ่มคอลัมน์กลุ่ม เติมชื่อกลุ่มให้ครบทุกแถว แล้วลบแถวชื่อกลุ่ม
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ชาย | หญิง |
    /// |---|---|---|
    /// | ภาคเหนือ | | |
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// | ภาคใต้ | | |
    /// | สงขลา | 9 | 4 |
    /// | ตรัง | 3 | 5 |
    /// ```
    /// ```report
    /// error[group-row] A2: "ภาคเหนือ" names the rows below it
    /// error[group-row] A5: "ภาคใต้" names the rows below it
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "group-row", Error, Table(check), Some('f'), Confirm, Constant,
    th: "มีแถวชื่อกลุ่มปนกับข้อมูล", en: "A row names a group instead of holding a record"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    for row in &table.layout.groups {
        let columns = table.layout.range.first.column..=table.layout.range.last.column;
        let cells = columns.map(|column| CellRef::new(*row, column));
        let Some(cell) = cells
            .into_iter()
            .find(|cell| !table.sheet.cell(*cell).is_empty())
        else {
            continue;
        };
        // A page's number and "(continued)" are left over from printing: another rule's.
        let printed = table.sheet.cell(cell).as_text();
        if printed.is_some_and(|id| table.workbook.strings.class(id).has(Class::CONTINUED)) {
            continue;
        }
        let (text, number) = (shorten(&table.text(cell)), row + 1);
        let message =
            say!(th: "\"{text}\" เป็นชื่อกลุ่มของแถวด้านล่าง", en: "\"{text}\" names the rows below it");
        let help = say!(
            th: "เพิ่มคอลัมน์กลุ่ม เติม \"{text}\" ลงทุกแถวของกลุ่ม แล้วลบแถว {number}",
            en: "add a column for the group, fill \"{text}\" into its rows, and delete row {number}"
        );
        let finding = Finding::at(cell, message, help);
        // One such row and no merge may be a record of which only the name is known yet.
        let alone = table.layout.groups.len() == 1 && table.sheet.facts.merge_at(cell).is_none();
        sink.report(if alone {
            finding.weaker(Severity::Warning, 0.5)
        } else {
            finding
        });
    }
}
