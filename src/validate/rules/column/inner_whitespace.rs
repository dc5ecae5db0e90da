use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// Two spaces in a row or an odd space stand inside a text
    ///
    /// ## Why it matters
    /// Nobody sees the difference, but a program takes the two ways of writing for two values.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้อ่านมองไม่เห็นความต่าง แต่โปรแกรมถือว่าเป็นคนละค่า
    ///
    /// ## How to fix in Excel
    /// Press Ctrl+H, type two spaces into "Find what" and one space into "Replace with", and choose Replace All until nothing is left.
    ///
    /// ## วิธีแก้ใน Excel
    /// กด Ctrl+H พิมพ์เว้นวรรคสองครั้งในช่อง "สิ่งที่ค้นหา" และเว้นวรรคหนึ่งครั้งในช่อง "แทนที่ด้วย" แล้วเลือก แทนที่ทั้งหมด จนกว่าจะไม่พบ
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | โรงพยาบาลน่าน สาขาเวียงสา | 12 |
    /// | โรงพยาบาลแพร่  สาขาสูงเม่น | 7 |
    /// | โรงพยาบาลตาก สาขาแม่สอด | 9 |
    /// ```
    /// ```report
    /// info[inner-whitespace] A3: "โรงพยาบาลแพร่ สาขาสูงเม่น" has two spaces in a row or an odd space inside (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | โรงพยาบาลน่าน สาขาเวียงสา | 12 |
    /// | โรงพยาบาลแพร่ สาขาสูงเม่น | 7 |
    /// ```
    "inner-whitespace", Info, Column(check), None, Safe, Constant,
    th: "มีเว้นวรรคซ้ำหรือช่องว่างผิดปกติภายในข้อความ", en: "Two spaces in a row or an odd space stand inside a text"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::INNER_SPACE) {
        return;
    }
    // Two spaces between given and family name are how official letters are typed; the others have their own rules.
    let others = Class::PERSON
        .and(Class::LINE_BREAK)
        .and(Class::MOJIBAKE)
        .and(Class::PLACEHOLDER)
        .and(Class::NUMBER)
        .and(Class::DATE);
    let hits = column.find(|cell| {
        let class = column.class(cell);
        class.has(Class::INNER_SPACE) && !class.has(others)
    });
    let Some(hits) = hits else { return };
    // In half of the cells it is a habit that splits no value; in prose it splits none either.
    if hits.count * 2 > column.field.profile.values() || texts::is_prose(column) {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" มีเว้นวรรคซ้ำหรือช่องว่างผิดปกติอยู่ภายใน ({count} เซลล์)",
        en: "\"{example}\" has two spaces in a row or an odd space inside ({count} {cells})"
    );
    let help = say!(
        th: "กด Ctrl+H แทนที่เว้นวรรคสองครั้งด้วยเว้นวรรคครั้งเดียว ถ้าไม่พบ ให้คัดลอกช่องว่างจากเซลล์ไปวางในช่อง \"สิ่งที่ค้นหา\"",
        en: "press Ctrl+H and replace two spaces with one; if none is found, copy the gap from the cell into \"Find what\""
    );
    let suggestion = texts::is_one_text(column, &hits.runs).then(|| single_spaced(&hits.example));
    sink.report(column.finding(hits, message, help).suggest(suggestion));
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
