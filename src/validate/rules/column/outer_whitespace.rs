use crate::model::address::CellRef;
use crate::model::grammar::class::Class;
use crate::model::language::say;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// White space stands before or behind a text
    ///
    /// ## Why it matters
    /// A program takes "น่าน" with a space behind it and "น่าน" for two values: filters, sums and joins miss it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// โปรแกรมถือว่า "น่าน" ที่มีเว้นวรรคต่อท้ายกับ "น่าน" เป็นคนละค่า การกรอง การรวม และการเชื่อมตารางจะตกหล่น
    ///
    /// ## How to fix in Excel
    /// Type =TRIM(A2) in an empty column, fill it down, copy it, and paste it over the old cells with Home > Paste > Values.
    ///
    /// ## วิธีแก้ใน Excel
    /// พิมพ์ =TRIM(A2) ในคอลัมน์ว่าง คัดลอกสูตรลงทุกแถว แล้วคัดลอกผลไปวางทับของเดิมด้วย หน้าแรก > วาง > วางค่า
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | ' น่าน | 7 |
    /// | แพร่ | 9 |
    /// ```
    /// ```report
    /// warning[outer-whitespace] A3: "น่าน" has white space before or behind it (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "outer-whitespace", Warning, Column(check), None, Safe, Constant,
    th: "มีช่องว่างเกินหน้าหรือหลังข้อความ", en: "White space stands before or behind a text"
}

/// Cells that begin with two spaces or more before indentation is meant.
const LEVELS: u64 = 3;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !column.field.profile.traits.has(Class::OUTER_SPACE) || has_levels(column) {
        return;
    }
    // Of these their own rules speak, and what mends them takes the space off as well.
    let mut others = Class::PLACEHOLDER.and(Class::ERROR).and(Class::MOJIBAKE);
    if column.leans_numeric() {
        others = others.and(Class::NUMBER);
    }
    if column.leans_to_dates() {
        others = others.and(Class::DATE);
    }
    let hits = column.find(|cell| {
        let class = column.class(cell);
        class.has(Class::OUTER_SPACE) && !class.has(others)
    });
    let Some(hits) = hits else { return };
    let (example, count) = (shorten(&hits.example), hits.count);
    let first = hits
        .runs
        .first()
        .map_or_else(CellRef::default, |run| run.first);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "\"{example}\" มีช่องว่างอยู่หน้าหรือหลังข้อความ ({count} เซลล์)",
        en: "\"{example}\" has white space before or behind it ({count} {cells})"
    );
    let help = say!(
        th: "ใช้สูตร =TRIM({first}) ในคอลัมน์ว่าง แล้วคัดลอกผลไปวางทับของเดิมด้วย หน้าแรก > วาง > วางค่า",
        en: "use =TRIM({first}) in an empty column, then paste the result over the old cells with Home > Paste > Values"
    );
    sink.report(column.finding(hits, message, help));
}

/// Whether leading spaces of the first column of words say which row belongs to which: that is another rule's to say.
fn has_levels(column: &ColumnView<'_>) -> bool {
    let mut names = column.layout.fields.iter().take(3);
    let first = names.find(|field| field.kind == FieldType::String && !field.code);
    if first.is_none_or(|field| field.column != column.field.column) {
        return false;
    }
    let strings = &column.workbook.strings;
    let indented = column.find(|cell| {
        cell.as_text()
            .is_some_and(|id| strings.get(id).starts_with("  "))
    });
    indented.is_some_and(|hits| hits.count >= LEVELS)
}
