use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, Hits};

rule! {
    /// A comma stands where the decimal point should
    ///
    /// ## Why it matters
    /// Excel takes 9,75 for words, and a program that removes commas reads 975.
    ///
    /// ## ทำไมจึงสำคัญ
    /// Excel อ่าน 9,75 เป็นข้อความ และโปรแกรมที่ลบจุลภาคออกจะอ่านเป็น 975
    ///
    /// ## How to fix in Excel
    /// Make sure that the comma is a decimal point, then select the column, press Ctrl+H and replace "," by ".".
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบก่อนว่าจุลภาคหมายถึงจุดทศนิยม แล้วเลือกคอลัมน์ กด Ctrl+H แทนที่ "," ด้วย "."
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ค่าเฉลี่ย |
    /// |---|---|
    /// | เชียงใหม่ | 12.5 |
    /// | น่าน | 9,75 |
    /// | แพร่ | 7.25 |
    /// | ตาก | 8.5 |
    /// | ระยอง | 6.75 |
    /// ```
    /// ```report
    /// warning[decimal-comma] B3: "9,75" seems to have a comma for its decimal point (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ค่าเฉลี่ย |
    /// |---|---|
    /// | เชียงใหม่ | 12.5 |
    /// | น่าน | 9.75 |
    /// | แพร่ | 7.25 |
    /// ```
    "decimal-comma", Warning, Column(check), None, None, Constant,
    th: "ใช้จุลภาคแทนจุดทศนิยม", en: "A comma stands where the decimal point should"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    // Where commas group thousands, the odd one is a slip of grouping; what it is, mixed-types says.
    if column.field.profile.grouped_texts > 0
        || !column.field.profile.traits.has(Class::DECIMAL_COMMA)
    {
        return;
    }
    let hits = column.find(|cell| {
        let class = column.class(cell);
        class.has(Class::DECIMAL_COMMA) && !class.has(Class::NUMBER)
    });
    let Some(hits) = hits else { return };
    if !amounts::has_numbers(column, hits.count, 8) || !has_decimals(column, &hits) {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" ดูเหมือนใช้จุลภาคแทนจุดทศนิยม ({count} เซลล์)",
        en: "\"{example}\" seems to have a comma for its decimal point ({count} {cells})"
    );
    let help = say!(
        th: "ถ้าจุลภาคหมายถึงจุดทศนิยม ให้เลือกคอลัมน์ กด Ctrl+H แทนที่ \",\" ด้วย \".\"",
        en: "if the comma is a decimal point, select the column, press Ctrl+H and replace \",\" by \".\""
    );
    sink.report(column.finding(hits, message, help));
}

/// Whether something says that decimals are meant: "1,2" alone may be the answers one and two.
fn has_decimals(column: &ColumnView<'_>, hits: &Hits) -> bool {
    let profile = &column.field.profile;
    let fractions =
        profile.numbers > profile.integers || profile.number_texts > profile.integer_texts;
    let (whole, decimals) = hits.example.trim().split_once(',').unwrap_or(("", ""));
    fractions || decimals.len() >= 2 || whole == "0"
}
