use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// Header cells are merged
    ///
    /// ## Why it matters
    /// Only the top left cell of a merge holds the name; the other columns have none.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เฉพาะเซลล์มุมซ้ายบนของช่วงที่ผสานเท่านั้นที่มีชื่อ คอลัมน์อื่นจะไม่มีชื่อ
    ///
    /// ## How to fix in Excel
    /// Select the cells, choose Home > Merge & Center > Unmerge Cells, and type a name into every column.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกเซลล์ แล้วเลือก หน้าแรก > ผสานและจัดกึ่งกลาง > ยกเลิกการผสานเซลล์ จากนั้นพิมพ์ชื่อให้ครบทุกคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// merged: A1:A2 B1:C1
    /// | จังหวัด | จำนวน | |
    /// |---|---|---|
    /// | | ชาย | หญิง |
    /// | เชียงใหม่ | 12 | 10 |
    /// | น่าน | 7 | 8 |
    /// ```
    /// ```report
    /// error[merged-header] A1:A2: 2 merged ranges in the header
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "merged-header", Error, Table(check), Some('c'), Safe, Constant,
    th: "มีเซลล์ผสานในหัวตาราง", en: "Header cells are merged"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let merges = table.sheet.facts.merges.iter().copied();
    let found = Finding::over(
        merges.filter(|merge| {
            let in_header = table
                .layout
                .header
                .is_some_and(|header| header.meets(merge));
            in_header && !table.sheet.cell(merge.first).is_empty()
        }),
        |first, count| {
            let ranges = if count == 1 { "range" } else { "ranges" };
            (
                say!(th: "หัวตารางมีเซลล์ที่ผสานกัน {count} ช่วง", en: "{count} merged {ranges} in the header"),
                say!(
                    th: "เลือก {first} แล้วเลือก หน้าแรก > ยกเลิกการผสานเซลล์ และพิมพ์ชื่อให้ครบทุกคอลัมน์",
                    en: "select {first}, choose Home > Unmerge Cells, and type a name into every column"
                ),
            )
        },
    );
    if let Some(finding) = found {
        sink.report(finding);
    }
}
