use crate::model::address::{CellRef, Range};
use crate::model::grammar::{digits, unit};
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// The name of a column says that its numbers are thousands or millions
    ///
    /// ## Why it matters
    /// Under "งบประมาณ (ล้านบาท)" 12.5 means 12500000. A program reads 12.5, and so does a table into which the column is
    /// copied without its name.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ภายใต้ชื่อ "งบประมาณ (ล้านบาท)" เลข 12.5 หมายถึง 12500000 แต่โปรแกรมอ่านเป็น 12.5 เช่นเดียวกับตารางที่คัดลอกไปโดยไม่มีชื่อ
    ///
    /// ## How to fix in Excel
    /// Publish whole amounts: type 1000000 into an empty cell and copy it, select the numbers, choose Home > Paste > Paste
    /// Special > Multiply, and take the word out of the name. Or state the unit in the data dictionary.
    ///
    /// ## วิธีแก้ใน Excel
    /// ใช้จำนวนเต็ม: พิมพ์ 1000000 ในเซลล์ว่างแล้วคัดลอก เลือกตัวเลข เลือก หน้าแรก > วาง > วางแบบพิเศษ > คูณ แล้วลบคำออกจากชื่อคอลัมน์
    /// หรือระบุหน่วยไว้ในพจนานุกรมข้อมูล
    ///
    /// ## Flagged
    /// ```grid
    /// | กรม | งบประมาณ (ล้านบาท) |
    /// |---|---|
    /// | กรมทางหลวง | 12.5 |
    /// | กรมอนามัย | 3.75 |
    /// | กรมป่าไม้ | 8.25 |
    /// ```
    /// ```report
    /// warning[header-has-unit] B1: "งบประมาณ (ล้านบาท)" counts in "ล้านบาท", so its numbers are not the whole amounts (1 column)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | กรม | งบประมาณ (บาท) | อัตรา (ต่อแสนประชากร) |
    /// |---|---|---|
    /// | กรมทางหลวง | 125000 | 12.5 |
    /// | กรมอนามัย | 37500 | 3.75 |
    /// | กรมป่าไม้ | 82500 | 8.25 |
    /// ```
    "header-has-unit", Warning, Table(check), None, None, Constant,
    th: "ชื่อคอลัมน์บอกว่าตัวเลขเป็นพันหรือล้าน", en: "The name of a column says that its numbers are thousands or millions"
}

/// Words that multiply, longest first.
const MULTIPLIERS: [&str; 7] = ["พันล้าน", "ร้อยล้าน", "สิบล้าน", "ล้าน", "แสน", "หมื่น", "พัน"];
const ENGLISH: [&str; 9] = [
    "'000",
    "000s",
    "in thousand",
    "in million",
    "in billion",
    "thousand",
    "million",
    "billion",
    "mn",
];
/// Units of statistics that do not stand in cells.
const UNITS: [&str; 9] = [
    "ตัน",
    "ดอลลาร์",
    "ดอลลาร์สหรัฐ",
    "เหรียญสหรัฐ",
    "ลบ.ม.",
    "ลูกบาศก์เมตร",
    "ฟอง",
    "ต้น",
    "เครื่อง",
];

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    let fields = table.layout.fields.iter();
    let counting = fields.filter(|field| {
        amounts::is_numeric(field.kind) && !field.code && multiplier(&field.label).is_some()
    });
    let counting: Vec<&FieldLayout> = counting.collect();
    let Some((label, word)) = counting
        .first()
        .and_then(|field| Some((shorten(&field.label), multiplier(&field.label)?)))
    else {
        return;
    };
    let places = counting.iter().map(|field| {
        let row = table.layout.header.map_or(0, |header| header.last.row);
        let cell = field.label_cells.last().copied();
        Range::from(cell.unwrap_or(CellRef::new(row, field.column)))
    });
    let found = Finding::over(places, |_, count| {
        let columns = if count == 1 { "column" } else { "columns" };
        (
            say!(
                th: "\"{label}\" นับเป็น \"{word}\" ตัวเลขจึงไม่ใช่จำนวนเต็มจริง ({count} คอลัมน์)",
                en: "\"{label}\" counts in \"{word}\", so its numbers are not the whole amounts ({count} {columns})"
            ),
            say!(
                th: "คูณตัวเลขให้เป็นจำนวนเต็ม (วางแบบพิเศษ > คูณ) แล้วแก้ชื่อคอลัมน์ หรือระบุหน่วยไว้ในพจนานุกรมข้อมูล",
                en: "multiply the numbers (Paste Special > Multiply) and correct the name, or state the unit in the data dictionary"
            ),
        )
    });
    if let Some(finding) = found {
        sink.report(finding);
    }
}

