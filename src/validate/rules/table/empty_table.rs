use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The table has a header and no record
    ///
    /// ## Why it matters
    /// There is nothing to publish.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไม่มีข้อมูลให้เผยแพร่
    ///
    /// ## How to fix in Excel
    /// Fill in the records, or leave the sheet out of the dataset.
    ///
    /// ## วิธีแก้ใน Excel
    /// กรอกข้อมูล หรือไม่นำแผ่นงานนี้เข้าชุดข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// ```
    /// ```report
    /// warning[empty-table] A1:B1: there is a header and no record under it
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "empty-table", Warning, Table(check), None, None, Constant,
    th: "ตารางมีแต่หัวตาราง", en: "The table has a header and no record"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let Some(header) = table.layout.header else {
        return;
    };
    if table.layout.record_count() > 0 {
        return;
    }
    let message = say!(th: "มีหัวตารางแต่ไม่มีข้อมูล", en: "there is a header and no record under it");
    let help = say!(
        th: "กรอกข้อมูลใต้หัวตาราง หรือนำแผ่นงานนี้ออกจากชุดข้อมูล",
        en: "fill in records under the header, or leave this sheet out of the dataset"
    );
    sink.report(Finding::at(header, message, help));
}
