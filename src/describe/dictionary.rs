//! A dictionary's CSV file → the model, and back.

use crate::describe::Error;
use crate::model::address::Letters;
use crate::model::dictionary::{COLUMNS, Dictionary, Entry};
use crate::model::language::{Message, say};

/// Words for yes and no in the columns `required` and `key`, as officers write them.
const YES: [&str; 7] = ["yes", "y", "true", "ใช่", "จำเป็น", "จำเป็นต้องมี", "✓"];
const NO: [&str; 6] = ["no", "n", "false", "ไม่", "ไม่ใช่", "ไม่จำเป็น"];

/// Where a dictionary is at fault.
struct Line<'a> {
    file: &'a str,
    /// From 1; the header is line 1.
    line: u64,
}

impl Line<'_> {
    /// The error, in the language of the program and for whoever mends it. `mend` says what is wrong too: the help is all that
    /// is in Thai.
    fn fault(&self, why: String, mend: Message) -> Error {
        Error::Dictionary {
            file: self.file.to_owned(),
            line: self.line,
            why,
            mend: Box::new(mend),
        }
    }
}

/// Reads a dictionary. Columns are found by their key, Thai or English heading, in any order. What cannot be understood is an
/// error with its line and column: an unknown heading, a value outside of the columns, a field that stands twice.
pub fn parse(text: &str, file: &str) -> Result<Dictionary, Error> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .from_reader(text.as_bytes());
    let unreadable = |error: &csv::Error| Error::Malformed {
        file: file.to_owned(),
        why: error.to_string(),
    };
    let headings = reader
        .headers()
        .map_err(|error| unreadable(&error))?
        .clone();
    let keys = keys(&headings, &Line { file, line: 1 })?;
    let mut dictionary = Dictionary::default();
    let mut lines: Vec<u64> = Vec::new();
    let mut counted = Counted { byte: 0, ends: 0 };
    for record in reader.records() {
        let record = record.map_err(|error| unreadable(&error))?;
        if record.iter().all(|value| value.trim().is_empty()) {
            continue;
        }
        let line = record
            .position()
            .map_or(0, |at| counted.line_at(text, at.byte()));
        let place = Line { file, line };
        let (values, due) = (record.len(), headings.len());
        let entry = entry(&record, &keys, &place)?;
        if values > due {
            return Err(place.fault(
                format!("the line has {values} values, the header {due}"),
                say!(
                    th: "บรรทัด {line} มี {values} ค่า แต่หัวตารางมี {due} คอลัมน์ ค่าอาจเลื่อนไปทางขวา ลบจุลภาคที่เกิน หรือใส่เครื่องหมายคำพูดคร่อมค่าที่มีจุลภาค",
                    en: "delete the comma too many, or put quotes around the value that holds a comma"
                ),
            ));
        }
        let mut before = dictionary.fields.iter().zip(&lines);
        if let Some((_, first)) = before.find(|(known, _)| known.name == entry.name) {
            let name = &entry.name;
            return Err(place.fault(
                format!("field \"{name}\" stands twice, first in line {first}"),
                say!(
                    th: "ฟิลด์ \"{name}\" อยู่ทั้งในบรรทัด {first} และ {line} ลบบรรทัดหนึ่ง หรือแก้ชื่อ",
                    en: "delete one of the lines {first} and {line}, or correct its name"
                ),
            ));
        }
        lines.push(line);
        dictionary.fields.push(entry);
    }
    Ok(dictionary)
}

