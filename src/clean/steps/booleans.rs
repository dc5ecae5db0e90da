use crate::clean::fault::Fault;
use crate::clean::scene::Together;
use crate::clean::step::{Kind, Scene, Step, may, need, step};
use crate::clean::tidying::Tidying;
use crate::clean::wording;
use crate::model::cell::Value;
use crate::model::grammar::{missing, phrase};
use crate::model::language::{Message, Text, say};
use crate::model::plan::StepCall;

step! {
    /// Turns words for yes and no into true and false
    ///
    /// Words that are named become true or false. Where none is named, one known pair may stand in a column: มี/ไม่มี,
    /// ใช่/ไม่ใช่, จริง/เท็จ, yes/no, y/n, true/false or ✓/✗; a second pair is refused, and so is any other word. Empty cells
    /// stay empty: they say nothing.
    ///
    /// ## ภาษาไทย
    ///
    /// คำที่ระบุจะเป็นจริงหรือเท็จ ถ้าไม่ระบุ แต่ละคอลัมน์ใช้คำที่รู้จักได้คู่เดียว ได้แก่ มี/ไม่มี ใช่/ไม่ใช่ จริง/เท็จ yes/no y/n true/false หรือ ✓/✗
    /// คำคู่ที่สองหรือคำอื่นจะไม่รับ เซลล์ว่างคงเป็นเซลล์ว่าง เพราะไม่ได้บอกอะไร
    ///
    /// ## Example
    /// ```before
    /// | หน่วยงาน | มีห้องน้ำผู้พิการ | ชั้น |
    /// |---|---|---|
    /// | กรมอนามัย | มี | 7 |
    /// | กรมการแพทย์ | ไม่มี | 6 |
    /// | กรมควบคุมโรค | Yes | 9 |
    /// | กรมสุขภาพจิต | มี | 5 |
    /// ```
    /// ```call
    /// {"step": "booleans", "columns": ["B"], "true": ["มี", "Yes"], "false": ["ไม่มี"]}
    /// ```
    /// ```after
    /// | หน่วยงาน | มีห้องน้ำผู้พิการ | ชั้น |
    /// |---|---|---|
    /// | กรมอนามัย | true | 7 |
    /// | กรมการแพทย์ | false | 6 |
    /// | กรมควบคุมโรค | true | 9 |
    /// | กรมสุขภาพจิต | true | 5 |
    /// ```
    "booleans", Confirm, apply, settles: ["boolean-variants"],
    takes: [
        need("columns", Kind::Columns, "คอลัมน์ของคำตอบ", "the columns of answers"),
        may("true", Kind::Texts, "คำที่หมายถึงใช่", "the words for yes"),
        may("false", Kind::Texts, "คำที่หมายถึงไม่ใช่", "the words for no"),
    ],
    says: says, proposes: proposes,
    th: "แปลงคำว่าใช่และไม่ใช่เป็นจริงและเท็จ", en: "Turns words for yes and no into true and false"
}

const NO_ANSWER: Text = Text {
    th: "ไม่ใช่คำที่หมายถึงใช่หรือไม่ใช่ตามที่แผนระบุ",
    en: "is no word for yes or no that the plan knows",
};
const SECOND_PAIR: Text = Text {
    th: "เป็นคำตอบคนละคู่กับแถวอื่น แผนต้องระบุคำที่หมายถึงใช่และไม่ใช่",
    en: "belongs to another pair of words than other rows; the plan must name the words for yes and for no",
};

/// Pairs of words for yes and no.
const PAIRS: [(&[&str], &[&str]); 7] = [
    (&["มี"], &["ไม่มี"]),
    (&["ใช่"], &["ไม่ใช่"]),
    (&["จริง"], &["เท็จ", "ไม่จริง"]),
    (&["yes"], &["no"]),
    (&["y"], &["n"]),
    (&["true"], &["false"]),
    (&["✓", "✔", "√", "☑", "✅", "🗸"], &["✗", "✘", "❌", "☒"]),
];

fn says(call: &StepCall) -> Message {
    let Message { th, en } = wording::columns(call);
    let (yes, no) = (
        wording::quoted(call, "true"),
        wording::quoted(call, "false"),
    );
    let mut said = say!(
        th: "แปลงคำตอบใน{th} เป็นจริงหรือเท็จ",
        en: "turns the answers of {en} into true and false"
    );
    if !yes.is_empty() || !no.is_empty() {
        let words = say!(th: " (ใช่: {yes} ไม่ใช่: {no})", en: " (yes: {yes}; no: {no})");
        said.th.push_str(&words.th);
        said.en.push_str(&words.en);
    }
    said
}

/// The words of each column that answers in several ways.
fn proposes(step: &Step, scene: &Scene<'_>) -> Vec<StepCall> {
    let mut calls = Together::default();
    for field in scene.fields(step.settles) {
        let (mut yes, mut no): (Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new());
        for text in scene.texts(field) {
            let word = text.trim();
            let known = phrase::answer(word).map(|(is_yes, _)| is_yes);
            match known.or(missing::is_tick(word).then_some(true)) {
                Some(true) if !yes.contains(&word) => yes.push(word),
                Some(false) if !no.contains(&word) => no.push(word),
                _ => {}
            }
        }
        let call = StepCall::new(step.name)
            .with("true", yes)
            .with("false", no)
            .with(
                "review",
                "ตรวจว่าคำเหล่านี้หมายถึงใช่และไม่ใช่ในความหมายเดียวกัน / check that these words all answer the same question",
            );
        calls.add(field, call);
    }
    calls.calls()
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let (yes, no) = (call.texts("true"), call.texts("false"));
    if yes.iter().any(|word| has(&no, word)) {
        return Err(Fault::Parameter("true"));
    }
    for column in tidying.columns(call)? {
        let mut pair = None;
        for row in tidying.rows() {
            let cell = tidying.table.cell(row, column).value();
            let text = tidying.text(row, column);
            let word = text.trim();
            if matches!(cell, Value::Bool(_)) || word.is_empty() {
                continue;
            }
            let truth = if !yes.is_empty() || !no.is_empty() {
                let said = has(&yes, word).then_some(true);
                said.or(has(&no, word).then_some(false))
            } else {
                let known = PAIRS
                    .iter()
                    .position(|(yes, no)| has(yes, word) || has(no, word));
                if let Some(at) = known
                    && *pair.get_or_insert(at) != at
                {
                    return Err(tidying.fault(row, column, SECOND_PAIR));
                }
                known
                    .and_then(|at| PAIRS.get(at))
                    .map(|(yes, _)| has(yes, word))
            };
            let truth = truth.ok_or_else(|| tidying.fault(row, column, NO_ANSWER))?;
            tidying.set(row, column, Value::Bool(truth));
        }
    }
    Ok(())
}

fn has(words: &[&str], text: &str) -> bool {
    words
        .iter()
        .any(|word| word.trim().eq_ignore_ascii_case(text))
}
