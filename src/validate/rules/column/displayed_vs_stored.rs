use crate::model::address::Letters;
use crate::model::cell::Value;
use crate::model::grammar::label;
use crate::model::language::say;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// The number format hides fractions of what is counted
    ///
    /// ## Why it matters
    /// Readers of the sheet see 12 persons; the published file says 11.63. Both cannot be what was meant.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผู้อ่านแผ่นงานเห็น 12 คน แต่ไฟล์ที่เผยแพร่เป็น 11.63 จึงควรเลือกว่าจะใช้ค่าใด
    ///
    /// ## How to fix in Excel
    /// If the whole numbers are meant, compute =ROUND(B2,0) beside the column and paste the result over it as values. If the
    /// stored ones are, show their digits (Home > Increase Decimal).
    ///
    /// ## วิธีแก้ใน Excel
    /// ถ้าต้องการจำนวนเต็ม ให้คำนวณ =ROUND(B2,0) ไว้ข้าง ๆ แล้ววางทับเป็นค่า ถ้าต้องการค่าที่เก็บไว้ ให้แสดงทศนิยม
    /// (หน้าแรก > เพิ่มตำแหน่งทศนิยม)
    ///
    /// ## Flagged
    /// ```grid
    /// format #,##0: B2:B5
    /// | อำเภอ | จำนวนผู้รับบริการ |
    /// |---|---|
    /// | เมือง | 11.63 |
    /// | แม่ริม | 24.18 |
    /// | ฝาง | 17.4 |
    /// | สันทราย | 31 |
    /// ```
    /// ```report
    /// info[displayed-vs-stored] B2:B4: 11.63 is shown as a whole number (3 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// format #,##0: B2:B4
    /// | อำเภอ | ค่าใช้จ่าย |
    /// |---|---|
    /// | เมือง | 11.63 |
    /// | แม่ริม | 24.18 |
    /// | ฝาง | 17.4 |
    /// ```
    "displayed-vs-stored", Info, Column(check), None, None, Constant,
    th: "รูปแบบตัวเลขซ่อนทศนิยมของจำนวนนับ", en: "The number format hides fractions of what is counted"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    let profile = &field.profile;
    let fractions = profile.numbers.saturating_sub(profile.integers);
    // Amounts of money are rounded for the eye on purpose; things that are counted have no fractions.
    if !label::is_count(&field.label)
        || field.kind != FieldType::Number
        || fractions * 2 < profile.numbers
        || fractions < 3
    {
        return;
    }
    let mut formats = column.sheet.facts.formats.iter();
    let own = formats.find(|(number, _, _)| *number == field.column);
    let shows_whole =
        own.is_some_and(|(_, code, cells)| is_whole(code) && *cells >= profile.numbers);
    if !shows_whole {
        return;
    }
    let hits = column.find(|cell| match cell.value() {
        Value::Number(number) => number.to_integer().is_none(),
        _ => false,
    });
    let Some(hits) = hits else { return };
    let (example, count) = (hits.example.clone(), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} แสดงเป็นจำนวนเต็ม ({count} เซลล์)",
        en: "{example} is shown as a whole number ({count} {cells})"
    );
    let help = say!(
        th: "ปัดค่าของคอลัมน์ {letters} ด้วย ROUND ถ้าต้องการจำนวนเต็ม หรือแสดงทศนิยมที่เก็บไว้",
        en: "round column {letters} with ROUND if whole numbers are meant, or show the decimals that are stored",
        letters = Letters(field.column)
    );
    sink.report(column.finding(hits, message, help));
}

/// Whether a format shows whole numbers and nothing else: `0`, `#,##0`, with or without a section for negative ones.
fn is_whole(code: &str) -> bool {
    let first = code.split(';').next().unwrap_or("");
    let digits = first.contains(['0', '#']);
    // The last comma of "#,##0," divides by a thousand: then the values are larger than they look on purpose.
    let scales = first.trim_end().ends_with(',');
    digits && !scales && !first.contains(['.', '%', '/', 'E', '"', '?'])
}
