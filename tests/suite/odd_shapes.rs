//! Every shape that XML and the standard allow for the same cells gives the same cells.

use crate::workbooks::{MAIN, Package, cells, relations};

/// The cells of a workbook that must be readable.
fn of(package: &Package) -> Vec<String> {
    cells(&package.read().unwrap(), 0)
}

/// What the plain form of the small sheet below holds.
const SMALL: [&str; 4] = [
    "A1 text ก & ข",
    "B1 number 1.50",
    "A2 boolean true",
    "B2 error #N/A",
];

#[test]
fn cells_and_rows_without_an_address_follow_each_other() {
    let package = Package::sheet(
        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c><c r=\"E2\"><v>4</v></c><c><v>5</v></c></row>",
    );
    assert_eq!(
        of(&package),
        [
            "A1 number 1",
            "C1 number 2",
            "A2 number 3",
            "E2 number 4",
            "F2 number 5"
        ]
    );
    let package = Package::sheet("<row r=\"3\"><c><v>1</v></c></row><row><c><v>2</v></c></row>");
    assert_eq!(of(&package), ["A3 number 1", "A4 number 2"]);
}

#[test]
fn rows_and_cells_out_of_order_stand_where_they_say() {
    let package = Package::sheet(
        "<row r=\"5\"><c r=\"C5\"><v>1</v></c><c r=\"A5\"><v>2</v></c></row><row r=\"2\"><c r=\"B2\"><v>3</v></c></row>",
    );
    assert_eq!(of(&package), ["B2 number 3", "A5 number 2", "C5 number 1"]);
}

#[test]
fn of_two_cells_with_one_address_the_last_counts() {
    let package =
        Package::sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>");
    assert_eq!(of(&package), ["A1 number 2"]);
}

#[test]
fn a_wrong_dimension_hides_nothing() {
    for dimension in [
        "",
        "<dimension ref=\"\"/>",
        "<dimension ref=\"A1\"/>",
        "<dimension ref=\"C9:A1\"/>",
        "<dimension ref=\"A0:B2\"/>",
        "<dimension/>",
    ] {
        let package = Package::whole_sheet(&format!(
            "<worksheet xmlns=\"{MAIN}\">{dimension}<sheetData><row r=\"7\"><c r=\"D7\"><v>1</v></c></row></sheetData></worksheet>"
        ));
        assert_eq!(of(&package), ["D7 number 1"], "{dimension}");
    }
}

#[test]
fn a_prefix_on_every_element_changes_nothing() {
    let package = Package::whole_sheet(&format!(
        "<x:worksheet xmlns:x=\"{MAIN}\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>ก &amp; ข</x:t></x:is></x:c><x:c r=\"B1\"><x:v>1.50</x:v></x:c></x:row>\
         <x:row r=\"2\"><x:c r=\"A2\" t=\"b\"><x:v>1</x:v></x:c><x:c r=\"B2\" t=\"e\"><x:v>#N/A</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref=\"A3:B3\"/></x:mergeCells></x:worksheet>"
    ));
    assert_eq!(of(&package), SMALL);
    let workbook = package.read().unwrap();
    assert_eq!(workbook.sheets[0].facts.merges.len(), 1);
}

#[test]
fn the_strict_namespace_is_read_like_the_transitional_one() {
    let strict =
        |kind: &str| format!("http://purl.oclc.org/ooxml/officeDocument/relationships/{kind}");
    let rels = |list: &[(&str, &str, &str)]| {
        let list: String = list
            .iter()
            .map(|(id, kind, target)| {
                format!(
                    "<Relationship Id=\"{id}\" Type=\"{}\" Target=\"{target}\"/>",
                    strict(kind)
                )
            })
            .collect();
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{list}</Relationships>"
        )
    };
    let main = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    let package = Package::whole_sheet(&format!(
        "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"d\"><v>2024-02-29T10:30:00</v></c></row></sheetData></worksheet>"
    ))
    .part("_rels/.rels", &rels(&[("rId1", "officeDocument", "xl/workbook.xml")]))
    .part("xl/_rels/workbook.xml.rels", &rels(&[("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml")]))
    .part("xl/sharedStrings.xml", &format!("<sst xmlns=\"{main}\"><si><t>เข้ม</t></si></sst>"));
    assert_eq!(
        of(&package),
        ["A1 text เข้ม", "B1 datetime 2024-02-29T10:30:00"]
    );
}

