use std::cell::Cell as Counter;

use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// Texts were cut off at a limit of some program
    ///
    /// ## Why it matters
    /// The end of the text is lost, often in the middle of a word, and nothing says so.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ท้ายข้อความหายไป มักขาดกลางคำ และไม่มีสิ่งใดบอกผู้อ่าน
    ///
    /// ## How to fix in Excel
    /// Export the data anew from its system with a longer field, or complete the texts by hand.
    ///
    /// ## วิธีแก้ใน Excel
    /// ส่งออกข้อมูลจากระบบต้นทางใหม่โดยขยายความยาวของช่องข้อมูล หรือพิมพ์ข้อความส่วนที่ขาดให้ครบ
    ///
    /// ## Flagged
    /// Two different texts or more of exactly 255, 1,024 or 32,767 characters in a column in which no text is longer.
    ///
    /// ## Clean
    /// A single text of that length, or a column in which some texts are longer.
    "truncated-text", Warning, Column(check), None, None, Constant,
    th: "ข้อความถูกตัดที่ความยาวสูงสุดของโปรแกรม", en: "Texts were cut off at a limit of some program"
}

/// Texts of the same length, the longest of their column, that chance does not explain.
const ENOUGH: u64 = 2;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::AT_LIMIT) {
        return;
    }
    let strings = &column.workbook.strings;
    let longest = Counter::new(0);
    let _every = column.find(|cell| {
        if let Some(id) = cell.as_text() {
            let text = strings.get(id);
            // Characters are counted only where there may be more than so far.
            if text.len() > longest.get() {
                longest.set(longest.get().max(text.chars().count()));
            }
        }
        false
    });
    let limit = longest.get();
    let hits = column.find(|cell| {
        cell.as_text().is_some_and(|id| {
            strings.class(id).has(Class::AT_LIMIT) && strings.get(id).chars().count() == limit
        })
    });
    let Some(hits) = hits.filter(|hits| hits.count >= ENOUGH) else {
        return;
    };
    if texts::is_one_text(column, &hits.runs) {
        return;
    }
    let (example, count) = (shorten(&hits.example), hits.count);
    let message = say!(
        th: "\"{example}\" และเซลล์อื่นยาว {limit} อักขระพอดี และไม่มีข้อความใดยาวกว่านี้ จึงน่าจะถูกตัดท้าย ({count} เซลล์)",
        en: "\"{example}\" and others have exactly {limit} characters and no text has more: they were probably cut off ({count} cells)"
    );
    let help = say!(
        th: "ส่งออกข้อมูลจากระบบต้นทางใหม่โดยขยายความยาวของช่องข้อมูล หรือพิมพ์ข้อความส่วนที่ขาดให้ครบ",
        en: "export the data anew from its system with a longer field, or complete the texts by hand"
    );
    sink.report(column.finding(hits, message, help));
}
