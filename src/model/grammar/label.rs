//! What a label says of the values below it.

use crate::model::grammar::canonical::canonical;

const PERCENT: &[&str] = &[
    "ร้อยละ",
    "เปอร์เซ็นต์",
    "เปอร์เซนต์",
    "percent",
    "percentage",
    "pct",
];

/// Values under such words may be negative, and more than a hundred per cent.
const CHANGE: &[&str] = &[
    "เปลี่ยนแปลง",
    "เพิ่ม",
    "ลด",
    "เติบโต",
    "ขยายตัว",
    "ผลต่าง",
    "ส่วนต่าง",
    "เปรียบเทียบ",
    "เทียบกับ",
    "growth",
    "change",
    "changes",
    "increase",
    "decrease",
    "difference",
    "diff",
    "net",
];

/// Percentages of a plan or of an estimate may pass a hundred.
const OF_A_PLAN: &[&str] = &[
    "เป้า",
    "แผน",
    "ครอบคลุม",
    "สำเร็จ",
    "ผลงาน",
    "ผลการดำเนิน",
    "เบิกจ่าย",
    "ก้าวหน้า",
    "ครองเตียง",
    "ดัชนี",
    "อัตรา",
    "ต่อ",
    "target",
    "plan",
    "coverage",
    "occupancy",
    "achievement",
    "progress",
    "index",
    "rate",
];

const COUNT: &[&str] = &["จำนวน", "count", "counts", "number"];

/// Amounts of money may be negative.
const MONEY: &[&str] = &[
    "เงิน",
    "บาท",
    "งบ",
    "กำไร",
    "ขาดทุน",
    "ดุล",
    "คงเหลือ",
    "สุทธิ",
    "หนี้",
    "amount",
    "balance",
    "baht",
    "profit",
    "loss",
];

const TOTAL: &[&str] = &["รวม", "ทั้งหมด", "ทั้งสิ้น", "total", "sum"];
const AVERAGE: &[&str] = &["เฉลี่ย", "average", "avg", "mean", "median"];

const DATE: &[&str] = &[
    "วันที่",
    "วันเดือนปี",
    "วัน เดือน ปี",
    "ว/ด/ป",
    "วดป",
    "วันเกิด",
    "date",
    "dob",
    "birthdate",
];

const LATITUDE: &[&str] = &["ละติจูด", "ละติจูต", "latitude", "lat"];
const LONGITUDE: &[&str] = &["ลองจิจูด", "ลองติจูด", "ลองจิจูต", "longitude", "lng", "lon"];

const PHONE: &[&str] = &[
    "โทรศัพท์",
    "โทรสาร",
    "มือถือ",
    "เบอร์",
    "phone",
    "tel",
    "telephone",
    "mobile",
    "fax",
];

/// Five-digit codes of places of service.
const FACILITY: &[&str] = &[
    "รหัสหน่วยบริการ",
    "รหัสสถานพยาบาล",
    "รหัสสถานบริการ",
    "รหัสโรงพยาบาล",
    "hcode",
    "hospcode",
];

/// Running numbers, as the whole of a label.
const RUNNING: &[&str] = &[
    "ลำดับ",
    "ลำดับที่",
    "เลขลำดับ",
    "ที่",
    "no",
    "#",
    "seq",
    "sequence",
];

/// Free text: what somebody remarks or suggests, and goes over several lines if it likes.
const REMARK: &[&str] = &[
    "หมายเหตุ",
    "ข้อเสนอ",
    "ความเห็น",
    "ความคิดเห็น",
    "ข้อคิดเห็น",
    "รายละเอียด",
    "ข้อสังเกต",
    "คำอธิบาย",
    "คำชี้แจง",
    "remark",
    "remarks",
    "note",
    "notes",
    "comment",
    "comments",
    "suggestion",
    "suggestions",
    "opinion",
    "opinions",
    "detail",
    "details",
    "description",
    "feedback",
];

/// Words of a period's beginning.
pub const START: &[&str] = &["เริ่มต้น", "เริ่ม", "ตั้งแต่", "start", "begin", "from"];

/// Words of a period's end.
pub const END: &[&str] = &["สิ้นสุด", "เสร็จสิ้น", "แล้วเสร็จ", "end", "finish", "to", "until"];

/// Words of one of the sexes, which together are everybody.
pub const SEX: &[&str] = &[
    "เพศชาย",
    "เพศหญิง",
    "ผู้ชาย",
    "ผู้หญิง",
    "ชาย",
    "หญิง",
    "male",
    "female",
    "men",
    "women",
];

/// Whether one of some words stands in a label: Thai ones anywhere in it, Latin ones as whole words.
pub fn has(label: &str, words: &[&str]) -> bool {
    let label = label.to_lowercase();
    words.iter().any(|word| place(&label, word).is_some())
}

/// The label without the first of some words that it has, for comparison; `None` if it has none of them.
pub fn without(label: &str, words: &[&str]) -> Option<String> {
    let label = canonical(label);
    let (at, word) = words
        .iter()
        .find_map(|word| place(&label, word).map(|at| (at, word)))?;
    let rest = label.get(..at)?.chars();
    let rest = rest.chain(label.get(at + word.len()..)?.chars());
    Some(
        rest.filter(|letter| !letter.is_whitespace() && !letter.is_ascii_punctuation())
            .collect(),
    )
}

