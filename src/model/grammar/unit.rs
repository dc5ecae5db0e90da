//! Units that officers write behind a number.

/// Units in the singular form in which they stand in cells. Multipliers (ล้าน, พัน) are not units: they change the value.
const UNITS: &[&str] = &[
    "บาท",
    "ล้านบาท",
    "แสนบาท",
    "หมื่นบาท",
    "พันบาท",
    "ล้านคน",
    "บาท/คน",
    "บาท/วัน",
    "บาท/เดือน",
    "บาท/ปี",
    "คน/วัน",
    "ครั้ง/วัน",
    "ครั้ง/เดือน",
    "ครั้ง/ปี",
    "มก.",
    "มล.",
    "ซม.",
    "มม.",
    "คน",
    "ราย",
    "แห่ง",
    "ครั้ง",
    "ครัวเรือน",
    "หลังคาเรือน",
    "เรื่อง",
    "งาน",
    "โครงการ",
    "กิจกรรม",
    "จังหวัด",
    "อำเภอ",
    "ตำบล",
    "หมู่บ้าน",
    "ปี",
    "เดือน",
    "วัน",
    "ชั่วโมง",
    "ชม.",
    "นาที",
    "วินาที",
    "กิโลกรัม",
    "กก.",
    "กรัม",
    "ลิตร",
    "เมตร",
    "ม.",
    "กม.",
    "กิโลเมตร",
    "ตร.กม.",
    "ตร.ม.",
    "ไร่",
    "หน่วย",
    "ชุด",
    "ตัว",
    "เล่ม",
    "ฉบับ",
    "รายการ",
    "ข้อ",
    "คะแนน",
    "คู่",
    "เตียง",
    "โรง",
    "แผ่น",
    "ดวง",
    "คัน",
    "หลัง",
    "ชิ้น",
    "กล่อง",
    "ขวด",
    "ถุง",
    "เม็ด",
    "โดส",
    "องศา",
    "%",
    "เปอร์เซ็นต์",
    "baht",
    "thb",
    "person",
    "persons",
    "people",
    "case",
    "cases",
    "kg",
    "g",
    "mg",
    "km",
    "m",
    "cm",
    "mm",
    "l",
    "ml",
    "ha",
    "rai",
    "unit",
    "units",
    "times",
    "years",
    "months",
    "days",
    "hours",
    "°c",
];

/// Words and signs that make a number a percentage when they stand before it.
const PERCENT_BEFORE: &[&str] = &["ร้อยละ", "percent "];

/// The unit of money.
pub const BAHT: &str = "บาท";

/// The unit that a text is, if it is one.
pub fn known(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if text == "฿" {
        return Some(BAHT);
    }
    UNITS
        .iter()
        .copied()
        .find(|unit| unit.eq_ignore_ascii_case(text))
}

/// Takes "ร้อยละ" off the front: what is left, and whether it stood there.
pub fn without_percent_word(text: &str) -> (&str, bool) {
    for word in PERCENT_BEFORE {
        if let Some(rest) = text.strip_prefix(word) {
            return (rest.trim_start(), true);
        }
    }
    (text, false)
}

/// Takes "฿" off the front: what is left, and whether it stood there.
pub fn without_baht_sign(text: &str) -> (&str, bool) {
    text.strip_prefix('฿')
        .map_or((text, false), |rest| (rest.trim_start(), true))
}

/// Ways of writing one unit, the first of them the usual one.
const SAME: &[&[&str]] = &[
    &["ร้อยละ", "%", "เปอร์เซ็นต์", "เปอร์เซนต์", "percent"],
    &["บาท", "฿", "baht", "thb"],
    &["คน", "person", "persons", "people"],
    &["ราย", "case", "cases"],
    &["ครั้ง", "times"],
    &["หน่วย", "unit", "units"],
    &["ปี", "years"],
    &["เดือน", "months"],
    &["วัน", "days"],
    &["ชั่วโมง", "ชม.", "hours"],
    &["กิโลกรัม", "กก.", "kg"],
    &["กรัม", "g"],
    &["มิลลิกรัม", "มก.", "mg"],
    &["ลิตร", "l"],
    &["มิลลิลิตร", "มล.", "ml"],
    &["กิโลเมตร", "กม.", "km"],
    &["เมตร", "ม.", "m"],
    &["เซนติเมตร", "ซม.", "cm"],
    &["มิลลิเมตร", "มม.", "mm"],
    &["ตารางกิโลเมตร", "ตร.กม."],
    &["ตารางเมตร", "ตร.ม."],
    &["ลูกบาศก์เมตร", "ลบ.ม."],
    &["ไร่", "rai"],
    &["องศาเซลเซียส", "°c"],
];

