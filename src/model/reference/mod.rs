//! Provinces, districts and health areas of Thailand: the lists of `dictionaries/shared/`, in the program.

mod lists;
mod names;
mod nearest;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use crate::model::grammar::digits;

pub use lists::{CodeList, LISTS, ListRow, list};
use names::{Index, letters, without_words};

/// Every health area, by number.
pub fn health_areas() -> &'static [HealthArea] {
    &lists().health_areas
}

/// A province, or Bangkok.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// Two digits.
    pub code: &'static str,
    /// Its Thai name.
    pub name_th: &'static str,
    /// Its English name.
    pub name_en: &'static str,
    /// Other usual names.
    pub aliases: Vec<&'static str>,
    /// Its health area, 1 to 13.
    pub health_area: u8,
    /// The year of its founding (common era), where it is younger than 1970.
    pub since: Option<u16>,
    /// The code of the province that it was taken from.
    pub former: Option<&'static str>,
}

/// An อำเภอ, or an เขต of Bangkok.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// Four digits; the first two are its province's.
    pub code: &'static str,
    /// Its Thai name, without อำเภอ or เขต.
    pub name_th: &'static str,
    /// Its English name.
    pub name_en: &'static str,
    /// The code of its province.
    pub province: &'static str,
}

/// An เขตสุขภาพ of the Ministry of Public Health.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthArea {
    /// 1 to 13.
    pub number: u8,
    /// Its Thai name.
    pub name_th: &'static str,
    /// Its English name.
    pub name_en: &'static str,
    /// The codes of its provinces.
    pub provinces: Vec<&'static str>,
}

const PROVINCES: &str = include_str!("../../../dictionaries/shared/provinces.csv");
const DISTRICTS: &str = include_str!("../../../dictionaries/shared/districts.csv");
const RETIRED: &str = include_str!("../../../dictionaries/shared/retired-districts.csv");
const HEALTH_AREAS: &str = include_str!("../../../dictionaries/shared/health-areas.csv");

/// Bytes of the shortest name (`Tak`), and more than the longest has with its words.
const SHORTEST: usize = 3;
const LONGEST: usize = 128;

struct Lists {
    provinces: Vec<Province>,
    districts: Vec<District>,
    retired: Vec<&'static str>,
    health_areas: Vec<HealthArea>,
    province_names: Index,
    district_names: Index,
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let provinces: Vec<Province> = rows(PROVINCES).filter_map(to_province).collect();
        let districts: Vec<District> = rows(DISTRICTS).filter_map(to_district).collect();
        let province_names = provinces.iter().enumerate().flat_map(|(at, province)| {
            [province.name_th, province.name_en]
                .into_iter()
                .chain(province.aliases.iter().copied())
                .map(move |name| (name, at))
        });
        let district_names = districts
            .iter()
            .enumerate()
            .flat_map(|(at, district)| [district.name_th, district.name_en].map(|name| (name, at)));
        Lists {
            province_names: Index::of(province_names),
            district_names: Index::of(district_names),
            retired: rows(RETIRED)
                .filter_map(|row| row.first().copied())
                .collect(),
            health_areas: rows(HEALTH_AREAS).filter_map(to_health_area).collect(),
            provinces,
            districts,
        }
    })
}

/// The rows of a list under its header. The lists have no quotes; a test holds that.
fn rows(list: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    list.lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(|line| line.split(',').collect())
}

