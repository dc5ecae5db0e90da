use crate::model::address::{CellRef, Range};
use crate::model::diagnostic::Severity;
use crate::model::exception::instruction;
use crate::model::language::say;
use crate::validate::personal;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::SheetView;

rule! {
    /// Notes on cells say something
    ///
    /// ## Why it matters
    /// Notes and comments do not survive as CSV. What they say about a value (preliminary, estimated, corrected) is lost, and what they say among colleagues becomes public in the workbook.
    ///
    /// ## ทำไมจึงสำคัญ
    /// บันทึกย่อและข้อคิดเห็นจะหายไปเมื่อเป็น CSV คำอธิบายค่า (เบื้องต้น ประมาณการ แก้ไข) จะสูญหาย และข้อความที่คุยกันภายในจะเปิดเผยในไฟล์เวิร์กบุ๊ก
    ///
    /// ## How to fix in Excel
    /// Put what matters for readers into a column for remarks, or into the dataset's description. Then right-click the cell > Delete Note (Delete Comment); for all cells at once press Ctrl+A first.
    ///
    /// ## วิธีแก้ใน Excel
    /// ย้ายข้อความที่ผู้ใช้ข้อมูลควรรู้ไปไว้ในคอลัมน์หมายเหตุหรือคำอธิบายชุดข้อมูล แล้วคลิกขวาที่เซลล์ > ลบบันทึกย่อ (ลบข้อคิดเห็น) หากต้องการลบทั้งแผ่นให้กด Ctrl+A ก่อน
    ///
    /// ## Flagged
    /// ```grid
    /// note B3: ตัวเลขเบื้องต้น
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    /// ```report
    /// warning[comment-with-content] B3: a note says "ตัวเลขเบื้องต้น" (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "comment-with-content", Warning, Sheet(check), None, Confirm, Constant,
    th: "มีข้อความในบันทึกย่อของเซลล์", en: "Notes on cells say something"
}

fn check(sheet: &SheetView<'_>, sink: &mut Sink<'_>) {
    // A note that speaks to this program is exception-unclear's, or in order.
    let comments = sheet.sheet.facts.comments.iter();
    let mut notes: Vec<(CellRef, &str)> = comments
        .filter(|note| instruction(&note.text).is_none())
        .map(|note| (note.cell, said(&note.text)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    notes.sort_by_key(|(cell, _)| *cell);
    // Answers stand on the cell of the comment that they answer.
    notes.dedup_by_key(|(cell, _)| *cell);
    let Some((_, text)) = notes.first() else {
        return;
    };
    let count = notes.len();
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = if personal::of_note(text).has(personal::TRAITS) {
        // Not quoted: hidden-personal-data says what kind of data it is.
        say!(th: "มีบันทึกย่อที่มีข้อความ ({count} เซลล์)", en: "there are notes on cells ({count} {cells})")
    } else {
        let text = shorten(text);
        say!(
            th: "บันทึกย่อบอกว่า \"{text}\" ({count} เซลล์)",
            en: "a note says \"{text}\" ({count} {cells})"
        )
    };
    let help = say!(
        th: "ย้ายข้อความที่จำเป็นไปไว้ในคอลัมน์หมายเหตุหรือคำอธิบายชุดข้อมูล แล้วคลิกขวาที่เซลล์ > ลบบันทึกย่อ",
        en: "move what matters into a column for remarks or the dataset's description, then right-click the cell > Delete Note"
    );
    // A note on a value says something about that value; on a label or beside the table it explains.
    let on_record = |cell: &CellRef| {
        sheet.layouts.iter().any(|layout| {
            layout.range.contains(*cell)
                && layout
                    .body
                    .is_some_and(|(first, last)| (first..=last).contains(&cell.row))
        })
    };
    let any_on_record = notes.iter().any(|(cell, _)| on_record(cell));
    let places = notes.iter().map(|(cell, _)| Range::from(*cell));
    let Some(finding) = Finding::over(places, |_, _| (message, help)) else {
        return;
    };
    sink.report(if any_on_record {
        finding
    } else {
        finding.weaker(Severity::Info, 1.0)
    });
}

/// What a note says without the name that Excel puts on its first line.
fn said(text: &str) -> &str {
    let text = text.trim();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    if first.trim_end().ends_with(':') {
        rest.trim()
    } else {
        text
    }
}
