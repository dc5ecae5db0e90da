//! Numbers, sizes and days as a person reads them.

use crate::catalog::record::{Organization, Resource};
use crate::model::language::Language;

const THAI_MONTHS: [&str; 12] = [
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
];
pub(crate) const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// What a resource is called: its name, else its file's, else its id.
pub(crate) fn name(it: &Resource) -> &str {
    [it.text("name"), &it.file_name]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or(&it.id)
}

/// What an organization is called: its title, else its name.
pub(crate) fn unit(it: &Organization) -> &str {
    if it.title.is_empty() {
        &it.name
    } else {
        &it.title
    }
}

/// A count with commas: `12,345`.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// A size: bytes below 1 kB, then kB and MB with one decimal.
pub(crate) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", count(bytes / unit), bytes % unit * 10 / unit);
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", tenths(1000)),
        _ => format!("{} MB", tenths(1_000_000)),
    }
}

/// The day of an ISO 8601 moment, with the Buddhist year in Thai, as the national catalogue shows it.
pub(crate) fn day(moment: &str, language: Language) -> String {
    let part = |range: std::ops::Range<usize>| {
        moment
            .get(range)
            .and_then(|text| text.parse::<usize>().ok())
    };
    let (Some(year), Some(month), Some(day)) = (part(0..4), part(5..7), part(8..10)) else {
        return moment.to_owned();
    };
    let (months, year) = match language {
        Language::Thai => (THAI_MONTHS, year + 543),
        Language::English => (MONTHS, year),
    };
    match months.get(month.wrapping_sub(1)) {
        Some(month) => format!("{day} {month} {year}"),
        None => moment.to_owned(),
    }
}
