use crate::model::address::Letters;
use crate::model::cell::{Cell, Value};
use crate::model::language::say;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A number may stand for a missing value
    ///
    /// ## Why it matters
    /// 9999 or -99 for "not known" enters every sum and average as if it had been measured.
    ///
    /// ## ทำไมจึงสำคัญ
    /// 9999 หรือ -99 ที่ใช้แทน "ไม่ทราบ" จะถูกนำไปรวมและหาค่าเฉลี่ยเหมือนเป็นค่าจริง
    ///
    /// ## How to fix in Excel
    /// If the number means that there is no value, clear the cells (Ctrl+H, replace 9999 with nothing, "Match entire cell
    /// contents") and say in the dictionary what an empty cell means. If it was measured, leave it.
    ///
    /// ## วิธีแก้ใน Excel
    /// ถ้าเลขนี้หมายถึงไม่มีข้อมูล ให้ลบเป็นเซลล์ว่าง (Ctrl+H แทนที่ 9999 ด้วยค่าว่าง เลือก ตรงกับเนื้อหาของเซลล์ทั้งหมด)
    /// แล้วบอกความหมายของค่าว่างในพจนานุกรมข้อมูล ถ้าเป็นค่าจริงไม่ต้องแก้
    ///
    /// ## Flagged
    /// ```grid
    /// | หมู่บ้าน | น้ำหนัก |
    /// |---|---|
    /// | บ้านดอน | 51 |
    /// | บ้านนา | 48 |
    /// | บ้านไร่ | 9999 |
    /// | บ้านสวน | 62 |
    /// | บ้านโคก | 57 |
    /// | บ้านหนอง | 55 |
    /// | บ้านท่า | 9999 |
    /// | บ้านกลาง | 66 |
    /// | บ้านใหม่ | 60 |
    /// | บ้านเหนือ | 49 |
    /// ```
    /// ```report
    /// info[numeric-sentinel] B4: 9999 lies far from all other values and may mean that there is none (2 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | หมู่บ้าน | น้ำหนัก |
    /// |---|---|
    /// | บ้านดอน | 51 |
    /// | บ้านนา | 48 |
    /// | บ้านสวน | 62 |
    /// ```
    "numeric-sentinel", Info, Column(check), None, None, Distinct,
    th: "ตัวเลขอาจใช้แทนค่าที่ไม่มี", en: "A number may stand for a missing value"
}

/// Numbers that people and programs type for "none": all nines, in any sign.
const USUAL: [f64; 7] = [9.0, 99.0, 999.0, 9_999.0, 99_999.0, 999_999.0, 9_999_999.0];
/// Values that a column must have besides.
const ENOUGH: usize = 5;
/// So many times the widest gap between two other values lie between them and the number.
const GAPS: f64 = 3.0;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    if !amounts::is_numeric(field.kind) || field.code || field.profile.numbers < 10 {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    let mut values: Vec<(f64, u64)> = Vec::new();
    for entry in &distinct.values {
        if let Some(value) = number(entry.cell) {
            values.push((value, entry.count));
        }
    }
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(odd) = isolated(&values) else { return };
    let hits = column.find(|cell| number(cell).is_some_and(|value| is_same(value, odd)));
    let Some(hits) = hits else { return };
    let (example, count) = (hits.example.clone(), hits.count);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} ห่างจากค่าอื่นทั้งหมด และอาจใช้แทนค่าที่ไม่มี ({count} เซลล์)",
        en: "{example} lies far from all other values and may mean that there is none ({count} {cells})"
    );
    let help = say!(
        th: "ถ้า {example} หมายถึงไม่มีข้อมูล ให้ลบเป็นเซลล์ว่างในคอลัมน์ {letters} และบอกไว้ในพจนานุกรมข้อมูล",
        en: "if {example} means that there is no value, clear these cells of column {letters} and say so in the dictionary",
        letters = Letters(field.column)
    );
    sink.report(column.finding(hits, message, help));
}

fn number(cell: Cell) -> Option<f64> {
    match cell.value() {
        Value::Number(number) => Some(number.to_f64()),
        _ => None,
    }
}

fn is_same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.5
}

/// The usual number at either end that stands several times and far from the rest.
fn isolated(values: &[(f64, u64)]) -> Option<f64> {
    let ends = [
        values.split_last().map(|(last, rest)| (*last, rest, true)),
        values
            .split_first()
            .map(|(first, rest)| (*first, rest, false)),
    ];
    ends.into_iter()
        .flatten()
        .find_map(|((value, count), rest, above)| {
            // A single nine among small numbers is one of them.
            let is_usual = USUAL.iter().skip(usize::from(above)).any(|nines| {
                let signed = if above { *nines } else { -nines };
                is_same(value, signed) && value.fract().abs() < f64::EPSILON
            });
            let nearest = if above { rest.last() } else { rest.first() };
            let nearest = nearest?.0;
            let gaps = rest.windows(2).map(|pair| pair[1].0 - pair[0].0);
            let widest = gaps.fold(0.0, f64::max);
            // Below zero nothing else may lie, or the number is one of them.
            let fits = rest.len() >= ENOUGH && count >= 2 && (above || nearest >= 0.0);
            let is_far = (value - nearest).abs() > widest * GAPS;
            (is_usual && fits && is_far).then_some(value)
        })
}
