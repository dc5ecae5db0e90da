use crate::clean::fault::Fault;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::address::Letters;
use crate::model::cell::Value;
use crate::model::grammar::class::Class;
use crate::model::grammar::{digits, label};
use crate::model::language::{Message, Text, say};
use crate::model::layout::FieldLayout;
use crate::model::plan::StepCall;
use crate::model::reference;

step! {
    /// Gives codes their leading zeros back
    ///
    /// A number or a text of digits becomes a text with as many digits as the code has. A longer one, and anything else than
    /// digits, is refused. With `list` the code must stand in that list: provinces (2 digits), districts (4), health areas (2).
    ///
    /// ## ภาษาไทย
    ///
    /// ตัวเลขหรือข้อความที่มีแต่ตัวเลขจะเป็นข้อความที่มีจำนวนหลักครบตามรหัส ค่าที่ยาวกว่าหรือไม่ใช่ตัวเลขจะไม่รับ ถ้าระบุ `list`
    /// รหัสต้องมีอยู่ในรายการ: จังหวัด (2 หลัก) อำเภอ (4 หลัก) เขตสุขภาพ (2 หลัก)
    ///
    /// ## Example
    /// ```before
    /// | หน่วยบริการ | รหัสหน่วยบริการ |
    /// |---|---|
    /// | บางรัก | '00456 |
    /// | สีลม | '00781 |
    /// | ปทุมวัน | 912 |
    /// | ยานนาวา | '01034 |
    /// ```
    /// ```call
    /// {"step": "pad-codes", "column": "B", "width": 5}
    /// ```
    /// ```after
    /// | หน่วยบริการ | รหัสหน่วยบริการ |
    /// |---|---|
    /// | บางรัก | 00456 |
    /// | สีลม | 00781 |
    /// | ปทุมวัน | 00912 |
    /// | ยานนาวา | 01034 |
    /// ```
    "pad-codes", Confirm, apply, settles: ["text-as-number"],
    takes: [
        need("column", Kind::Column, "คอลัมน์ของรหัส", "the column of codes"),
        may("width", Kind::Number, "จำนวนหลักของรหัส ต้องระบุถ้าไม่มี list", "the digits of the code; must be given without list"),
        may("list", Kind::OneOf(&["provinces", "districts", "health-areas"]), "รายการรหัสที่ต้องตรงกัน", "the list in which the codes must stand"),
    ],
    says: says, proposes: proposes,
    th: "เติมเลข 0 นำหน้ารหัส", en: "Gives codes their leading zeros back"
}

const NO_CODE: Text = Text {
    th: "ไม่ใช่รหัสที่เป็นตัวเลข",
    en: "is no code of digits",
};
const TOO_LONG: Text = Text {
    th: "ยาวกว่าจำนวนหลักของรหัส",
    en: "has more digits than the code",
};
const UNLISTED: Text = Text {
    th: "ไม่มีในรายการรหัสที่แผนระบุ",
    en: "is not in the list of codes that the plan names",
};

/// The most digits that a code has here: a national number has 13.
const WIDEST: usize = 18;

fn says(call: &StepCall) -> Message {
    let column = wording::text(call, "column");
    let Some(width) = width_of(call) else {
        return say!(
            th: "เติมเลข 0 นำหน้ารหัสในคอลัมน์ {column}",
            en: "gives the codes of column {column} their leading zeros back"
        );
    };
    say!(
        th: "เติมเลข 0 นำหน้ารหัสในคอลัมน์ {column} ให้ครบ {width} หลัก",
        en: "gives the codes of column {column} their leading zeros back, {width} digits each"
    )
}

/// Where the codes that were typed as text, or the label, say how many digits there are.
fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let fields = scene.fields(step.settles).into_iter();
    let calls = fields.filter_map(|field| {
        let letters = Letters(field.column).to_string();
        let call = StepCall::new(step.name).with("column", letters);
        Some(call.with("width", width_in(scene, field)?))
    });
    calls.collect()
}

fn width_in(scene: &Scene<'_>, field: &FieldLayout) -> Option<u64> {
    let texts = scene.texts(field).into_iter();
    let codes = texts.filter(|text| Class::of(text).has(Class::CODE));
    let mut widths: Vec<usize> = codes.map(|text| text.trim().chars().count()).collect();
    widths.sort_unstable();
    widths.dedup();
    match widths.as_slice() {
        [width] => u64::try_from(*width).ok(),
        [] if label::is_facility_code(&field.label) => Some(5),
        [] if label::is_tax_number(&field.label) => Some(13),
        _ => None,
    }
}

/// The digits of a code: as stated, or as the list has them.
fn width_of(call: &StepCall) -> Option<u64> {
    let of_list = |list| if list == "districts" { 4 } else { 2 };
    call.number("width")
        .or_else(|| call.text("list").map(of_list))
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let list = call.text("list");
    if list.is_some_and(|list| !["provinces", "districts", "health-areas"].contains(&list)) {
        return Err(Fault::Parameter("list"));
    }
    let width = width_of(call).and_then(|width| usize::try_from(width).ok());
    let width = width
        .filter(|width| (1..=WIDEST).contains(width))
        .ok_or(Fault::Parameter("width"))?;
    for row in tidying.rows() {
        let digits = match tidying.table.cell(row, column).value() {
            Value::Empty => continue,
            Value::Number(number) => number.to_integer().map(|whole| whole.to_string()),
            Value::Text(id) => {
                let text = digits::to_ascii(tidying.table.strings.get(id).trim()).into_owned();
                Some(text)
            }
            _ => None,
        };
        let is_code =
            |text: &String| !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit());
        let Some(digits) = digits.filter(is_code) else {
            return Err(tidying.fault(row, column, NO_CODE));
        };
        if digits.len() > width {
            return Err(tidying.fault(row, column, TOO_LONG));
        }
        let code = format!("{digits:0>width$}");
        if list.is_some_and(|list| !is_listed(list, &code)) {
            return Err(tidying.fault(row, column, UNLISTED));
        }
        let id = tidying.table.strings.intern(&code);
        tidying.set(row, column, Value::Text(id));
    }
    Ok(())
}

fn is_listed(list: &str, code: &str) -> bool {
    match list {
        "provinces" => reference::province_by_code(code).is_some(),
        "districts" => reference::district_by_code(code).is_some(),
        _ => reference::list(list).is_some_and(|list| list.values().contains(code)),
    }
}
