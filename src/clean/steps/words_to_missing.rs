use crate::clean::fault::Fault;
use crate::clean::scene::Together;
use crate::clean::step::{Kind, Scene, Step, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::legend;
use crate::model::grammar::missing::{self, Reason};
use crate::model::language::{Message, say};
use crate::model::plan::StepCall;

step! {
    /// Empties cells whose words say that there is no value
    ///
    /// The cells named by their exact text become empty. The text and what it means stay in the account, so that nobody has
    /// to guess later why there is no value. Other cells are left alone.
    ///
    /// ## ภาษาไทย
    ///
    /// เซลล์ที่มีข้อความตรงกับที่ระบุจะเป็นเซลล์ว่าง ข้อความเดิมและความหมายยังอยู่ในบัญชีรายการ จึงไม่ต้องเดาภายหลังว่าเหตุใดจึงไม่มีค่า
    /// เซลล์อื่นจะคงไว้ตามเดิม
    ///
    /// ## Example
    /// ```before
    /// | จังหวัด | ชนิด | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | บ่อตื้น | 12 |
    /// | น่าน | บ่อตื้น | - |
    /// | แพร่ | บ่อลึก | ไม่ทราบ |
    /// | ตาก | บ่อลึก | 9 |
    /// ```
    /// ```call
    /// {"step": "words-to-missing", "columns": ["C"], "values": {"-": "ยังไม่ได้สำรวจ", "ไม่ทราบ": "ไม่ทราบ"}}
    /// ```
    /// ```after
    /// | จังหวัด | ชนิด | cases |
    /// |---|---|---|
    /// | เชียงใหม่ | บ่อตื้น | 12 |
    /// | น่าน | บ่อตื้น | |
    /// | แพร่ | บ่อลึก | |
    /// | ตาก | บ่อลึก | 9 |
    /// ```
    "words-to-missing", Confirm, apply, settles: ["placeholder", "mixed-types"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ที่มีข้อความแทนค่าว่าง", "the columns in which words stand for missing values"),
        need("values", Kind::TextMap, "ข้อความแต่ละแบบและความหมาย", "each text and what it means"),
    ],
    says: says, proposes: proposes,
    th: "ลบข้อความที่แทนค่าว่าง", en: "Empties cells whose words say that there is no value"
}

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    let pairs = wording::pairs(call, "values");
    say!(
        th: "ให้เซลล์ใน{th} ที่มีข้อความแทนค่าว่างเป็นเซลล์ว่าง ({pairs})",
        en: "empties the cells of {en} whose words stand for a missing value ({pairs})"
    )
}

fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let rules = ["placeholder"];
    let mut calls = Together::default();
    let around = scene.around();
    let told: Vec<(String, String)> = around.iter().flat_map(|it| legend::legend(it)).collect();
    for field in scene.fields(&rules) {
        let mut values = serde_json::Map::new();
        let (mut unsaid, mut zero) = (false, false);
        for text in scene.faulty_texts(field, &rules) {
            if let Some(reason) = missing::reason(text) {
                // What the sheet itself says of the sign goes before what it usually means.
                let sign = text.trim();
                let told = told
                    .iter()
                    .find(|(known, _)| known.eq_ignore_ascii_case(sign));
                let said = told.map(|(_, said)| said.as_str());
                zero |= said.is_some_and(legend::may_be_zero);
                unsaid |= said.is_none() && reason == Reason::Unsaid;
                let said = said.unwrap_or_else(|| meaning(reason));
                values.insert(sign.to_owned(), said.into());
            }
        }
        if values.is_empty() {
            continue;
        }
        let call = StepCall::new(step.name).with("values", values);
        let review = if zero {
            "แผ่นงานอธิบายเครื่องหมายไว้ว่าไม่มีหรือศูนย์ ถ้าหมายถึงจำนวน 0 ให้เขียนเป็น 0 ด้วย map-values แทนขั้นตอนนี้ / by the sheet's own legend the mark may mean zero; if it does, write 0 with map-values instead of this step"
        } else if unsaid {
            "เครื่องหมายนี้หมายถึงไม่มีข้อมูลหรือศูนย์ แก้ความหมายให้ตรง / does the mark say that there is no data, or zero? correct its meaning"
        } else {
            "ตรวจความหมายของแต่ละคำ / check what each word means"
        };
        calls.add(field, call.with("review", review));
    }
    calls.calls()
}

/// The meaning in the language of the data.
fn meaning(reason: Reason) -> &'static str {
    match reason {
        Reason::Unsaid | Reason::NoData => "ไม่มีข้อมูล",
        Reason::NotApplicable => "ไม่เกี่ยวข้อง",
        Reason::Unknown => "ไม่ทราบ",
        Reason::NotStated => "ไม่ระบุ",
    }
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let values = call.map("values");
    if values.is_empty() {
        return Err(Fault::Parameter("values"));
    }
    for column in tidying.columns(call)? {
        for row in tidying.rows() {
            let text = tidying.text(row, column);
            let word = text.trim();
            let Some((_, meaning)) = values.iter().find(|(from, _)| from.trim() == word) else {
                continue;
            };
            if text.is_empty() {
                continue;
            }
            let said = format!("{word} ({meaning})");
            tidying.leave_out_value(row, column, said, "value");
            tidying.set(row, column, Value::Empty);
        }
    }
    Ok(())
}
