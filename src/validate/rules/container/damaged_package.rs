use crate::model::language::{Text, say};
use crate::model::refusal::{Obstacle, Refusal};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};

rule! {
    /// The file is damaged
    ///
    /// ## Why it matters
    /// What cannot be read cannot be published; a part of the data may be lost already.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ข้อมูลที่อ่านไม่ได้ย่อมเผยแพร่ไม่ได้ และข้อมูลบางส่วนอาจสูญหายไปแล้ว
    ///
    /// ## How to fix in Excel
    /// Get the file again from its source. If there is no other copy: File > Open, choose the file, the arrow beside Open, Open and Repair; compare the result with the figures you know and save it under a new name.
    ///
    /// ## วิธีแก้ใน Excel
    /// ขอไฟล์ใหม่จากต้นทาง หากไม่มีสำเนาอื่น ให้เลือก ไฟล์ > เปิด เลือกไฟล์ กดลูกศรข้างปุ่มเปิด แล้วเลือก เปิดและซ่อมแซม ตรวจเทียบกับตัวเลขที่ทราบ แล้วบันทึกเป็นชื่อใหม่
    ///
    /// ## Flagged
    /// A package that is cut off, lacks a part or holds XML that ends too early.
    ///
    /// ## Clean
    /// A file that Excel opens without a word about repairs.
    "damaged-package", Error, Container(check), None, None, Constant,
    th: "ไฟล์เสียหาย", en: "The file is damaged"
}

fn check(file: &Refusal, sink: &mut Sink<'_>) {
    if file.obstacle != Obstacle::Damage {
        return;
    }
    let detail = &file.detail;
    let message = say!(th: "ไฟล์เสียหายที่ {detail}", en: "the file is damaged: {detail}");
    let help = Text {
        th: "ขอไฟล์ใหม่จากต้นทาง หากไม่มีสำเนาอื่น ให้เลือก ไฟล์ > เปิด เลือกไฟล์ กดลูกศรข้างปุ่มเปิด แล้วเลือก เปิดและซ่อมแซม ตรวจเทียบกับตัวเลขที่ทราบ แล้วบันทึกเป็นชื่อใหม่",
        en: "Get the file again from its source. If there is no other copy: File > Open, choose the file, the arrow beside Open, Open and Repair; compare the result with the figures you know and save it under a new name.",
    };
    sink.report(Finding::of_file(message, help.into()));
}
