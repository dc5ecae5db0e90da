//! Everything that a hostile or broken workbook is known to try, each in a process that may take half a gibibyte.

use std::io::{Cursor, Write};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::hostile::ordinary;
use crate::workbooks::{MAIN, Package, file, relations};

/// Seconds for one file: a build for tests is many times slower than the one that people use.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 10 });
/// KiB of address space.
const MEMORY: u32 = 512 << 10;

/// What the program ends with; panics if it takes too long, too much, or ends by a signal.
fn verdict(name: &str, suffix: &str, bytes: &[u8]) -> i32 {
    let file = file(suffix, bytes);
    let began = Instant::now();
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!(
            "ulimit -v {MEMORY}; exec \"$0\" check \"$1\" --lang en"
        ))
        .arg(env!("CARGO_BIN_EXE_sheetpress"))
        .arg(file.path())
        .output()
        .unwrap();
    assert!(
        began.elapsed() < PATIENCE,
        "{name} took {:?}",
        began.elapsed()
    );
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(!words.contains("panicked"), "{name}: {words}");
    let Some(code) = output.status.code() else {
        panic!("{name} ended by a signal: {words}");
    };
    assert!((0..=3).contains(&code), "{name}: {code}: {words}");
    assert_eq!(
        code == 2,
        words.contains("error:"),
        "{name}: {code}: {words}"
    );
    code
}

fn package(name: &str, package: &Package) -> i32 {
    verdict(name, ".xlsx", &package.zipped())
}

fn row(cells: &str) -> Package {
    Package::sheet(&format!("<row r=\"1\">{cells}</row>"))
}

/// One part that unpacks to so many bytes of the same.
fn bomb(mebibytes: usize) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let ordinary = ordinary().zipped();
    let mut archive = zip::ZipArchive::new(Cursor::new(&ordinary)).unwrap();
    for number in 0..archive.len() {
        let part = archive.by_index_raw(number).unwrap();
        if part.name().unwrap() != "xl/worksheets/sheet1.xml" {
            writer.raw_copy_file(part).unwrap();
        }
    }
    writer
        .start_file("xl/worksheets/sheet1.xml", options)
        .unwrap();
    write!(writer, "<worksheet xmlns=\"{MAIN}\"><sheetData>").unwrap();
    let blank = vec![b' '; 1 << 20];
    for _ in 0..mebibytes {
        writer.write_all(&blank).unwrap();
    }
    writer.write_all(b"</sheetData></worksheet>").unwrap();
    writer.finish().unwrap().into_inner()
}

/// A workbook with so many sheets, each with a part of its own or all with one.
fn sheets(count: usize, shared: bool) -> Package {
    let mut entries = String::new();
    let mut list = Vec::new();
    let mut book = Package::sheet("");
    for number in 0..count {
        let id = format!("s{number}");
        entries += &format!(
            "<sheet name=\"s{number}\" sheetId=\"{}\" r:id=\"{id}\"/>",
            number + 1
        );
        let part = if shared { 0 } else { number };
        list.push((id, format!("worksheets/s{part}.xml")));
        if number == part {
            let xml = format!(
                "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
            );
            book = book.part(&format!("xl/worksheets/s{number}.xml"), &xml);
        }
    }
    let list: Vec<(&str, &str, &str)> = list
        .iter()
        .map(|(id, target)| (id.as_str(), "worksheet", target.as_str()))
        .collect();
    book.part(
        "xl/workbook.xml",
        &format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{entries}</sheets></workbook>"),
    )
    .part("xl/_rels/workbook.xml.rels", &relations(&list))
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    assert_eq!(verdict("a bomb by its ratio", ".xlsx", &bomb(600)), 2);
    let nested = row("<c r=\"A1\" t=\"inlineStr\"><is><t>&lol;</t></is></c>");
    let entities = format!(
        "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY lol \"&a;&a;&a;&a;\">]><worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>"
    );
    let declared = nested.part("xl/worksheets/sheet1.xml", &entities);
    assert_eq!(package("entities that grow", &declared), 2);
    let outside = Package::sheet("").part(
        "xl/workbook.xml",
        "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><workbook/>",
    );
    assert_eq!(package("an entity of another file", &outside), 2);
}