fn to_province(row: Vec<&'static str>) -> Option<Province> {
    let [code, name_th, name_en, aliases, area, since, former] =
        <[&'static str; 7]>::try_from(row).ok()?;
    Some(Province {
        code,
        name_th,
        name_en,
        aliases: parts(aliases),
        health_area: area.parse().ok()?,
        since: since.parse().ok(),
        former: (!former.is_empty()).then_some(former),
    })
}

fn to_district(row: Vec<&'static str>) -> Option<District> {
    let [code, name_th, name_en, province] = <[&'static str; 4]>::try_from(row).ok()?;
    Some(District {
        code,
        name_th,
        name_en,
        province,
    })
}

fn to_health_area(row: Vec<&'static str>) -> Option<HealthArea> {
    let [number, name_th, name_en, provinces] = <[&'static str; 4]>::try_from(row).ok()?;
    Some(HealthArea {
        number: number.parse().ok()?,
        name_th,
        name_en,
        provinces: parts(provinces),
    })
}

fn parts(list: &'static str) -> Vec<&'static str> {
    list.split('|').filter(|part| !part.is_empty()).collect()
}

/// Every province, by code.
pub fn provinces() -> &'static [Province] {
    &lists().provinces
}

/// Every district, by code.
pub fn districts() -> &'static [District] {
    &lists().districts
}

/// The province that a text names: `เชียงใหม่`, `จ.เชียงใหม่`, `กทม.`, `Chiang Mai`, `chiangmai province`. White space, dots,
/// hyphens, `ฯ` and case do not matter. Asked for every distinct text of a workbook, so it allocates nothing.
pub fn province(text: &str) -> Option<&'static Province> {
    let text = text.trim();
    if text.len() < SHORTEST || text.len() > LONGEST {
        return None;
    }
    let lists = lists();
    let found = lists.province_names.find(text);
    let found = found.or_else(|| {
        let name = without_words(text, &names::PROVINCE_WORDS)?;
        lists.province_names.find(name)
    })?;
    lists.provinces.get(found)
}

/// Whether two texts are one name: white space, dots, hyphens, `ฯ` and case aside.
pub fn is_same_name(a: &str, b: &str) -> bool {
    letters(a).eq(letters(b))
}

/// The province of a two-digit code.
pub fn province_by_code(code: &str) -> Option<&'static Province> {
    let provinces = provinces();
    let at = provinces.binary_search_by(|province| province.code.cmp(code));
    provinces.get(at.ok()?)
}

/// The districts of a province, by code.
pub fn districts_of(province: &Province) -> &'static [District] {
    let districts = districts();
    let first = districts.partition_point(|district| district.province < province.code);
    let end = districts.partition_point(|district| district.province <= province.code);
    districts.get(first..end).unwrap_or(&[])
}

/// The district that a text names in a province: `สันทราย`, `อ.สันทราย`, `เขตพระนคร`, `San Sai`; `เมือง` is the one of the
/// province's own name.
pub fn district(name: &str, province: &Province) -> Option<&'static District> {
    let name = name.trim();
    let districts = districts_of(province);
    let of = |name: &str| {
        let is = |known: &str| letters(known).eq(letters(name));
        districts
            .iter()
            .find(|district| is(district.name_th) || is(district.name_en))
    };
    let bare = without_words(name, &names::DISTRICT_WORDS);
    let found = of(name).or_else(|| of(bare?));
    found.or_else(|| {
        // A province without a district of its name (พระนครศรีอยุธยา) has none that เมือง could mean.
        let first = districts.first()?;
        let is_town = ["เมือง", "mueang"]
            .iter()
            .any(|word| letters(word).eq(letters(bare.unwrap_or(name))));
        (is_town && first.name_th.starts_with("เมือง")).then_some(first)
    })
}

/// A district of that name anywhere in the country. Few names stand twice.
pub fn district_anywhere(name: &str) -> Option<&'static District> {
    let name = name.trim();
    if name.len() < SHORTEST || name.len() > LONGEST {
        return None;
    }
    let lists = lists();
    let found = lists.district_names.find(name);
    let found = found.or_else(|| {
        let bare = without_words(name, &names::DISTRICT_WORDS)?;
        lists.district_names.find(bare)
    })?;
    lists.districts.get(found)
}

/// The district of a four-digit code.
pub fn district_by_code(code: &str) -> Option<&'static District> {
    let districts = districts();
    let at = districts.binary_search_by(|district| district.code.cmp(code));
    districts.get(at.ok()?)
}

/// Whether a four-digit code was a district's before its province was divided.
pub fn is_retired_district(code: &str) -> bool {
    lists().retired.contains(&code)
}

/// The health area of a number.
pub fn health_area(number: u8) -> Option<&'static HealthArea> {
    lists()
        .health_areas
        .iter()
        .find(|area| area.number == number)
}

/// The health area that a text names: `4`, `เขต 4`, `เขตสุขภาพที่ 4`, `Health Area 4`.
pub fn health_area_named(text: &str) -> Option<&'static HealthArea> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let ascii = digits::to_ascii(text);
    let words = ascii.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let known = letters(words).next().is_none()
        || names::HEALTH_AREA_WORDS
            .iter()
            .any(|word| letters(word).eq(letters(words)));
    let number = ascii.get(words.len()..)?.parse().ok()?;
    health_area(number).filter(|_| known)
}

/// The one province whose Thai name a text misspells: one or two letters put in, left out or changed. `None` where the text
/// names a province, or two provinces are as near.
pub fn nearest_province(text: &str) -> Option<&'static Province> {
    let text = text.trim();
    if text.len() > LONGEST || province(text).is_some() {
        return None;
    }
    let name = without_words(text, &names::PROVINCE_WORDS).unwrap_or(text);
    nearest::only(name, provinces(), |province| province.name_th)
}
