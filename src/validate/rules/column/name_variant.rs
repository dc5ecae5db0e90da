use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::reference::{self, Province};
use crate::validate::areas;
use crate::validate::distinct::Entry;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// One province is written in two ways
    ///
    /// ## Why it matters
    /// A pivot table or map counts กทม. and กรุงเทพมหานคร as two provinces.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตารางสรุปและแผนที่จะนับ กทม. กับ กรุงเทพมหานคร เป็นคนละจังหวัด
    ///
    /// ## How to fix in Excel
    /// Choose one way of writing for the whole column, best the official name, and replace the others (Ctrl+H).
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกใช้แบบเดียวทั้งคอลัมน์ ควรเป็นชื่อทางการ แล้วแทนที่แบบอื่น (Ctrl+H)
    ///
    /// ## Flagged
    /// ```grid
    /// | province | year | cases |
    /// |---|---|---|
    /// | กทม. | 2565 | 12 |
    /// | กรุงเทพมหานคร | 2566 | 7 |
    /// | นนทบุรี | 2565 | 9 |
    /// | นนทบุรี | 2566 | 11 |
    /// ```
    /// ```report
    /// warning[name-variant] A2: "กทม." and "กรุงเทพมหานคร" are one province (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | กรุงเทพมหานคร | 12 |
    /// | นนทบุรี | 7 |
    /// ```
    "name-variant", Warning, Column(check), None, Confirm, Distinct,
    th: "เขียนชื่อจังหวัดเดียวกันหลายแบบ", en: "One province is written in two ways"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::PROVINCE) {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    let mut named: Vec<(&'static Province, &Entry)> = distinct
        .values
        .iter()
        .filter_map(|entry| Some((areas::province(column, entry.cell)?, entry)))
        .collect();
    if named.len() * 5 < distinct.values.len() * 4 {
        return;
    }
    named.sort_by_key(|(province, _)| province.code);
    let mut variants: Vec<(u64, Cell)> = Vec::new();
    for same in named.chunk_by(|a, b| a.0.code == b.0.code) {
        let kept = preferred(column, same);
        for (_, entry) in same {
            // White space, dots and case are for the rules about spelling to say.
            let (text, right) = (column.text(entry.cell), column.text(kept));
            if !reference::is_same_name(&text, &right) {
                variants.push((entry.cell.bits(), kept));
            }
        }
    }
    variants.sort_unstable_by_key(|(bits, _)| *bits);
    let place = |cell: Cell| variants.binary_search_by_key(&cell.bits(), |(bits, _)| *bits);
    let hits = column.find(|cell| place(cell).is_ok());
    let Some(hits) = hits else { return };
    let Some(run) = hits.runs.first() else { return };
    let kept = place(column.sheet.cell(run.first)).ok();
    let kept = kept.and_then(|at| variants.get(at));
    let right = kept.map_or_else(String::new, |(_, cell)| shorten(&column.text(*cell)));
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" กับ \"{right}\" เป็นจังหวัดเดียวกัน ({count} เซลล์)",
        en: "\"{example}\" and \"{right}\" are one province ({count} {cells})"
    );
    let help = say!(
        th: "กด Ctrl+H แล้วแทนที่ให้เป็นแบบเดียวกันทั้งคอลัมน์ ควรเป็นชื่อทางการ",
        en: "press Ctrl+H and make it one way of writing in the whole column, best the official name"
    );
    let suggestion = (variants.len() == 1).then_some(right);
    sink.report(column.finding(hits, message, help).suggest(suggestion));
}

/// The way of writing to keep: the official name where it stands in the column, else the most frequent, else the first.
fn preferred(column: &ColumnView<'_>, same: &[(&'static Province, &Entry)]) -> Cell {
    let official = same
        .iter()
        .find(|(province, entry)| column.text(entry.cell).trim() == province.name_th);
    let frequent = || same.iter().rev().max_by_key(|(_, entry)| entry.count);
    official
        .or_else(frequent)
        .map_or(Cell::EMPTY, |(_, entry)| entry.cell)
}
