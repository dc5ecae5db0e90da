//! No file makes the reader panic, run for long or fill the memory: a value comes out, or an error that says what is wrong.

use std::fmt::Write as _;
use std::process::Command;
use std::time::{Duration, Instant};

use sheetpress::pipeline;
use sheetpress::read::Error;

use crate::workbooks::{MAIN, Package, file, open, relations};

/// No file may take longer. A build for tests is many times slower than the one that people use.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
/// Address space that a file may cost, in KiB: two threads with their stacks and heaps are most of it.
const MEMORY_KIB: u32 = 900_000;

/// Checks bytes as the program does, and returns the error's words, or `None` for a value.
pub(crate) fn outcome(suffix: &str, bytes: &[u8]) -> Option<String> {
    let file = file(suffix, bytes);
    let began = Instant::now();
    let result = pipeline::check_file(file.path(), &pipeline::Options::default());
    assert!(began.elapsed() < PATIENCE, "took {:?}", began.elapsed());
    result.err().map(|error| {
        let error: &dyn std::error::Error = &error;
        let mut words = error.to_string();
        let mut source = error.source();
        while let Some(cause) = source {
            write!(words, ": {cause}").unwrap();
            source = cause.source();
        }
        words
    })
}

/// The same in a process of its own that may not take more memory.
pub(crate) fn bounded(package: &Package) -> Option<String> {
    let file = package.save();
    let began = Instant::now();
    let mut command = Command::new("sh");
    command.arg("-c").arg(format!(
        "ulimit -v {MEMORY_KIB}; exec \"$0\" check \"$1\" --lang en"
    ));
    if cfg!(not(unix)) {
        command = Command::new(env!("CARGO_BIN_EXE_sheetpress"));
        command.args(["check", "--lang", "en"]);
    } else {
        command.arg(env!("CARGO_BIN_EXE_sheetpress"));
    }
    let output = command.arg(file.path()).output().unwrap();
    assert!(began.elapsed() < PATIENCE, "took {:?}", began.elapsed());
    let words = String::from_utf8(output.stderr).unwrap();
    match output.status.code() {
        Some(0 | 1 | 3) => None,
        Some(2) => Some(words),
        other => panic!("ended with {other:?}: {words}"),
    }
}

#[track_caller]
pub(crate) fn refuses(package: &Package, words: &str) {
    let found = outcome(".xlsx", &package.zipped());
    assert!(
        found.as_deref().is_some_and(|found| found.contains(words)),
        "{found:?} does not say {words:?}"
    );
}

#[track_caller]
pub(crate) fn accepts(package: &Package) {
    assert_eq!(outcome(".xlsx", &package.zipped()), None);
}

#[track_caller]
pub(crate) fn refuses_cheaply(package: &Package, words: &str) {
    let found = bounded(package);
    assert!(
        found.as_deref().is_some_and(|found| found.contains(words)),
        "{found:?} does not say {words:?}"
    );
}

pub(crate) fn ordinary() -> Package {
    let rows: String = (1..=300)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>{}</v></c><c r=\"B{row}\" s=\"1\"><v>{row}.5</v></c><c r=\"C{row}\" t=\"inlineStr\"><is><t>แถว {row}</t></is></c></row>", row % 3))
        .collect();
    Package::sheet(&rows)
        .strings("<si><t>ก</t></si><si><t>ข</t></si><si><r><t>ค</t></r></si>")
        .styles(&["0", "14"])
}

#[test]
fn a_file_cut_off_anywhere_says_so() {
    let whole = ordinary().zipped();
    for tenth in 1..10 {
        let found = outcome(".xlsx", &whole[..whole.len() * tenth / 10]);
        assert!(
            found
                .as_deref()
                .is_some_and(|words| words.contains("damaged")),
            "{tenth}0 %: {found:?}"
        );
    }
    assert_eq!(outcome(".xlsx", &whole), None);
}

