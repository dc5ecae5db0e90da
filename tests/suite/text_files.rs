//! Delimited text is read by what it holds: encoding, delimiter, quotes, and the row of every record.

use sheetpress::model::workbook::Workbook;
use sheetpress::read::{self, Error};

use crate::workbooks::{cells, file, open};

fn of(bytes: &[u8]) -> Workbook {
    let file = file(".csv", bytes);
    open(file.path()).unwrap()
}

fn delimiter(text: &str) -> char {
    of(text.as_bytes()).csv.unwrap().delimiter
}

/// The Thai letters of Windows-874 are those of Unicode, moved.
fn windows_874(text: &str) -> Vec<u8> {
    text.chars()
        .map(|letter| {
            if letter.is_ascii() {
                letter as u32
            } else {
                letter as u32 - 0xe00 + 0xa0
            }
        })
        .map(|byte| u8::try_from(byte).unwrap())
        .collect()
}

#[test]
fn every_usual_encoding_gives_the_same_cells() {
    let text = "จังหวัด,จำนวน\r\nนนทบุรี,1.50\r\n";
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    };
    let facts = |encoding, bom| (encoding, bom, ',');
    for (bytes, expected) in [
        (text.as_bytes().to_vec(), facts("UTF-8", false)),
        (format!("\u{feff}{text}").into_bytes(), facts("UTF-8", true)),
        (wide(u16::to_le_bytes), facts("UTF-16LE", true)),
        (wide(u16::to_be_bytes), facts("UTF-16BE", true)),
        (windows_874(text), facts("windows-874", false)),
    ] {
        let workbook = of(&bytes);
        assert_eq!(
            cells(&workbook, 0),
            [
                "A1 text จังหวัด",
                "B1 text จำนวน",
                "A2 text นนทบุรี",
                "B2 number 1.50"
            ]
        );
        let read = workbook.csv.unwrap();
        assert_eq!((read.encoding, read.bom, read.delimiter), expected);
    }
    // 0xDB is undefined in the Thai code page, and no UTF-8 either.
    let file = file(".csv", b"a,b\n\xdb\xdc,1\n");
    assert!(matches!(open(file.path()), Err(Error::Damaged { .. })));
}

#[test]
fn the_delimiter_is_the_one_that_makes_even_columns() {
    assert_eq!(delimiter("ก,ข\n1,2\n3,4\n"), ',');
    assert_eq!(delimiter("ก;ข\n1;2\n3;4\n"), ';');
    assert_eq!(delimiter("ก\tข\n1\t2\n3\t4\n"), '\t');
    assert_eq!(delimiter("ก|ข\n1|2\n3|4\n"), '|');
    // Decimal commas.
    assert_eq!(delimiter("ชื่อ;ค่า\nก;1,5\nข;2,75\nค;3,0\n"), ';');
    // Commas in some texts only, and groups of thousands.
    assert_eq!(
        delimiter(
            "ที่|หน่วยงาน|งบ\n1|กรมอนามัย, นนทบุรี|1,000\n2|กรมควบคุมโรค|2,500,000\n3|สำนักงานปลัด, ตึก 1, ชั้น 2|30\n"
        ),
        '|'
    );
    assert_eq!(delimiter("ที่\tหน่วยงาน\n1\tก, ข\n2\tค, ง\n"), '\t');
    // The time of day holds colons, one in every row.
    assert_eq!(delimiter("เวลา,ค่า\n08:30,1\n09:45,2\n10:00,3\n"), ',');
    // One column of sentences.
    assert_eq!(delimiter("หมายเหตุ\nไม่มี\nส่งแล้ว, รอผล\nดี\n"), ',');
}

#[test]
fn a_declared_delimiter_is_believed() {
    let file = file(".csv", "a;b,c\n1;2,3\n".as_bytes());
    let options = read::Options {
        delimiter: Some(';'),
        ..read::Options::default()
    };
    let workbook = read::open(file.path(), &options).unwrap();
    assert_eq!(
        cells(&workbook, 0),
        ["A1 text a", "B1 text b,c", "A2 number 1", "B2 text 2,3"]
    );
}

#[test]
fn quotes_hold_line_breaks_delimiters_and_quotes() {
    let workbook =
        of("ที่,หมายเหตุ,ค่า\n1,\"บรรทัดหนึ่ง\nบรรทัดสอง, \"\"คำพูด\"\"\",5\n2,\"\",6\n".as_bytes());
    assert_eq!(
        cells(&workbook, 0),
        [
            "A1 text ที่",
            "B1 text หมายเหตุ",
            "C1 text ค่า",
            "A2 number 1",
            "B2 text บรรทัดหนึ่ง\nบรรทัดสอง, \"คำพูด\"",
            "C2 number 5",
            "A3 number 2",
            "C3 number 6"
        ]
    );
}

