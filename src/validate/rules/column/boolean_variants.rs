use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::phrase::{self, Pair};
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Yes and no are said in several ways in one column
    ///
    /// ## Why it matters
    /// Whoever counts "มี" misses the rows that say "ใช่", "Y" or a tick.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้ที่นับคำว่า "มี" จะไม่ได้นับแถวที่ใช้ "ใช่" "Y" หรือเครื่องหมายถูก
    ///
    /// ## How to fix in Excel
    /// Choose one pair of words, such as มี/ไม่มี, and replace the others (Ctrl+H, "Match entire cell contents").
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกใช้คำคู่เดียว เช่น มี/ไม่มี แล้วแทนที่คำอื่น (Ctrl+H เลือก "ตรงกันทั้งเซลล์")
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | มีห้องน้ำผู้พิการ | ชั้น |
    /// |---|---|---|
    /// | กรมอนามัย | มี | 7 |
    /// | กรมการแพทย์ | ไม่มี | 6 |
    /// | กรมควบคุมโรค | Yes | 9 |
    /// | กรมสุขภาพจิต | มี | 5 |
    /// ```
    /// ```report
    /// info[boolean-variants] B4: "Yes" is another way of answering than "มี" in other rows (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | มีห้องน้ำผู้พิการ | ชั้น |
    /// |---|---|---|
    /// | กรมอนามัย | มี | 7 |
    /// | กรมการแพทย์ | ไม่มี | 6 |
    /// ```
    "boolean-variants", Info, Column(check), None, Confirm, Distinct,
    th: "ใช้คำตอบใช่หรือไม่ใช่หลายแบบในคอลัมน์เดียว", en: "Yes and no are said in several ways in one column"
}

/// How a cell says yes or no.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Words(Pair),
    Tick,
    Stored,
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    // Where four in five are TRUE and FALSE, the rest is of another type, and that has a rule.
    if !profile.traits.has(Class::YES_NO) {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    let mut ways: Vec<(Way, u64)> = Vec::new();
    let mut said = 0;
    for entry in &distinct.values {
        if let Some(way) = way(column, entry.cell) {
            said += entry.count;
            match ways.iter_mut().find(|(known, _)| *known == way) {
                Some((_, count)) => *count += entry.count,
                None => ways.push((way, entry.count)),
            }
        }
    }
    // A few answers among other words are words.
    if ways.len() < 2 || said * 10 < profile.values() * 9 {
        return;
    }
    ways.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let Some((usual, _)) = ways.first().copied() else {
        return;
    };
    let hits = column.find(|cell| way(column, cell).is_some_and(|way| way != usual));
    let Some(hits) = hits else { return };
    let twin = distinct
        .values
        .iter()
        .find(|entry| way(column, entry.cell) == Some(usual));
    let twin = twin.map_or_else(String::new, |entry| shorten(&column.text(entry.cell)));
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" เป็นคำตอบคนละแบบกับ \"{twin}\" ในแถวอื่น ({count} เซลล์)",
        en: "\"{example}\" is another way of answering than \"{twin}\" in other rows ({count} {cells})"
    );
    let help = say!(
        th: "เลือกใช้คำคู่เดียวทั้งคอลัมน์ เช่น มี/ไม่มี แล้วแทนที่คำอื่นด้วย Ctrl+H",
        en: "choose one pair of words for the whole column, such as yes and no, and replace the others with Ctrl+H"
    );
    sink.report(column.finding(hits, message, help));
}

fn way(column: &ColumnView<'_>, cell: Cell) -> Option<Way> {
    match cell.value() {
        Value::Bool(_) => Some(Way::Stored),
        Value::Text(id) => {
            let class = column.workbook.strings.class(id);
            if class.has(Class::TICK) {
                return Some(Way::Tick);
            }
            let text = class
                .has(Class::YES_NO)
                .then(|| column.workbook.strings.get(id))?;
            phrase::answer(text).map(|(_, pair)| Way::Words(pair))
        }
        _ => None,
    }
}
