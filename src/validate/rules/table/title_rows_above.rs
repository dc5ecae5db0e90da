use crate::model::address::Range;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// Text stands above the header
    ///
    /// ## Why it matters
    /// A program expects the names in the first row; a title there becomes the name of column A.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมคาดว่าแถวแรกเป็นชื่อคอลัมน์ ชื่อเรื่องจะกลายเป็นชื่อของคอลัมน์ A
    ///
    /// ## How to fix in Excel
    /// Move the title into the dataset's metadata and delete its rows, so that the header is row 1.
    ///
    /// ## วิธีแก้ใน Excel
    /// ย้ายชื่อเรื่องไปไว้ในคำอธิบายชุดข้อมูล แล้วลบแถวนั้น ให้หัวตารางอยู่แถวที่ 1
    ///
    /// ## Flagged
    /// ```grid
    /// | รายงานผู้ป่วย ปี 2567 | |
    /// |---|---|
    /// | จังหวัด | cases |
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// error[title-rows-above] A1: "รายงานผู้ป่วย ปี 2567" stands above the header (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "title-rows-above", Error, Table(check), Some('b'), Safe,
    th: "มีชื่อเรื่องเหนือหัวตาราง", en: "Text stands above the header"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let titles = &table.layout.titles;
    let (Some(first), Some(last)) = (titles.first(), titles.last()) else {
        return;
    };
    let (text, count) = (shorten(&table.text(*first)), titles.len());
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{text}\" อยู่เหนือหัวตาราง ({count} เซลล์)",
        en: "\"{text}\" stands above the header ({count} {cells})"
    );
    let rows = (first.row + 1, last.row + 1);
    let help = say!(
        th: "ย้ายข้อความในแถว {from} ถึง {to} ไปไว้ในคำอธิบายชุดข้อมูล แล้วลบแถว",
        en: "move the text of rows {from} to {to} into the dataset's metadata and delete the rows",
        from = rows.0, to = rows.1
    );
    let others = titles[1..].iter().map(|cell| Range::from(*cell));
    sink.report(
        Finding::at(*first, message, help)
            .count(count as u64)
            .evidence(others),
    );
}