#[test]
fn a_quote_that_is_never_closed_names_its_line() {
    for (text, line) in [
        ("a,b\n1,2\n3,\"x\n4,5\n6,7\n", "line 3"),
        ("a,b\n1,\"x\n", "line 2"),
        ("a,b\n1,2\n3,\"x", "line 3"),
        ("a,b\n\"x,2\n3,4\n", "line 2"),
        ("a,b\n1,\"it\"\"s\n2,3\n", "line 2"),
    ] {
        let file = file(".csv", text.as_bytes());
        let error = open(file.path()).map(drop).unwrap_err().to_string();
        assert!(
            error.contains(line) && error.contains("quotation mark"),
            "{text:?}: {error}"
        );
    }
    // A quote inside an unquoted field is a letter.
    assert_eq!(
        cells(&of(b"size,n\n12\" pipe,1\n5\" pipe,2\n7\" pipe,3\n"), 0).len(),
        8
    );
}

#[test]
fn ragged_rows_keep_what_they_have() {
    let workbook = of(b"a,b,c\n1,2,3\n4\n5,6,7,8\n");
    assert_eq!(
        cells(&workbook, 0),
        [
            "A1 text a",
            "B1 text b",
            "C1 text c",
            "A2 number 1",
            "B2 number 2",
            "C2 number 3",
            "A3 number 4",
            "A4 number 5",
            "B4 number 6",
            "C4 number 7",
            "D4 number 8"
        ]
    );
}

#[test]
fn leading_zeros_and_long_codes_stay_text_with_their_whole_column() {
    let workbook = of("รหัส,บัตร,ค่า\n0012,1100700123456,1\n12,3100700123456,2\n".as_bytes());
    assert_eq!(
        cells(&workbook, 0)[3..],
        [
            "A2 text 0012",
            "B2 number 1100700123456",
            "C2 number 1",
            "A3 text 12",
            "B3 number 3100700123456",
            "C3 number 2"
        ]
    );
    // More digits than a float keeps.
    let workbook = of("เลขบัญชี,ค่า\n12345678901234567,1\n".as_bytes());
    assert_eq!(cells(&workbook, 0)[2], "A2 text 12345678901234567");
}

#[test]
fn blank_lines_are_rows_of_the_file() {
    for end in ["\n", "\r\n"] {
        let text = ["ชื่อ,ค่า", "", "ก,1", "", "", "ข,2", ""].join(end);
        assert_eq!(
            cells(&of(text.as_bytes()), 0),
            [
                "A1 text ชื่อ",
                "B1 text ค่า",
                "A3 text ก",
                "B3 number 1",
                "A6 text ข",
                "B6 number 2"
            ],
            "{end:?}"
        );
    }
    assert_eq!(cells(&of("\n\nก,ข\n1,2\n".as_bytes()), 0)[0], "A3 text ก");
}

#[test]
fn a_record_after_a_line_break_in_quotes_stands_in_the_next_row_of_a_sheet() {
    // As Excel opens it: one row a record, whatever line breaks stand in quotes.
    let workbook = of(b"a,b\n\"x\ny\",1\n\nz,2\n");
    assert_eq!(
        cells(&workbook, 0),
        [
            "A1 text a",
            "B1 text b",
            "A2 text x\ny",
            "B2 number 1",
            "A4 text z",
            "B4 number 2"
        ]
    );
}

#[test]
fn values_that_are_plain_get_their_type_and_others_stay_as_typed() {
    let workbook = of(
        "ก,ข,ค,ง\n2024-02-29,true,1e-3,๑๒\n2567-02-28,FALSE,1E3,\"1,000\"\n2024-02-30,จริง,.5,5%\n"
            .as_bytes(),
    );
    assert_eq!(
        cells(&workbook, 0)[4..],
        [
            "A2 date 2024-02-29",
            "B2 text true",
            "C2 text 1e-3",
            "D2 text ๑๒",
            "A3 text 2567-02-28",
            "B3 text FALSE",
            "C3 text 1E3",
            "D3 text 1,000",
            "A4 text 2024-02-30",
            "B4 text จริง",
            "C4 number 0.5",
            "D4 text 5%"
        ]
    );
}

#[test]
fn booleans_and_exponents_are_read_where_the_whole_column_has_them() {
    let workbook = of("ก,ข,ห้อง\ntrue,1e-3,12A\nFALSE,.5,12E-3\n".as_bytes());
    assert_eq!(
        cells(&workbook, 0)[3..],
        [
            "A2 boolean true",
            "B2 number 0.001",
            "C2 text 12A",
            "A3 boolean false",
            "B3 number 0.5",
            "C3 text 12E-3"
        ]
    );
}

#[test]
fn a_text_without_line_end_or_content_is_read() {
    assert_eq!(cells(&of(b"a"), 0), ["A1 text a"]);
    assert_eq!(cells(&of(b"\xef\xbb\xbf"), 0), Vec::<String>::new());
    assert_eq!(cells(&of(b"\n\n"), 0), Vec::<String>::new());
    assert_eq!(
        cells(&of(b"a,b\r1,2\r"), 0),
        ["A1 text a", "B1 text b", "A2 number 1", "B2 number 2"]
    );
}
