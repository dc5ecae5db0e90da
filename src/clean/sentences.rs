//! A plan told to people.

use crate::clean::step_of;
use crate::model::language::{Message, say};
use crate::model::plan::{Expected, StepCall, TablePlan};

/// A plan of one table as sentences, in the order in which it runs: what it expects, then each step with its number.
pub fn sentences(plan: &TablePlan) -> Vec<Message> {
    let mut out = Vec::new();
    let mut number = 0;
    for (expects, steps) in plan.parts() {
        out.push(expectation(expects));
        for call in steps {
            out.push(step(&mut number, call));
        }
    }
    if !plan.and.is_empty() {
        let count = plan.and.len() + 1;
        out.push(say!(
            th: "แล้วต่อทั้ง {count} ตารางเป็นตารางเดียว",
            en: "Then the {count} tables are stacked into one"
        ));
    }
    for call in &plan.then {
        out.push(step(&mut number, call));
    }
    out
}

fn expectation(expects: &Expected) -> Message {
    let (header, sheet) = (&expects.header, &expects.sheet);
    let labels = expects.labels.join(" | ");
    let mut said = if sheet == "*" {
        say!(
            th: "ใช้กับทุกแผ่นงานที่หัวตารางเป็น {labels}",
            en: "Takes every sheet whose header says {labels}"
        )
    } else {
        say!(
            th: "ใช้กับแผ่นงาน \"{sheet}\" ที่หัวตารางอยู่ที่ {header}: {labels}",
            en: "Takes the sheet \"{sheet}\" whose header stands at {header}: {labels}"
        )
    };
    for (cell, words) in &expects.cells {
        let more = say!(
            th: " และเซลล์ {cell} มีคำว่า \"{words}\"",
            en: ", and cell {cell} says \"{words}\""
        );
        said.th.push_str(&more.th);
        said.en.push_str(&more.en);
    }
    said
}

fn step(number: &mut usize, call: &StepCall) -> Message {
    *number += 1;
    let said = step_of(&call.step).map_or_else(
        || Message {
            th: call.step.clone(),
            en: call.step.clone(),
        },
        |step| (step.says)(call),
    );
    let review = match call.review() {
        Some(why) => {
            let Message { th, en } = Message::halves(why);
            say!(
                th: "  [รอคนตรวจ: {th}]",
                en: "  [waits for a person: {en}]"
            )
        }
        None => Message::default(),
    };
    let name = &call.step;
    Message {
        th: format!("{number}. {} ({name}){}", said.th, review.th),
        en: format!("{number}. {} ({name}){}", said.en, review.en),
    }
}
