//! What titles, notes and names of sheets tell of a table.

use crate::model::grammar::date;
use crate::model::grammar::label_unit::MULTIPLIERS;
use crate::model::grammar::{digits, period};
use crate::model::moment::Day;

/// Longest title, as the profile allows.
const LONGEST_TITLE: usize = 300;

/// Words that a public body's name begins with.
const BODIES: &[&str] = &[
    "กระทรวง",
    "กรม",
    "สำนักงาน",
    "สำนัก",
    "กอง",
    "ศูนย์",
    "โรงพยาบาล",
    "สถาบัน",
    "มหาวิทยาลัย",
    "เทศบาล",
    "องค์การ",
    "องค์กร",
    "คณะกรรมการ",
    "กลุ่มงาน",
    "การไฟฟ้า",
    "การประปา",
    "ธนาคาร",
    "Department",
    "Ministry",
    "Office",
    "Division",
    "Bureau",
];

/// Words that begin like a body's name and are none.
const NO_BODIES: &[&str] = &[
    "กรมธรรม์",
    "กองทุน",
    "กองขยะ",
    "สำนักพิมพ์",
    "สำนักเรียน",
    "ศูนย์กลาง",
    "ศูนย์สูตร",
    "สถาบันครอบครัว",
    "ธนาคารเลือด",
    "ธนาคารขยะ",
];

/// Words before the name of a source.
const SOURCES: &[&str] = &[
    "แหล่งที่มา",
    "แหล่งข้อมูล",
    "ที่มาของข้อมูล",
    "ที่มา",
    "Source",
    "source",
];

/// Words before the name of the body that made a table.
const MAKERS: &[&str] = &[
    "จัดทำโดย",
    "หน่วยงานเจ้าของข้อมูล",
    "หน่วยงานที่รับผิดชอบ",
    "หน่วยงาน",
    "เผยแพร่โดย",
    "Published by",
];

/// Words before a unit.
const UNITS: &[&str] = &["หน่วยนับ", "หน่วยวัด", "หน่วย", "Unit", "unit"];

/// What the words around a table tell. An empty text: nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The title, its lines joined.
    pub title: String,
    /// The body that made it.
    pub publisher: String,
    /// Where the data came from.
    pub source: String,
    /// Unit of all numbers.
    pub unit: String,
    /// Multiplier of that unit, in the standard's words.
    pub multiplier: String,
    /// The first and the last year, of the Buddhist era.
    pub years: Option<(u32, u32)>,
    /// The day that the data is of.
    pub as_of: Option<Day>,
    /// How often it is made anew, in the standard's words.
    pub frequency: String,
}

/// Reads titles and notes, in the order of the sheet.
pub fn told(titles: &[String], notes: &[String]) -> Told {
    let mut told = Told::default();
    let mut lines: Vec<String> = Vec::new();
    for line in titles.iter().flat_map(|text| text.lines()).map(one_line) {
        let remark = told.take(&line);
        if !remark && !line.is_empty() && !lines.contains(&line) {
            lines.push(line);
        }
    }
    for line in notes.iter().flat_map(|text| text.lines()).map(one_line) {
        told.take(&line);
    }
    told.title = title(&lines);
    if told.publisher.is_empty() {
        let mut named = lines.iter().map(|line| body_in(line));
        told.publisher = named.find(|name| !name.is_empty()).unwrap_or_default();
    }
    if told.publisher.is_empty() {
        told.publisher = body_in(&told.source);
    }
    told.years = years(&lines);
    let often = |words: &[&str]| {
        lines
            .iter()
            .any(|line| words.iter().any(|word| line.contains(word)))
    };
    if often(&["รายเดือน", "ประจำเดือน"]) {
        "เดือน".clone_into(&mut told.frequency);
    } else if often(&["รายไตรมาส", "ประจำไตรมาส"]) {
        "ไตรมาส".clone_into(&mut told.frequency);
    } else if often(&["รายปี", "ประจำปี"]) {
        "ปี".clone_into(&mut told.frequency);
    }
    told
}

