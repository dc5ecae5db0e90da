use crate::model::address::{Letters, Range};
use crate::model::language::say;
use crate::validate::across;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A column is the sum of others
    ///
    /// ## Why it matters
    /// Whoever turns the columns into categories, such as male, female and total, counts everybody twice. The sum can be
    /// computed at any time.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เมื่อแปลงคอลัมน์เป็นหมวดหมู่ เช่น ชาย หญิง รวม ทุกคนจะถูกนับสองครั้ง ผลรวมคำนวณใหม่ได้เสมอ
    ///
    /// ## How to fix in Excel
    /// Delete the column, or keep it and say in the data dictionary which columns it sums up.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบคอลัมน์นี้ หรือถ้าจะเก็บไว้ ให้ระบุในพจนานุกรมข้อมูลว่าเป็นผลรวมของคอลัมน์ใด
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ชาย | หญิง | รวม |
    /// |---|---|---|---|
    /// | เชียงใหม่ | 12 | 15 | 27 |
    /// | น่าน | 7 | 4 | 11 |
    /// | แพร่ | 9 | 13 | 22 |
    /// | ตาก | 21 | 18 | 39 |
    /// ```
    /// ```report
    /// info[total-column] D1:D5: "รวม" is the sum of columns B to C (4 of 4 records)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ชาย | หญิง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 15 |
    /// | น่าน | 7 | 4 |
    /// | แพร่ | 9 | 13 |
    /// | ตาก | 21 | 18 |
    /// ```
    "total-column", Info, Table(check), None, Unsafe, Constant,
    th: "มีคอลัมน์ที่เป็นผลรวมของคอลัมน์อื่น", en: "A column is the sum of others"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let top = table.layout.range.first.row;
    // A total row below is another finding.
    let last = table.layout.records().last().map_or(top, |run| run.1);
    for found in across::totals(table) {
        let parts = found.parts.iter().map(|part| part.column);
        let (Some(from), Some(to)) = (parts.clone().min(), parts.max()) else {
            continue;
        };
        let (from, to) = (Letters(from), Letters(to));
        let column = found.total.column;
        let (label, agree) = (shorten(&found.total.label), found.agree);
        let records = agree + found.others.len() as u64;
        let message = say!(
            th: "\"{label}\" เป็นผลรวมของคอลัมน์ {from} ถึง {to} ({agree} จาก {records} แถว)",
            en: "\"{label}\" is the sum of columns {from} to {to} ({agree} of {records} records)"
        );
        let help = say!(
            th: "ลบคอลัมน์ {letters} หรือระบุในพจนานุกรมข้อมูลว่าเป็นผลรวม",
            en: "delete column {letters}, or say in the data dictionary that it is a sum",
            letters = Letters(column)
        );
        let cells = Range::of((top, last), (column, column));
        sink.report(Finding::at(cells, message, help).column(None, &found.total.label));
    }
}
