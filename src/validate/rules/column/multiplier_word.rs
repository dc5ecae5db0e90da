use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A word for thousands or millions stands in the cell with the number
    ///
    /// ## Why it matters
    /// 1.2 ล้าน is 1200000. Whoever takes the word away and keeps 1.2 makes it a million times smaller.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 1.2 ล้าน คือ 1200000 ถ้าลบคำว่าล้านออกแล้วเหลือ 1.2 ค่าจะเล็กลงล้านเท่า
    ///
    /// ## How to fix in Excel
    /// Type the whole number: 1200000.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์จำนวนเต็ม เช่น 1200000
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | งบประมาณ |
    /// |---|---|
    /// | เชียงใหม่ | 950000 |
    /// | น่าน | 1.2 ล้าน |
    /// | แพร่ | 700000 |
    /// | ตาก | 815000 |
    /// | ระยอง | 640000 |
    /// ```
    /// ```report
    /// warning[multiplier-word] B3: "1.2 ล้าน" counts in thousands or millions by a word (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | งบประมาณ |
    /// |---|---|
    /// | เชียงใหม่ | 950000 |
    /// | น่าน | 1200000 |
    /// | แพร่ | 700000 |
    /// ```
    "multiplier-word", Warning, Column(check), None, None, Constant,
    th: "มีคำว่าพันหรือล้านอยู่ในเซลล์ตัวเลข", en: "A word for thousands or millions stands in the cell with the number"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(hits) = column.find_class(Class::MULTIPLIER) else {
        return;
    };
    // "5K" and "10K" in every cell are names of races as often as numbers; ล้าน is always a million.
    let is_thai = hits
        .example
        .chars()
        .any(|letter| ('ก'..='ฮ').contains(&letter));
    let plain = column.field.profile.all_numbers() > hits.count;
    if !amounts::has_numbers(column, hits.count, 8) || !(is_thai || plain) {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" ใช้คำบอกหลักพันหรือล้านในเซลล์ ({count} เซลล์)",
        en: "\"{example}\" counts in thousands or millions by a word ({count} {cells})"
    );
    let help = say!(
        th: "พิมพ์เป็นจำนวนเต็มทั้งค่า เช่น 1200000 แทน 1.2 ล้าน",
        en: "type the whole number: 1200000 for 1.2 million"
    );
    sink.report(column.finding(hits, message, help));
}
