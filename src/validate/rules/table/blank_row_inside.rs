use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A blank row stands inside the table
    ///
    /// ## Why it matters
    /// Many programs stop reading at the first blank row.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมจำนวนมากหยุดอ่านเมื่อพบแถวว่าง
    ///
    /// ## How to fix in Excel
    /// Delete the row.
    ///
    /// ## วิธีแก้ใน Excel
    /// ลบแถวว่าง
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | | |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// error[blank-row-inside] A3:B3: 1 blank row inside the table
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "blank-row-inside", Error, Table(check), Some('f'), Safe, Constant,
    th: "มีแถวว่างกลางตาราง", en: "A blank row stands inside the table"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let runs = &table.layout.blank_rows.0;
    let Some((first, last)) = runs.first() else {
        return;
    };
    let count: u64 = runs
        .iter()
        .map(|(first, last)| u64::from(last - first) + 1)
        .sum();
    let rows = if count == 1 { "row" } else { "rows" };
    let number = first + 1;
    let message =
        say!(th: "มีแถวว่างกลางตาราง {count} แถว", en: "{count} blank {rows} inside the table");
    // Beside the table the row may hold something else, which must not go with it.
    let alone = runs.iter().all(|(first, last)| {
        let mut columns = table.sheet.columns.iter();
        !columns.any(|column| column.any(*first, *last))
    });
    let help = if alone {
        say!(th: "ลบแถว {number} และแถวว่างอื่น", en: "delete row {number} and the other blank rows")
    } else {
        let range = table.rows(*first, *last);
        say!(
            th: "เลือก {range} คลิกขวา > ลบ > เลื่อนเซลล์ขึ้น อย่าลบทั้งแถว เพราะแถวนี้มีข้อมูลอื่นอยู่ข้างตาราง",
            en: "select {range}, right-click > Delete > Shift cells up; do not delete the whole row, something else stands in it beside the table"
        )
    };
    let others = runs[1..]
        .iter()
        .map(|(first, last)| table.rows(*first, *last));
    sink.report(
        Finding::at(table.rows(*first, *last), message, help)
            .count(count)
            .evidence(others),
    );
}
