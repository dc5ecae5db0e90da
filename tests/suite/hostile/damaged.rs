//! Files that are cut off, changed, malformed, or something else.

use sheetpress::read::Error;

use crate::hostile::{accepts, ordinary, outcome, refuses};
use crate::workbooks::{MAIN, Package, cells, open, relations};

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
fn a_cell_outside_the_grid_is_named() {
    for cell in [
        "XFE1",
        "A1048577",
        "ZZZZZZZZZ1",
        "A99999999999",
        "A0",
        "0",
        "A",
        "",
        "A1B",
    ] {
        refuses(
            &Package::sheet(&format!("<row r=\"1\"><c r=\"{cell}\"><v>1</v></c></row>")),
            "outside A1:XFD1048576",
        );
    }
    for row in ["0", "1048577", "99999999999", "x", "-1"] {
        refuses(
            &Package::sheet(&format!("<row r=\"{row}\"><c><v>1</v></c></row>")),
            "outside A1:XFD1048576",
        );
    }
    refuses(
        &Package::sheet("<row r=\"1048576\"/><row><c><v>1</v></c></row>"),
        "outside A1:XFD1048576",
    );
    refuses(
        &Package::sheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c><c><v>1</v></c></row>"),
        "outside A1:XFD1048576",
    );
}

#[test]
fn a_shared_string_that_is_not_there_names_the_cell() {
    for index in ["3", "4294967296", "99999999999999999999", "-1", "abc", ""] {
        let package = Package::sheet(&format!(
            "<row r=\"7\"><c r=\"C7\" t=\"s\"><v>{index}</v></c></row>"
        ))
        .strings("<si><t>ก</t></si>");
        refuses(&package, "cell C7");
    }
    // The declared number of strings is not believed.
    for count in ["9223372036854775807", "10000000000", "-1", "0"] {
        let package = Package::sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>")
            .part("xl/sharedStrings.xml", &format!("<sst xmlns=\"{MAIN}\" count=\"{count}\" uniqueCount=\"{count}\"><si><t>ก</t></si></sst>"));
        assert_eq!(cells(&package.read().unwrap(), 0), ["A1 text ก"]);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused_where_they_stand() {
    let sheet = |value: &[u8]| {
        let mut xml = format!(
            "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"B1\" t=\"str\"><v>"
        )
        .into_bytes();
        xml.extend_from_slice(value);
        xml.extend_from_slice(b"</v></c></row></sheetData></worksheet>");
        Package::sheet("").bytes("xl/worksheets/sheet1.xml", xml)
    };
    refuses(&sheet(b"a\xff\xfeb"), "cell B1");
    refuses(&sheet(b"\xe0\xb8"), "UTF-8");
    refuses(
        &Package::sheet("").bytes(
            "xl/sharedStrings.xml",
            b"<sst><si><t>\xff</t></si></sst>".to_vec(),
        ),
        "xl/sharedStrings.xml",
    );
    // A zero byte is no character of XML, but it does no harm.
    accepts(&sheet(b"a\0b"));
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
