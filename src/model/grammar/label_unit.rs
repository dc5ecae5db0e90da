//! Units in the labels of columns: `งบประมาณ (ล้านบาท)`, `จำนวน (คน)`, `มูลค่า / ล้านบาท`.

use crate::model::grammar::{digits, unit};

/// Words that multiply a unit, longest first.
pub const MULTIPLIERS: [&str; 7] = ["พันล้าน", "ร้อยล้าน", "สิบล้าน", "ล้าน", "แสน", "หมื่น", "พัน"];
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

/// The unit of a label that multiplies: in brackets, or as a row of the header of its own.
pub fn multiplier(label: &str) -> Option<String> {
    let mut units = places(label).map(|place| (place.text, place.alone));
    units.find_map(|(text, alone)| {
        let (text, _) = stated(text);
        multiplies(text, alone).then(|| text.to_owned())
    })
}

/// A label without the unit that it states, and the unit. A unit that multiplies keeps its word.
pub fn split(label: &str) -> Option<(String, String)> {
    places(label).find_map(|place| {
        let (text, worded) = stated(place.text);
        let known = !place.alone && (worded || is_unit(text));
        let found = !text.is_empty() && (known || multiplies(text, place.alone));
        let rest = [label.get(..place.from)?, label.get(place.to..)?];
        let rest = rest.map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "));
        let name = rest.join(" ");
        let name = name.trim().trim_end_matches(" /").trim_start_matches("/ ");
        (found && !name.is_empty()).then(|| (name.to_owned(), text.to_owned()))
    })
}

/// Where a label may state a unit, in bytes with its brackets or stroke.
struct Place<'a> {
    text: &'a str,
    from: usize,
    to: usize,
    /// A part of its own, without brackets.
    alone: bool,
}

/// Everything in brackets, then every part behind the first.
fn places(label: &str) -> impl Iterator<Item = Place<'_>> {
    let brackets = label.match_indices(['(', '[']).map(move |(from, _)| {
        let inner = label.get(from + 1..).unwrap_or_default();
        let length = inner.find([')', ']']).unwrap_or(inner.len());
        let text = inner.get(..length).unwrap_or_default();
        // Without its second bracket the text goes to the end.
        let to = (from + length + 2).min(label.len());
        Place {
            text,
            from,
            to,
            alone: false,
        }
    });
    let parts = label.match_indices(" / ").map(move |(from, stroke)| {
        let start = from + stroke.len();
        let inner = label.get(start..).unwrap_or_default();
        let length = inner.find(" / ").unwrap_or(inner.len());
        Place {
            text: inner.get(..length).unwrap_or_default(),
            from,
            to: start + length,
            alone: true,
        }
    });
    brackets.chain(parts)
}

/// The text without "หน่วย:", and whether that stood there.
fn stated(text: &str) -> (&str, bool) {
    let text = text.trim();
    let Some(rest) = text.strip_prefix("หน่วย") else {
        return (text, false);
    };
    let bare = rest.trim_start_matches([':', ' ']).trim_end();
    // "หน่วยงาน" is a word of its own.
    if rest.starts_with([':', ' ']) || multiplies(bare, false) {
        (bare, rest.trim_start().starts_with(':'))
    } else {
        (text, false)
    }
}

fn is_unit(text: &str) -> bool {
    unit::known(text).is_some() || UNITS.contains(&text) || text == "ร้อยละ"
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
    use super::{multiplier, split};

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

    #[test]
    fn labels_lose_their_unit_and_nothing_else() {
        for (label, name, unit) in [
            ("จำนวน (คน)", "จำนวน", "คน"),
            ("งบประมาณ (พันบาท)", "งบประมาณ", "พันบาท"),
            ("มูลค่า (หน่วย: พันล้านบาท)", "มูลค่า", "พันล้านบาท"),
            ("ผลผลิต [ตัน] ปี 2567", "ผลผลิต ปี 2567", "ตัน"),
            ("งบประมาณ / ล้านบาท", "งบประมาณ", "ล้านบาท"),
            ("ผู้ป่วย / ชาย (ราย)", "ผู้ป่วย / ชาย", "ราย"),
            ("ผู้ป่วย (ราย) / ชาย", "ผู้ป่วย / ชาย", "ราย"),
            ("ผลงาน (%)", "ผลงาน", "%"),
            ("จำนวน (คน", "จำนวน", "คน"),
            ("จำนวน (หน่วย)", "จำนวน", "หน่วย"),
        ] {
            assert_eq!(
                split(label),
                Some((name.to_owned(), unit.to_owned())),
                "{label}"
            );
        }
        for label in [
            "จำนวน",
            "(คน)",
            "อัตราป่วย (ต่อแสนประชากร)",
            "จำนวน / คน",
            "จำนวน (1)",
            "อายุ (10-14 ปี)",
            "จำนวน ()",
            "จำนวน (หน่วยงาน)",
            "(",
        ] {
            assert_eq!(split(label), None, "{label}");
        }
    }
}
