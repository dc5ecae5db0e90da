//! What a descriptor says of its dataset, in the words of the vocabularies that other catalogues share.
//!
//! The Thai values are those of the national catalogue (`ckanext-thai_gdc` 2.2.4, `schemas/profiles/thai-gdc.json`). Their
//! counterparts are codes of the EU's authority tables, which DCAT-AP 3 asks for (`publications.europa.eu/resource/authority`),
//! and BCP 47. A value without a counterpart is left out or kept in its own words, never bent.

use crate::model::package::{Contributor, Package};

/// Years between the Buddhist era and the Common Era.
const BUDDHIST_ERA: u32 = 543;

/// A language: value of `data_language`, BCP 47 tag, code in the authority table `language`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tongue {
    value: &'static str,
    /// BCP 47.
    pub(super) tag: &'static str,
    /// Authority table `language`.
    pub(super) code: &'static str,
}

const fn tongue(value: &'static str, tag: &'static str, code: &'static str) -> Tongue {
    Tongue { value, tag, code }
}

static TONGUES: [Tongue; 12] = [
    tongue("ไทย", "th", "THA"),
    tongue("อังกฤษ", "en", "ENG"),
    tongue("จีน", "zh", "ZHO"),
    tongue("มลายู", "ms", "MSA"),
    tongue("พม่า", "my", "MYA"),
    tongue("ลาว", "lo", "LAO"),
    tongue("เขมร", "km", "KHM"),
    tongue("ญี่ปุ่น", "ja", "JPN"),
    tongue("เกาหลี", "ko", "KOR"),
    tongue("ฝรั่งเศส", "fr", "FRA"),
    tongue("เยอรมัน", "de", "DEU"),
    tongue("อารบิก", "ar", "ARA"),
];

/// `update_frequency_unit`, `update_frequency_interval` (0: any), and the code in the authority table `frequency`.
const FREQUENCIES: [(&str, u32, &str); 38] = [
    ("ปี", 1, "ANNUAL"),
    ("ปี", 2, "BIENNIAL"),
    ("ปี", 3, "TRIENNIAL"),
    ("ปี", 4, "QUADRENNIAL"),
    ("ปี", 5, "QUINQUENNIAL"),
    ("ปี", 6, "SEXENNIAL"),
    ("ปี", 10, "DECENNIAL"),
    ("ปี", 20, "BIDECENNIAL"),
    ("ปี", 30, "TRIDECENNIAL"),
    ("ครึ่งปี", 1, "ANNUAL_2"),
    ("ครึ่งปี", 2, "ANNUAL"),
    ("ไตรมาส", 1, "QUARTERLY"),
    ("ไตรมาส", 2, "ANNUAL_2"),
    ("ไตรมาส", 4, "ANNUAL"),
    ("เดือน", 1, "MONTHLY"),
    ("เดือน", 2, "BIMONTHLY"),
    ("เดือน", 3, "QUARTERLY"),
    ("เดือน", 4, "ANNUAL_3"),
    ("เดือน", 6, "ANNUAL_2"),
    ("เดือน", 12, "ANNUAL"),
    ("สัปดาห์", 1, "WEEKLY"),
    ("สัปดาห์", 2, "BIWEEKLY"),
    ("วัน", 1, "DAILY"),
    ("วัน", 7, "WEEKLY"),
    ("วันทำการ", 1, "WEEKLY_5"),
    ("ชั่วโมง", 1, "HOURLY"),
    ("ชั่วโมง", 2, "BIHOURLY"),
    ("ชั่วโมง", 3, "TRIHOURLY"),
    ("ชั่วโมง", 12, "12HRS"),
    ("ชั่วโมง", 24, "DAILY"),
    ("นาที", 1, "1MIN"),
    ("นาที", 5, "5MIN"),
    ("นาที", 10, "10MIN"),
    ("นาที", 15, "15MIN"),
    ("นาที", 30, "30MIN"),
    ("ตามเวลาจริง", 0, "UPDATE_CONT"),
    ("ไม่มีการปรับปรุงหลังจากการจัดเก็บข้อมูล", 0, "NEVER"),
    ("ไม่ทราบ", 0, "UNKNOWN"),
];

/// The area that a dataset covers.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Area {
    /// Thailand.
    Country,
    /// Said in words: a level such as `จังหวัด`, or what the publisher wrote.
    Words(String),
}

/// Whom to ask: a unit, never a person.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Contact {
    /// Its name.
    pub(super) name: String,
    /// Its mailbox.
    pub(super) email: Option<String>,
}

/// The unit that publishes: the first with that role, or else the first named.
pub(super) fn publisher(package: &Package) -> Option<&Contributor> {
    with_role(package, "publisher").or_else(|| package.contributors.first())
}

/// The unit to ask, as form 1 names it, or else the contributor with that role.
pub(super) fn contact(package: &Package) -> Option<Contact> {
    let unit = with_role(package, "contact");
    let name = said(package, "maintainer").or_else(|| unit.map(|unit| unit.title.clone()))?;
    let email =
        said(package, "maintainer_email").or_else(|| unit.and_then(|unit| unit.email.clone()));
    Some(Contact { name, email })
}

fn with_role<'a>(package: &'a Package, role: &str) -> Option<&'a Contributor> {
    let mut units = package.contributors.iter();
    units.find(|unit| unit.roles.iter().any(|it| it == role))
}

/// The licence's address.
pub(super) fn license(package: &Package) -> Option<&str> {
    let mut addresses = package.licenses.iter().filter_map(|it| it.path.as_deref());
    addresses.find(|path| is_address(path))
}

