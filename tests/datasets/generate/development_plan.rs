//! Dataset 6, `data-scientist-development-plan`.

use crate::sheet::{Done, body, down, heading, row, save, title, widths};

/// The five strategies of health promotion, a row each.
const PIRAB: [&str; 5] = [
    "P: Partnership สร้างภาคีเครือข่าย",
    "I: Investment การลงทุน",
    "R: Regulate กฎระเบียบและข้อกำหนด",
    "A: Advocate การชี้แนะและรณรงค์",
    "B: Build capacity การพัฒนาศักยภาพ",
];

/// Activities, targets, units and periods: the parts of one cell do not line up with those of the next.
const CRAMMED: [&str; 4] = [
    "ส่งบุคลากรเข้าร่วมพัฒนาทักษะ Data Scientist\nผู้เข้าอบรมผ่านเกณฑ์ประเมินผล\nนำเสนอผลงานวิชาการ\nส่งบุคลากรเข้าอบรม รุ่นที่ 2",
    "80\n1\n2",
    "คน\nร้อยละ\nงาน\nคน",
    "23-26 พ.ย. 63\nมิ.ย.64\nตามเจ้าภาพกองแผนงานกำหนด",
];

/// Nine columns over five rows; four activities crammed into the first.
pub(super) fn data_scientist_development_plan() -> Done {
    save(
        "data-scientist-development-plan",
        "data-scientist-development-plan.xlsx",
        "แผน 1.33",
        |sheet| {
            widths(
                sheet,
                &[20.0, 24.0, 24.0, 24.0, 34.0, 42.0, 12.0, 12.0, 26.0],
            )?;
            for (at, text) in (0..).zip([
                "แผนขับเคลื่อนตัวชี้วัดที่ 1.33 ร้อยละ 80 ของการผ่านเกณฑ์การประเมินผล กลุ่มเป้าหมายที่เข้ารับการพัฒนาศักยภาพนักวิทยาการข้อมูล (Data Scientist) ปีงบประมาณ 2564",
                "ศูนย์สื่อสารสาธารณะ กรมอนามัย",
            ]) {
                sheet.merge_range(at, 0, at, 8, text, &title())?;
            }
            let labels = [
                "ความรู้ที่นำมาใช้",
                "นโยบาย",
                "มาตรการ",
                "ประเด็นความรู้ที่ใช้",
                "ขับเคลื่อนกลยุทธ์ PIRAB",
                "กิจกรรม",
                "เป้าหมาย",
                "หน่วยนับ",
                "ระยะเวลา",
            ];
            row(sheet, 2, 0, &labels, &heading())?;
            row(sheet, 3, 0, &["วิทยาการข้อมูล (Data Science)"], &body())?;
            for (column, text) in (1..).zip([
                "พัฒนาบุคลากรให้มีทักษะด้านดิจิทัล",
                "ส่งเสริมบุคลากรกลุ่มเป้าหมายให้เข้ารับการพัฒนาศักยภาพ",
                "ทักษะของนักวิทยาการข้อมูล",
            ]) {
                down(sheet, (3, 7), column, text)?;
            }
            for (at, strategy) in (3..).zip(PIRAB) {
                let rest = if at == 3 { CRAMMED } else { [""; 4] };
                row(sheet, at, 4, &[strategy], &body())?;
                row(sheet, at, 5, &rest, &body())?;
                sheet.set_row_height(at, if at == 3 { 72.0 } else { 20.0 })?;
                if at > 3 {
                    row(sheet, at, 0, &[""], &body())?;
                }
            }
            Ok(())
        },
    )
}
