use crate::model::language::{Text, say};
use crate::model::workbook::Visibility;
use crate::validate::rule::rule;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::WorkbookView;

rule! {
    /// The workbook counts its dates from 1904
    ///
    /// ## Why it matters
    /// Dates that are copied into another workbook move by four years and one day, and nobody notices.
    ///
    /// ## ทำไมจึงสำคัญ
    /// เมื่อคัดลอกวันที่ไปวางในเวิร์กบุ๊กอื่น วันที่จะเลื่อนไป 4 ปีกับ 1 วันโดยไม่มีใครสังเกต
    ///
    /// ## How to fix in Excel
    /// File > Options > Advanced > When calculating this workbook: clear "Use 1904 date system". All dates then show 1,462 days too early: type 1462 into an empty cell, copy it, select the dates, Paste Special > Values and Add.
    ///
    /// ## วิธีแก้ใน Excel
    /// ไฟล์ > ตัวเลือก > ขั้นสูง > เมื่อคำนวณเวิร์กบุ๊กนี้ เอาเครื่องหมาย "ใช้ระบบวันที่ 1904" ออก วันที่ทั้งหมดจะถอยไป 1,462 วัน ให้พิมพ์ 1462 ในเซลล์ว่าง คัดลอก เลือกเซลล์วันที่ แล้ววางแบบพิเศษ > ค่า และ บวก
    ///
    /// ## Flagged
    /// A workbook with the 1904 date system whose tables hold dates.
    ///
    /// ## Clean
    /// A workbook with the usual date system, or one without dates.
    "date-system-1904", Info, Workbook(check), None, Safe, Constant,
    th: "เวิร์กบุ๊กนับวันที่จากปี 1904", en: "The workbook counts its dates from 1904"
}

fn check(file: &WorkbookView<'_>, sink: &mut Sink<'_>) {
    if !file.workbook.date1904 {
        return;
    }
    let shows = |sheet: usize| {
        let sheet = file.workbook.sheets.get(sheet);
        sheet.is_some_and(|sheet| sheet.visibility == Visibility::Visible)
    };
    let layouts = file.layouts.iter().filter(|layout| shows(layout.sheet));
    let dates: u64 = layouts
        .flat_map(|layout| &layout.fields)
        .map(|field| field.profile.dates + field.profile.datetimes)
        .sum();
    if dates == 0 {
        return;
    }
    let cells = if dates == 1 { "cell" } else { "cells" };
    let message = say!(
        th: "เวิร์กบุ๊กใช้ระบบวันที่ 1904 (มีวันที่ {dates} เซลล์)",
        en: "the workbook uses the 1904 date system ({dates} {cells} with dates)"
    );
    let help = Text {
        th: "ข้อมูลที่สร้างจากไฟล์นี้มีวันที่ถูกต้องแล้ว แต่อย่าคัดลอกวันที่ไปเวิร์กบุ๊กอื่นโดยตรง หรือปิด \"ใช้ระบบวันที่ 1904\" ที่ ไฟล์ > ตัวเลือก > ขั้นสูง แล้วบวก 1462 ให้ทุกวันที่",
        en: "the dates are read rightly here; do not copy them into other workbooks, or clear \"Use 1904 date system\" under File > Options > Advanced and add 1462 to every date",
    };
    sink.report(Finding::of_file(message, help.into()));
}
