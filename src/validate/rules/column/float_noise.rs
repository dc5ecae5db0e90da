use crate::model::cell::{Cell, Value};
use crate::model::language::say;
use crate::model::number::Number;
use crate::model::schema::FieldType;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// A number carries digits that only the computer added
    ///
    /// ## Why it matters
    /// Excel shows 274.66 and stores 274.65999999999997, what a formula left behind. The stored digits are published.
    ///
    /// ## ทำไมจึงสำคัญ
    /// Excel แสดง 274.66 แต่เก็บ 274.65999999999997 ซึ่งเป็นเศษจากการคำนวณ และเป็นค่าที่จะถูกเผยแพร่
    ///
    /// ## How to fix in Excel
    /// Round the formula, such as =ROUND(B2*C2,2), or compute the rounded values beside the column and paste them over it
    /// as values (Ctrl+Alt+V > Values).
    ///
    /// ## วิธีแก้ใน Excel
    /// ปัดเศษในสูตร เช่น =ROUND(B2*C2,2) หรือคำนวณค่าที่ปัดแล้วไว้ข้าง ๆ แล้ววางทับเป็นค่า (Ctrl+Alt+V > ค่า)
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ค่าใช้จ่าย |
    /// |---|---|
    /// | เชียงใหม่ | 310.25 |
    /// | น่าน | 274.65999999999997 |
    /// | แพร่ | 190.5 |
    /// ```
    /// ```report
    /// info[float-noise] B3: 274.65999999999997 is 274.66 with digits that computing left behind (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ค่าใช้จ่าย |
    /// |---|---|
    /// | เชียงใหม่ | 310.25 |
    /// | น่าน | 274.66 |
    /// | แพร่ | 33.333333333333336 |
    /// ```
    "float-noise", Info, Column(check), None, None, Constant,
    th: "ตัวเลขมีเศษที่เกิดจากการคำนวณของเครื่อง", en: "A number carries digits that only the computer added"
}

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    if column.field.kind != FieldType::Number || profile.numbers == profile.integers {
        return;
    }
    let hits = column.find(|cell| meant(cell).is_some());
    let Some(hits) = hits else { return };
    // Among many honest fractions a few are near a short number by chance.
    let long = column.find(|cell| float(cell).is_some());
    if hits.count * 20 < long.map_or(0, |long| long.count) {
        return;
    }
    let meant = hits.example.parse().ok().and_then(short);
    let (Some(meant), example, count) = (meant, hits.example.clone(), hits.count) else {
        return;
    };
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} คือ {meant} ที่มีเศษจากการคำนวณติดมา ({count} เซลล์)",
        en: "{example} is {meant} with digits that computing left behind ({count} {cells})"
    );
    let help = say!(
        th: "ปัดเศษด้วยสูตร ROUND แล้ววางทับเป็นค่า",
        en: "round with the function ROUND and paste the result as values"
    );
    sink.report(column.finding(hits, message, help));
}

/// The short number that a cell stands for.
fn meant(cell: Cell) -> Option<f64> {
    short(float(cell)?)
}

/// A number of more digits than a decimal keeps.
fn float(cell: Cell) -> Option<f64> {
    match cell.value() {
        Value::Number(Number::Float(value)) if value.fract() != 0.0 => Some(value),
        _ => None,
    }
}

/// The number of ten digits that lies next to one of seventeen.
fn short(value: f64) -> Option<f64> {
    let size = value.abs();
    if !(1e-4..1e9).contains(&size) {
        return None;
    }
    // Nearly every number is done with here, without being written out.
    let digits = [1e4, 1e3, 1e2, 1e1, 1e0, 1e-1, 1e-2, 1e-3, 1e-4];
    let after_point = digits.iter().take_while(|bound| size < **bound).count();
    let places = after_point + 5;
    let scaled = value * 10f64.powi(i32::try_from(places).unwrap_or(0));
    let nearest = scaled.round();
    if (scaled - nearest).abs() > nearest.abs() * 1e-14 {
        return None;
    }
    let near: f64 = format!("{value:.places$}").parse().ok()?;
    // Both as the shortest text that reads back.
    let digits = |number: f64| {
        let text = number.to_string();
        let digits = text.bytes().filter(u8::is_ascii_digit);
        digits.skip_while(|digit| *digit == b'0').count()
    };
    (digits(value) >= 16 && digits(near) <= 12).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn artefacts_are_told_from_fractions_and_long_decimals() {
        for (value, meant) in [
            (274.659_999_999_999_97, "274.66"),
            (0.1 + 0.2, "0.3"),
            (1.1 * 3.0, "3.3"),
            (-4.35 * 100.0, "-435"),
            (12_345.6 * 1.1, "13580.16"),
        ] {
            assert_eq!(
                short(value).map(|it| it.to_string()).as_deref(),
                Some(meant)
            );
        }
        for value in [
            1.0 / 3.0,
            2.0 / 3.0,
            100.0 / 7.0,
            std::f64::consts::PI,
            13.756_331_412_345,
            0.034_980_118_210_033,
            123_456.789_012_34,
        ] {
            assert_eq!(short(value), None, "{value}");
        }
    }
}
