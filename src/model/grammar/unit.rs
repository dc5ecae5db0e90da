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
