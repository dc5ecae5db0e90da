//! Dataset 3, `budget-disbursement`.

use crate::sheet::{Done, body, heading, save, title};

/// Dataset 3: amounts with Thai digits, separators and units in one cell, a sentence for a number, a total.
pub(super) fn budget_disbursement() -> Done {
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
