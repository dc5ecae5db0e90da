//! Small files that would cost much.

use std::fmt::Write as _;

use crate::hostile::{accepts, bounded, refuses_cheaply};
use crate::workbooks::{MAIN, Package, cells};

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
