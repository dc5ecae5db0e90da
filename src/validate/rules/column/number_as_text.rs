use crate::model::address::Letters;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Numbers are stored as text
    ///
    /// ## Why it matters
    /// They are left out of sums and sort as words: 10 before 9.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ตัวเลขเหล่านี้จะไม่ถูกรวมในผลบวก และเรียงลำดับแบบตัวอักษร เช่น 10 มาก่อน 9
    ///
    /// ## How to fix in Excel
    /// Select the column, choose Data > Text to Columns > Finish.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ แล้วเลือก ข้อมูล > ข้อความเป็นคอลัมน์ > เสร็จสิ้น
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | '7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// error[number-as-text] B3: "7" is a number stored as text (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "number-as-text", Error, Column(check), Some('d'), Safe, Constant,
    th: "ตัวเลขถูกเก็บเป็นข้อความ", en: "Numbers are stored as text"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if column.field.profile.plain_number_texts == 0
        || !column.leans_numeric()
        || is_identifier(column)
        || is_numbering(column)
        || is_channel(column)
    {
        return;
    }
    let dressed = Class::GROUPED.and(Class::UNIT).and(Class::THAI_DIGITS);
    let hits = column.find(|cell| {
        let class = column.class(cell);
        class.has(Class::NUMBER) && !class.has(dressed)
    });
    let Some(hits) = hits else { return };
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" เป็นตัวเลขที่เก็บเป็นข้อความ ({count} เซลล์)",
        en: "\"{example}\" is a number stored as text ({count} {cells})"
    );
    let help = say!(
        th: "เลือกคอลัมน์ {letters} แล้วเลือก ข้อมูล > ข้อความเป็นคอลัมน์ > เสร็จสิ้น",
        en: "select column {letters} and choose Data > Text to Columns > Finish",
        letters = Letters(column.field.column)
    );
    sink.report(column.finding(hits, message, help));
}

/// `1.1`, `1.2`, `2.1` in the first column, or versions: numbers with a point that count, all of them texts.
fn is_numbering(column: &ColumnView<'_>) -> bool {
    let profile = &column.field.profile;
    let first = column.layout.fields.first().map(|field| field.column);
    let pointed = column.find(|cell| {
        let text = column.text(cell);
        let parts = text.trim().split_once('.');
        parts.is_some_and(|(whole, part)| whole.len() <= 2 && part.len() <= 2)
    });
    let all = pointed.is_some_and(|hits| hits.count == profile.values());
    profile.numbers == 0 && first == Some(column.field.column) && all
}

/// Numbers among words, none stored as a number: names that happen to be digits, such as a hotline among web pages.
fn is_channel(column: &ColumnView<'_>) -> bool {
    column.field.kind == FieldType::String && column.field.profile.numbers == 0
}

/// A column of nothing but texts of the same length, longer than five digits, holds numbers of things, not amounts.
fn is_identifier(column: &ColumnView<'_>) -> bool {
    if column.field.profile.numbers > 0 {
        return false;
    }
    let lengths = std::cell::Cell::new((usize::MAX, 0));
    let _every = column.find(|cell| {
        let length = column.text(cell).trim().len();
        let (shortest, longest) = lengths.get();
        lengths.set((shortest.min(length), longest.max(length)));
        false
    });
    let (shortest, longest) = lengths.get();
    shortest == longest && longest > 5
}
