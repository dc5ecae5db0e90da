use crate::model::language::{Text, say};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The workbook carries macros
    ///
    /// ## Why it matters
    /// A macro is a program. Those who download the file must trust it or cannot use it, and mail systems and virus scanners block it.
    ///
    /// ## ทำไมจึงสำคัญ
    /// แมโครคือโปรแกรม ผู้ดาวน์โหลดต้องเชื่อใจจึงจะเปิดใช้ได้ และระบบอีเมลหรือโปรแกรมป้องกันไวรัสมักกันไฟล์แบบนี้
    ///
    /// ## How to fix in Excel
    /// Choose File > Save As and the type "Excel Workbook (.xlsx)"; answer Yes when Excel says that the macros will be left out.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือก ไฟล์ > บันทึกเป็น เลือกชนิด "Excel Workbook (.xlsx)" แล้วตอบ ใช่ เมื่อ Excel แจ้งว่าจะไม่บันทึกแมโคร
    ///
    /// ## Flagged
    /// A workbook with a VBA project in it, as `.xlsm` files have.
    ///
    /// ## Clean
    /// A workbook without macros, whatever its ending.
    "macros-present", Warning, Workbook(check), None, Safe, Constant,
    th: "เวิร์กบุ๊กมีแมโคร", en: "The workbook carries macros"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    if !file.workbook.macros {
        return;
    }
    let message =
        say!(th: "ไฟล์มีแมโคร (โปรแกรม VBA) อยู่ภายใน", en: "the file holds macros (a VBA program)");
    let help = Text {
        th: "เลือก ไฟล์ > บันทึกเป็น เลือกชนิด \"Excel Workbook (.xlsx)\" แล้วตอบ ใช่ เมื่อ Excel แจ้งว่าจะไม่บันทึกแมโคร",
        en: "choose File > Save As and the type \"Excel Workbook (.xlsx)\"; answer Yes when Excel says that the macros will be left out",
    };
    sink.report(Finding::of_file(message, help.into()));
}
