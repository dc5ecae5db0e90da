//! Dataset 1, `proactive-communication-targets`.

use crate::sheet::{Done, body, down, heading, row, save, title, widths};

/// The checkpoints with their first and last row.
const CHECKPOINTS: [(&str, (u32, u32)); 4] = [
    ("๓ เดือน", (3, 7)),
    ("๖ เดือน", (8, 11)),
    ("๙ เดือน", (12, 13)),
    ("๑๒ เดือน", (14, 15)),
];

/// What is to be done in the first three months; nothing of it has a figure.
const MILESTONES: [&str; 5] = [
    "๑. ชี้แจงนโยบายและแนวทางการสื่อสารเชิงรุกแก่สถานบริการ",
    "๒. มีแผนการสื่อสารเชิงรุกของหน่วยงาน",
    "๓. มีผู้รับผิดชอบงานประชาสัมพันธ์ของสถานบริการ",
    "๔. มีช่องทางการสื่อสารกับประชาชนในพื้นที่",
    "๕. มีเครือข่ายประชาสัมพันธ์ระดับจังหวัด",
];

const SPACE: &str = "สถานบริการมีพื้นที่ประชาสัมพันธ์";
const NEWS: &str = "จังหวัดมีการเผยแพร่ข่าวดี";
const REGIONAL: &str = "โรงพยาบาลศูนย์ (รพศ.)";
const GENERAL: &str = "โรงพยาบาลทั่วไป (รพท.)";
const COMMUNITY: &str = "โรงพยาบาลชุมชน (รพช.)";

/// Kind of facility, target in per cent, counts: rows 8 to 15.
const TARGETS: [[&str; 3]; 8] = [
    [REGIONAL, "ร้อยละ ๑๐๐", "๓๕ แห่ง จาก ๓๕ แห่ง"],
    [GENERAL, "ร้อยละ ๑๐๐", "๙๒ แห่ง จาก ๙๒ แห่ง"],
    [COMMUNITY, "ร้อยละ ๔๐", "๓๑๐ แห่ง จาก ๗๗๔ แห่ง"],
    ["-", "ร้อยละ ๕๐", "-"],
    [COMMUNITY, "ร้อยละ ๖๐", "๔๖๕ แห่ง จาก ๗๗๔ แห่ง"],
    ["-", "ร้อยละ ๘๐", "-"],
    [COMMUNITY, "ร้อยละ ๘๐", "๖๒๐ แห่ง จาก ๗๗๔ แห่ง"],
    ["-", "ร้อยละ ๑๐๐", "-"],
];

/// A block for each checkpoint, which stands merged down the side; Thai digits, counts and units in one cell.
pub(super) fn proactive_communication_targets() -> Done {
    save(
        "proactive-communication-targets",
        "proactive-communication-targets.xlsx",
        "ค่าเป้าหมาย",
        |sheet| {
            widths(sheet, &[16.0, 50.0, 26.0, 16.0, 28.0])?;
            for (at, text) in (0..).zip([
                "ตัวชี้วัดการสื่อสารเชิงรุกของสถานบริการ ปีงบประมาณ พ.ศ. ๒๕๖๖",
                "เป้าหมายทั้งปี: สถานบริการมีการดำเนินงานสื่อสารเชิงรุก ไม่น้อยกว่าร้อยละ ๘๐",
            ]) {
                sheet.merge_range(at, 0, at, 4, text, &title())?;
            }
            let labels = [
                "รอบการประเมิน",
                "เกณฑ์การประเมิน",
                "ประเภทสถานบริการ",
                "ค่าเป้าหมาย",
                "จำนวนสถานบริการ",
            ];
            row(sheet, 2, 0, &labels, &heading())?;
            for (checkpoint, rows) in CHECKPOINTS {
                down(sheet, rows, 0, checkpoint)?;
            }
            for (at, milestone) in (3..).zip(MILESTONES) {
                row(sheet, at, 1, &[milestone, "-", "-", "-"], &body())?;
            }
            down(sheet, (8, 10), 1, SPACE)?;
            for (at, measure) in (11..).zip([NEWS, SPACE, NEWS, SPACE, NEWS]) {
                down(sheet, (at, at), 1, measure)?;
            }
            for (at, target) in (8..).zip(&TARGETS) {
                row(sheet, at, 2, target, &body())?;
            }
            sheet.write(17, 0, "ที่มา: สำนักสารนิเทศ สำนักงานปลัดกระทรวงสาธารณสุข")?;
            Ok(())
        },
    )
}
