//! `.xls`, `.xlsb` and `.ods` give their cells, in a process of its own that may fail without taking us along.

use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use sheetpress::model::workbook::{Format, Visibility, Workbook};
use sheetpress::read::{self, Error};
use zip::write::SimpleFileOptions;

use crate::workbooks::{cells, file, relations};

const XLS: &str = "tests/files/legacy.xls";
const ODS: &str = "tests/files/legacy.ods";

/// Reads as the program does: through a process of its own.
fn apart(path: &Path, seconds: u64) -> Result<Workbook, Error> {
    let mut options = read::Options {
        legacy_reader: Some(env!("CARGO_BIN_EXE_sheetpress").into()),
        ..read::Options::default()
    };
    options.limits.legacy_seconds = seconds;
    options.limits.legacy_kib = 1 << 20;
    read::open(path, &options)
}

/// What `legacy.fods` says; `LibreOffice` writes booleans as numbers to both.
const CELLS: [&str; 15] = [
    "A1 text ทะเบียนหน่วยบริการ",
    "A3 text ชื่อ",
    "B3 text จำนวน",
    "C3 text วันที่",
    "D3 text เปิด",
    "E3 text สูตร",
    "A4 text รพ.สต. ก & ข",
    "B4 number 12.5",
    "C4 date 2024-02-29",
    "D4 number 1",
    "E4 number 25",
    "A5 text 007",
    "B5 number -3",
    "C5 date 1999-12-31",
    "D5 number 0",
];

#[test]
fn excel_97_and_opendocument_give_their_cells() {
    for (path, format) in [(XLS, Format::Xls), (ODS, Format::Ods)] {
        let here = read::open(Path::new(path), &read::Options::default()).unwrap();
        let child = apart(Path::new(path), 60).unwrap();
        for workbook in [here, child] {
            assert_eq!(workbook.format, format);
            let names: Vec<_> = workbook
                .sheets
                .iter()
                .map(|sheet| (sheet.name.as_str(), sheet.visibility))
                .collect();
            assert_eq!(
                names,
                [
                    ("หน่วยบริการ", Visibility::Visible),
                    ("ซ่อน", Visibility::Hidden)
                ]
            );
            let found = cells(&workbook, 0);
            assert_eq!(found[..15], CELLS, "{path}");
            assert!(found[15].ends_with("#DIV/0!"), "{path}: {}", found[15]);
            assert_eq!(cells(&workbook, 1), ["A1 text ลับ"]);
            assert!(
                workbook
                    .not_checked
                    .iter()
                    .any(|(what, _)| *what == "comments")
            );
        }
    }
}

#[test]
fn merges_are_told_where_the_format_tells_them_and_else_listed_as_not_checked() {
    let xls = read::open(Path::new(XLS), &read::Options::default()).unwrap();
    let merges: Vec<String> = xls.sheets[0]
        .facts
        .merges
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(merges, ["A1:E1"]);
    let ods = read::open(Path::new(ODS), &read::Options::default()).unwrap();
    assert!(ods.not_checked.iter().any(|(what, _)| *what == "merges"));
}

/// The files' content decides, not their names.
#[test]
fn an_extension_that_lies_does_no_harm() {
    for (path, suffix) in [(XLS, ".xlsx"), (ODS, ".csv")] {
        let renamed = file(suffix, &std::fs::read(path).unwrap());
        assert_eq!(cells(&apart(renamed.path(), 60).unwrap(), 0).len(), 16);
    }
}

#[test]
fn an_opendocument_file_cut_off_inside_its_table_ends_in_time() {
    // calamine 0.38 loops for ever on the end of the file inside a table.
    let mut archive = zip::ZipArchive::new(std::fs::File::open(ODS).unwrap()).unwrap();
    let mut cut = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if part.name().unwrap() == "content.xml" {
            let at = bytes
                .windows(8)
                .rposition(|window| {
                    window == b"12.5\"   ".as_slice() || window.starts_with(b"12.5")
                })
                .unwrap();
            bytes.truncate(at);
        }
        cut.start_file(part.name().unwrap(), SimpleFileOptions::default())
            .unwrap();
        cut.write_all(&bytes).unwrap();
    }
    let cut = file(".ods", &cut.finish().unwrap().into_inner());
    let began = Instant::now();
    let error = apart(cut.path(), 2).map(drop).unwrap_err();
    assert!(
        matches!(error, Error::Limit { .. } | Error::Damaged { .. }),
        "{error}"
    );
    assert!(began.elapsed() < Duration::from_secs(10));
}

