//! Dataset 4, `kpi-score-bands`.

use rust_xlsxwriter::Worksheet;

use crate::sheet::{Done, body, heading, row, save, title, widths};

/// The scores of KPI 4.21, of results and of reports.
const FIFTHS: [f64; 5] = [0.1, 0.2, 0.3, 0.4, 0.5];

/// A small table: its title, the scores across the top, what is measured and the band of each score.
fn crosstab(
    sheet: &mut Worksheet,
    (top, left): (u32, u16),
    text: &str,
    scores: &[f64],
    measure: &str,
    bands: &[&str],
) -> Done {
    let last = left + u16::try_from(scores.len())?;
    sheet.merge_range(top, left, top, last, text, &title())?;
    sheet.write_with_format(top + 1, left, "ประเด็นการประเมิน", &heading())?;
    for (column, score) in (left + 1..).zip(scores) {
        sheet.write_with_format(top + 1, column, *score, &heading())?;
    }
    sheet.write_with_format(top + 2, left, measure, &body())?;
    row(sheet, top + 2, left + 1, bands, &body())
}

/// Three small tables on one sheet, two side by side and one beneath; a line of text for the fourth KPI.
pub(super) fn kpi_score_bands() -> Done {
    save(
        "kpi-score-bands",
        "kpi-score-bands.xlsx",
        "เกณฑ์คะแนน",
        |sheet| {
            let band = 13.0;
            widths(
                sheet,
                &[
                    46.0, band, band, band, band, band, 28.0, band, band, band, band, band,
                ],
            )?;
            sheet.merge_range(
                0,
                0,
                0,
                11,
                "เกณฑ์คะแนนตัวชี้วัด ปีงบประมาณ พ.ศ. ๒๕๖๗ กรมอนามัย",
                &title(),
            )?;
            crosstab(
                sheet,
                (2, 0),
                "ตัวชี้วัดที่ 2.4 การดำเนินงานตามแผนปฏิบัติการ",
                &[1.0, 2.0, 3.0],
                "ร้อยละของการดำเนินงานตามแผนปฏิบัติการ",
                &["≤80", "81–89", "90–100"],
            )?;
            sheet.write(5, 0, "แหล่งข้อมูล: ระบบ DOC 4.0")?;
            crosstab(
                sheet,
                (2, 6),
                "ตัวชี้วัดที่ 4.21 ผลการดำเนินงาน (ร้อยละ)",
                &FIFTHS,
                "ผลการดำเนินงานตามแผน",
                &["<60", "60–69", "70–79", "80–89", "90–100"],
            )?;
            crosstab(
                sheet,
                (7, 0),
                "ตัวชี้วัดที่ 4.21 การรายงานผลรายเดือน",
                &FIFTHS,
                "จำนวนเดือนที่รายงานผลภายในวันที่ 10 ของเดือนถัดไป",
                &[
                    "รายงาน 1 เดือน",
                    "รายงาน 2 เดือน",
                    "รายงาน 3 เดือน",
                    "รายงาน 4 เดือน",
                    "รายงาน 5 เดือน",
                ],
            )?;
            sheet.write(
                11,
                0,
                "ตัวชี้วัดที่ 2.3 ร้อยละของการเบิกจ่ายงบประมาณ ณ สิ้นไตรมาสที่ 1 (ธ.ค. ๖๖) คะแนนเต็ม 1.0000",
            )?;
            Ok(())
        },
    )
}
