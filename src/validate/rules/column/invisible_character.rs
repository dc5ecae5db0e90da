use crate::model::address::CellRef;
use crate::model::grammar::class::Class;
use crate::model::grammar::spelling;
use crate::model::language::{Text, say};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// A character that nobody sees stands in a text
    ///
    /// ## Why it matters
    /// The text looks right, yet no search, filter or join finds it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อความดูถูกต้อง แต่ค้นหา กรอง หรือเชื่อมตารางแล้วไม่พบ
    ///
    /// ## How to fix in Excel
    /// The finding names the character by its number. In an empty column type =SUBSTITUTE(A2,UNICHAR(8203),"") with that number,
    /// fill it down, copy it, and paste it over the old cells with Home > Paste > Values.
    ///
    /// ## วิธีแก้ใน Excel
    /// ผลการตรวจบอกหมายเลขของอักขระ ให้พิมพ์ =SUBSTITUTE(A2,UNICHAR(8203),"") โดยใช้หมายเลขนั้นในคอลัมน์ว่าง คัดลอกสูตรลงทุกแถว
    /// แล้วคัดลอกผลไปวางทับของเดิมด้วย หน้าแรก > วาง > วางค่า
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | 'กรม\u{200b}อนามัย | 12 |
    /// | กรมการแพทย์ | 7 |
    /// ```
    /// ```report
    /// warning[invisible-character] A2: "กรมอนามัย" holds a zero width space (U+200B) (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | กรมอนามัย | 12 |
    /// | กรมการแพทย์ | 7 |
    /// ```
    "invisible-character", Warning, Column(check), None, Safe, Constant,
    th: "มีอักขระที่มองไม่เห็นในข้อความ", en: "A character that nobody sees stands in a text"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::INVISIBLE) {
        return;
    }
    // Web pages and word processors say with it where a line of Thai may break: at home in prose.
    let prose = texts::is_prose(column);
    let strings = &column.workbook.strings;
    let hits = column.find(|cell| {
        cell.as_text().is_some_and(|id| {
            strings.class(id).has(Class::INVISIBLE)
                && !(prose && spelling::only_hints_at_breaks(strings.get(id)))
        })
    });
    let Some(hits) = hits else { return };
    let Some(letter) = spelling::invisible(&hits.example) else {
        return;
    };
    let (name, number) = (name(letter), u32::from(letter));
    let (th, en) = (name.th, name.en);
    let seen = spelling::visible(&hits.example);
    let (example, count) = (shorten(&seen), hits.count);
    let first = hits
        .runs
        .first()
        .map_or_else(CellRef::default, |run| run.first);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" มี{th} (U+{number:04X}) ซึ่งมองไม่เห็น ({count} เซลล์)",
        en: "\"{example}\" holds {en} (U+{number:04X}) ({count} {cells})"
    );
    let help = say!(
        th: "ใช้สูตร =SUBSTITUTE({first},UNICHAR({number}),\"\") ในคอลัมน์ว่าง แล้วคัดลอกผลไปวางทับของเดิมด้วย หน้าแรก > วาง > วางค่า",
        en: "use =SUBSTITUTE({first},UNICHAR({number}),\"\") in an empty column, then paste the result over the old cells with Home > Paste > Values"
    );
    let suggestion = texts::is_one_text(column, &hits.runs).then_some(seen);
    sink.report(column.finding(hits, message, help).suggest(suggestion));
}

/// What an invisible character is called.
fn name(letter: char) -> Text {
    let (th, en) = match letter {
        '\u{200b}' => ("ช่องว่างความกว้างศูนย์", "a zero width space"),
        '\u{200c}' | '\u{200d}' | '\u{2060}' => ("ตัวเชื่อมความกว้างศูนย์", "a zero width joiner"),
        '\u{feff}' => ("เครื่องหมาย BOM", "a byte order mark"),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            ("เครื่องหมายทิศทางข้อความ", "a direction mark")
        }
        '\u{ad}' => ("ยัติภังค์ที่ซ่อนอยู่", "a soft hyphen"),
        '\u{e000}'..='\u{f8ff}' => ("อักขระเฉพาะของแบบอักษร", "a character of one font only"),
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            ("ตัวแบ่งบรรทัดที่ซ่อนอยู่", "a hidden line break")
        }
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => ("อักขระควบคุม", "a control character"),
        _ => ("อักขระพิเศษ", "an invisible character"),
    };
    Text { th, en }
}
