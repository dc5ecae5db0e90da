use std::fmt::Write as _;

use crate::hostile::{accepts, bounded, refuses, refuses_cheaply};
use crate::workbooks::{MAIN, Package, cells};

#[test]
fn two_cells_in_opposite_corners_cost_two_cells() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>",
    );
    assert_eq!(bounded(&package), None);
    assert_eq!(
        cells(&package.read().unwrap(), 0),
        ["A1 number 1", "XFD1048576 number 2"]
    );
}

#[test]
fn cells_strewn_over_the_grid_are_refused_or_stay_small() {
    let bottom: String = (0..16_384u32)
        .map(|column| {
            format!(
                "<c r=\"{}1048576\"><v>1</v></c>",
                sheetpress::model::address::Letters(column)
            )
        })
        .collect();
    let bottom = Package::sheet(&format!(
        "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\">{bottom}</row>"
    ));
    assert_eq!(bounded(&bottom), None);
    // One cell in every page of memory that the grid has, for the first hundred columns.
    let strewn: String = (0..1024u32)
        .map(|page| {
            let row = page * 1024 + 1;
            let cells: String = (0..100u32)
                .map(|column| {
                    format!(
                        "<c r=\"{}{row}\"><v>1</v></c>",
                        sheetpress::model::address::Letters(column)
                    )
                })
                .collect();
            format!("<row r=\"{row}\">{cells}</row>")
        })
        .collect();
    refuses_cheaply(&Package::sheet(&strewn), "scattered");
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
fn a_million_formatted_empty_rows_are_an_empty_sheet() {
    let mut rows = String::new();
    for row in 1..=1_048_576 {
        write!(
            rows,
            "<row r=\"{row}\" s=\"1\" customFormat=\"1\"><c r=\"A{row}\" s=\"1\"/></row>"
        )
        .unwrap();
    }
    let package = Package::sheet(&rows).styles(&["0", "14"]);
    accepts(&package);
    assert!(package.read().unwrap().sheets[0].used().is_none());
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
fn a_comment_full_of_tags_is_passed_over_once() {
    let tags = "<sheetData>".repeat(120_000);
    let package = Package::whole_sheet(&format!(
        "<worksheet xmlns=\"{MAIN}\"><!--{tags}--><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
    ));
    assert_eq!(cells(&package.read().unwrap(), 0), ["A1 number 1"]);
}

#[test]
fn columns_that_end_before_they_begin_are_no_columns() {
    let package = Package::whole_sheet(&format!(
        "<worksheet xmlns=\"{MAIN}\"><cols><col min=\"1\" max=\"0\" hidden=\"1\"/><col min=\"9\" max=\"2\" hidden=\"1\"/></cols><sheetData/></worksheet>"
    ));
    assert!(
        package.read().unwrap().sheets[0]
            .facts
            .hidden_columns
            .is_empty()
    );
}
