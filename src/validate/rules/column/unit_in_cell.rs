use crate::model::diagnostic::Severity;
use crate::model::grammar::class::Class;
use crate::model::grammar::number;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A unit stands in the cell with the number
    ///
    /// ## Why it matters
    /// The unit makes the number a text: it cannot be summed.
    ///
    /// ## ทำไมจึงสำคัญ
    /// หน่วยทำให้ตัวเลขกลายเป็นข้อความ จึงนำไปรวมไม่ได้
    ///
    /// ## How to fix in Excel
    /// Move the unit into the column's name or the data dictionary and leave the number alone in the cell.
    ///
    /// ## วิธีแก้ใน Excel
    /// ย้ายหน่วยไปไว้ในชื่อคอลัมน์หรือพจนานุกรมข้อมูล ให้เหลือเฉพาะตัวเลขในเซลล์
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | budget |
    /// |---|---|
    /// | เชียงใหม่ | 1200 บาท |
    /// | น่าน | 750 บาท |
    /// | แพร่ | 900 บาท |
    /// ```
    /// ```report
    /// error[unit-in-cell] B2:B4: "1200 บาท" has its unit in the cell (3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | cases |
    /// |---|---|
    /// | เชียงใหม่ | 12 |
    /// | น่าน | 7 |
    /// ```
    "unit-in-cell", Error, Column(check), Some('d'), Safe, Constant,
    th: "มีหน่วยอยู่ในเซลล์ตัวเลข", en: "A unit stands in the cell with the number"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if !(column.leans_numeric()) {
        return;
    }
    let Some(hits) = column.find_class(Class::UNIT) else {
        return;
    };
    let (example, count) = (shorten(&hits.example), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    if let [first, second, ..] = units(column).as_slice() {
        // A strength, a size of packing or a fine: one description for each row, which no header can take over.
        let message = say!(
            th: "\"{example}\" มีหน่วยอยู่ในเซลล์ และหน่วยในคอลัมน์ไม่เหมือนกัน เช่น {first} กับ {second} ({count} เซลล์)",
            en: "\"{example}\" has its unit in the cell, and the units of the column differ, such as {first} and {second} ({count} {cells})"
        );
        let help = say!(
            th: "แยกตัวเลขกับหน่วยเป็นสองคอลัมน์ (ข้อมูล > ข้อความเป็นคอลัมน์)",
            en: "split number and unit into two columns (Data > Text to Columns)"
        );
        sink.report(
            column
                .finding(hits, message, help)
                .weaker(Severity::Warning, 0.6),
        );
        return;
    }
    let message = say!(th: "\"{example}\" มีหน่วยอยู่ในเซลล์ ({count} เซลล์)", en: "\"{example}\" has its unit in the cell ({count} {cells})");
    let help = say!(
        th: "ลบหน่วยออกจากเซลล์ (Ctrl+H) แล้วระบุหน่วยไว้ในพจนานุกรมข้อมูล",
        en: "remove the unit from the cells (Ctrl+H) and state it in the data dictionary"
    );
    sink.report(column.finding(hits, message, help));
}

/// The units of a column's texts, each once; of the first values where there are very many.
fn units(column: &ColumnView<'_>) -> Vec<&'static str> {
    let mut units = Vec::new();
    let values = column
        .distinct()
        .map_or(&[][..], |distinct| &distinct.values);
    for entry in values {
        let text = column.text(entry.cell);
        if let Some(unit) = number::parse(&text).and_then(|read| read.unit)
            && !units.contains(&unit)
        {
            units.push(unit);
        }
    }
    units
}
