use crate::clean::fault::Fault;
use crate::clean::scene::Together;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::grammar::{amount, number};
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;

step! {
    /// Takes the unit out of cells
    ///
    /// "174,072 บาท" becomes "174,072"; "฿100", "ร้อยละ 43.52" and "45%" become the number. The unit is named, one in each
    /// call, so that a cell with another unit is refused where its column is named: nothing is converted. A word that
    /// multiplies, such as ล้าน, is no unit; `multiplier-words` is for it.
    ///
    /// ## ภาษาไทย
    ///
    /// "174,072 บาท" จะเหลือ "174,072" ส่วน "฿100" "ร้อยละ 43.52" และ "45%" จะเหลือเฉพาะตัวเลข ต้องระบุหน่วยครั้งละหนึ่งหน่วย
    /// ถ้าคอลัมน์ที่ระบุมีเซลล์ที่ใช้หน่วยอื่นจะไม่รับ เพราะไม่มีการแปลงหน่วย คำบอกหลัก เช่น ล้าน ไม่ใช่หน่วย ให้ใช้ `multiplier-words`
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | budget |
    /// |---|---|
    /// | เชียงใหม่ | 1200 บาท |
    /// | น่าน | 750 บาท |
    /// | แพร่ | ฿900 |
    /// ```
    /// ```call
    /// {"step": "strip-units", "unit": "บาท", "columns": ["B"]}
    /// ```
    /// ```after
    /// | จังหวัด | budget |
    /// |---|---|
    /// | เชียงใหม่ | 1200 |
    /// | น่าน | 750 |
    /// | แพร่ | 900 |
    /// ```
    "strip-units", Safe, apply, settles: ["unit-in-cell"],
    takes: [
        need("unit", Kind::Text, "หน่วยที่จะนำออก เช่น บาท (% หมายรวมถึงร้อยละ)", "the unit to take out, such as บาท; % also stands for ร้อยละ"),
        may("columns", Kind::Columns, "คอลัมน์ที่มีหน่วยนี้ ถ้าไม่ระบุคือทุกคอลัมน์", "the columns with this unit; all of them where none is named"),
    ],
    says: says, proposes: proposes,
    th: "นำหน่วยออกจากเซลล์", en: "Takes the unit out of cells"
}

const OTHER_UNIT: Text = Text {
    th: "มีหน่วยไม่ตรงกับที่แผนระบุ",
    en: "has another unit than the plan names",
};

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    let unit = wording::text(call, "unit");
    say!(
        th: "นำหน่วย \"{unit}\" ออกจากเซลล์ใน{th}",
        en: "takes the unit \"{unit}\" out of the cells of {en}"
    )
}

/// One call for each unit; a column with several units is for a person to split.
fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let mut calls = Together::default();
    for field in scene.fields(step.settles) {
        let units = scene.texts(field).into_iter().filter_map(unit);
        let mut units: Vec<&str> = units.collect();
        units.sort_unstable();
        units.dedup();
        if let [unit] = units.as_slice() {
            calls.add(field, StepCall::new(step.name).with("unit", *unit));
        }
    }
    calls.calls()
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let wanted = call.text("unit").map(str::trim);
    let wanted = wanted
        .filter(|unit| !unit.is_empty())
        .ok_or(Fault::Parameter("unit"))?;
    let columns = tidying.columns(call)?;
    if !call.texts("columns").is_empty() {
        for column in &columns {
            for row in tidying.rows() {
                let text = tidying.text(row, *column);
                if unit(&text).is_some() && bare(&text, wanted).is_none() {
                    return Err(tidying.fault(row, *column, OTHER_UNIT));
                }
            }
        }
    }
    tidying.map_texts(&columns, |text| bare(text, wanted));
    Ok(())
}

/// The unit of a number; `%` for every way of saying per cent.
fn unit(text: &str) -> Option<&'static str> {
    let unit = number::parse(text)?.unit?;
    Some(if unit == "เปอร์เซ็นต์" {
        "%"
    } else {
        unit
    })
}

/// The digits of a number that has that unit; `None` for any other text.
fn bare(text: &str, wanted: &str) -> Option<String> {
    let digits = number::digits_of(text);
    if number::parse(text).is_some() {
        let unit = unit(text)?;
        let same = unit.eq_ignore_ascii_case(wanted) || (unit == "%" && wanted == "เปอร์เซ็นต์");
        return same.then(|| digits.to_owned());
    }
    // A unit that no list of ours has is known from the plan.
    let core = text.trim().strip_suffix(wanted)?.trim_end();
    let is_number = core == digits && number::parse(core).is_some();
    (is_number && amount::multiplied(text).is_none()).then(|| core.to_owned())
}
