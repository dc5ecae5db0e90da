//! Dataset 2, `cybersecurity-action-plan`.

use rust_xlsxwriter::Worksheet;

use crate::sheet::{Done, body, heading, save, title};

/// Dataset 2: the table printed twice on one sheet, a tick in one of three columns, remarks of three lines.
#[expect(clippy::too_many_lines, reason = "a sheet, told from top to bottom")]
pub(super) fn cybersecurity_action_plan() -> Done {
    const TITLES: [&str; 2] = [
        "แผนการขับเคลื่อนตัวชี้วัดที่ 4.21 ด้านการรักษาความมั่นคงปลอดภัยไซเบอร์ ปีงบประมาณ พ.ศ. 2567 (รอบ 5 เดือนแรก)",
        "กองดิจิทัลเพื่อส่งเสริมสุขภาพ กรมอนามัย",
    ];
    // Number, activity, start, end, column of the tick (6 not started, 7 in progress, 8 complete), band, points.
    const ROWS: [(f64, &str, &str, &str, u16, &str, &str); 5] = [
        (
            1.0,
            "จัดทำแผนบริหารจัดการเหตุการณ์ด้านความมั่นคงปลอดภัยทางไซเบอร์ กรมอนามัย",
            "1 ต.ค.66",
            "31 ธ.ค. 66",
            8,
            "<60",
            "0.1",
        ),
        (
            2.0,
            "จัดทำระบบเฝ้าระวังและแจ้งภัยคุกคามทางไซเบอร์",
            "1 พ.ย.66",
            "31 ม.ค. 67",
            8,
            "60-69",
            "0.2",
        ),
        (
            3.0,
            "จัดตั้งคณะประสานงานการรักษาความมั่นคงปลอดภัยทางไซเบอร์ของกรมอนามัย (Anamai CIRT)",
            "1 ธ.ค.66",
            "31 ม.ค. 67",
            7,
            "70-79",
            "0.3",
        ),
        (
            4.0,
            "สร้างความตระหนักด้านการรักษาความมั่นคงปลอดภัยทางไซเบอร์ ให้กับเจ้าหน้าที่ของกรมอนามัย",
            "1 ธ.ค. 66",
            "31 ม.ค. 67",
            6,
            "80-89",
            "0.4",
        ),
        (
            5.0,
            "สรุปผลการดำเนินงานตามมาตรการ ด้านการรักษาความมั่นคงปลอดภัยไซเบอร์",
            "1 ก.พ. 66",
            "29 ก.พ. 67",
            6,
            "90-100",
            "0.5",
        ),
    ];
    fn top(sheet: &mut Worksheet, row: u32) -> Done {
        for (offset, text) in (0..).zip(TITLES) {
            sheet.merge_range(row + offset, 0, row + offset, 9, text, &title())?;
        }
        let (first, second) = (row + 2, row + 3);
        sheet.set_row_height(second, 30)?;
        for (column, label) in [
            (0, "ที่"),
            (1, "กิจกรรม/ขั้นตอน"),
            (2, "เป้าหมาย (จำนวน)"),
            (3, "หน่วยนับ"),
            (4, "วันที่เริ่มกิจกรรม"),
            (5, "วันที่สิ้นสุด"),
            (9, "หมายเหตุ"),
        ] {
            sheet.merge_range(first, column, second, column, label, &heading())?;
        }
        sheet.merge_range(first, 6, first, 8, "ผลการดำเนินงาน", &heading())?;
        for (column, label) in [
            (6, "ไม่ได้ดำเนินการ"),
            (7, "อยู่ระหว่างดำเนินการ"),
            (8, "ดำเนินการครบถ้วน"),
        ] {
            sheet.write_with_format(second, column, label, &heading())?;
        }
        Ok(())
    }
    fn record(
        sheet: &mut Worksheet,
        row: u32,
        (no, activity, start, end, tick, band, points): (f64, &str, &str, &str, u16, &str, &str),
    ) -> Done {
        // Three lines of a remark, two of an activity: tall enough to be read.
        sheet.set_row_height(row, 54)?;
        sheet.write_with_format(row, 0, no, &body())?;
        sheet.write_with_format(row, 1, activity, &body())?;
        sheet.write_with_format(row, 2, 1.0, &body())?;
        sheet.write_with_format(row, 3, "ครั้ง", &body())?;
        sheet.write_with_format(row, 4, start, &body())?;
        sheet.write_with_format(row, 5, end, &body())?;
        for column in 6..9 {
            sheet.write_with_format(row, column, if column == tick { "✓" } else { "" }, &body())?;
        }
        sheet.write_with_format(
            row,
            9,
            format!("เกณฑ์ผลการดำเนินงาน\nร้อยละ {band}\n{points} คะแนน"),
            &body(),
        )?;
        Ok(())
    }
    save(
        "cybersecurity-action-plan",
        "cybersecurity-action-plan.xlsx",
        "แผน 4.21",
        |sheet| {
            for (column, width) in
                (0..).zip([5.0, 52.0, 12.0, 10.0, 14.0, 14.0, 13.0, 13.0, 13.0, 24.0])
            {
                sheet.set_column_width(column, width)?;
            }
            top(sheet, 0)?;
            for (row, values) in (4..).zip(ROWS.into_iter().take(4)) {
                record(sheet, row, values)?;
            }
            top(sheet, 8)?;
            record(sheet, 12, ROWS[4])
        },
    )
}
