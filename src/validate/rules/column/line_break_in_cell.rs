use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::several;
use crate::validate::sink::Sink;
use crate::validate::texts;
use crate::validate::view::ColumnView;

rule! {
    /// A line break stands inside a cell
    ///
    /// ## Why it matters
    /// In a CSV file the row goes on in the next line: many programs read it as two broken rows.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ในไฟล์ CSV แถวจะขาดไปขึ้นบรรทัดใหม่ หลายโปรแกรมจึงอ่านเป็นสองแถวที่ไม่สมบูรณ์
    ///
    /// ## How to fix in Excel
    /// Select the column, press Ctrl+H, press Ctrl+J in "Find what", type a space into "Replace with", and choose Replace All.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ กด Ctrl+H ในช่อง "สิ่งที่ค้นหา" ให้กด Ctrl+J ในช่อง "แทนที่ด้วย" ให้พิมพ์เว้นวรรค แล้วเลือก แทนที่ทั้งหมด
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | 'ศูนย์อนามัย\nเชียงใหม่ | 12 |
    /// | ศูนย์อนามัยขอนแก่น | 7 |
    /// | ศูนย์อนามัยยะลา | 9 |
    /// ```
    /// ```report
    /// warning[line-break-in-cell] A2: "ศูนย์อนามัย เชียงใหม่" goes over several lines in its cell (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยงาน | cases |
    /// |---|---|
    /// | ศูนย์อนามัยเชียงใหม่ | 12 |
    /// | ศูนย์อนามัยขอนแก่น | 7 |
    /// ```
    "line-break-in-cell", Warning, Column(check), None, Confirm, Constant,
    th: "มีการขึ้นบรรทัดใหม่ภายในเซลล์", en: "A line break stands inside a cell"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    // Prose has paragraphs; and where the lines are values of a list, another rule says so.
    if !column.field.profile.traits.has(Class::LINE_BREAK)
        || texts::is_prose(column)
        || several::separator(column) == Some('\n')
    {
        return;
    }
    column.report_class(sink, Class::LINE_BREAK, |hits, _| {
        let (example, count) = (shorten(&hits.example), hits.count);
        let cells = if count == 1 { "cell" } else { "cells" };
        (
            say!(
                th: "\"{example}\" ขึ้นบรรทัดใหม่ภายในเซลล์ ({count} เซลล์)",
                en: "\"{example}\" goes over several lines in its cell ({count} {cells})"
            ),
            say!(
                th: "เลือกคอลัมน์ กด Ctrl+H ในช่อง \"สิ่งที่ค้นหา\" กด Ctrl+J ในช่อง \"แทนที่ด้วย\" พิมพ์เว้นวรรค แล้วเลือก แทนที่ทั้งหมด",
                en: "select the column, press Ctrl+H, press Ctrl+J in \"Find what\", type a space into \"Replace with\" and choose Replace All"
            ),
        )
    });
}
