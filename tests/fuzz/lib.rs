//! What the fuzz targets share: a file of the fuzzed bytes is read, its tables found, and every rule asked.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use sheetpress::{detect, read, validate};
use zip::write::SimpleFileOptions;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Reads bytes as a file of an extension and goes through everything that a check does. An error is a good answer; a
/// panic, an endless loop or a full memory is not.
pub fn check(extension: &str, bytes: &[u8]) {
    let path = scratch(extension);
    if std::fs::write(&path, bytes).is_err() {
        return;
    }
    // Small limits: what is looked for are faults, not how much a machine bears.
    let options = read::Options {
        limits: read::Limits {
            whole_part_bytes: 4 << 20,
            part_bytes: 16 << 20,
            sparse_pages: 512,
            ..read::Limits::default()
        },
        ..read::Options::default()
    };
    if let Ok(workbook) = read::open(&path, &options) {
        let layouts = detect::tables(&workbook);
        let findings = validate::workbook(&workbook, &layouts);
        for finding in findings {
            assert!(!finding.message.th.is_empty() && !finding.help.th.is_empty());
        }
    }
}

/// A file of this process, in memory where the machine has a file system there.
fn scratch(extension: &str) -> PathBuf {
    let memory = PathBuf::from("/dev/shm");
    let folder = if memory.is_dir() {
        memory
    } else {
        std::env::temp_dir()
    };
    folder.join(format!(
        "sheetpress-fuzz-{}.{extension}",
        std::process::id()
    ))
}

/// A workbook in which one part is given.
pub fn package(part: &str, content: &[u8]) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\" s=\"2\"><v>45292.5</v></c></row><row r=\"2\"><c r=\"A2\" t=\"s\" s=\"3\"><v>1</v></c><c r=\"B2\" s=\"1\"><v>60</v></c></row></sheetData></worksheet>"
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations =
        |list: &str| format!("<Relationships xmlns=\"{RELATIONS}\">{list}</Relationships>");
    let root = relations(&relation("r", "officeDocument", "xl/workbook.xml"));
    let book = relations(
        &[
            relation("s", "worksheet", "worksheets/sheet1.xml"),
            relation("t", "sharedStrings", "sharedStrings.xml"),
            relation("u", "styles", "styles.xml"),
        ]
        .concat(),
    );
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"s\"/></sheets></workbook>"
    );
    let strings = format!("<sst xmlns=\"{MAIN}\"><si><t>ก</t></si><si><t>๑</t></si></sst>");
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, own) in [
        ("[Content_Types].xml", "<Types/>"),
        ("_rels/.rels", root.as_str()),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &book),
        ("xl/worksheets/sheet1.xml", &sheet),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", "<styleSheet/>"),
    ] {
        let bytes = if name == part {
            content
        } else {
            own.as_bytes()
        };
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        // Writing to memory does not fail.
        let _started = writer.start_file(name, stored);
        let _written = writer.write_all(bytes);
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}
