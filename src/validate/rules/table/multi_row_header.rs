use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The header has several rows
    ///
    /// ## Why it matters
    /// A program takes one row for the names; the others become data.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมใช้แถวเดียวเป็นชื่อคอลัมน์ แถวที่เหลือจะกลายเป็นข้อมูล
    ///
    /// ## How to fix in Excel
    /// Unmerge the header cells and write the full name of each column into one row; delete the other header rows.
    ///
    /// ## วิธีแก้ใน Excel
    /// ยกเลิกผสานเซลล์หัวตาราง เขียนชื่อเต็มของแต่ละคอลัมน์ไว้ในแถวเดียว แล้วลบแถวหัวตารางที่เหลือ
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
    /// error[multi-row-header] A1:C2: the header takes 2 rows (1 to 2)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "multi-row-header", Error, Table(check), Some('b'), Safe, Constant,
    th: "หัวตารางมีหลายแถว", en: "The header has several rows"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let Some(header) = table.layout.header.filter(|header| header.height() > 1) else {
        return;
    };
    let (rows, first, last) = (header.height(), header.first.row + 1, header.last.row + 1);
    let message = say!(
        th: "หัวตารางใช้ {rows} แถว (แถว {first} ถึง {last})",
        en: "the header takes {rows} rows ({first} to {last})"
    );
    let help = say!(
        th: "รวมชื่อให้เหลือแถวเดียว เช่น \"จำนวน ชาย\" \"จำนวน หญิง\" แล้วลบแถวที่เหลือ",
        en: "join the names into one row, such as \"cases male\", \"cases female\", and delete the other rows"
    );
    sink.report(Finding::at(header, message, help));
}