#[test]
fn excel_97_and_opendocument_files_cut_off_anywhere_lose_nothing_in_silence() {
    for path in [XLS, ODS] {
        let whole = std::fs::read(path).unwrap();
        for tenth in 1..10 {
            let cut = file(".xls", &whole[..whole.len() * tenth / 10]);
            match apart(cut.path(), 10).map(|workbook| cells(&workbook, 0)) {
                Err(Error::Damaged { .. } | Error::Unknown { .. } | Error::Limit { .. }) => {}
                // What is missing at the end of an OLE file may be its summary, not its cells.
                Ok(found) => assert_eq!(found[..15], CELLS, "{path} at {tenth}0 %"),
                Err(other) => panic!("{path} at {tenth}0 %: {other}"),
            }
        }
    }
}

/// One record of an `.xlsb` part: number, length, bytes.
fn record(id: u16, bytes: &[u8], out: &mut Vec<u8>) {
    if id < 0x80 {
        out.push(id.to_le_bytes()[0]);
    } else {
        out.push((id & 0x7f).to_le_bytes()[0] | 0x80);
        out.push((id >> 7).to_le_bytes()[0]);
    }
    out.push(u8::try_from(bytes.len()).unwrap());
    out.extend_from_slice(bytes);
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
    bytes
}

/// An `.xlsb` with one sheet of numbers and texts.
fn xlsb(cells: &[(u32, u32, Result<f64, &str>)]) -> Vec<u8> {
    let mut book = Vec::new();
    record(
        0x9c,
        &[
            vec![0; 4],
            1u32.to_le_bytes().to_vec(),
            wide("rId1"),
            wide("แผ่น"),
        ]
        .concat(),
        &mut book,
    );
    record(0x90, &[], &mut book);
    record(0x9d, &[], &mut book);
    let mut sheet = Vec::new();
    record(0x81, &[], &mut sheet);
    record(0x94, &[0; 16], &mut sheet);
    record(0x91, &[], &mut sheet);
    for (row, column, value) in cells {
        record(0, &row.to_le_bytes(), &mut sheet);
        let head = [column.to_le_bytes(), [0; 4]].concat();
        match value {
            Ok(number) => record(
                5,
                &[head, number.to_le_bytes().to_vec()].concat(),
                &mut sheet,
            ),
            Err(text) => record(6, &[head, wide(text)].concat(), &mut sheet),
        }
    }
    record(0x92, &[], &mut sheet);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let rels = relations(&[("rId1", "worksheet", "worksheets/sheet1.bin")]).into_bytes();
    for (name, bytes) in [
        ("xl/workbook.bin", book),
        ("xl/_rels/workbook.bin.rels", rels),
        ("xl/worksheets/sheet1.bin", sheet),
    ] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_binary_workbook_gives_its_cells() {
    let file = file(".xlsb", &xlsb(&[(0, 0, Err("ก")), (4, 2, Ok(1.25))]));
    let workbook = apart(file.path(), 60).unwrap();
    assert_eq!(workbook.format, Format::Xlsb);
    assert_eq!(cells(&workbook, 0), ["A1 text ก", "C5 number 1.25"]);
}

#[test]
fn a_far_cell_takes_down_the_child_and_not_us() {
    // calamine's range of A1:XFD1048576 wants 549 GB, and the failed allocation aborts the process.
    let file = file(
        ".xlsb",
        &xlsb(&[(0, 0, Ok(1.0)), (1_048_575, 16_383, Ok(2.0))]),
    );
    let error = apart(file.path(), 60).map(drop).unwrap_err();
    assert!(
        error.to_string().contains("stopped in the middle"),
        "{error}"
    );
}

#[test]
fn a_child_that_cannot_be_started_is_an_error() {
    let options = read::Options {
        legacy_reader: Some("no/such/program".into()),
        ..read::Options::default()
    };
    assert!(read::open(Path::new(XLS), &options).is_err());
}
