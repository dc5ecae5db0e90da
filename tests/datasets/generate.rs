//! Writes the workbooks of `datasets/` as officers lay them out: `cargo run --example generate-datasets`.
//!
//! The figures are the agency's own published ones; the layout is what its sheets look like: titles, merged
//! two-row headers, Thai digits, Buddhist-era dates typed as text, notes and totals inside the table.

use std::error::Error;
use std::path::Path;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

type Done = Result<(), Box<dyn Error>>;

fn main() -> Done {
    cybersecurity_action_plan()?;
    budget_disbursement()?;
    health_media_channels()
}

/// A workbook with one sheet; the same bytes on every run.
fn save(folder: &str, file: &str, sheet: &str, fill: impl FnOnce(&mut Worksheet) -> Done) -> Done {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 11, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let worksheet = workbook.add_worksheet().set_name(sheet)?;
    fill(worksheet)?;
    workbook.save(Path::new("datasets").join(folder).join(file))?;
    Ok(())
}

fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
}

fn body() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
}

fn title() -> Format {
    Format::new().set_bold().set_align(FormatAlign::Center)
}

/// Dataset 2: the table printed twice on one sheet, a tick in one of three columns, remarks of three lines.
fn cybersecurity_action_plan() -> Done {
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

/// Dataset 3: amounts with Thai digits, separators and units in one cell, a sentence for a number, a total.
fn budget_disbursement() -> Done {
    save(
        "budget-disbursement",
        "budget-disbursement.xlsx",
        "ผลการเบิกจ่าย",
        |sheet| {
            for (column, width) in (0..).zip([24.0, 30.0, 20.0, 20.0, 20.0]) {
                sheet.set_column_width(column, width)?;
            }
            sheet.merge_range(
                0,
                0,
                0,
                4,
                "ผลการเบิกจ่ายงบประมาณ ปีงบประมาณ พ.ศ. ๒๕๖๗",
                &title(),
            )?;
            sheet.merge_range(1, 0, 1, 4, "ข้อมูล ณ วันที่ ๒ มกราคม ๒๕๖๗", &title())?;
            let rows = [
                [
                    "ประเภทงบประมาณ",
                    "วงเงินงบประมาณทั้งปี",
                    "ได้รับจัดสรร",
                    "เบิกจ่ายแล้ว",
                    "ร้อยละการเบิกจ่าย",
                ],
                [
                    "งบดำเนินงาน",
                    "๑,๐๐๐,๐๐๐ บาท",
                    "๔๐๐,๐๐๐ บาท",
                    "๑๗๔,๐๗๒ บาท",
                    "ร้อยละ ๔๓.๕๒",
                ],
                ["งบลงทุน", "อยู่ระหว่างการของบประมาณ", "", "", ""],
                [
                    "รวม",
                    "๑,๐๐๐,๐๐๐ บาท",
                    "๔๐๐,๐๐๐ บาท",
                    "๑๗๔,๐๗๒ บาท",
                    "ร้อยละ ๔๓.๕๒",
                ],
            ];
            for (row, cells) in (2..).zip(rows) {
                let format = if row == 2 { heading() } else { body() };
                for (column, text) in (0..).zip(cells) {
                    sheet.write_with_format(row, column, text, &format)?;
                }
            }
            sheet.write(7, 0, "ที่มา: ระบบ New GFMS Thai")?;
            Ok(())
        },
    )
}

/// Dataset 7: clean already; the tool must not invent faults.
fn health_media_channels() -> Done {
    const ROWS: [(&str, &str, f64); 12] = [
        ("channel", "เว็บไซต์อนามัยมีเดีย", 1.0),
        ("channel", "Facebook", 2.0),
        ("channel", "Line@", 3.0),
        ("channel", "YouTube", 4.0),
        ("media_type", "บทความ", 1.0),
        ("media_type", "คลิปวิดีโอ", 2.0),
        ("media_type", "อนามัยตูน", 3.0),
        ("media_type", "อินโฟกราฟิก", 4.0),
        ("audience", "กลุ่มวัย", 1.0),
        ("audience", "สาสุขชัวร์", 2.0),
        ("audience", "สื่อมวลชน", 3.0),
        ("audience", "ภาคี", 4.0),
    ];
    save(
        "health-media-channels",
        "health-media-channels.xlsx",
        "คลังสื่อ",
        |sheet| {
            for (column, label) in (0..).zip(["kind", "name_th", "order"]) {
                sheet.write(0, column, label)?;
            }
            for (row, (kind, name, order)) in (1..).zip(ROWS) {
                sheet.write(row, 0, kind)?;
                sheet.write(row, 1, name)?;
                sheet.write(row, 2, order)?;
            }
            sheet.set_column_width(1, 24.0)?;
            Ok(())
        },
    )
}