impl Told {
    /// Reads one line; whether it is a remark and no part of a title.
    fn take(&mut self, line: &str) -> bool {
        if self.as_of.is_none() {
            self.as_of = as_of(line);
        }
        let bare = unwrapped(line);
        if let Some(unit) = after(bare, UNITS) {
            self.take_unit(unit);
            return true;
        }
        if let Some(source) = after(bare, SOURCES) {
            if self.source.is_empty() {
                source.clone_into(&mut self.source);
            }
            return true;
        }
        if let Some(maker) = after(bare, MAKERS) {
            let named = body_in(maker);
            if self.publisher.is_empty() && !named.is_empty() {
                self.publisher = named;
            }
            return true;
        }
        // "ข้อมูล ณ วันที่ …" alone says when, not what.
        bare.starts_with("ข้อมูล ณ") || bare.starts_with("ณ วันที่") || bare.starts_with("หมายเหตุ")
    }

    fn take_unit(&mut self, unit: &str) {
        // "คน (Unit : Person)" says it twice.
        let again = unit.find("Unit").or_else(|| unit.find("unit"));
        let unit = again.and_then(|at| unit.get(..at)).unwrap_or(unit);
        let unit = unit.trim_end_matches([' ', '(', '[', '/', ',']);
        if unit.is_empty() {
            return;
        }
        if !self.unit.is_empty() || unit.chars().count() > 40 {
            return;
        }
        let multiplier = MULTIPLIERS.iter().find(|word| {
            let rest = unit.strip_prefix(**word);
            rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('ธ'))
        });
        if let Some(word) = multiplier {
            (*word).clone_into(&mut self.multiplier);
            let rest = unit.strip_prefix(word).unwrap_or(unit);
            rest.trim().clone_into(&mut self.unit);
        } else {
            unit.clone_into(&mut self.unit);
        }
    }
}

/// A line without the brackets around all of it; a bracket that belongs to a word inside stays.
fn unwrapped(line: &str) -> &str {
    let line = line.trim_matches([' ', '*']);
    for (open, close) in [('(', ')'), ('[', ']')] {
        let Some(inner) = line.strip_prefix(open) else {
            continue;
        };
        let Some(inside) = inner.strip_suffix(close) else {
            // One that is never closed.
            return if inner.contains(close) {
                line
            } else {
                inner.trim()
            };
        };
        let mut depth = 0i32;
        let closes_early = inside.chars().any(|letter| {
            if letter == open {
                depth += 1;
            } else if letter == close {
                depth -= 1;
            }
            depth < 0
        });
        return if closes_early { line } else { inside.trim() };
    }
    line
}

/// A text in one line with single spaces.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands behind one of some words and a colon.
fn after<'a>(line: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let rest = line.strip_prefix(word)?.trim_start();
        let rest = rest.strip_prefix([':', '：', '-', '='])?.trim();
        (!rest.is_empty()).then_some(rest)
    })
}

/// The lines of a title, joined as far as they fit.
fn title(lines: &[String]) -> String {
    let mut title = String::new();
    for line in lines.iter().take(3) {
        let joined = if title.is_empty() {
            line.clone()
        } else {
            format!("{title} {line}")
        };
        if joined.chars().count() > LONGEST_TITLE {
            break;
        }
        title = joined;
    }
    title
}

/// The name of a public body in a text, with those that stand right behind it: a division and its department.
pub(super) fn body_in(text: &str) -> String {
    let mut name: Vec<&str> = Vec::new();
    for word in text.split([' ', ',', ';', '/', '(', ')', ':', '\u{a0}']) {
        let is_body = BODIES
            .iter()
            .any(|body| word.starts_with(body) && word.len() > body.len())
            && !NO_BODIES.iter().any(|no| word.starts_with(no));
        if is_body {
            name.push(word);
        } else if !name.is_empty() && !word.is_empty() {
            // "ศูนย์อนามัยที่ 1 เชียงใหม่": a number belongs to the name.
            if digits::to_ascii(word)
                .bytes()
                .all(|byte| byte.is_ascii_digit())
            {
                name.push(word);
                continue;
            }
            break;
        }
    }
    name.join(" ")
}