#[test]
fn comments_and_instructions_between_and_inside_cells_are_passed_over() {
    let package = Package::sheet(
        "<!-- <row r=\"9\"><c r=\"A9\"><v>9</v></c></row> --><row r=\"1\"><?x y?><!-- > --><c r=\"A1\"><!-- <v>7</v> --><v>1</v></c><!----></row>",
    );
    assert_eq!(of(&package), ["A1 number 1"]);
}

#[test]
fn a_comment_about_the_cells_before_them_is_not_their_beginning() {
    let package = Package::whole_sheet(&format!(
        "<worksheet xmlns=\"{MAIN}\"><!-- <sheetData> begins below --><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>"
    ));
    assert_eq!(of(&package), ["A1 number 1"]);
}

#[test]
fn character_data_sections_are_text() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t><![CDATA[a < b & c]]></t></is></c><c r=\"B1\" t=\"str\"><v><![CDATA[</v>]]></v></c><c r=\"C1\"><v><![CDATA[7]]></v></c>\
         <c r=\"D1\" t=\"s\"><v>0</v></c></row>",
    )
    .strings("<si><t><![CDATA[</t> & </si>]]></t></si>");
    assert_eq!(
        of(&package),
        [
            "A1 text a < b & c",
            "B1 text </v>",
            "C1 number 7",
            "D1 text </t> & </si>"
        ]
    );
}

#[test]
fn a_comment_inside_a_value_is_no_part_of_it() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\"><v>1<!-- 5 -->2</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>ก<!-- </t> -->ข</t></is></c><c r=\"C1\" t=\"s\"><v>0</v></c></row>",
    )
    .strings("<si><t>a<!-- x -->b</t></si>");
    assert_eq!(of(&package), ["A1 number 12", "B1 text กข", "C1 text ab"]);
}

#[test]
fn attributes_come_in_any_order_quotes_and_white_space() {
    let package = Package::sheet(
        "\n\t<row\n spans = '1:2'\r\n r\t=\t'1' >\n<c\n t='inlineStr'\n r = 'A1'\n>\n<is>\n<t >ก &amp; ข</t\n>\n</is >\n</c >\n<c s=\"0\" r=\"B1\" ><v >1.50</v ></c >\n</row >\n\
         <row r=\"2\" ht=\"15\" customHeight=\"1\"><c cm=\"1\" r=\"A2\" t=\"b\" vm=\"1\"><v>1</v></c><c r=\"B2\" t=\"e\" ><f>NA()</f><v>#N/A</v><extLst><ext uri=\"x\"><v>9</v></ext></extLst></c></row>\n",
    );
    assert_eq!(of(&package), SMALL);
}

#[test]
fn white_space_around_a_number_is_no_part_of_it_and_around_a_text_it_is() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\"><v> 5\n</v></c><c r=\"B1\" t=\"s\"><v> 0 </v></c><c r=\"C1\" t=\"b\"><v> 1 </v></c><c r=\"D1\" t=\"str\"><v xml:space=\"preserve\"> x </v></c></row>",
    )
    .strings("<si><t xml:space=\"preserve\"> ก </t></si>");
    assert_eq!(
        of(&package),
        [
            "A1 number 5",
            "B1 text  ก ",
            "C1 boolean true",
            "D1 text  x "
        ]
    );
}

#[test]
fn a_sheet_without_cells_is_an_empty_sheet() {
    for data in [
        "<sheetData/>",
        "<sheetData />",
        "<sheetData></sheetData>",
        "<sheetData>\n</sheetData >",
        "",
    ] {
        let package = Package::whole_sheet(&format!(
            "<worksheet xmlns=\"{MAIN}\">{data}<mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"
        ));
        let workbook = package.read().unwrap();
        assert!(workbook.sheets[0].used().is_none(), "{data}");
        assert_eq!(workbook.sheets[0].facts.merges.len(), 1, "{data}");
    }
}