/// Units and things counted that stand in dictionaries and labels, not behind a number in a cell.
const COUNTED: &[&str] = &[
    "ประชากร",
    "ประเทศ",
    "หน่วยงาน",
    "องค์กร",
    "โรงพยาบาล",
    "ผู้ป่วย",
    "เครื่อง",
    "ต้น",
    "ตัน",
    "ฟอง",
    "คดี",
    "สถานี",
    "สาขา",
    "ห้อง",
    "ที่นั่ง",
    "หน้า",
    "ลำ",
    "สาย",
    "ระดับ",
    "ลำดับ",
    "อัตรา",
    "ดัชนี",
    "การเกิดมีชีพ",
    "การเกิด",
    "ครอบครัว",
    "หญิง",
    "ชาย",
    "เด็ก",
    "สัปดาห์",
    "ไตรมาส",
    "ดอลลาร์",
    "ดอลลาร์สหรัฐ",
    "เหรียญสหรัฐ",
    "ยูโร",
    "เยน",
    "วัตต์",
    "กิโลวัตต์",
    "กิโลวัตต์ชั่วโมง",
    "แคลอรี",
    "กิโลแคลอรี",
    "มิลลิเมตรปรอท",
    "mmhg",
    "dl",
    "kwh",
    "kcal",
    "m2",
    "m3",
    "km2",
    "usd",
    "ppm",
];

/// Words before a unit that multiply, a longer one before those that begin like it.
const MULTIPLIERS: [&str; 11] = [
    "ล้านล้าน",
    "แสนล้าน",
    "หมื่นล้าน",
    "พันล้าน",
    "ร้อยล้าน",
    "สิบล้าน",
    "ล้าน",
    "แสน",
    "หมื่น",
    "พัน",
    "ร้อย",
];

/// One name for the unit that a text is, however it is written; `None` where it is none of the usual ones.
/// `ล้านบาท` and `บาท` are two.
pub fn usual_name(text: &str) -> Option<&'static str> {
    let text = text.trim();
    let same = SAME.iter().find(|names| {
        let mut names = names.iter();
        names.any(|name| name.eq_ignore_ascii_case(text))
    });
    same.and_then(|names| names.first().copied())
        .or_else(|| known(text))
}

/// Whether a text can be read as a unit: a usual one, one per another (`คนต่อตารางกิโลเมตร`, `mg/dl`), one multiplied
/// (`ล้านตัน`, `แสนประชากร`), a number of them (`100,000 คน`).
pub fn is_understood(text: &str) -> bool {
    let text = text.replace("ต่อ", "/");
    let parts = text.split(['/', ' ', '(', ')']);
    let mut parts = parts.map(str::trim).filter(|part| !part.is_empty());
    !text.trim().is_empty() && parts.all(is_part)
}

fn is_part(part: &str) -> bool {
    let rest = part.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ',');
    let rest = MULTIPLIERS
        .iter()
        .find_map(|word| rest.strip_prefix(word))
        .unwrap_or(rest);
    let plain = |text: &str| {
        usual_name(text).is_some() || COUNTED.iter().any(|it| it.eq_ignore_ascii_case(text))
    };
    rest.is_empty() || plain(rest) || plain(part)
}

/// The usual unit that a text misspells by one letter put in, left out or changed: `บาด` for `บาท`.
pub fn misspelt(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if is_understood(text) || text.chars().count() < 3 {
        return None;
    }
    let thai = UNITS.iter().copied().filter(|unit| !unit.is_ascii());
    let mut near = thai.filter(|unit| unit.chars().count() >= 3 && is_one_letter_apart(unit, text));
    let found = near.next()?;
    near.next().is_none().then_some(found)
}

fn is_one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (first, second) = (a.get(same..).unwrap_or(&[]), b.get(same..).unwrap_or(&[]));
    let behind = |letters: &[char]| letters.iter().skip(1).copied().collect::<Vec<char>>();
    let (more, other) = (behind(first), behind(second));
    a != b && (more == other || more == second || first == other)
}

#[cfg(test)]
mod tests {
    use super::{is_understood, misspelt, usual_name};

    #[test]
    fn one_unit_has_one_name() {
        for (a, b) in [
            ("%", "ร้อยละ"),
            ("กก.", "kg"),
            ("THB", "บาท"),
            ("ชม.", "ชั่วโมง"),
        ] {
            assert_eq!(usual_name(a), usual_name(b), "{a}");
            assert!(usual_name(a).is_some(), "{a}");
        }
        assert_ne!(usual_name("ล้านบาท"), usual_name("บาท"));
        assert_eq!(usual_name("ประเภท"), None);
    }

    #[test]
    fn units_of_statistics_are_understood_and_slips_are_not() {
        for text in [
            "บาท",
            "ร้อยละ",
            "ล้านบาท",
            "ล้านตัน",
            "คนต่อตารางกิโลเมตร",
            "ต่อแสนประชากร",
            "ต่อ 100,000 ประชากร",
            "mg/dL",
            "คะแนน",
            "พันล้านดอลลาร์",
            "ครั้งต่อปี",
            "หลังคาเรือน",
            "พันคน",
        ] {
            assert!(is_understood(text), "{text}");
            assert_eq!(misspelt(text), None, "{text}");
        }
        for text in ["บาด", "บาทท", "แหง่ง", "กิโลกัม", "xyz"]
        {
            assert!(!is_understood(text), "{text}");
        }
        assert_eq!(misspelt("บาด"), Some("บาท"));
        assert_eq!(misspelt("กิโลกัม"), Some("กิโลกรัม"));
        assert_eq!(misspelt("xyz"), None);
    }
}
