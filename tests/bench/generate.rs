//! Writes the benchmark's workbook: `bench-generate ROWS FILE`. 20 columns; the same rows give the same bytes.

use std::error::Error;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};

/// Column names: what a register of screenings carries.
const HEADER: [&str; 20] = [
    "record_no",
    "province",
    "district",
    "service_unit",
    "note",
    "case_code",
    "visit_date",
    "recorded_at",
    "age",
    "fee_baht",
    "bmi",
    "latitude",
    "longitude",
    "result_percent",
    "referred",
    "phone",
    "weight_kg",
    "year_be",
    "amount_baht",
    "health_area",
];
const PROVINCES: [&str; 8] = [
    "เชียงใหม่",
    "นนทบุรี",
    "ขอนแก่น",
    "สงขลา",
    "กรุงเทพมหานคร",
    "นครราชสีมา",
    "พระนครศรีอยุธยา",
    "อุบลราชธานี",
];
const NOTES: [&str; 6] = [
    "ตรวจคัดกรองครบถ้วน",
    "นัดติดตามผลใน 3 เดือน",
    "ส่งต่อโรงพยาบาลชุมชน",
    "ให้คำแนะนำด้านโภชนาการ",
    "ไม่พบความผิดปกติ",
    "อยู่ระหว่างรอผลตรวจทางห้องปฏิบัติการ",
];

/// A small generator with a fixed seed (xorshift64*): no clock, no dependency.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % sides
    }
}

#[expect(clippy::cast_precision_loss, reason = "small made-up numbers")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows: u32 = arguments
        .next()
        .ok_or("usage: bench-generate ROWS FILE")?
        .parse()?;
    let path = arguments.next().ok_or("usage: bench-generate ROWS FILE")?;
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let datetime = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let money = Format::new().set_num_format("#,##0.00");
    let sheet = workbook.add_worksheet_with_low_memory()?;
    for (column, label) in (0u16..).zip(HEADER) {
        sheet.write_string(0, column, label)?;
    }
    for row in 1..=rows {
        let unit = dice.roll(9_000);
        sheet.write_number(row, 0, f64::from(row))?;
        sheet.write_string(row, 1, PROVINCES[usize::try_from(dice.roll(8))?])?;
        sheet.write_string(row, 2, format!("อำเภอที่ {}", dice.roll(900)))?;
        sheet.write_string(row, 3, format!("โรงพยาบาลส่งเสริมสุขภาพตำบล {unit}"))?;
        sheet.write_string(row, 4, NOTES[usize::try_from(dice.roll(6))?])?;
        sheet.write_string(row, 5, format!("C{row:07}-{:04}", dice.roll(10_000)))?;
        sheet.write_number_with_format(row, 6, 44_927.0 + dice.roll(700) as f64, &date)?;
        let moment = 44_927.0 + dice.roll(700 * 86_400) as f64 / 86_400.0;
        sheet.write_number_with_format(row, 7, moment, &datetime)?;
        sheet.write_number(row, 8, dice.roll(100) as f64)?;
        sheet.write_number(row, 9, dice.roll(500_000) as f64 / 100.0)?;
        sheet.write_number(row, 10, 15.0 + dice.roll(1 << 30) as f64 / 4.7e7)?;
        sheet.write_number(row, 11, 6.0 + dice.roll(1 << 30) as f64 / 8.1e7)?;
        sheet.write_number(row, 12, 97.5 + dice.roll(1 << 30) as f64 / 1.3e8)?;
        sheet.write_number(row, 13, dice.roll(1000) as f64 / 10.0)?;
        sheet.write_boolean(row, 14, dice.roll(2) == 0)?;
        sheet.write_string(row, 15, format!("02590{:04}", dice.roll(2_000)))?;
        if dice.roll(10) > 2 {
            sheet.write_number(row, 16, dice.roll(1500) as f64 / 10.0)?;
        }
        sheet.write_number(row, 17, 2560.0 + dice.roll(8) as f64)?;
        sheet.write_number_with_format(row, 18, dice.roll(10_000_000) as f64 / 100.0, &money)?;
        sheet.write_number(row, 19, 1.0 + dice.roll(13) as f64)?;
    }
    workbook.save(path)?;
    Ok(())
}