#[test]
fn cells_are_whole_also_where_a_chunk_ends_inside_them() {
    // More than a mebibyte, with cells of changing length, so that the borders of chunks fall everywhere.
    let rows: String = (1..=9000)
        .map(|row| {
            let text = "ยาว".repeat(row % 23);
            format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c><c t=\"inlineStr\" r=\"B{row}\"><is><t>{text}</t></is></c><c r=\"C{row}\"><f>A{row}*2</f><v>{}</v></c></row>", row * 2)
        })
        .collect();
    assert!(rows.len() > 1 << 20);
    let workbook = Package::sheet(&rows).read().unwrap();
    let expected: Vec<String> = (1..=9000usize)
        .flat_map(|row| {
            let text = "ยาว".repeat(row % 23);
            let b = (row % 23 > 0).then(|| format!("B{row} text {text}"));
            [
                Some(format!("A{row} number {row}")),
                b,
                Some(format!("C{row} number {}", row * 2)),
            ]
            .into_iter()
            .flatten()
        })
        .collect();
    assert_eq!(cells(&workbook, 0), expected);
    assert_eq!(workbook.sheets[0].facts.formulas, 9000);
}

#[test]
fn utf_16_parts_are_read_like_utf_8_ones() {
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}")
            .encode_utf16()
            .flat_map(bytes)
            .collect()
    };
    let rows: String = (1..=6000).map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c><c r=\"B{row}\" t=\"inlineStr\"><is><t>😀 ไทย</t></is></c></row>")).collect();
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"
    );
    let strings = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><sst xmlns=\"{MAIN}\"><si><t>กขค</t></si></sst>"
    );
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let package = Package::sheet("")
            .bytes("xl/worksheets/sheet1.xml", wide(&xml, bytes))
            .bytes("xl/sharedStrings.xml", wide(&strings, bytes));
        let found = of(&package);
        assert_eq!(found.len(), 12_000);
        assert_eq!(found[..2], ["A1 text กขค", "B1 text 😀 ไทย"]);
        assert_eq!(found[11_999], "B6000 text 😀 ไทย");
    }
}

#[test]
fn a_byte_order_mark_before_utf_8_is_no_text() {
    let xml = format!(
        "\u{feff}<?xml version=\"1.0\"?><worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"
    );
    let package = Package::whole_sheet(&xml).part(
        "xl/sharedStrings.xml",
        &format!("\u{feff}<sst xmlns=\"{MAIN}\"><si><t>ก</t></si></sst>"),
    );
    assert_eq!(of(&package), ["A1 text ก"]);
}

#[test]
fn parts_are_found_by_relationship_not_by_name() {
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>"
    );
    let strings = format!("<sst xmlns=\"{MAIN}\"><si><t>พบ</t></si></sst>");
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:rel=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"ก\" sheetId=\"9\" rel:id=\"Z\"/></sheets></workbook>"
    );
    for (target, texts) in [
        ("/data/first.xml", "../data/texts.xml"),
        ("../data/first.xml", "/data/texts.xml"),
        ("..\\data\\FIRST.xml", "../data/./texts.xml"),
    ] {
        let package = Package::sheet("")
            .without("xl/workbook.xml")
            .without("xl/_rels/workbook.xml.rels")
            .without("xl/worksheets/sheet1.xml")
            .part(
                "_rels/.rels",
                &relations(&[("a", "officeDocument", "/book/main.xml")]),
            )
            .part("book/main.xml", &book)
            .part(
                "book/_rels/main.xml.rels",
                &relations(&[("Z", "worksheet", target), ("Y", "sharedStrings", texts)]),
            )
            .part("data/first.xml", &sheet)
            .part("data/texts.xml", &strings);
        assert_eq!(of(&package), ["A1 text พบ"], "{target}");
    }
}