/// The licence's name for people.
pub(super) fn license_name(package: &Package) -> Option<String> {
    let first = package.licenses.first();
    let title = first.and_then(|license| license.title.clone().or_else(|| license.name.clone()));
    title.or_else(|| said(package, "license_id"))
}

/// The languages of the data, in the order of the descriptor; those without a code are left out.
pub(super) fn tongues(package: &Package) -> Vec<&'static Tongue> {
    let stated = said(package, "data_language").unwrap_or_default();
    let values = stated.split(',').map(str::trim);
    values
        .filter_map(|value| TONGUES.iter().find(|it| it.value == value))
        .collect()
}

/// How often the data is renewed: a code of the authority table `frequency`; nothing where the descriptor says nothing.
pub(super) fn frequency(package: &Package) -> Option<&'static str> {
    let unit = said(package, "update_frequency_unit")?;
    let interval = said(package, "update_frequency_interval");
    let interval: u32 = interval.map_or(Some(1), |text| text.trim().parse().ok())?;
    let fits = |it: &&(&str, u32, &str)| it.0 == unit && (it.1 == interval || it.1 == 0);
    Some(FREQUENCIES.iter().find(fits).map_or("OTHER", |it| it.2))
}

/// First and last year of the data in the Common Era, where both can be read. Form 1 has them in the Buddhist era.
pub(super) fn years(package: &Package) -> Option<(u32, u32)> {
    let year = |key| common_era(&said(package, key)?);
    let (first, last) = (year("first_year_of_data"), year("last_year_of_data"));
    let (first, last) = (first.or(last)?, last.or(first)?);
    (first <= last).then_some((first, last))
}

fn common_era(text: &str) -> Option<u32> {
    match text.trim().parse().ok()? {
        year @ 1800..=2200 => Some(year),
        year @ 2343..=2743 => Some(year - BUDDHIST_ERA),
        _ => None,
    }
}

/// The area that the data covers, where the descriptor names one.
pub(super) fn area(package: &Package) -> Option<Area> {
    match said(package, "geo_coverage")?.as_str() {
        "ประเทศ" => Some(Area::Country),
        "ไม่มี" | "ไม่ทราบ" => None,
        "อื่นๆ" => said(package, "geo_coverage_other").map(Area::Words),
        level => Some(Area::Words(level.to_owned())),
    }
}

/// Who may see the data: a code of the authority table `access-right`.
pub(super) fn access(package: &Package) -> Option<&'static str> {
    match said(package, "data_classification")?.as_str() {
        "เปิดเผย" => Some("PUBLIC"),
        "ชั้นเผยแพร่ภายในองค์กร" => Some("RESTRICTED"),
        "ลับ" | "ลับมาก" | "ลับที่สุด" => Some("NON_PUBLIC"),
        _ => None,
    }
}

/// An item of form 1, where something is said.
pub(super) fn said(package: &Package, key: &str) -> Option<String> {
    package.gdc_text(key).filter(|text| !text.trim().is_empty())
}

/// Whether a text can stand as the address of a page: a web address without a character that no IRI may hold (RFC 3987).
pub(super) fn is_address(text: &str) -> bool {
    let web = text.starts_with("https://") || text.starts_with("http://");
    web && is_iri(text)
}

/// Whether every character may stand in an IRI.
pub(super) fn is_iri(text: &str) -> bool {
    let forbidden = |letter: char| {
        letter.is_whitespace()
            || letter.is_control()
            || matches!(letter, '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`')
    };
    !text.contains(forbidden)
}

#[cfg(test)]
mod tests {
    use super::{Area, area, frequency, is_address, years};
    use crate::model::package::Package;

    fn package(items: serde_json::Value) -> Package {
        Package {
            gdc: serde_json::from_value(items).unwrap_or_default(),
            ..Package::default()
        }
    }

    #[test]
    fn frequencies_are_codes_and_unknown_intervals_are_other() {
        for (unit, interval, code) in [
            ("เดือน", "1", Some("MONTHLY")),
            ("เดือน", "6", Some("ANNUAL_2")),
            ("เดือน", "7", Some("OTHER")),
            ("อื่นๆ", "1", Some("OTHER")),
            ("ไม่ทราบ", "9", Some("UNKNOWN")),
            ("", "1", None),
            ("ปี", "บ่อย", None),
        ] {
            let package = package(serde_json::json!({
                "update_frequency_unit": unit, "update_frequency_interval": interval
            }));
            assert_eq!(frequency(&package), code, "{unit} {interval}");
        }
    }

    #[test]
    fn years_are_of_the_common_era_and_never_guessed() {
        let of = |first: &str, last: &str| {
            years(&package(
                serde_json::json!({ "first_year_of_data": first, "last_year_of_data": last }),
            ))
        };
        assert_eq!(of("2560", "2567"), Some((2017, 2024)));
        assert_eq!(of("2017", "2567"), Some((2017, 2024)));
        assert_eq!(of("", "2567"), Some((2024, 2024)));
        assert_eq!(of("2567", "2560"), None);
        assert_eq!(of("67", "67"), None);
    }

    #[test]
    fn an_area_is_the_country_or_the_publishers_words() {
        let of = |value: &str| area(&package(serde_json::json!({ "geo_coverage": value })));
        assert_eq!(of("ประเทศ"), Some(Area::Country));
        assert_eq!(of("จังหวัด"), Some(Area::Words("จังหวัด".to_owned())));
        assert_eq!(of("ไม่ทราบ"), None);
        assert_eq!(of("อื่นๆ"), None);
    }

    #[test]
    fn only_web_addresses_are_addresses() {
        assert!(is_address("https://opendatacommons.org/licenses/by/1-0/"));
        assert!(!is_address("javascript:alert(1)"));
        assert!(!is_address("https://a b"));
    }
}