/// Where a word stands in a label.
fn place(label: &str, word: &str) -> Option<usize> {
    if !word.is_ascii() {
        return label.find(word);
    }
    let is_inside = |letter: Option<char>| letter.is_some_and(|it| it.is_ascii_alphanumeric());
    label.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = label.get(..*at).and_then(|text| text.chars().next_back());
        let after = label.get(at + word.len()..);
        let after = after.and_then(|text| text.chars().next());
        !is_inside(before) && !is_inside(after)
    })
}

/// Whether a label says that its numbers are years: `ปี พ.ศ.`, `ปีงบประมาณ`, `year`.
pub fn is_year(label: &str) -> bool {
    let label = label.trim().to_lowercase();
    let thai = label.starts_with("ปี") && !label.starts_with("ปีที่");
    thai || label == "พ.ศ."
        || label == "ค.ศ."
        || label == "year"
        || label.ends_with(" year")
        || label.ends_with("_year")
}

/// A percentage.
pub fn is_percent(label: &str) -> bool {
    label.contains('%') || has(label, PERCENT)
}

/// A percentage that is a part of a whole, so that it ends at a hundred.
pub fn is_share(label: &str) -> bool {
    is_percent(label) && !is_change(label) && !has(label, OF_A_PLAN)
}

/// How much something has changed.
pub fn is_change(label: &str) -> bool {
    has(label, CHANGE)
}

/// How many of something there are: never less than none.
pub fn is_count(label: &str) -> bool {
    has(label, COUNT) && !has(label, MONEY) && !is_change(label)
}

/// A mean.
pub fn is_average(label: &str) -> bool {
    has(label, AVERAGE)
}

/// A sum.
pub fn is_total(label: &str) -> bool {
    has(label, TOTAL) && !has(label, AVERAGE)
}

/// The label without the word that makes it a total's.
pub fn without_total(label: &str) -> Option<String> {
    without(label, TOTAL)
}

/// Of whom or what a value is one part in many: it does not add up down the column.
pub fn is_ratio(label: &str) -> bool {
    is_percent(label)
        || has(label, AVERAGE)
        || has(label, &["อัตรา", "สัดส่วน", "ต่อ", "rate", "ratio", "per"])
}

/// Days.
pub fn is_date(label: &str) -> bool {
    has(label, DATE) && !has(label, COUNT)
}

/// A latitude.
pub fn is_latitude(label: &str) -> bool {
    has(label, LATITUDE) && !has(label, LONGITUDE)
}

/// A longitude. `long` is one only as the whole label.
pub fn is_longitude(label: &str) -> bool {
    !has(label, LATITUDE) && (has(label, LONGITUDE) || label.trim().eq_ignore_ascii_case("long"))
}

/// Telephone numbers.
pub fn is_phone(label: &str) -> bool {
    has(label, PHONE) && !has(label, &["จำนวน", "count"])
}

/// Five-digit codes of places of service.
pub fn is_facility_code(label: &str) -> bool {
    has(label, FACILITY)
}

/// Thirteen-digit numbers of firms and tax payers, many of which begin with a zero.
pub fn is_tax_number(label: &str) -> bool {
    has(label, &["นิติบุคคล", "ผู้เสียภาษี", "taxid"]) && has(label, &["เลข", "รหัส", "taxid"])
}

/// Free text of somebody who remarks or suggests something.
pub fn is_remark(label: &str) -> bool {
    has(label, REMARK)
}

/// 1, 2, 3 … down the table.
pub fn is_running(label: &str) -> bool {
    let bare: String = label
        .to_lowercase()
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '.')
        .collect();
    RUNNING.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::{
        END, START, is_count, is_date, is_latitude, is_longitude, is_percent, is_running, is_share,
        is_total, without,
    };

    #[test]
    fn latin_words_are_whole_and_thai_ones_stand_anywhere() {
        assert!(is_count("จำนวนผู้ป่วย (คน)") && is_count("case_count"));
        assert!(!is_count("country") && !is_count("จำนวนเงิน (บาท)"));
        assert!(!is_count("จำนวนที่เพิ่มขึ้น"));
        assert!(is_total("รวม") && is_total("grand_total") && !is_total("ค่าเฉลี่ยรวม"));
        assert!(is_date("วันที่รับแจ้ง") && !is_date("จำนวนวันที่ลา") && !is_date("candidate"));
        assert!(is_running("ลำดับ ที่") && is_running("No.") && !is_running("หน่วยงานที่"));
    }

    #[test]
    fn shares_end_at_a_hundred_and_growth_does_not() {
        assert!(is_share("ร้อยละ") && is_share("percent_female"));
        assert!(!is_share("ร้อยละการเปลี่ยนแปลง") && is_percent("ร้อยละการเปลี่ยนแปลง"));
        assert!(!is_share("ร้อยละของเป้าหมาย"));
    }

    #[test]
    fn places_on_the_globe_are_told_apart() {
        assert!(is_latitude("LAT") && !is_latitude("lat/lon") && !is_latitude("plate"));
        assert!(is_longitude("ลองจิจูด") && is_longitude("Long") && !is_longitude("long stay"));
    }

    #[test]
    fn beginning_and_end_of_one_thing_have_one_stem() {
        for (start, end) in [
            ("วันที่เริ่มต้น", "วันที่สิ้นสุด"),
            ("วันเริ่มสัญญา", "วันสิ้นสุดสัญญา"),
            ("start_date", "end_date"),
            ("Date from", "Date to"),
        ] {
            assert_eq!(without(start, START), without(end, END), "{start}");
            assert!(without(start, START).is_some(), "{start}");
        }
        assert_eq!(without("ตลาด", END), None);
    }
}
