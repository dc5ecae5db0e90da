use crate::model::cell::{Cell, Value};
use crate::model::grammar::heading::Heading;
use crate::model::language::say;
use crate::validate::columns::{TableColumns, labelled};
use crate::validate::persons;
use crate::validate::rule::rule;
use crate::validate::sink::Sink;
use crate::validate::view::{ColumnView, TableView};

rule! {
    /// Coordinates lead to the homes of persons
    ///
    /// ## Why it matters
    /// Five decimals of a degree are about one metre: beside a name they are a home address on the map.
    ///
    /// ## ทำไมจึงสำคัญ
    /// พิกัดทศนิยมห้าตำแหน่งละเอียดประมาณหนึ่งเมตร เมื่ออยู่คู่กับชื่อจึงเท่ากับบอกที่อยู่บนแผนที่
    ///
    /// ## How to fix in Excel
    /// Round to two decimals, about one kilometre: `=ROUND(C2,2)`, then copy and Paste Special > Values; or delete the columns and keep
    /// the subdistrict.
    ///
    /// ## วิธีแก้ใน Excel
    /// ปัดให้เหลือทศนิยมสองตำแหน่ง (ประมาณหนึ่งกิโลเมตร): `=ROUND(C2,2)` แล้วคัดลอกและวางแบบพิเศษ > ค่า หรือลบคอลัมน์แล้วเก็บเฉพาะตำบล
    ///
    /// ## Flagged
    /// ```grid
    /// | ผู้ป่วย | latitude | longitude |
    /// |---|---|---|
    /// | นายสมชาย ใจดี | 18.788345 | 98.985312 |
    /// | นางมาลี มีสุข | 13.859104 | 100.521733 |
    /// | นางสาวสุดา รักเรียน | 18.775631 | 100.773042 |
    /// ```
    /// ```report
    /// warning[person-coordinates] B2:B4: column B "latitude" and column C "longitude" place named persons to the metre (3 records)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | province | latitude | longitude |
    /// |---|---|---|
    /// | เชียงใหม่ | 18.79 | 98.99 |
    /// | น่าน | 18.78 | 100.77 |
    /// ```
    "person-coordinates", Warning, Table(check), None, None, Constant,
    th: "มีพิกัดคู่กับชื่อบุคคล", en: "Coordinates lead to the homes of persons"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let columns = TableColumns::of(table);
    let columns = columns.all();
    let (Some(north), Some(east)) = (
        labelled(&columns, Heading::Latitude),
        labelled(&columns, Heading::Longitude),
    ) else {
        return;
    };
    let exact = |column: &ColumnView<'_>| {
        let hits = column.find(is_exact)?;
        (hits.count >= persons::FEW && hits.count * 2 >= column.field.profile.values())
            .then_some(hits)
    };
    let (Some(found), Some(beside)) = (exact(north), exact(east)) else {
        return;
    };
    if !persons::are_named(table) {
        return;
    }
    let (a, b, count) = (north.name(), east.name(), found.count);
    let (a_th, b_th, a_en, b_en) = (a.th, b.th, a.en, b.en);
    let message = say!(
        th: "{a_th} และ{b_th} ระบุตำแหน่งของบุคคลที่มีชื่อได้ละเอียดถึงระดับเมตร ({count} แถว)",
        en: "{a_en} and {b_en} place named persons to the metre ({count} records)"
    );
    let help = say!(
        th: "ปัดพิกัดให้เหลือทศนิยมสองตำแหน่ง หรือลบคอลัมน์แล้วเก็บเฉพาะตำบล",
        en: "round to two decimals, or delete the columns and keep the subdistrict"
    );
    let finding = north.finding(found, message, help);
    sink.report(finding.evidence(beside.runs));
}

/// Whether a number has five decimals or more that are not zero.
fn is_exact(cell: Cell) -> bool {
    let Value::Number(number) = cell.value() else {
        return false;
    };
    let tens = number.to_f64() * 10_000.0;
    (tens - tens.round()).abs() > 1e-6
}
