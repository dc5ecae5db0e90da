use crate::model::cell::{Cell, Value};
use crate::model::grammar::label;
use crate::model::language::say;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Percentages are stored in two scales
    ///
    /// ## Why it matters
    /// A cell with the format % stores 45% as 0.45; a cell without it stores 45. Together in one column they are a
    /// hundred times apart.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เซลล์ที่ใช้รูปแบบ % เก็บ 45% เป็น 0.45 แต่เซลล์ที่ไม่ใช้เก็บเป็น 45 เมื่ออยู่ในคอลัมน์เดียวกันค่าจะต่างกันร้อยเท่า
    ///
    /// ## How to fix in Excel
    /// Choose one scale. To make 0.45 into 45: type 100 into an empty cell and copy it, select the cells named, choose
    /// Home > Paste > Paste Special > Multiply, and set the number format to Number.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกใช้แบบเดียว ถ้าจะเปลี่ยน 0.45 เป็น 45 ให้พิมพ์ 100 ในเซลล์ว่างแล้วคัดลอก เลือกเซลล์ที่ระบุ เลือก
    /// หน้าแรก > วาง > วางแบบพิเศษ > คูณ แล้วตั้งรูปแบบตัวเลขเป็น ตัวเลข
    ///
    /// ## Flagged
    /// ```grid
    /// format 0%: B3:B3
    /// | อำเภอ | ร้อยละ |
    /// |---|---|
    /// | เมือง | 45.2 |
    /// | แม่ริม | 0.38 |
    /// | ฝาง | 52.4 |
    /// | สันทราย | 61.3 |
    /// ```
    /// ```report
    /// warning[percent-scale] B3: 0.38 and 45.2 stand in one column of percentages: one is a part of 1, the other of 100 (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | อำเภอ | ร้อยละ |
    /// |---|---|
    /// | เมือง | 45.2 |
    /// | แม่ริม | 0.8 |
    /// | ฝาง | 52.4 |
    /// ```
    "percent-scale", Warning, Column(check), None, None, Constant,
    th: "ร้อยละใช้สองมาตราปนกัน", en: "Percentages are stored in two scales"
}

/// The numbers of a column by their side of 1. Zero is on both sides.
#[derive(Default)]
struct Scales {
    small: u64,
    large: u64,
    first_large: Option<f64>,
    least_large: f64,
    most_large: f64,
    /// Small ones that are a hundred times too small for the large ones' range.
    fractions: bool,
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    let is_share = label::is_percent(&field.label) && !label::is_change(&field.label);
    if !amounts::is_numeric(field.kind) || !is_share {
        return;
    }
    let scales = scales(column);
    if scales.small == 0 || scales.large == 0 || scales.most_large > 100.0 {
        return;
    }
    let formatted = formatted(column);
    let numbers = field.profile.numbers;
    // The header's cell may have the column's format too.
    let by_format = formatted > 0 && formatted < numbers && scales.small + 1 >= formatted;
    let by_value = formatted == 0
        && scales.large >= 8
        && scales.small * 5 <= scales.large
        && scales.least_large >= 10.0
        && scales.fractions;
    if !by_format && !by_value {
        return;
    }
    let few_are_small = scales.small <= scales.large;
    let Some(hits) = column.find(|cell| is_small(value(cell)) == Some(few_are_small)) else {
        return;
    };
    let other = if few_are_small {
        scales.first_large
    } else {
        first_small(column)
    };
    let Some(other) = other else { return };
    let (example, count) = (hits.example.clone(), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let (of, other_of) = if few_are_small { (1, 100) } else { (100, 1) };
    let message = say!(
        th: "{example} และ {other} อยู่ในคอลัมน์ร้อยละเดียวกัน ค่าแรกคิดจากเต็ม {of} อีกค่าคิดจากเต็ม {other_of} ({count} เซลล์)",
        en: "{example} and {other} stand in one column of percentages: one is a part of {of}, the other of {other_of} ({count} {cells})"
    );
    let help = say!(
        th: "ทำให้เป็นมาตราเดียวกันทั้งคอลัมน์: คัดลอกเซลล์ที่มีเลข 100 แล้ววางแบบพิเศษ > คูณ (หรือ หาร) ลงบนเซลล์เหล่านี้",
        en: "use one scale in the whole column: copy a cell that holds 100 and use Paste Special > Multiply (or Divide) on these cells"
    );
    sink.report(column.finding(hits, message, help));
}

fn value(cell: Cell) -> Option<f64> {
    match cell.value() {
        Value::Number(number) => Some(number.to_f64()),
        _ => None,
    }
}

/// Whether a number is a part of 1; none for zero, which is nothing in either scale.
fn is_small(value: Option<f64>) -> Option<bool> {
    value
        .filter(|value| value.abs() > f64::EPSILON)
        .map(|value| value.abs() <= 1.0)
}

fn first_small(column: &ColumnView<'_>) -> Option<f64> {
    let mut first = None;
    amounts::each_number(column, |_, value| {
        if first.is_none() && is_small(Some(value)) == Some(true) {
            first = Some(value);
        }
    });
    first
}

fn scales(column: &ColumnView<'_>) -> Scales {
    let mut scales = Scales {
        least_large: f64::INFINITY,
        ..Scales::default()
    };
    let (mut least_small, mut most_small) = (f64::INFINITY, 0.0f64);
    amounts::each_number(column, |_, value| match is_small(Some(value)) {
        Some(true) => {
            scales.small += 1;
            least_small = least_small.min(value);
            most_small = most_small.max(value);
        }
        Some(false) => {
            scales.large += 1;
            scales.first_large.get_or_insert(value);
            scales.least_large = scales.least_large.min(value);
            scales.most_large = scales.most_large.max(value);
        }
        None => {}
    });
    scales.fractions = least_small * 100.0 >= scales.least_large / 2.0
        && most_small * 100.0 <= scales.most_large * 2.0;
    scales
}

/// Cells of the column whose number format multiplies by a hundred to show per cent.
fn formatted(column: &ColumnView<'_>) -> u64 {
    let formats = column.sheet.facts.formats.iter();
    formats
        .filter(|(number, code, _)| *number == column.field.column && shows_percent(code))
        .map(|(_, _, cells)| cells)
        .sum()
}

/// Whether a format code has a `%` that is no quoted text.
fn shows_percent(code: &str) -> bool {
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '%' => return true,
            '\\' => {
                letters.next();
            }
            '"' => while letters.next().is_some_and(|quoted| quoted != '"') {},
            _ => {}
        }
    }
    false
}
