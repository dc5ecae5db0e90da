use crate::model::language::{Text, say};
use crate::model::refusal::{Obstacle, Refusal};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};

rule! {
    /// The file is empty
    ///
    /// ## Why it matters
    /// There is nothing to publish; a copy or a download has failed.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ไม่มีข้อมูลให้เผยแพร่ การคัดลอกหรือดาวน์โหลดไม่สำเร็จ
    ///
    /// ## How to fix in Excel
    /// Copy the file again from its source and open it in Excel to see that the data is there.
    ///
    /// ## วิธีแก้ใน Excel
    /// คัดลอกไฟล์ใหม่จากต้นทาง แล้วเปิดใน Excel เพื่อดูว่ามีข้อมูลครบ
    ///
    /// ## Flagged
    /// A file of 0 bytes.
    ///
    /// ## Clean
    /// A file with data.
    "empty-file", Error, Container(check), None, None, Constant,
    th: "ไฟล์ว่างเปล่า", en: "The file is empty"
}

fn check(file: &Refusal, sink: &mut Sink<'_>) {
    if file.obstacle != Obstacle::Nothing {
        return;
    }

    let message = say!(th: "ไฟล์ว่างเปล่า (0 ไบต์)", en: "the file is empty (0 bytes)");
    let help = Text {
        th: "คัดลอกไฟล์ใหม่จากต้นทาง แล้วเปิดใน Excel เพื่อดูว่ามีข้อมูลครบ",
        en: "Copy the file again from its source and open it in Excel to see that the data is there.",
    };
    sink.report(Finding::of_file(message, help.into()));
}
