use crate::model::grammar::class::Class;
use crate::model::grammar::thai;
use crate::model::language::{Message, say};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// Thai marks are typed in an order that no word has
    ///
    /// ## Why it matters
    /// "เเพร่" with two "เ" and "แพร่" look the same. A search, a filter or a join for the one does not find the other.
    ///
    /// ## ทำไมจึงสำคัญ
    /// "เเพร่" ที่พิมพ์สระเอสองตัวดูเหมือน "แพร่" ทุกประการ แต่ค้นหา กรอง หรือเชื่อมตารางแล้วไม่พบกัน
    ///
    /// ## How to fix in Excel
    /// Copy the wrong text into "Find what" (Ctrl+H), type the right one into "Replace with", and choose Replace All.
    ///
    /// ## วิธีแก้ใน Excel
    /// คัดลอกข้อความที่ผิดไปวางในช่อง "สิ่งที่ค้นหา" (Ctrl+H) พิมพ์ข้อความที่ถูกในช่อง "แทนที่ด้วย" แล้วเลือก แทนที่ทั้งหมด
    ///
    /// ## Flagged
    /// ```grid
    /// | อำเภอ | จํานวนบ่อ |
    /// |---|---|
    /// | เเม่ริม | 12 |
    /// | สันทราย | 7 |
    /// ```
    /// ```report
    /// warning[thai-sequence] B1: "จํานวนบ่อ" has Thai marks in the wrong order; typed rightly it is "จำนวนบ่อ" (1 cell)
    /// warning[thai-sequence] A2: "เเม่ริม" has Thai marks in the wrong order; typed rightly it is "แม่ริม" (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | อำเภอ | จำนวนบ่อ |
    /// |---|---|
    /// | แม่ริม | 12 |
    /// | สันทราย | 7 |
    /// ```
    "thai-sequence", Warning, Column(check), None, Safe, Constant,
    th: "สระหรือวรรณยุกต์ไทยพิมพ์ผิดลำดับหรือซ้ำ", en: "Thai marks are typed in an order that no word has"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    for (cell, label) in texts::in_label(column, Class::THAI_SEQUENCE) {
        let right = thai::mend(label);
        let finding = Finding::at(cell, message(label, right.as_deref(), 1), help());
        let finding = finding.column(None, &column.field.label);
        sink.report(finding.suggest(right));
    }
    let Some(hits) = column.find_class(Class::THAI_SEQUENCE) else {
        return;
    };
    let right = thai::mend(&hits.example);
    let message = message(&hits.example, right.as_deref(), hits.count);
    let right = right.filter(|_| texts::is_one_text(column, &hits.runs));
    sink.report(column.finding(hits, message, help()).suggest(right));
}

fn message(wrong: &str, right: Option<&str>, count: u64) -> Message {
    let wrong = shorten(wrong);
    let cells = if count == 1 { "cell" } else { "cells" };
    match right.map(shorten) {
        Some(right) => say!(
            th: "\"{wrong}\" พิมพ์สระหรือวรรณยุกต์ผิดลำดับหรือซ้ำ ที่ถูกคือ \"{right}\" ({count} เซลล์)",
            en: "\"{wrong}\" has Thai marks in the wrong order; typed rightly it is \"{right}\" ({count} {cells})"
        ),
        None => say!(
            th: "\"{wrong}\" มีสระหรือวรรณยุกต์ในลำดับที่ไม่มีในภาษาไทย ({count} เซลล์)",
            en: "\"{wrong}\" has Thai marks in an order that no word has ({count} {cells})"
        ),
    }
}

fn help() -> Message {
    say!(
        th: "คัดลอกข้อความนี้ไปวางในช่อง \"สิ่งที่ค้นหา\" (Ctrl+H) แล้วพิมพ์ข้อความที่ถูกในช่อง \"แทนที่ด้วย\"",
        en: "copy the text into \"Find what\" (Ctrl+H) and type it anew into \"Replace with\""
    )
}