/// The first and last year that some lines name, of the Buddhist era.
pub(super) fn years(lines: &[String]) -> Option<(u32, u32)> {
    let numbers = lines.iter().flat_map(|line| {
        let ascii = digits::to_ascii(line).into_owned();
        let parts = ascii.split(|letter: char| !letter.is_ascii_digit());
        let years = parts
            .filter(|part| part.len() == 4)
            .filter_map(|part| part.parse::<u32>().ok());
        years.collect::<Vec<_>>()
    });
    let years: Vec<u32> = numbers.filter_map(buddhist).collect();
    years.iter().min().copied().zip(years.iter().max().copied())
}

/// A year in the Buddhist era, whichever of the two it was counted in.
fn buddhist(year: u32) -> Option<u32> {
    if !period::is_year(year) {
        return None;
    }
    if date::BUDDHIST_YEARS.contains(&year) {
        return Some(year);
    }
    (1950..=2057)
        .contains(&year)
        .then_some(year + date::BUDDHIST_OFFSET)
}

/// The day behind "ณ วันที่".
fn as_of(line: &str) -> Option<Day> {
    // "ณ" alone ends "งบประมาณ": it needs its word or a space before it.
    let (_, rest) = line
        .split_once("ณ วันที่")
        .or_else(|| line.split_once(" ณ "))
        .or_else(|| line.split_once("as of "))?;
    let rest = rest.trim_start();
    let ends = rest
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let readings = ends
        .take(48)
        .filter_map(|end| date::parse(rest.get(..end)?));
    let whole = readings.filter(|read| !read.short_year && read.order != date::Order::Ambiguous);
    // The longest reading: "2 มกราคม 2567" and not "2 มกราคม 25".
    whole.filter_map(|read| read.day_of(None)).last()
}

#[cfg(test)]
mod tests {
    use super::{body_in, told};

    fn lines(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn titles_and_notes_tell_what_a_steward_would_type() {
        let told = told(
            &lines(&[
                "ผลการเบิกจ่ายงบประมาณ กองแผนงาน กรมอนามัย",
                "ปีงบประมาณ พ.ศ. ๒๕๖๖ - ๒๕๖๗",
                "(หน่วย : ล้านบาท)",
                "ข้อมูล ณ วันที่ ๒ มกราคม ๒๕๖๗",
            ]),
            &lines(&["ที่มา: ระบบ New GFMS Thai"]),
        );
        assert_eq!(
            told.title,
            "ผลการเบิกจ่ายงบประมาณ กองแผนงาน กรมอนามัย ปีงบประมาณ พ.ศ. ๒๕๖๖ - ๒๕๖๗"
        );
        assert_eq!(told.publisher, "กองแผนงาน กรมอนามัย");
        assert_eq!(told.source, "ระบบ New GFMS Thai");
        assert_eq!(
            (told.unit.as_str(), told.multiplier.as_str()),
            ("บาท", "ล้าน")
        );
        assert_eq!(told.years, Some((2566, 2567)));
        assert_eq!(
            told.as_of.map(|day| day.to_string()).as_deref(),
            Some("2024-01-02")
        );
    }

    #[test]
    fn brackets_stay_in_pairs() {
        let told = told(
            &lines(&["(หน่วย : คน (Unit : Person))"]),
            &lines(&["ที่มา : กลุ่มงานพัฒนาคุณภาพ (n = 206)"]),
        );
        assert_eq!(told.unit, "คน");
        assert_eq!(told.source, "กลุ่มงานพัฒนาคุณภาพ (n = 206)");
    }

    #[test]
    fn what_only_looks_like_a_body_is_none() {
        for text in [
            "จำนวนกรมธรรม์",
            "กองทุนผู้สูงอายุ",
            "กรม",
            "รายชื่อผู้รับบริการ",
            "ที่มาและความสำคัญ",
        ] {
            assert_eq!(body_in(text), "", "{text}");
        }
        assert_eq!(body_in("สำรวจโดย ศูนย์อนามัยที่ 1 เชียงใหม่"), "ศูนย์อนามัยที่ 1");
        assert_eq!(told(&[], &lines(&["ที่มาและความสำคัญ"])).source, "");
    }
}
