use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// Data cells are merged
    ///
    /// ## Why it matters
    /// Only the top left cell of a merge holds the value; the other rows lose it when the sheet is read.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เฉพาะเซลล์มุมซ้ายบนเท่านั้นที่มีค่า แถวอื่นจะกลายเป็นค่าว่างเมื่ออ่านด้วยโปรแกรม
    ///
    /// ## How to fix in Excel
    /// Unmerge the cells (Home > Unmerge Cells) and repeat the value in every row (Ctrl+D).
    ///
    /// ## วิธีแก้ใน Excel
    /// ยกเลิกการผสานเซลล์ (หน้าแรก > ยกเลิกการผสานเซลล์) แล้วเติมค่าเดิมให้ครบทุกแถว (Ctrl+D)
    ///
    /// ## Flagged
    /// ```grid
    /// merged: A2:A3
    /// | เขต | จังหวัด | cases |
    /// |---|---|---|
    /// | 1 | เชียงใหม่ | 12 |
    /// | | น่าน | 7 |
    /// | 2 | ตาก | 9 |
    /// ```
    /// ```report
    /// error[merged-body] A2:A3: 1 merged range in the data
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "merged-body", Error, Table(check), Some('c'), Safe, Constant,
    th: "มีเซลล์ผสานในข้อมูล", en: "Data cells are merged"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let merges = table.sheet.facts.merges.iter().copied();
    let found = Finding::over(
        merges.filter(|merge| {
            let body = table
                .layout
                .body
                .map(|(first, last)| table.rows(first, last));
            let repeated = table.layout.repeated.contains(merge.first.row);
            body.is_some_and(|body| body.meets(merge))
                && !repeated
                && !table.sheet.cell(merge.first).is_empty()
        }),
        |first, count| {
            let ranges = if count == 1 { "range" } else { "ranges" };
            (
                say!(th: "ข้อมูลมีเซลล์ที่ผสานกัน {count} ช่วง", en: "{count} merged {ranges} in the data"),
                say!(
                    th: "เลือก {first} แล้วเลือก หน้าแรก > ยกเลิกการผสานเซลล์ จากนั้นเติมค่าเดิมลงทุกแถว (Ctrl+D)",
                    en: "select {first}, choose Home > Unmerge Cells, and fill the value into every row (Ctrl+D)"
                ),
            )
        },
    );
    if let Some(finding) = found {
        sink.report(finding);
    }
}
