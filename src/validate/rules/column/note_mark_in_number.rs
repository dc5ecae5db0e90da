use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// The mark of a note stands behind a number
    ///
    /// ## Why it matters
    /// 1,234* is a word for a program: the value is left out of every sum, and the note that the mark points at is lost.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 1,234* เป็นข้อความสำหรับโปรแกรม ค่านี้จะไม่ถูกนำไปรวม และหมายเหตุที่เครื่องหมายอ้างถึงก็หายไป
    ///
    /// ## How to fix in Excel
    /// Leave the number alone in the cell and add a column for the status, such as "estimated" or "revised".
    ///
    /// ## วิธีแก้ใน Excel
    /// ให้เหลือเฉพาะตัวเลขในเซลล์ แล้วเพิ่มคอลัมน์สถานะ เช่น "ค่าประมาณ" หรือ "ปรับปรุงแล้ว"
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ผู้ป่วย |
    /// |---|---|
    /// | เชียงใหม่ | 120 |
    /// | น่าน | 134* |
    /// | แพร่ | 95 |
    /// | ตาก | 81 |
    /// ```
    /// ```report
    /// warning[note-mark-in-number] B3: "134*" is a number with the mark of a note (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ผู้ป่วย | สถานะ |
    /// |---|---|---|
    /// | เชียงใหม่ | 120 | สมบูรณ์ |
    /// | น่าน | 134 | เบื้องต้น |
    /// | แพร่ | 95 | สมบูรณ์ |
    /// ```
    "note-mark-in-number", Warning, Column(check), None, None, Constant,
    th: "มีเครื่องหมายหมายเหตุต่อท้ายตัวเลข", en: "The mark of a note stands behind a number"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    // Without plain numbers beside them, 5* and 4* are stars of hotels.
    if column.field.code || profile.all_numbers() * 2 < profile.values() {
        return;
    }
    column.report_class(sink, Class::NOTE_MARK, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{example}\" เป็นตัวเลขที่มีเครื่องหมายหมายเหตุต่อท้าย ({count} เซลล์)",
                en: "\"{example}\" is a number with the mark of a note ({count} {cells})"
            ),
            say!(
                th: "ลบเครื่องหมายออกจากตัวเลข และบอกความหมายในคอลัมน์สถานะหรือหมายเหตุ",
                en: "take the mark off the number and say what it means in a column for status or remarks"
            ),
        )
    });
}
