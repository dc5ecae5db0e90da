use crate::model::cell::{Cell, Value};
use crate::model::grammar::label;
use crate::model::language::say;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, Hits};

rule! {
    /// A number is outside what it counts or measures
    ///
    /// ## Why it matters
    /// There are no -3 patients, no share of 452 per cent and no latitude of 100.5: the cell is mistyped, or the value
    /// belongs into another column.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไม่มีผู้ป่วย -3 คน ไม่มีสัดส่วนร้อยละ 452 และไม่มีละติจูด 100.5 แสดงว่าพิมพ์ผิดหรือสลับคอลัมน์
    ///
    /// ## How to fix in Excel
    /// Compare the cells with their source and correct them. Where latitude and longitude are swapped, exchange the two
    /// cells, or the names of the two columns if all are.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบกับเอกสารต้นทางแล้วแก้ไข ถ้าละติจูดกับลองจิจูดสลับกัน ให้สลับค่าของสองเซลล์ หรือสลับชื่อคอลัมน์ถ้าผิดทั้งคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | สถานี | ละติจูด | ลองจิจูด |
    /// |---|---|---|
    /// | ท่าเรือ | 13.72 | 100.51 |
    /// | สวนหลวง | 100.63 | 13.68 |
    /// | บางนา | 13.67 | 100.6 |
    /// | คลองสาน | 13.73 | 100.5 |
    /// | บางแค | 13.7 | 100.41 |
    /// | หนองจอก | 13.86 | 100.86 |
    /// ```
    /// ```report
    /// warning[impossible-value] B3: 100.63 is no latitude, which ends at 90; it seems to be swapped with the longitude (1 cell)
    /// warning[impossible-value] C3: 13.68 seems to be a latitude among longitudes (1 cell)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | สถานี | ร้อยละการเปลี่ยนแปลง |
    /// |---|---|
    /// | ท่าเรือ | 12.5 |
    /// | สวนหลวง | 148.2 |
    /// | บางนา | 7.75 |
    /// ```
    "impossible-value", Warning, Column(check), None, None, Constant,
    th: "ค่าเป็นไปไม่ได้", en: "A number is outside what it counts or measures"
}

/// One way in which a value cannot be.
struct Case {
    is_odd: fn(f64) -> bool,
    th: &'static str,
    en: &'static str,
}

const NEGATIVE: Case = Case {
    is_odd: |value| value < 0.0,
    th: "เป็นจำนวนติดลบของสิ่งที่นับได้",
    en: "is less than none of what is counted",
};
const OVER_HUNDRED: Case = Case {
    // Rounded parts may add up to a little more.
    is_odd: |value| value > 100.5,
    th: "เกินร้อยละ 100",
    en: "is more than 100 per cent",
};
const SWAPPED: Case = Case {
    is_odd: |value| EASTERN.contains(&value),
    th: "ไม่ใช่ละติจูดซึ่งไม่เกิน 90 ดูเหมือนสลับกับลองจิจูด",
    en: "is no latitude, which ends at 90; it seems to be swapped with the longitude",
};
const NO_LATITUDE: Case = Case {
    is_odd: |value| value.abs() > 90.0 && !EASTERN.contains(&value),
    th: "ไม่ใช่ละติจูดซึ่งไม่เกิน 90",
    en: "is no latitude, which ends at 90",
};
const NO_LONGITUDE: Case = Case {
    is_odd: |value| value.abs() > 180.0,
    th: "ไม่ใช่ลองจิจูดซึ่งไม่เกิน 180",
    en: "is no longitude, which ends at 180",
};
const NORTHERN_AMONG_EASTERN: Case = Case {
    is_odd: |value| NORTHERN.contains(&value),
    th: "ดูเหมือนละติจูดในคอลัมน์ลองจิจูด",
    en: "seems to be a latitude among longitudes",
};

/// Longitudes of Thailand, and a little beyond; latitudes.
const EASTERN: std::ops::RangeInclusive<f64> = 97.0..=106.0;
const NORTHERN: std::ops::RangeInclusive<f64> = 5.0..=21.0;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let field = column.field;
    if !amounts::is_numeric(field.kind) || field.code || field.profile.numbers == 0 {
        return;
    }
    let label = &field.label;
    if label::is_latitude(label) {
        report(column, sink, &SWAPPED, u64::MAX);
        report(column, sink, &NO_LATITUDE, u64::MAX);
    } else if label::is_longitude(label) {
        report(column, sink, &NO_LONGITUDE, u64::MAX);
        // Elsewhere in the world 13 is as good a longitude as any.
        let thai = count(column, |value| EASTERN.contains(&value));
        if thai * 5 >= field.profile.numbers * 4 {
            report(column, sink, &NORTHERN_AMONG_EASTERN, u64::MAX);
        }
    } else if label::is_share(label) {
        report(column, sink, &OVER_HUNDRED, few(field.profile.numbers));
    } else if label::is_count(label) {
        report(column, sink, &NEGATIVE, few(field.profile.numbers));
    }
}

/// More than one in ten is how the column is, not a slip: a change, or a share of something smaller.
fn few(numbers: u64) -> u64 {
    (numbers / 10).max(1)
}

fn report(column: &ColumnView<'_>, sink: &mut Sink<'_>, case: &Case, most: u64) {
    let Some(hits) = find(column, case.is_odd) else {
        return;
    };
    // Of two or three numbers one proves nothing about the others.
    if hits.count > most || (most != u64::MAX && column.field.profile.numbers < 4) {
        return;
    }
    let (example, count) = (hits.example.clone(), hits.count);
    let (th, en) = (case.th, case.en);
    let cells = if count == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "{example} {th} ({count} เซลล์)",
        en: "{example} {en} ({count} {cells})"
    );
    let help = say!(
        th: "ตรวจสอบกับเอกสารต้นทางแล้วแก้ไขเซลล์",
        en: "look the value up in its source and correct the cell"
    );
    sink.report(column.finding(hits, message, help));
}

fn find(column: &ColumnView<'_>, is_odd: impl Fn(f64) -> bool) -> Option<Hits> {
    column.find(|cell| number(cell).is_some_and(&is_odd))
}

fn count(column: &ColumnView<'_>, is_odd: impl Fn(f64) -> bool) -> u64 {
    find(column, is_odd).map_or(0, |hits| hits.count)
}

fn number(cell: Cell) -> Option<f64> {
    match cell.value() {
        Value::Number(number) => Some(number.to_f64()),
        _ => None,
    }
}