/// The key of each column.
fn keys(headings: &csv::StringRecord, place: &Line<'_>) -> Result<Vec<&'static str>, Error> {
    let mut keys: Vec<&'static str> = Vec::new();
    // Excel writes columns that were once used and are empty now.
    let named = |at: &usize| headings.get(*at).is_some_and(|it| !it.trim().is_empty());
    let last_named = (0..headings.len()).rev().find(named);
    let width = last_named.map_or(0, |last| last + 1);
    for (number, heading) in (0u32..).zip(headings).take(width) {
        let (heading, column) = (heading.trim(), Letters(number));
        let known = COLUMNS.iter().find(|(key, th, en)| {
            heading == *th || heading.eq_ignore_ascii_case(key) || heading.eq_ignore_ascii_case(en)
        });
        let Some((key, th, _)) = known else {
            return Err(unknown(headings, heading, column, place));
        };
        if keys.contains(key) {
            return Err(place.fault(
                format!("column {column} is a second \"{key}\""),
                say!(
                    th: "คอลัมน์ {column} เป็น \"{th}\" ({key}) ซ้ำ ลบคอลัมน์หนึ่ง หรือแก้หัวคอลัมน์ในบรรทัดที่ 1",
                    en: "delete one of the columns, or correct its heading in line 1"
                ),
            ));
        }
        keys.push(*key);
    }
    if keys.contains(&"name") {
        return Ok(keys);
    }
    Err(place.fault(
        "there is no column \"name\"".to_owned(),
        say!(
            th: "ไม่มีคอลัมน์ \"ชื่อฟิลด์\" (name) เพิ่มคอลัมน์นี้ในบรรทัดที่ 1",
            en: "add the column name to line 1, with the fields' names below it"
        ),
    ))
}

fn unknown(
    headings: &csv::StringRecord,
    heading: &str,
    column: Letters,
    place: &Line<'_>,
) -> Error {
    if headings.len() == 1 && heading.contains([';', '\t']) {
        return place.fault(
            "the columns are not separated by commas".to_owned(),
            say!(
                th: "คอลัมน์ไม่ได้คั่นด้วยจุลภาค ใน Excel ใช้ ไฟล์ > บันทึกเป็น > CSV UTF-8 (คั่นด้วยจุลภาค)",
                en: "in Excel: File > Save As > CSV UTF-8 (Comma delimited)"
            ),
        );
    }
    let known: Vec<&str> = COLUMNS.iter().map(|(key, ..)| *key).collect();
    let known = known.join(", ");
    if heading.is_empty() {
        return place.fault(
            format!("column {column} has no heading"),
            say!(
                th: "คอลัมน์ {column} ไม่มีหัวคอลัมน์ ลบคอลัมน์นี้ หรือใส่หัวคอลัมน์ ใช้ได้: {known}",
                en: "delete the column, or give it a heading; known are {known}"
            ),
        );
    }
    place.fault(
        format!("column {column} \"{heading}\" is not known"),
        say!(
            th: "ไม่รู้จักคอลัมน์ {column} \"{heading}\" แก้หัวคอลัมน์ ใช้ได้: {known}",
            en: "correct the heading; known are {known}"
        ),
    )
}

fn entry(
    record: &csv::StringRecord,
    keys: &[&'static str],
    place: &Line<'_>,
) -> Result<Entry, Error> {
    let mut beyond = (0u32..).zip(record).skip(keys.len());
    if let Some((number, value)) = beyond.find(|(_, value)| !value.trim().is_empty()) {
        let (column, value) = (Letters(number), value.trim());
        return Err(place.fault(
            format!("\"{value}\" stands in column {column}, to the right of the last heading"),
            say!(
                th: "\"{value}\" อยู่ในคอลัมน์ {column} ซึ่งเลยหัวคอลัมน์สุดท้าย ค่าในบรรทัดนี้อาจเลื่อนไปทางขวา ย้ายกลับ หรือใส่เครื่องหมายคำพูดคร่อมค่าที่มีจุลภาค",
                en: "move the values of this line back under their headings, or put quotes around a value that holds a comma"
            ),
        ));
    }
    let value = |key: &str| {
        let at = keys.iter().position(|known| *known == key);
        at.and_then(|at| record.get(at)).unwrap_or("").trim()
    };
    let truth = |key: &str| -> Result<String, Error> {
        let said = value(key);
        let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(said));
        if said.is_empty() {
            return Ok(String::new());
        }
        if is(&YES) {
            return Ok("yes".to_owned());
        }
        if is(&NO) {
            return Ok("no".to_owned());
        }
        let at = keys.iter().position(|known| *known == key).unwrap_or(0);
        let column = Letters(u32::try_from(at).unwrap_or(0));
        Err(place.fault(
            format!("\"{said}\" in column {column} ({key}) is neither yes nor no"),
            say!(
                th: "\"{said}\" ในคอลัมน์ {column} ({key}) ต้องเป็น yes หรือ no ค่าในบรรทัดนี้อาจเลื่อนไปหนึ่งคอลัมน์",
                en: "write yes or no, or nothing; if the values of this line stand one column off, move them back"
            ),
        ))
    };
    if value("name").is_empty() {
        return Err(place.fault(
            "the field has no name".to_owned(),
            say!(
                th: "บรรทัดนี้ไม่มีชื่อฟิลด์ (name) กรอกชื่อ หรือลบบรรทัด",
                en: "fill in the column name, or delete the line"
            ),
        ));
    }
    let text = |key: &str| value(key).to_owned();
    Ok(Entry {
        name: text("name"),
        label_th: text("label_th"),
        label_en: text("label_en"),
        description: text("description"),
        kind: text("type"),
        unit: text("unit"),
        required: truth("required")?,
        key: truth("key")?,
        allowed: text("allowed"),
        missing: text("missing"),
        example: text("example"),
        source: text("source"),
        note: text("note"),
    })
}

/// The line ends that were counted up to a byte. Records follow one another, so that each byte is looked at once.
struct Counted {
    byte: usize,
    ends: u64,
}

impl Counted {
    /// The line of a record, from 1. The reader stops between the two characters of a Windows line end and counts the line
    /// later.
    fn line_at(&mut self, text: &str, byte: u64) -> u64 {
        let at = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
        let bytes = text.as_bytes();
        let new = bytes.get(self.byte..at).unwrap_or_default();
        self.ends += memchr::memchr_iter(b'\n', new).count() as u64;
        self.byte = at;
        let pending = bytes.get(at) == Some(&b'\n');
        self.ends + u64::from(pending) + 1
    }
}

/// A dictionary as the text of its CSV file: the keys as header, a line for each field. `line_end` is `"\n"` or `"\r\n"`; with
/// `bom` a byte order mark stands in front, by which Excel knows UTF-8.
pub fn dictionary_text(
    dictionary: &Dictionary,
    line_end: &str,
    bom: bool,
) -> Result<String, Error> {
    let fault = |why: String| Error::Malformed {
        file: "dictionary".to_owned(),
        why,
    };
    let terminator = if line_end == "\r\n" {
        csv::Terminator::CRLF
    } else {
        csv::Terminator::Any(b'\n')
    };
    let mut writer = csv::WriterBuilder::new()
        .terminator(terminator)
        .from_writer(Vec::new());
    let header = COLUMNS.map(|(key, ..)| key).to_vec();
    let rows = dictionary.fields.iter();
    for row in std::iter::once(header).chain(rows.map(|entry| entry.values().to_vec())) {
        writer
            .write_record(row)
            .map_err(|error| fault(error.to_string()))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| fault(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| fault(error.to_string()))?;
    Ok(if bom { format!("\u{feff}{text}") } else { text })
}

#[cfg(test)]
mod tests {
    use super::{dictionary_text, parse};
    use crate::model::dictionary::{Dictionary, Entry};

    fn entry(name: &str) -> Entry {
        Entry {
            name: name.to_owned(),
            description: "สองบรรทัด\n\"คำ\", คำ".to_owned(),
            ..Entry::default()
        }
    }

    #[test]
    fn a_dictionary_keeps_its_line_ends_and_its_mark() {
        let dictionary = Dictionary {
            fields: vec![entry("a"), entry("b")],
        };
        for (line_end, bom) in [("\n", false), ("\r\n", true)] {
            let text = dictionary_text(&dictionary, line_end, bom).unwrap();
            assert_eq!(text.starts_with('\u{feff}'), bom);
            assert_eq!(text.matches("\r\n").count(), if bom { 3 } else { 0 });
            assert_eq!(parse(&text, "a.csv").unwrap(), dictionary);
        }
    }

    #[test]
    fn lines_are_counted_on_over_texts_of_several_lines() {
        for line_end in ["\n", "\r\n"] {
            let lines = ["name,description", "a,\"x", "y\"", "b,z", "a,z", ""];
            let fault = parse(&lines.join(line_end), "a.csv").unwrap_err();
            assert_eq!(
                fault.to_string(),
                "a.csv, line 5: field \"a\" stands twice, first in line 2"
            );
        }
    }
}