#[test]
fn a_part_cut_off_anywhere_says_so() {
    let whole = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>ก</t></is></c></row></sheetData><mergeCells><mergeCell ref=\"A5:B5\"/></mergeCells></worksheet>"
    );
    for length in (0..whole.len()).filter(|length| whole.is_char_boundary(*length)) {
        let package = Package::sheet("").part("xl/worksheets/sheet1.xml", &whole[..length]);
        refuses(&package, "damaged");
    }
    let strings =
        format!("<sst xmlns=\"{MAIN}\"><si><t>ก</t></si><si><t>ข</t></si><si><t>ค</t></si></sst>");
    for length in (60..strings.len() - 7).filter(|length| strings.is_char_boundary(*length)) {
        let package = Package::sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>2</v></c></row>")
            .part("xl/sharedStrings.xml", &strings[..length]);
        let found = outcome(".xlsx", &package.zipped());
        // The list may end early, but never before the string that a cell needs.
        assert!(
            found.is_some() || strings[..length].contains('ค'),
            "{length}: {:?}",
            &strings[..length]
        );
    }
}

#[test]
fn a_wrong_checksum_is_noticed_in_every_part() {
    let whole = ordinary().zipped();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
    for part in [
        "xl/workbook.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    ] {
        let sum = archive.by_name(part).unwrap().crc32().to_le_bytes();
        let mut broken = whole.clone();
        for at in 0..broken.len() - 4 {
            if broken[at..at + 4] == sum {
                broken[at] ^= 0x55;
            }
        }
        let found = outcome(".xlsx", &broken);
        assert!(
            found
                .as_deref()
                .is_some_and(|words| words.contains("damaged") && words.contains(part)),
            "{part}: {found:?}"
        );
    }
}

#[test]
fn no_changed_byte_brings_the_reader_down() {
    let whole = ordinary().zipped();
    let mut dice = 0x9e37_79b9_7f4a_7c15u64;
    for _ in 0..300 {
        let mut broken = whole.clone();
        for _ in 0..3 {
            dice ^= dice << 13;
            dice ^= dice >> 7;
            dice ^= dice << 17;
            let at = usize::try_from(dice % broken.len() as u64).unwrap();
            broken[at] ^= u8::try_from(dice >> 56).unwrap() | 1;
        }
        // A value or an error: both are an end.
        let _end = outcome(".xlsx", &broken);
    }
}

