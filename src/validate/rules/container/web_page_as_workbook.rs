use crate::model::language::{Text, say};
use crate::model::refusal::{Obstacle, Refusal};
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};

rule! {
    /// The file is a web page, not a workbook
    ///
    /// ## Why it matters
    /// Many systems export a web page and call it .xls. Excel opens it with a warning; other programs read nothing.
    ///
    /// ## ทำไมจึงสำคัญ
    /// หลายระบบส่งออกเป็นหน้าเว็บแล้วตั้งชื่อเป็น .xls Excel เปิดได้โดยมีคำเตือน แต่โปรแกรมอื่นอ่านไม่ได้
    ///
    /// ## How to fix in Excel
    /// Open the file in Excel (answer Yes to the warning), choose File > Save As and the type "Excel Workbook (.xlsx)".
    ///
    /// ## วิธีแก้ใน Excel
    /// เปิดไฟล์ใน Excel (ตอบ ใช่ เมื่อมีคำเตือน) เลือก ไฟล์ > บันทึกเป็น แล้วเลือกชนิด "Excel Workbook (.xlsx)"
    ///
    /// ## Flagged
    /// A file `report.xls` that begins with `<html>` or `<table>`.
    ///
    /// ## Clean
    /// A workbook under a workbook's name.
    "web-page-as-workbook", Error, Container(check), None, None, Constant,
    th: "ไฟล์เป็นหน้าเว็บ ไม่ใช่เวิร์กบุ๊ก", en: "The file is a web page, not a workbook"
}

fn check(file: &Refusal, sink: &mut Sink<'_>) {
    if file.obstacle != Obstacle::WebPage {
        return;
    }

    let message = say!(th: "ไฟล์เป็นหน้าเว็บ (HTML) ที่ตั้งชื่อเป็นเวิร์กบุ๊ก", en: "the file is a web page (HTML) under a workbook's name");
    let help = Text {
        th: "เปิดไฟล์ใน Excel (ตอบ ใช่ เมื่อมีคำเตือน) เลือก ไฟล์ > บันทึกเป็น แล้วเลือกชนิด \"Excel Workbook (.xlsx)\"",
        en: "Open the file in Excel (answer Yes to the warning), choose File > Save As and the type \"Excel Workbook (.xlsx)\".",
    };
    sink.report(Finding::of_file(message, help.into()));
}
