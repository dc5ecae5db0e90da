use std::cell::Cell as Counter;
use std::ops::Range;

use crate::model::address::Letters;
use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::label;
use crate::model::language::say;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A code is stored as a number and lost its leading zeros
    ///
    /// ## Why it matters
    /// 912 is not 00912: the code no longer finds its place, person or product in other tables.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 912 ไม่ใช่ 00912 รหัสที่เลข 0 หายไปจะเชื่อมกับตารางอื่นไม่ได้
    ///
    /// ## How to fix in Excel
    /// Select the column, choose Home > Number Format > Text, and type the codes again with all their digits. For many of
    /// them write =TEXT(B2,"00000") beside the first one, fill it down (Ctrl+D), and paste the result over the codes as
    /// values (Ctrl+Alt+V > Values).
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกคอลัมน์ แล้วเลือก หน้าแรก > รูปแบบตัวเลข > ข้อความ จากนั้นพิมพ์รหัสใหม่ให้ครบทุกหลัก ถ้ามีมากให้เขียน
    /// =TEXT(B2,"00000") ในคอลัมน์ข้าง ๆ เติมลง (Ctrl+D) แล้ววางทับรหัสเดิมเป็นค่า (Ctrl+Alt+V > ค่า)
    ///
    /// ## Flagged
    /// ```grid
    /// | หน่วยบริการ | รหัสหน่วยบริการ |
    /// |---|---|
    /// | บางรัก | '00456 |
    /// | สีลม | '00781 |
    /// | ปทุมวัน | 912 |
    /// | ยานนาวา | '01034 |
    /// ```
    /// ```report
    /// warning[text-as-number] B4: 912 is a code of 5 digits without its leading zeros; it should be 00912 (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หน่วยบริการ | รหัสหน่วยบริการ |
    /// |---|---|
    /// | บางรัก | '00456 |
    /// | สีลม | '00781 |
    /// | ปทุมวัน | '00912 |
    /// ```
    "text-as-number", Warning, Column(check), None, None, Constant,
    th: "รหัสถูกเก็บเป็นตัวเลขจนเลข 0 นำหน้าหาย", en: "A code is stored as a number and lost its leading zeros"
}

/// Which numbers have lost zeros.
struct Lost {
    values: Range<i64>,
    /// Digits of the whole code; none where one zero is lost whatever the length.
    width: Option<usize>,
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    if column.field.profile.integers == 0 {
        return;
    }
    let Some(lost) = lost(column) else { return };
    let hits = column.find(|cell| whole(cell).is_some_and(|value| lost.values.contains(&value)));
    let Some(hits) = hits else { return };
    let (example, count) = (hits.example.clone(), hits.count);
    let width = lost.width.unwrap_or(example.len() + 1);
    let (code, zeros) = (format!("{example:0>width$}"), "0".repeat(width));
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} เป็นรหัส {width} หลักที่เลข 0 นำหน้าหายไป ควรเป็น {code} ({count} เซลล์)",
        en: "{example} is a code of {width} digits without its leading zeros; it should be {code} ({count} {cells})"
    );
    let help = say!(
        th: "กำหนดคอลัมน์ {letters} เป็นข้อความ (หน้าแรก > รูปแบบตัวเลข > ข้อความ) แล้วพิมพ์รหัสใหม่ หรือใช้สูตร TEXT รูปแบบ \"{zeros}\" แล้ววางเป็นค่า",
        en: "format column {letters} as text (Home > Number Format > Text) and retype the codes, or use the function TEXT with \"{zeros}\" and paste values",
        letters = Letters(column.field.column)
    );
    sink.report(column.finding(hits, message, help));
}

fn lost(column: &ColumnView<'_>) -> Option<Lost> {
    let width = typed_width(column)
        .or_else(|| format_width(column))
        .or_else(|| known_width(column));
    if let Some(width) = width {
        let digits = u32::try_from(width).ok()?.checked_sub(1)?;
        return Some(Lost {
            values: 1..10i64.checked_pow(digits)?,
            width: Some(width),
        });
    }
    // Numbers in Thailand begin with a zero and have nine or ten digits.
    let values = 10_000_000..1_000_000_000;
    let is_lost = label::is_phone(&column.field.label)
        && within(column, &values) * 5 >= column.field.profile.integers * 4;
    is_lost.then_some(Lost {
        values,
        width: None,
    })
}

/// The digits that the codes typed as text have, if they all have as many.
fn typed_width(column: &ColumnView<'_>) -> Option<usize> {
    let profile = &column.field.profile;
    // One such text among many numbers proves nothing about them.
    if !column.field.code || profile.codes * 4 < profile.numbers || profile.codes == 0 {
        return None;
    }
    let widths = Counter::new((usize::MAX, 0));
    let _every = column.find(|cell| {
        if column.class(cell).has(Class::CODE) {
            let width = column.text(cell).trim().chars().count();
            let (least, most) = widths.get();
            widths.set((least.min(width), most.max(width)));
        }
        false
    });
    let (least, most) = widths.get();
    (least == most).then_some(most)
}

/// The digits that the number format shows, where it is one for codes: `00000`, `0-0000-00000-00-0`.
fn format_width(column: &ColumnView<'_>) -> Option<usize> {
    let formats = &column.sheet.facts.formats;
    let mut own = formats.iter().filter(|it| it.0 == column.field.column);
    let (width, cells) = own.find_map(|(_, code, cells)| Some((zeros(code)?, *cells)))?;
    // A quantity may be shown with two digits: hours, months.
    let least = if column.field.code { 2 } else { 3 };
    (width >= least && cells * 5 >= column.field.profile.numbers * 4).then_some(width)
}

fn zeros(code: &str) -> Option<usize> {
    let only = |letter| matches!(letter, '0' | '-' | ' ' | '\\' | '"' | '(' | ')');
    code.chars()
        .all(only)
        .then(|| code.chars().filter(|letter| *letter == '0').count())
}

/// The digits that a known code has, if half of the numbers have them and none has more.
fn known_width(column: &ColumnView<'_>) -> Option<usize> {
    let label = &column.field.label;
    let (width, usual) = if label::is_facility_code(label) {
        (5, 10_000..100_000)
    } else if label::is_tax_number(label) {
        // Those of firms begin with a zero.
        (13, 100_000_000_000..1_000_000_000_000)
    } else {
        return None;
    };
    let beyond = 10i64.pow(width)..i64::MAX;
    let half = within(column, &usual) * 2 >= column.field.profile.integers;
    (half && within(column, &beyond) == 0).then_some(width as usize)
}

/// How many numbers lie in a range.
fn within(column: &ColumnView<'_>, values: &Range<i64>) -> u64 {
    column
        .find(|cell| whole(cell).is_some_and(|value| values.contains(&value)))
        .map_or(0, |hits| hits.count)
}

fn whole(cell: Cell) -> Option<i64> {
    match cell.value() {
        Value::Number(number) => number.to_integer(),
        _ => None,
    }
}
