use crate::model::cell::Cell;
use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::grammar::likeness;
use crate::model::language::say;
use crate::model::reference;
use crate::model::schema::FieldType;
use crate::validate::distinct::{Distinct, Entry};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// One value is written in several ways
    ///
    /// ## Why it matters
    /// A pivot table or chart counts each way of writing as a value of its own.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตารางสรุปและกราฟจะนับการเขียนแต่ละแบบเป็นคนละค่า
    ///
    /// ## How to fix in Excel
    /// Choose one way of writing, and replace the others with it (Ctrl+H, "Match entire cell contents").
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกการเขียนแบบเดียว แล้วแทนที่แบบอื่น (Ctrl+H เลือก "ตรงกันทั้งเซลล์")
    ///
    /// ## Flagged
    /// ```grid
    /// | ระดับ | cases |
    /// |---|---|
    /// | รพ.สต. | 12 |
    /// | รพ.สต. | 7 |
    /// | รพ. สต. | 9 |
    /// | รพ.สต. | 5 |
    /// | รพศ. | 4 |
    /// | รพศ. | 8 |
    /// ```
    /// ```report
    /// warning[spelling-variants] A4: "รพ. สต." is written "รพ.สต." in other rows (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ระดับ | cases |
    /// |---|---|
    /// | รพ.สต. | 12 |
    /// | รพ.สต. | 7 |
    /// | รพศ. | 9 |
    /// ```
    "spelling-variants", Warning, Column(check), None, Confirm, Distinct,
    th: "ค่าเดียวกันเขียนหลายแบบ", en: "One value is written in several ways"
}

/// Findings of one column; a column with more is no list of categories.
const MOST: usize = 20;
/// Categories above which a near miss may be a name of its own.
const CATEGORIES: usize = 60;
/// How often the right way of writing must stand for a single other one to be a slip.
const USUAL: u64 = 8;

/// Texts whose fault has a rule of its own; mending it makes them the same as the others.
const OTHER_FAULTS: Class = Class::OUTER_SPACE
    .and(Class::INNER_SPACE)
    .and(Class::INVISIBLE)
    .and(Class::LINE_BREAK)
    .and(Class::NOT_NFC)
    .and(Class::THAI_SEQUENCE)
    .and(Class::MOJIBAKE)
    .and(Class::MARKUP)
    .and(Class::LOOKALIKE);

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    if column.field.kind != FieldType::String || column.field.code || profile.words < 3 {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    // Names that stand once each are no categories.
    let values = distinct.values.len() as u64;
    if values * 3 > distinct.total() * 2 || texts::is_prose(column) {
        return;
    }
    let entries = words(column, distinct);
    let same = same_but_for_writing(&entries);
    let near = if same.is_empty() {
        slips(&entries)
    } else {
        Vec::new()
    };
    if same.len() + near.len() > MOST {
        return;
    }
    for (right, others) in same {
        report(column, sink, right, &others, false);
    }
    for (right, wrong) in near {
        report(column, sink, right, &[wrong], true);
    }
}

/// A value that is a word, with its text and what a reader takes it for.
struct Word<'a> {
    entry: &'a Entry,
    text: &'a str,
    key: String,
}

/// The values that are words without a fault that has another rule. Numbers and codes differ in a single sign by design.
fn words<'a>(column: &'a ColumnView<'_>, distinct: &'a Distinct) -> Vec<Word<'a>> {
    let strings = &column.workbook.strings;
    let words = distinct.values.iter().filter_map(|entry| {
        let id = entry.cell.as_text()?;
        let (class, text) = (strings.class(id), strings.get(id));
        let plain = class.is_words() && !class.has(OTHER_FAULTS.and(Class::PERSON));
        (plain && !text.chars().any(char::is_numeric)).then(|| Word {
            entry,
            text,
            key: likeness::key(text),
        })
    });
    words.collect()
}

/// For each value that is written in several ways: the usual one, and the others.
fn same_but_for_writing<'a>(words: &[Word<'a>]) -> Vec<(&'a Entry, Vec<&'a Entry>)> {
    let mut sorted: Vec<&Word<'a>> = words.iter().filter(|word| !word.key.is_empty()).collect();
    sorted.sort_by(|a, b| a.key.cmp(&b.key));
    let mut found: Vec<(&'a Entry, Vec<&'a Entry>)> = Vec::new();
    for same in sorted.chunk_by(|a, b| a.key == b.key) {
        let usual = same.iter().rev().max_by_key(|word| word.entry.count);
        let Some(usual) = usual.filter(|_| same.len() > 1) else {
            continue;
        };
        let others = same.iter().filter(|word| word.text != usual.text);
        found.push((usual.entry, others.map(|word| word.entry).collect()));
    }
    found.sort_by_key(|(usual, _)| usual.first_row);
    found
}

/// Values that stand once and are a slip of the finger away from one that stands often: the usual one, and the slip.
fn slips<'a>(words: &[Word<'a>]) -> Vec<(&'a Entry, &'a Entry)> {
    let places = words
        .iter()
        .filter(|word| reference::province(word.text).is_some())
        .count();
    if words.len() > CATEGORIES || places * 2 > words.len() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for rare in words.iter().filter(|word| word.entry.count == 1) {
        let mut near = words
            .iter()
            .filter(|usual| usual.entry.count >= USUAL && likeness::is_slip(&usual.key, &rare.key));
        // As near to two values it is a third one.
        let (Some(usual), None) = (near.next(), near.next()) else {
            continue;
        };
        let known = reference::province(rare.text).is_some()
            || reference::district_anywhere(rare.text).is_some();
        if !known {
            found.push((usual.entry, rare.entry));
        }
    }
    found
}

fn report(
    column: &ColumnView<'_>,
    sink: &mut Sink<'_>,
    right: &Entry,
    wrong: &[&Entry],
    slip: bool,
) {
    let is_wrong = |cell: Cell| wrong.iter().any(|entry| entry.cell == cell);
    let Some(hits) = column.find(is_wrong) else {
        return;
    };
    let suggestion = column.text(right.cell);
    let (example, usual) = (shorten(&hits.example), shorten(&suggestion));
    let count = hits.count;
    let cells = if count == 1 { "cell" } else { "cells" };
    let help = say!(
        th: "กด Ctrl+H เลือก \"ตรงกันทั้งเซลล์\" แล้วแทนที่ \"{example}\" ด้วย \"{usual}\" หากหมายถึงค่าเดียวกัน",
        en: "press Ctrl+H, choose \"Match entire cell contents\" and replace \"{example}\" with \"{usual}\" if they mean the same"
    );
    let message = if slip {
        say!(
            th: "\"{example}\" อาจพิมพ์ผิดจาก \"{usual}\" ({count} เซลล์)",
            en: "\"{example}\" may be a slip for \"{usual}\" ({count} {cells})"
        )
    } else {
        say!(
            th: "\"{example}\" ในแถวอื่นเขียนว่า \"{usual}\" ({count} เซลล์)",
            en: "\"{example}\" is written \"{usual}\" in other rows ({count} {cells})"
        )
    };
    let finding = column
        .finding(hits, message, help)
        .suggest(Some(suggestion));
    sink.report(if slip {
        finding.weaker(Severity::Info, 0.7)
    } else {
        finding
    });
}
