use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Codes of a web page stand in a text
    ///
    /// ## Why it matters
    /// Only a browser understands `<br>` and `&nbsp;`; everybody else sees the codes.
    ///
    /// ## ทำไมจึงสำคัญ
    /// มีเพียงเว็บเบราว์เซอร์ที่เข้าใจ `<br>` และ `&nbsp;` ผู้ใช้ข้อมูลจะเห็นเป็นรหัสปนกับข้อความ
    ///
    /// ## How to fix in Excel
    /// Press Ctrl+H, type the code into "Find what", and choose Replace All; or export the data anew as plain text.
    ///
    /// ## วิธีแก้ใน Excel
    /// กด Ctrl+H พิมพ์รหัสนั้นในช่อง "สิ่งที่ค้นหา" แล้วเลือก แทนที่ทั้งหมด หรือส่งออกข้อมูลจากระบบใหม่เป็นข้อความธรรมดา
    ///
    /// ## Flagged
    /// ```grid
    /// | โครงการ | งบประมาณ |
    /// |---|---|
    /// | อบรมครู<br>และผู้ปกครอง | 12000 |
    /// | ตรวจน้ำดื่ม | 7500 |
    /// | สำรวจอาคาร | 8100 |
    /// ```
    /// ```report
    /// warning[html-or-markup] A2: "อบรมครู<br>และผู้ปกครอง" holds codes of a web page or program (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | โครงการ | งบประมาณ |
    /// |---|---|
    /// | อบรมครูและผู้ปกครอง | 12000 |
    /// | ตรวจน้ำดื่ม | 7500 |
    /// ```
    "html-or-markup", Warning, Column(check), None, Confirm, Constant,
    th: "มีรหัสของหน้าเว็บปนในข้อความ", en: "Codes of a web page stand in a text"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    column.report_class(sink, Class::MARKUP, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{example}\" มีรหัสของหน้าเว็บหรือโปรแกรมปนอยู่ ({count} เซลล์)",
                en: "\"{example}\" holds codes of a web page or program ({count} {cells})"
            ),
            say!(
                th: "กด Ctrl+H แทนที่รหัสด้วยข้อความที่ถูกต้องหรือค่าว่าง หรือส่งออกข้อมูลจากระบบใหม่เป็นข้อความธรรมดา",
                en: "press Ctrl+H and replace the codes, or export the data anew as plain text"
            ),
        )
    });
}
