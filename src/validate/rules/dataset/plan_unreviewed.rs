use crate::model::language::{Message, say};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::DatasetView;

rule! {
    /// A proposed step waits for a person
    ///
    /// ## Why it matters
    /// `init` proposes steps of which only a person can say whether they fit: the century of a year, the meaning of a dash, which
    /// columns are one variable. Until somebody has looked, nothing is built from them.
    ///
    /// ## ทำไมจึงสำคัญ
    /// `init` เสนอขั้นตอนที่ต้องให้คนยืนยัน เช่น ศตวรรษของปี ความหมายของขีด หรือคอลัมน์ใดเป็นตัวแปรเดียวกัน จึงยังไม่สร้างไฟล์จนกว่าจะมีผู้ตรวจ
    ///
    /// ## How to fix in Excel
    /// Nothing in the workbook: run `sheetpress tidy DATASET --diff`, look at what the step does, and delete its `review` in `tidy.json`, or
    /// the step where it does not fit.
    ///
    /// ## วิธีแก้ใน Excel
    /// ไม่ต้องแก้ไฟล์ Excel ให้สั่ง `sheetpress tidy ชุดข้อมูล --diff` ดูผลของขั้นตอน แล้วลบ `review` ใน `tidy.json` หรือลบขั้นตอนหากไม่เหมาะ
    ///
    /// ## Flagged
    /// A step of the plan that still has a `review`.
    ///
    /// ## Clean
    /// A plan in which no step has one.
    "plan-unreviewed", Error, Dataset(check), None, None, Constant,
    th: "ขั้นตอนที่เสนอยังไม่มีผู้ตรวจ", en: "A proposed step waits for a person"
}

fn check(dataset: &DatasetView<'_>, sink: &mut Sink<'_>) {
    let Some((file, plan)) = dataset.plan else {
        return;
    };
    for (resource, table) in &plan.resources {
        for (number, call) in (1..).zip(table.calls()) {
            let Some(why) = call.review() else {
                continue;
            };
            let step = &call.step;
            let Message { th, en } = Message::halves(why);
            let message = say!(
                th: "ขั้นตอนที่ {number} ({step}) ของ {resource} ยังไม่มีผู้ตรวจ: {th}",
                en: "step {number} ({step}) of {resource} has not been looked at: {en}"
            );
            let help = say!(
                th: "ดูผลด้วย sheetpress tidy --diff แล้วลบ \"review\" ของขั้นตอนนี้ใน {file}",
                en: "look at sheetpress tidy --diff, then delete \"review\" of this step in {file}"
            );
            let place = format!("{resource}.steps.{number}");
            sink.report_in(file, Finding::of(&place, message, help));
        }
    }
}
