//! Dataset 5, `kpi-evidence`.

use rust_xlsxwriter::Worksheet;

use crate::sheet::{Done, Failure, body, heading, row, save, title, widths};

/// Where the evidence of a unit would lie; the agency's own links are not repeated.
const SITE: &str = "https://example.go.th";

/// A cell of evidence and the files that it links to.
type Cell = (&'static str, &'static [&'static str]);
/// A level and its rows.
type Level = (f64, &'static [Cell]);

const KNOWLEDGE: [Level; 3] = [
    (
        1.0,
        &[
            (
                "1) รายงานผลการวิเคราะห์ช่องว่างองค์ความรู้ของหน่วยงาน (๐.๕)\n\
                 2) รายการข้อมูลและความรู้ที่นำมาใช้ (๐.๒๕)",
                &["km/gap.pdf", "km/list.pdf"],
            ),
            ("3) คลังความรู้บนเว็บไซต์ของหน่วยงาน (๐.๒๕)", &["km/"]),
        ],
    ),
    (
        2.0,
        &[
            ("1) มาตรการขับเคลื่อนตัวชี้วัด (๐.๕)", &["km/measures.pdf"]),
            (
                "2) แผนปฏิบัติการที่บันทึกในระบบ DOC (๐.๒๕)\n\
                 3) แผนการสร้างหรือพัฒนาผลงานวิชาการหรือนวัตกรรม (๐.๒๕)",
                &["km/doc-plan.pdf", "km/innovation.pdf"],
            ),
        ],
    ),
    (
        3.0,
        &[(
            "1) รายงานการประชุมประจำเดือน (๐.๕)\n\
             2) รายงานความก้าวหน้าของผลงานวิชาการหรือนวัตกรรม (๐.๕)",
            &["km/meetings.pdf", "km/progress.pdf"],
        )],
    ),
];

const OPEN_DATA: [Level; 3] = [
    (
        1.0,
        &[(
            "1) ชุดข้อมูลที่คัดเลือกและคำอธิบายตามแบบฟอร์มที่ 1 Dataset & Metadata & Resource",
            &["catalog/form-1.xlsx"],
        )],
    ),
    (
        2.0,
        &[("1) พจนานุกรมข้อมูลตามแบบฟอร์มที่ 2", &["catalog/form-2.xlsx"])],
    ),
    (
        3.0,
        &[
            ("1) ไฟล์ CSV ในรูปแบบที่เครื่องอ่านได้ (๐.๗)", &["catalog/data.csv"]),
            (
                "2) API ที่ให้ไฟล์ซึ่งเครื่องประมวลผลได้ เช่น XML และ JSON (๐.๓)",
                &["catalog/data.xml", "catalog/data.json"],
            ),
        ],
    ),
];

const CYBERSECURITY: [Level; 3] = [
    (
        1.0,
        &[
            (
                "1) รายงานการวิเคราะห์สถานการณ์ (๐.๕)",
                &["cyber/situation.pdf"],
            ),
            (
                "2) รายงานการวิเคราะห์ผู้รับบริการและผู้มีส่วนได้ส่วนเสีย (๐.๕)",
                &["cyber/people.pdf"],
            ),
        ],
    ),
    (
        2.0,
        &[(
            "1) มาตรการขับเคลื่อนตัวชี้วัด (๐.๕)\n2) แผนการขับเคลื่อนตัวชี้วัด (๐.๕)",
            &["cyber/measures.pdf", "cyber/plan.pdf"],
        )],
    ),
    (
        3.0,
        &[(
            "1) รายงานผลการดำเนินงานรายเดือนภายในกำหนด (๐.๕)\n2) ผลการดำเนินงานตามแผน (๐.๕)",
            &["cyber/monthly.pdf", "cyber/results.pdf"],
        )],
    ),
];

/// What stands under the table.
const DECLARATIONS: [&str; 5] = [
    "หมายเหตุ: ตัวชี้วัดที่ 2.1 ITA หน่วยงานเผยแพร่ประกาศเจตนารมณ์ 4 เรื่อง",
    "(1) องค์กรคุณธรรม",
    "(2) การต่อต้านการทุจริต",
    "(3) นโยบายไม่รับของขวัญ (No Gift Policy)",
    "(4) การป้องกันการล่วงละเมิดทางเพศในการทำงาน",
];

/// A level merged down over its rows.
fn level(sheet: &mut Worksheet, top: u32, (number, cells): Level) -> Result<u32, Failure> {
    let next = top + u32::try_from(cells.len())?;
    if next - top > 1 {
        sheet.merge_range(top, 0, next - 1, 0, "", &body())?;
    }
    sheet.write_with_format(top, 0, number, &body())?;
    for (at, (text, files)) in (top..).zip(cells) {
        let links: Vec<String> = files.iter().map(|file| format!("{SITE}/{file}")).collect();
        let links = links.join("\n");
        row(sheet, at, 1, &[*text, links.as_str()], &body())?;
        // As tall as its lines.
        let lines = text.lines().count().max(files.len());
        sheet.set_row_height(at, f64::from(u32::try_from(lines)?) * 17.0)?;
    }
    Ok(next)
}

/// A block for each KPI under a line with its name; levels merged down, several items and links in a cell.
pub(super) fn kpi_evidence() -> Done {
    save(
        "kpi-evidence",
        "kpi-evidence.xlsx",
        "หลักฐาน 2567",
        |sheet| {
            widths(sheet, &[10.0, 76.0, 52.0])?;
            for (at, text) in (0..).zip(["หลักฐานประกอบตัวชี้วัด ปีงบประมาณ พ.ศ. ๒๕๖๗", "กรมอนามัย"])
            {
                sheet.merge_range(at, 0, at, 2, text, &title())?;
            }
            row(sheet, 2, 0, &["ระดับ", "หลักฐาน", "Link"], &heading())?;
            let mut next = 3;
            for (name, levels) in [
                ("ตัวชี้วัดที่ 2.2 KM/LO", KNOWLEDGE),
                ("ตัวชี้วัดที่ 2.5 Data Catalog → Open Data", OPEN_DATA),
                ("ตัวชี้วัดที่ 4.21 การรักษาความมั่นคงปลอดภัยไซเบอร์", CYBERSECURITY),
            ] {
                sheet.merge_range(next, 0, next, 2, name, &heading())?;
                next += 1;
                for cells in levels {
                    next = level(sheet, next, cells)?;
                }
            }
            for (at, text) in (next + 1..).zip(DECLARATIONS) {
                sheet.write(at, 0, text)?;
            }
            Ok(())
        },
    )
}