/// The unit of a label that multiplies: in brackets, or as a row of the header of its own.
fn multiplier(label: &str) -> Option<String> {
    let parts = label.split(" / ").skip(1).map(str::trim);
    let brackets = label.split(['(', '[']).skip(1);
    let brackets = brackets.filter_map(|rest| rest.split([')', ']']).next());
    let mut units = brackets
        .map(|unit| (unit, false))
        .chain(parts.map(|part| (part, true)));
    units.find_map(|(text, alone)| {
        let text = text.trim();
        let text = text.strip_prefix("หน่วย").unwrap_or(text);
        let text = text.trim_start_matches([':', ' ']).trim_end();
        multiplies(text, alone).then(|| text.to_owned())
    })
}

/// Whether a text is a multiplier with a unit, or without one in brackets. A word that only begins like one is none: พันธุ์.
fn multiplies(text: &str, needs_unit: bool) -> bool {
    let lower = digits::to_ascii(text).to_lowercase();
    if let Some(rest) = MULTIPLIERS
        .iter()
        .find_map(|word| lower.strip_prefix(*word))
    {
        let rest = rest.trim();
        let is_unit = unit::known(rest).is_some() || UNITS.contains(&rest);
        return is_unit || (rest.is_empty() && !needs_unit);
    }
    if !needs_unit && ENGLISH.iter().any(|word| lower.starts_with(*word)) {
        return lower.len() <= 32;
    }
    // "1,000 คน".
    let end = lower.find(|letter: char| !letter.is_ascii_digit() && letter != ',');
    let (number, rest) = lower.split_at(end.unwrap_or(lower.len()));
    let zeros = number.replace(',', "");
    let round = zeros.strip_prefix('1').is_some_and(|zeros| {
        zeros.len() >= 3
            && zeros.len().is_multiple_of(3)
            && zeros.bytes().all(|digit| digit == b'0')
    });
    round && unit::known(rest.trim()).is_some()
}

#[cfg(test)]
mod tests {
    use super::multiplier;

    #[test]
    fn multipliers_are_told_from_units_rates_and_names() {
        for label in [
            "งบประมาณ (ล้านบาท)",
            "ประชากร (พันคน)",
            "มูลค่า (หน่วย: พันล้านบาท)",
            "งบประมาณ / ล้านบาท",
            "Budget (million baht)",
            "Population ('000)",
            "พื้นที่ (1,000 ไร่)",
            "รายได้ (ล้าน)",
        ] {
            assert!(multiplier(label).is_some(), "{label}");
        }
        for label in [
            "งบประมาณ (บาท)",
            "อัตราป่วย (ต่อแสนประชากร)",
            "ไก่ (พันธุ์พื้นเมือง)",
            "กองทุนหมู่บ้านละล้าน",
            "อายุ (10-14 ปี)",
            "ยศ (พันตำรวจ)",
            "จำนวน (1)",
            "rate (per 1,000)",
            "Minerals (mineral)",
        ] {
            assert!(multiplier(label).is_none(), "{label}");
        }
    }
}
