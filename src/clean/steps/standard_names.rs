use crate::clean::fault::Fault;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::address::Letters;
use crate::model::cell::Value;
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;
use crate::model::reference;

step! {
    /// Writes the official names of provinces and districts
    ///
    /// "จ.เชียงใหม่", "กทม." and "Chiang Mai" become the official Thai name. A district is looked for in the province that the
    /// column `province` names in its row; without that column only a name that stands once in the country is known. A text
    /// that is no such name is refused. Empty cells stay empty.
    ///
    /// ## ภาษาไทย
    ///
    /// "จ.เชียงใหม่" "กทม." และ "Chiang Mai" จะเป็นชื่อทางการภาษาไทย ชื่ออำเภอจะค้นในจังหวัดที่คอลัมน์ `province` ระบุในแถวเดียวกัน
    /// ถ้าไม่ระบุคอลัมน์จะรับเฉพาะชื่อที่มีเพียงแห่งเดียวในประเทศ ข้อความที่ไม่ใช่ชื่อจะไม่รับ เซลล์ว่างคงเป็นเซลล์ว่าง
    ///
    /// ## Example
    /// ```before
    /// | province | year | cases |
    /// |---|---|---|
    /// | กทม. | 2565 | 12 |
    /// | กรุงเทพมหานคร | 2566 | 7 |
    /// | นนทบุรี | 2565 | 9 |
    /// | จ.นนทบุรี | 2566 | 11 |
    /// ```
    /// ```call
    /// {"step": "standard-names", "column": "A", "list": "provinces"}
    /// ```
    /// ```after
    /// | province | year | cases |
    /// |---|---|---|
    /// | กรุงเทพมหานคร | 2565 | 12 |
    /// | กรุงเทพมหานคร | 2566 | 7 |
    /// | นนทบุรี | 2565 | 9 |
    /// | นนทบุรี | 2566 | 11 |
    /// ```
    "standard-names", Confirm, apply, settles: ["name-variant"],
    takes: [
        need("column", Kind::Column, "คอลัมน์ของชื่อ", "the column of names"),
        need("list", Kind::OneOf(&["provinces", "districts"]), "รายชื่อมาตรฐาน", "the list of official names"),
        may("province", Kind::Column, "คอลัมน์จังหวัดของแต่ละอำเภอ", "the column with the province of each district"),
    ],
    says: says, proposes: proposes,
    th: "เขียนชื่อจังหวัดและอำเภอเป็นชื่อทางการ", en: "Writes the official names of provinces and districts"
}

const NO_PROVINCE: Text = Text {
    th: "ไม่ใช่ชื่อจังหวัด",
    en: "is not the name of a province",
};
const NO_DISTRICT: Text = Text {
    th: "ไม่ใช่ชื่ออำเภอ หรือมีหลายจังหวัดที่มีอำเภอชื่อนี้ แผนต้องระบุคอลัมน์จังหวัด",
    en: "is not the name of one district in the country; the plan may have to name the column of provinces",
};
const NOT_IN_PROVINCE: Text = Text {
    th: "ไม่ใช่ชื่ออำเภอของจังหวัดในแถวนี้",
    en: "is not the name of a district of its row's province",
};

fn says(call: &StepCall) -> Message {
    let column = wording::text(call, "column");
    let (th, en) = if call.text("list") == Some("districts") {
        ("อำเภอ", "districts")
    } else {
        ("จังหวัด", "provinces")
    };
    say!(
        th: "เขียนชื่อ{th}ในคอลัมน์ {column} เป็นชื่อทางการ",
        en: "writes the official names of the {en} in column {column}"
    )
}

fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let fields = scene.fields(step.settles).into_iter();
    let calls = fields.map(|field| {
        StepCall::new(step.name)
            .with("column", Letters(field.column).to_string())
            .with("list", "provinces")
    });
    calls.collect()
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    let column = tidying.one_column(call)?;
    let districts = match call.text("list") {
        Some("provinces") => false,
        Some("districts") => true,
        _ => return Err(Fault::Parameter("list")),
    };
    let provinces = call.text("province").map(|name| tidying.column(name));
    let provinces = provinces.transpose()?;
    for row in tidying.rows() {
        let text = tidying.text(row, column);
        if text.trim().is_empty() {
            continue;
        }
        let name = if districts {
            district(tidying, row, &text, provinces)
                .map_err(|(at, why)| tidying.fault(row, at.unwrap_or(column), why))?
        } else {
            let province = reference::province(&text).map(|it| it.name_th);
            province.ok_or_else(|| tidying.fault(row, column, NO_PROVINCE))?
        };
        if text != name {
            let id = tidying.table.strings.intern(name);
            tidying.set(row, column, Value::Text(id));
        }
    }
    Ok(())
}

/// The official name of a district; else what is wrong, and the column where it is wrong if it is the province's.
fn district(
    tidying: &Tidying,
    row: u32,
    text: &str,
    provinces: Option<usize>,
) -> Result<&'static str, (Option<usize>, Text)> {
    if let Some(column) = provinces {
        let province = reference::province(&tidying.text(row, column));
        let province = province.ok_or((Some(column), NO_PROVINCE))?;
        let found = reference::district(text, province).map(|it| it.name_th);
        return found.ok_or((None, NOT_IN_PROVINCE));
    }
    let found = reference::district_anywhere(text).ok_or((None, NO_DISTRICT))?;
    let mut same = reference::districts()
        .iter()
        .filter(|it| it.name_th == found.name_th);
    match (same.next(), same.next()) {
        (Some(only), None) => Ok(only.name_th),
        _ => Err((None, NO_DISTRICT)),
    }
}