#[test]
fn many_rows_and_sheets_end_in_a_verdict() {
    assert_eq!(
        package("a cell at the far corner", &row("<c r=\"A1\"><v>1</v></c>")),
        3
    );
    let corner = Package::sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>",
    );
    package("a cell at XFD1048576", &corner);
    let styled: String = (1..=1_048_576)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" s=\"1\"/></row>"))
        .collect();
    assert_eq!(
        package("a million formatted empty rows", &Package::sheet(&styled)),
        3
    );
    package("ten thousand sheets", &sheets(10_000, false));
    assert_eq!(
        package("ten thousand sheets of one part", &sheets(10_000, true)),
        2
    );
}

#[test]
fn what_leads_nowhere_or_in_a_circle_ends() {
    let circle = Package::sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
        .part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            &relations(&[
                ("d", "drawing", "../drawings/d.xml"),
                ("w", "worksheet", "sheet1.xml"),
            ]),
        )
        .part("xl/drawings/d.xml", "<wsDr/>")
        .part(
            "xl/drawings/_rels/d.xml.rels",
            &relations(&[
                ("s", "worksheet", "../worksheets/sheet1.xml"),
                ("d", "drawing", "d.xml"),
            ]),
        );
    package("relationships in a circle", &circle);
    let missing = row("<c r=\"A1\" t=\"s\"><v>99</v></c>").strings("<si><t>ก</t></si>");
    assert_eq!(package("a shared string that is not there", &missing), 2);
}

#[test]
fn bytes_and_lengths_that_no_program_writes_end_in_a_verdict() {
    let mut bytes = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>"
    )
    .into_bytes();
    bytes.extend([0xff, 0xfe, 0xe0, 0xb8]);
    bytes.extend(b"</t></is></c></row></sheetData></worksheet>");
    let broken = Package::sheet("").bytes("xl/worksheets/sheet1.xml", bytes);
    assert_eq!(package("bytes that are no UTF-8", &broken), 2);
    package(
        "a NUL",
        &row("<c r=\"A1\" t=\"inlineStr\"><is><t>a\u{0}b</t></is></c>"),
    );
    let long: String = (1..=200)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"inlineStr\"><is><t>{}</t></is></c><c r=\"B{row}\"><v>{row}</v></c></row>", "ก".repeat(32_767)))
        .collect();
    package("cells of 32,767 characters", &Package::sheet(&long));
    let mut locked = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(verdict("a password", ".xlsx", &locked), 2);
    let whole = ordinary().zipped();
    for tenth in 1..10 {
        let cut = &whole[..whole.len() * tenth / 10];
        assert_eq!(verdict(&format!("cut at {tenth}0 %"), ".xlsx", cut), 2);
    }
}

#[test]
fn a_table_as_wide_as_a_sheet_ends_in_a_verdict() {
    let wide = |label: &str, value: &dyn Fn(u32, u32) -> String| -> Vec<u8> {
        let row = |of: &dyn Fn(u32) -> String| (0..4_000).map(of).collect::<Vec<_>>().join(",");
        let mut text = row(&|column| format!("{label} {column}")) + "\r\n";
        for record in 0..6 {
            text += &(row(&|column| value(record, column)) + "\r\n");
        }
        text.into_bytes()
    };
    let mail = |record: u32, column: u32| format!("a{record}b{column}@mail.example");
    let day = |record: u32, column: u32| format!("2024-0{}-{:02}", record + 1, column % 28 + 1);
    let name = |record: u32, column: u32| format!("นายสมชาย{record} ใจดี{column}");
    verdict("mailboxes", ".csv", &wide("อีเมล", &mail));
    verdict("days", ".csv", &wide("วันที่เริ่ม", &day));
    verdict(
        "codes",
        ".csv",
        &wide("รหัสโรค", &|record, column| {
            format!("ก{record}{column}")
        }),
    );
    verdict("names", ".csv", &wide("ชื่อ-สกุล", &name));
}
