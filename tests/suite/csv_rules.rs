//! How a text file is written is judged: encoding, delimiter, line ends, quotation marks, rows of another width.

use std::fs;

use sheetpress::model::diagnostic::{Diagnostic, Severity};
use sheetpress::pipeline::{Options, check_file};
use tempfile::TempDir;

/// The rules that only text files know, and those about a file's name.
const OF_TEXT: [&str; 7] = [
    "extension-mismatch",
    "encoding-not-utf8",
    "delimiter-not-comma",
    "line-ends",
    "stray-quote",
    "ragged-row",
    "legacy-format",
];

/// What these rules say of a file.
fn findings(name: &str, bytes: &[u8]) -> Vec<Diagnostic> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    let report = check_file(&path, &Options::default()).unwrap();
    report
        .findings
        .into_iter()
        .filter(|finding| OF_TEXT.contains(&finding.rule))
        .collect()
}

/// Rule and cells of each finding.
fn found(name: &str, bytes: &[u8]) -> Vec<String> {
    findings(name, bytes)
        .iter()
        .map(|finding| {
            let places = finding.location.range.iter().chain(&finding.evidence);
            let places: Vec<String> = places.map(ToString::to_string).collect();
            format!("{} {}", finding.rule, places.join(" "))
                .trim_end()
                .to_owned()
        })
        .collect()
}

/// The Thai letters of Windows-874 are those of Unicode, moved.
fn windows_874(text: &str) -> Vec<u8> {
    let byte = |letter: char| {
        let number = u32::from(letter);
        let moved = if letter.is_ascii() {
            number
        } else {
            number - 0xe00 + 0xa0
        };
        u8::try_from(moved).unwrap()
    };
    text.chars().map(byte).collect()
}

const TIDY: &str = "จังหวัด,ประชากร,แห่ง\r\nเชียงใหม่,1789,24\r\nลำพูน,402,8\r\nลำปาง,718,13\r\n";

#[test]
fn a_tidy_text_file_passes() {
    assert_eq!(found("data.csv", TIDY.as_bytes()), [""; 0]);
    let marked = format!("\u{feff}{TIDY}");
    assert_eq!(found("data.csv", marked.as_bytes()), [""; 0]);
    assert_eq!(
        found("data.CSV", TIDY.replace("\r\n", "\n").as_bytes()),
        [""; 0]
    );
    // A line break inside a quoted value is no line end.
    let broken = TIDY.replace("ลำพูน", "\"ลำพูน\nเหนือ\"");
    assert_eq!(found("data.csv", broken.as_bytes()), [""; 0]);
    // Other endings promise no comma.
    let tabs = TIDY.replace(',', "\t");
    for name in ["data.tsv", "data.txt", "data"] {
        assert_eq!(found(name, tabs.as_bytes()), [""; 0], "{name}");
    }
    assert_eq!(found("data.csv", "ชื่อ\nก\nข\nค\n".as_bytes()), [""; 0]);
}

#[test]
fn text_under_a_workbooks_ending_is_told() {
    assert_eq!(found("data.xlsx", TIDY.as_bytes()), ["extension-mismatch"]);
    let said = findings("data.xls", TIDY.as_bytes());
    assert_eq!(said[0].suggestion.as_deref(), Some("data.csv"));
    assert_eq!(said[0].severity, Severity::Error);
    // The year is no ending.
    assert_eq!(found("รายงาน พ.ศ.2567", TIDY.as_bytes()), [""; 0]);
}

#[test]
fn encodings_other_than_utf8_are_named() {
    assert_eq!(found("data.csv", &windows_874(TIDY)), ["encoding-not-utf8"]);
    let wide: Vec<u8> = format!("\u{feff}{TIDY}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let said = findings("data.csv", &wide);
    assert_eq!(said.len(), 1);
    assert!(said[0].message.en.contains("UTF-16LE"), "{}", said[0]);
}

#[test]
fn a_delimiter_other_than_the_comma_is_named() {
    for (delimiter, word) in [(";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")] {
        let said = findings("data.csv", TIDY.replace(',', delimiter).as_bytes());
        assert_eq!(said.len(), 1, "{delimiter}");
        assert_eq!(said[0].rule, "delimiter-not-comma");
        assert!(said[0].message.en.contains(word), "{}", said[0]);
    }
}

#[test]
fn mixed_line_ends_are_counted() {
    let mixed = "ก,ข\r\n1,2\r\n3,4\n5,6\n7,8\n";
    let said = findings("data.csv", mixed.as_bytes());
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].rule, "line-ends");
    assert!(said[0].message.en.contains("CR LF 2, LF 2"), "{}", said[0]);
}

#[test]
fn a_quotation_mark_inside_a_value_is_named_with_its_cell() {
    let text = "รายการ,จำนวน\nท่อ,5\nท่อ 12\" เหล็ก,7\n\"ท่อ 15\"\" เหล็ก\",8\nข้อต่อ 5\",9\n";
    assert_eq!(found("data.csv", text.as_bytes()), ["stray-quote A3 A5"]);
}

#[test]
fn a_row_of_another_width_is_named_with_the_number_that_was_cut() {
    let text =
        "จังหวัด,ประชากร,แห่ง\nเชียงใหม่,1,789,24\nลำพูน,402,8\nลำปาง,718,13\nแพร่,430\nน่าน,471,15\n";
    let said = findings("data.csv", text.as_bytes());
    assert_eq!(said.len(), 1, "{said:#?}");
    assert_eq!(said[0].rule, "ragged-row");
    assert_eq!(
        said[0].message.en,
        "row 2 has 4 values where 3 are usual (2 rows); \"1,789\" looks like one number"
    );
    assert_eq!(
        found("data.csv", text.as_bytes()),
        ["ragged-row A2:D2 A5:B5"]
    );
    // Two numbers that may have been one each: nobody can tell.
    let text = "ก,ข,ค\nน,1,234,567\nบ,402,8\nล,718,13\nพ,430,2\nม,471,15\n";
    let said = findings("data.csv", text.as_bytes());
    assert!(!said[0].message.en.contains("one number"), "{}", said[0]);
}
