use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::grammar::heading::{self, Heading};
use crate::model::language::say;
use crate::model::reference;
use crate::validate::areas;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// The name of a province is misspelt
    ///
    /// ## Why it matters
    /// A misspelt name is a place of its own to every program: its numbers are missing from the province's total and from the map.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ชื่อที่สะกดผิดกลายเป็นอีกพื้นที่หนึ่งสำหรับโปรแกรม ตัวเลขจึงหายไปจากยอดของจังหวัดและจากแผนที่
    ///
    /// ## How to fix in Excel
    /// Press Ctrl+H, type the wrong name and the right one, and replace all in the column.
    ///
    /// ## วิธีแก้ใน Excel
    /// กด Ctrl+H พิมพ์ชื่อที่ผิดและชื่อที่ถูก แล้วแทนที่ทั้งหมดในคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// | พะเยา | 11 |
    /// | ลำปาง | 4 |
    /// ```
    /// ```report
    /// warning[unknown-name] A2: "เชียงใหม" is not the name of a province; the nearest is "เชียงใหม่" (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// | แพร่ | 9 |
    /// | พะเยา | 11 |
    /// ```
    "unknown-name", Warning, Column(check), None, Confirm, Distinct,
    th: "ชื่อจังหวัดสะกดไม่ถูกต้อง", en: "The name of a province is misspelt"
}

/// Provinces that a column must name before its other values are called misspelt.
const KNOWN: usize = 4;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let labelled = heading::of(&column.field.label) == Some(Heading::ProvinceName);
    let traits = column.field.profile.traits;
    if column.field.profile.words == 0 || !(labelled || traits.has(Class::PROVINCE)) {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    let (mut known, mut others) = (0, Vec::new());
    for entry in &distinct.values {
        let class = column.class(entry.cell);
        if areas::province(column, entry.cell).is_some() {
            known += 1;
        } else if !class.has(Class::BLANK.and(Class::PLACEHOLDER).and(Class::ERROR)) {
            others.push(entry.cell);
        }
    }
    if known < KNOWN || known * 5 < (known + others.len()) * 4 {
        return;
    }
    // Sums, regions, foreign countries and districts are no misspelt provinces: only what is one letter or two away is.
    let misspelt = |cell: Cell| {
        let text = column.text(cell);
        let nearest = reference::nearest_province(&text)?;
        reference::district_anywhere(&text)
            .is_none()
            .then_some(nearest)
    };
    let mut wrong: Vec<u64> = others
        .into_iter()
        .filter(|cell| misspelt(*cell).is_some())
        .map(Cell::bits)
        .collect();
    wrong.sort_unstable();
    let hits = column.find(|cell| wrong.binary_search(&cell.bits()).is_ok());
    let Some(hits) = hits else { return };
    let Some(right) = reference::nearest_province(&hits.example).map(|province| province.name_th)
    else {
        return;
    };
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" ไม่ใช่ชื่อจังหวัด ชื่อที่ใกล้เคียงที่สุดคือ \"{right}\" ({count} เซลล์)",
        en: "\"{example}\" is not the name of a province; the nearest is \"{right}\" ({count} {cells})"
    );
    let help = say!(
        th: "กด Ctrl+H แล้วแทนที่ด้วยชื่อที่ถูกต้องทั้งคอลัมน์",
        en: "press Ctrl+H and replace it with the right name in the whole column"
    );
    let suggestion = (wrong.len() == 1).then(|| right.to_owned());
    sink.report(column.finding(hits, message, help).suggest(suggestion));
}
