use crate::model::grammar::class::Class;
use crate::model::grammar::spelling;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// A letter is stored in two pieces
    ///
    /// ## Why it matters
    /// "é" can be stored as one character or as "e" and an accent. They look the same, and no program takes them for the same.
    ///
    /// ## ทำไมจึงสำคัญ
    /// อักษรเช่น "é" เก็บเป็นอักขระเดียวหรือเป็น "e" กับเครื่องหมายแยกกันก็ได้ หน้าตาเหมือนกัน แต่โปรแกรมถือว่าต่างกัน
    ///
    /// ## How to fix in Excel
    /// Type the word anew in one of the cells, and replace the others with it (Ctrl+H).
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์คำนั้นใหม่ในเซลล์หนึ่ง แล้วใช้ Ctrl+H แทนที่ในเซลล์อื่น
    ///
    /// ## Flagged
    /// ```grid
    /// | ชื่อพันธุ์ | จำนวนต้น |
    /// |---|---|
    /// | 'Cafe\u{301} Typica | 12 |
    /// | Caturra | 7 |
    /// ```
    /// ```report
    /// warning[not-nfc] A2: "Café Typica" has letters that are stored in two pieces (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ชื่อพันธุ์ | จำนวนต้น |
    /// |---|---|
    /// | Café Typica | 12 |
    /// | Caturra | 7 |
    /// ```
    "not-nfc", Warning, Column(check), None, Safe, Constant,
    th: "อักษรถูกเก็บเป็นสองส่วน", en: "A letter is stored in two pieces"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let Some(hits) = column.find_class(Class::NOT_NFC) else {
        return;
    };
    let right = spelling::composed(&hits.example);
    let (example, count) = (shorten(&right), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" มีอักษรที่เก็บเป็นสองส่วน ({count} เซลล์)",
        en: "\"{example}\" has letters that are stored in two pieces ({count} {cells})"
    );
    let help = say!(
        th: "พิมพ์ข้อความนี้ใหม่จากแป้นพิมพ์ แล้วใช้ Ctrl+H แทนที่ในเซลล์อื่น",
        en: "type the text anew, and replace the other cells with it (Ctrl+H)"
    );
    let suggestion = texts::is_one_text(column, &hits.runs).then_some(right);
    sink.report(column.finding(hits, message, help).suggest(suggestion));
}