#[test]
fn no_changed_letter_of_the_sheet_brings_the_reader_down() {
    let xml = format!(
        "<worksheet xmlns=\"{MAIN}\"><cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><f>1</f><v>2</v></c></row><!-- x --><row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t><![CDATA[x]]></t></is></c></row></sheetData><mergeCells><mergeCell ref=\"A5:B5\"/></mergeCells></worksheet>"
    );
    for at in 0..xml.len() {
        for letter in [b'<', b'>', b'"', b'/', b'&', b'9', b' ', 0, 0xff] {
            let mut bytes = xml.clone().into_bytes();
            bytes[at] = letter;
            let file = Package::sheet("")
                .strings("<si><t>ก</t></si>")
                .bytes("xl/worksheets/sheet1.xml", bytes)
                .save();
            let _end = open(file.path());
        }
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    let spaces = " ".repeat(200 << 20);
    refuses_cheaply(
        &Package::sheet(&format!(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{spaces}</t></is></c></row>"
        )),
        "refused",
    );
    refuses_cheaply(
        &Package::sheet(&format!("<row r=\"1\">{spaces}</row>")),
        "refused",
    );
    refuses_cheaply(
        &Package::whole_sheet(&format!(
            "<worksheet xmlns=\"{MAIN}\">{spaces}<sheetData/></worksheet>"
        )),
        "refused",
    );
    refuses_cheaply(
        &Package::whole_sheet(&format!(
            "<worksheet xmlns=\"{MAIN}\"><sheetData/>{spaces}</worksheet>"
        )),
        "refused",
    );
    refuses_cheaply(
        &Package::sheet("").strings(&format!("<si><t>{spaces}</t></si>")),
        "zip bomb",
    );
    refuses_cheaply(
        &Package::sheet("").part(
            "xl/styles.xml",
            &format!("<styleSheet>{spaces}</styleSheet>"),
        ),
        "zip bomb",
    );
}

#[test]
fn millions_of_empty_strings_end_in_little_memory() {
    // Either is an end: how well they deflate decides.
    let _end = bounded(&Package::sheet("").strings(&"<si/>".repeat(20_000_000)));
}

#[test]
fn a_document_type_is_refused_wherever_it_stands() {
    let laughs = "<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
    refuses(
        &Package::whole_sheet(&format!(
            "{laughs}<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>&c;</v></c></row></sheetData></worksheet>"
        )),
        "document type",
    );
    refuses(
        &Package::sheet("").part(
            "xl/sharedStrings.xml",
            &format!("{laughs}<sst xmlns=\"{MAIN}\"><si><t>&x;</t></si></sst>"),
        ),
        "document type",
    );
    refuses(
        &Package::sheet("").part(
            "xl/workbook.xml",
            &format!("{laughs}<workbook xmlns=\"{MAIN}\"/>"),
        ),
        "document type",
    );
    // Without its document type an entity is undefined.
    refuses(
        &Package::sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&c;</v></c></row>"),
        "entity",
    );
}

#[test]
fn relationships_in_a_circle_or_to_nowhere_end() {
    let ordinary = |list: &[(&str, &str, &str)]| {
        Package::sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
            .part("xl/worksheets/_rels/sheet1.xml.rels", &relations(list))
    };
    accepts(&ordinary(&[
        ("a", "drawing", "sheet1.xml"),
        ("b", "comments", "sheet1.xml"),
        ("c", "table", "../workbook.xml"),
        ("d", "pivotTable", "sheet1.xml"),
    ]));
    accepts(&ordinary(&[
        ("a", "drawing", "../../../../nowhere.xml"),
        ("b", "comments", ""),
    ]));
    let list = [
        ("rId1", "worksheet", "workbook.xml"),
        ("s", "sharedStrings", "nowhere.xml"),
        ("t", "styles", "nowhere.xml"),
    ];
    refuses(
        &Package::sheet("").part("xl/_rels/workbook.xml.rels", &relations(&list)),
        "damaged",
    );
    let list = [
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("p", "pivotCacheDefinition", "workbook.xml"),
        ("e", "externalLink", "workbook.xml"),
    ];
    accepts(&Package::sheet("").part("xl/_rels/workbook.xml.rels", &relations(&list)));
}

#[test]
fn a_missing_part_is_named() {
    refuses(&ordinary().without("xl/workbook.xml"), "xl/workbook.xml");
    refuses(
        &ordinary().without("xl/worksheets/sheet1.xml"),
        "its part is missing",
    );
    refuses(
        &ordinary().without("xl/_rels/workbook.xml.rels"),
        "its part is missing",
    );
    refuses(&ordinary().without("xl/sharedStrings.xml"), "shared string");
    refuses(
        &ordinary().part(
            "xl/workbook.xml",
            &format!("<workbook xmlns=\"{MAIN}\"><sheets/></workbook>"),
        ),
        "no sheet",
    );
    accepts(&ordinary().without("xl/styles.xml"));
    // Without the list of relationships of the package, the usual name still finds the workbook.
    accepts(&ordinary().without("_rels/.rels"));
}

#[test]
fn files_that_are_no_workbook_say_what_they_are() {
    let says = |suffix: &str, bytes: &[u8], words: &str| {
        let found = outcome(suffix, bytes);
        assert!(
            found.as_deref().is_some_and(|found| found.contains(words)),
            "{found:?} does not say {words:?}"
        );
    };
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let mut ole = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    ole.resize(1024, 0);
    let with = |stream: &str| {
        let mut bytes = ole.clone();
        bytes.extend(wide(stream));
        bytes.resize(4096, 0);
        bytes
    };
    says(".xlsx", &with("EncryptedPackage"), "password");
    says(".xls", &with("WordDocument"), "without a workbook");
    says(
        ".xls",
        b"<html><body><table><tr><td>1</td></tr></table></body></html>",
        "web page",
    );
    says(
        ".xls",
        "\u{feff}\n <!DOCTYPE HTML><html></html>".as_bytes(),
        "web page",
    );
    says(".xls", b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>", "XML Spreadsheet 2003");
    says(".xlsx", b"", "empty");
    says(".xlsx", b"%PDF-1.7 ...", "PDF");
    says(".csv", b"a,b\n\0\0\0\0", "no workbook");
    let docx = Package::sheet("")
        .without("xl/workbook.xml")
        .part("word/document.xml", "<w:document/>");
    refuses(&docx, "without a workbook");
    says(".xlsx", &[0xff; 3], "damaged");
    assert!(matches!(
        open(&std::env::temp_dir()),
        Err(Error::Folder { .. })
    ));
    assert!(matches!(
        open(std::path::Path::new("no/such/file.xlsx")),
        Err(Error::Io { .. })
    ));
}
