use crate::model::address::{CellRef, Range};
use crate::model::grammar::class::Class;
use crate::model::grammar::spelling;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The name of a column holds a line break or extra white space
    ///
    /// ## Why it matters
    /// A program must give the name exactly, with the break that nobody sees; in a CSV file the break cuts the header in two.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมต้องอ้างชื่อคอลัมน์ให้ตรงทุกอักขระรวมถึงการขึ้นบรรทัดที่มองไม่เห็น และในไฟล์ CSV หัวตารางจะถูกตัดเป็นสองบรรทัด
    ///
    /// ## How to fix in Excel
    /// Type the name in one line with single spaces; let Excel wrap it: Home > Wrap Text.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์ชื่อคอลัมน์ในบรรทัดเดียวโดยเว้นวรรคครั้งเดียว หากต้องการให้แสดงหลายบรรทัด ใช้ หน้าแรก > ตัดข้อความ
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | 'จำนวน\nผู้ป่วย | เตียง  ว่าง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 3 |
    /// | น่าน | 7 | 5 |
    /// ```
    /// ```report
    /// warning[header-whitespace] B1: "จำนวน ผู้ป่วย" is a name with a line break or extra white space (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | จำนวนผู้ป่วย | เตียงว่าง |
    /// |---|---|---|
    /// | เชียงใหม่ | 12 | 3 |
    /// | น่าน | 7 | 5 |
    /// ```
    "header-whitespace", Warning, Table(check), None, Safe, Columns,
    th: "ชื่อคอลัมน์มีการขึ้นบรรทัดหรือช่องว่างเกิน", en: "The name of a column holds a line break or extra white space"
}

const FAULTS: Class = Class::LINE_BREAK
    .and(Class::INNER_SPACE)
    .and(Class::OUTER_SPACE)
    .and(Class::INVISIBLE);

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let is_faulty = |cell: &CellRef| {
        let text = table.sheet.cell(*cell).as_text();
        text.is_some_and(|id| table.workbook.strings.class(id).has(FAULTS))
    };
    let labels = table.layout.fields.iter();
    let mut cells: Vec<CellRef> = labels
        .flat_map(|field| field.label_cells.iter().copied())
        .filter(is_faulty)
        .collect();
    // A merged cell is the label of several columns.
    cells.sort_unstable();
    cells.dedup();
    let places = cells.into_iter().map(Range::from);
    let finding = Finding::over(places, |first, count| {
        let text = shorten(&spelling::visible(&table.text(first.first)));
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "ชื่อคอลัมน์ \"{text}\" มีการขึ้นบรรทัดหรือช่องว่างเกิน ({count} เซลล์)",
                en: "\"{text}\" is a name with a line break or extra white space ({count} {cells})"
            ),
            say!(
                th: "พิมพ์ชื่อในบรรทัดเดียวโดยเว้นวรรคครั้งเดียว หากต้องการให้แสดงหลายบรรทัด ใช้ หน้าแรก > ตัดข้อความ",
                en: "type the name in one line with single spaces, and let Excel wrap it with Home > Wrap Text"
            ),
        )
    });
    if let Some(finding) = finding {
        sink.report(finding);
    }
}
