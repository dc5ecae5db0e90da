use unicode_segmentation::UnicodeSegmentation;

use crate::model::address::Range;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The name of a column is a sentence
    ///
    /// ## Why it matters
    /// Catalogues cut names at 63 bytes, which are 21 Thai letters, and nobody can type a name of two lines into a formula.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ระบบบัญชีข้อมูลตัดชื่อที่ 63 ไบต์ หรือประมาณ 21 ตัวอักษรไทย และไม่มีใครพิมพ์ชื่อที่ยาวสองบรรทัดลงในสูตรได้
    ///
    /// ## How to fix in Excel
    /// Give the column a short name and move the sentence into the data dictionary.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตั้งชื่อคอลัมน์สั้น ๆ แล้วย้ายข้อความยาวไปไว้ในพจนานุกรมข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | จำนวนผู้ที่ตอบแบบสอบถามว่าเคยได้รับข่าวสารเกี่ยวกับการดูแลสุขภาพตนเองจากหน่วยงานของรัฐผ่านสื่อออนไลน์หรือสื่อสิ่งพิมพ์อย่างน้อยหนึ่งครั้งในช่วงสิบสองเดือนก่อนวันที่ให้สัมภาษณ์และยังจำเนื้อหาของข่าวสารนั้นได้โดยไม่ต้องเปิดดูเอกสารประกอบ |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// info[header-too-long] B1: the name "จำนวนผู้ที่ตอบแบบสอบถามว่าเคยได้รับข่าวสารเกี่ยวกับ…" has 180 characters (1 column)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | จำนวนผู้ที่เคยได้รับข่าวสาร |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "header-too-long", Info, Table(check), None, Confirm, Constant,
    th: "ชื่อคอลัมน์ยาวเป็นประโยค", en: "The name of a column is a sentence"
}

/// Characters that a name may have. Field names of catalogues are shorter, and have a label beside them.
const MOST: usize = 150;

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let cells = table
        .layout
        .fields
        .iter()
        .flat_map(|field| &field.label_cells);
    let length = |text: &str| text.trim().graphemes(true).count();
    let mut long: Vec<Range> = cells
        .filter(|cell| length(&table.text(**cell)) > MOST)
        .map(|cell| Range::from(*cell))
        .collect();
    // A name over several columns is one.
    long.sort_unstable();
    long.dedup();
    let found = Finding::over(long, |first, count| {
        let text = table.text(first.first);
        let (name, letters) = (shorten(&text), length(&text));
        let columns = if count == 1 { "column" } else { "columns" };
        (
            say!(
                th: "ชื่อ \"{name}\" ยาว {letters} ตัวอักษร ({count} คอลัมน์)",
                en: "the name \"{name}\" has {letters} characters ({count} {columns})"
            ),
            say!(
                th: "ตั้งชื่อสั้น ๆ ในเซลล์นี้ แล้วย้ายข้อความเต็มไปไว้ในพจนานุกรมข้อมูล",
                en: "type a short name into this cell and move the sentence into the data dictionary"
            ),
        )
    });
    if let Some(finding) = found {
        sink.report(finding);
    }
}
