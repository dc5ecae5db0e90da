use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::grammar::period::{self, Span};
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// The words for a fiscal year stand in the cells
    ///
    /// ## Why it matters
    /// "ปีงบประมาณ 2567" cannot be sorted or drawn as a year, and it begins three months before the calendar year: readers must
    /// be told once, in the name of the column, not in some of its cells.
    ///
    /// ## ทำไมจึงสำคัญ
    /// "ปีงบประมาณ 2567" เรียงลำดับหรือทำกราฟเป็นปีไม่ได้ และเริ่มก่อนปีปฏิทินสามเดือน จึงควรบอกไว้ที่ชื่อคอลัมน์ครั้งเดียว
    ///
    /// ## How to fix in Excel
    /// Name the column ปีงบประมาณ (`fiscal_year`) and keep the number alone in the cells: select the column, press Ctrl+H and
    /// replace the words with nothing. Do not turn the years into calendar years.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตั้งชื่อคอลัมน์เป็น ปีงบประมาณ แล้วให้เหลือเฉพาะตัวเลขปีในเซลล์ โดยเลือกคอลัมน์ กด Ctrl+H แทนที่คำด้วยค่าว่าง
    /// ไม่ต้องแปลงเป็นปีปฏิทิน
    ///
    /// ## Flagged
    /// ```grid
    /// | ปี | งบประมาณ |
    /// |---|---|
    /// | ปีงบประมาณ 2565 | 950000 |
    /// | ปีงบประมาณ 2566 | 870000 |
    /// | ปีงบประมาณ 2567 | 910000 |
    /// ```
    /// ```report
    /// info[fiscal-year] A2:A4: "ปีงบประมาณ 2565" is a fiscal year with its words in the cell (3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ปีงบประมาณ | งบประมาณ |
    /// |---|---|
    /// | 2565 | 950000 |
    /// | 2566 | 870000 |
    /// | 2567 | 910000 |
    /// ```
    "fiscal-year", Info, Column(check), None, None, Distinct,
    th: "มีคำว่าปีงบประมาณอยู่ในเซลล์", en: "The words for a fiscal year stand in the cells"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    if !profile.traits.has(Class::YEAR_WORD) {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    let mut texts: Vec<u64> = Vec::new();
    for entry in &distinct.values {
        if is_fiscal(column, entry.cell) {
            texts.push(entry.cell.bits());
        }
    }
    texts.sort_unstable();
    let hits = column.find(|cell| texts.binary_search(&cell.bits()).is_ok());
    let Some(hits) = hits else { return };
    // Titles of projects name their year too; a column of years holds hardly anything else.
    if (hits.count + profile.years) * 10 < profile.values() * 9 {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" เป็นปีงบประมาณที่มีคำอยู่ในเซลล์ ({count} เซลล์)",
        en: "\"{example}\" is a fiscal year with its words in the cell ({count} {cells})"
    );
    let help = say!(
        th: "ตั้งชื่อคอลัมน์ว่า ปีงบประมาณ แล้วให้เหลือเฉพาะตัวเลขปีในเซลล์ (Ctrl+H)",
        en: "name the column fiscal year and leave the number of the year alone in the cells (Ctrl+H)"
    );
    sink.report(column.finding(hits, message, help));
}

fn is_fiscal(column: &ColumnView<'_>, cell: Cell) -> bool {
    column.class(cell).has(Class::YEAR_WORD)
        && period::parse(&column.text(cell)).is_some_and(|it| it.span == Span::Year && it.fiscal)
}
