use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A number is approximate or a range
    ///
    /// ## Why it matters
    /// ประมาณ 100 and >5 are words among numbers. Without the qualifier they would claim to be exact.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ประมาณ 100 หรือ >5 เป็นข้อความปนกับตัวเลข ถ้าลบคำขยายออกค่าจะดูเหมือนแม่นยำเกินจริง
    ///
    /// ## How to fix in Excel
    /// Keep the number in this column and the qualifier in a column of its own ("about", "more than"); give a range two
    /// columns, its least and its most. 1-2 may also be a date that Excel was kept from making.
    ///
    /// ## วิธีแก้ใน Excel
    /// เก็บตัวเลขไว้ในคอลัมน์นี้ และย้ายคำขยาย (ประมาณ, มากกว่า) ไปไว้อีกคอลัมน์ ถ้าเป็นช่วงให้แยกเป็นคอลัมน์ต่ำสุดและสูงสุด
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ผู้เข้าร่วม |
    /// |---|---|
    /// | เชียงใหม่ | 120 |
    /// | น่าน | ประมาณ 100 |
    /// | แพร่ | 95 |
    /// | ตาก | 81 |
    /// ```
    /// ```report
    /// warning[approximate-or-range] B3: "ประมาณ 100" is approximate or a range in a column of numbers (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | กลุ่มอายุ (ปี) | ผู้เข้าร่วม |
    /// |---|---|
    /// | 10-14 | 120 |
    /// | 15-19 | 143 |
    /// | 20-24 | 95 |
    /// ```
    "approximate-or-range", Warning, Column(check), None, None, Constant,
    th: "ตัวเลขเป็นค่าประมาณหรือเป็นช่วง", en: "A number is approximate or a range"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    // Bands of ages and house numbers are categories and codes; a column of numbers has mostly numbers.
    if column.field.code || profile.all_numbers() * 3 < profile.values() * 2 {
        return;
    }
    column.report_class(sink, Class::APPROXIMATE, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{example}\" เป็นค่าประมาณหรือช่วงในคอลัมน์ตัวเลข ({count} เซลล์)",
                en: "\"{example}\" is approximate or a range in a column of numbers ({count} {cells})"
            ),
            say!(
                th: "ย้ายคำขยายไปไว้อีกคอลัมน์ หรือแยกช่วงเป็นคอลัมน์ต่ำสุดและสูงสุด อย่าลบคำขยายทิ้งเฉย ๆ",
                en: "move the qualifier to a column of its own, or split the range into least and most; do not just drop it"
            ),
        )
    });
}
