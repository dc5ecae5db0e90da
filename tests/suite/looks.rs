use sheetpress::model::workbook::{Look, ObjectKind, Workbook};

use crate::workbooks::{MAIN, Package, file, open, relations};

fn looks(workbook: &Workbook) -> Vec<(Look, String)> {
    let facts = &workbook.sheets[0].facts;
    facts
        .looks
        .iter()
        .map(|(look, range)| (*look, range.to_string()))
        .collect()
}

#[test]
fn what_a_style_does_to_the_eye_is_seen_and_only_on_cells_with_a_value() {
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><numFmts><numFmt numFmtId=\"200\" formatCode=\";;;\"/></numFmts>\
         <fonts><font/><font><strike/></font><font><strike val=\"0\"/><color theme=\"0\"/></font><font><color rgb=\"FF0000FF\"/></font></fonts>\
         <fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"><fgColor rgb=\"FFFF0000\"/></patternFill></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF0000FF\"/></patternFill></fill></fills>\
         <borders><border><left><color rgb=\"FFFF0000\"/></left></border></borders>\
         <cellXfs><xf/><xf fontId=\"1\"/><xf fontId=\"2\"/><xf numFmtId=\"200\"/><xf fontId=\"3\" fillId=\"2\"/><xf fontId=\"2\" fillId=\"2\"/>\
         <xf fillId=\"1\"><alignment indent=\"2\"/></xf></cellXfs></styleSheet>"
    );
    let mut data = String::new();
    for row in 1..=7 {
        let style = row - 1;
        data += &format!(
            "<row r=\"{row}\"><c r=\"A{row}\" s=\"{style}\"><v>{row}</v></c><c r=\"B{row}\" s=\"{style}\"/></row>"
        );
    }
    data += "<row r=\"8\"><c r=\"A8\" s=\"6\"><v>8</v></c></row>";
    let workbook = Package::sheet(&data)
        .part("xl/styles.xml", &styles)
        .read()
        .unwrap();
    let mut found = looks(&workbook);
    found.sort_by(|a, b| a.1.cmp(&b.1));
    let expected = [
        (Look::Struck, "A2"),
        (Look::Invisible, "A3:A5"),
        (Look::Filled(0x00_00ff), "A5:A6"),
        (Look::Indented(2), "A7:A8"),
    ];
    assert_eq!(
        found,
        expected.map(|(look, range)| (look, range.to_owned()))
    );
}

#[test]
fn raised_and_struck_parts_of_a_rich_text_are_seen() {
    let items = "<si><t>12</t></si><si><r><t>12</t></r><r><rPr><vertAlign val=\"superscript\"/></rPr><t>3</t></r></si>\
                 <si><r><rPr><vertAlign val=\"subscript\"/></rPr><t>2</t></r></si><si><r><rPr><strike/></rPr><t>9</t></r></si>";
    let data: String = (0..4)
        .map(|n| {
            format!(
                "<row r=\"{0}\"><c r=\"A{0}\" t=\"s\"><v>{n}</v></c></row>",
                n + 1
            )
        })
        .collect();
    let workbook = Package::sheet(&data).strings(items).read().unwrap();
    assert_eq!(
        looks(&workbook),
        [
            (Look::Raised, "A2".to_owned()),
            (Look::Struck, "A4".to_owned())
        ]
    );
}

#[test]
fn a_button_of_the_old_kind_is_an_object_and_the_box_of_a_note_is_none() {
    let vml = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shape><x:ClientData ObjectType=\"Note\"><x:Anchor>1, 0, 1, 0, 2, 0, 4, 0</x:Anchor></x:ClientData></v:shape>\
               <v:shape><x:ClientData ObjectType=\"Button\"><x:Anchor>3, 0, 1, 5, 4, 9, 2, 0</x:Anchor></x:ClientData></v:shape></xml>";
    let workbook = Package::sheet("")
        .part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            &relations(&[("v", "vmlDrawing", "../drawings/vml.vml")]),
        )
        .part("xl/drawings/vml.vml", vml)
        .read()
        .unwrap();
    let [object] = workbook.sheets[0].facts.objects.as_slice() else {
        panic!("not one object");
    };
    assert_eq!(object.kind, ObjectKind::Shape);
    assert_eq!(
        (object.anchor.to_string().as_str(), object.text.as_str()),
        ("D2:E3", "Button")
    );
}

#[test]
fn properties_connections_and_formulas_are_seen() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c></row><row r=\"2\"><c r=\"A2\"><f>1+2</f><v>3</v></c></row>",
    )
    .part(
        "_rels/.rels",
        &relations(&[
            ("rId1", "officeDocument", "xl/workbook.xml"),
            ("rId2", "core-properties", "docProps/core.xml"),
            ("rId3", "custom-properties", "docProps/custom.xml"),
        ]),
    )
    .part(
        "docProps/core.xml",
        "<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\"><dc:creator>สมชาย &amp; คณะ</dc:creator><cp:keywords></cp:keywords></cp:coreProperties>",
    )
    .part(
        "docProps/custom.xml",
        "<Properties xmlns:vt=\"v\"><property name=\"Path\"><vt:lpwstr>D:\\งาน</vt:lpwstr></property></Properties>",
    )
    .part(
        "xl/_rels/workbook.xml.rels",
        &relations(&[
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId9", "connections", "connections.xml"),
        ]),
    )
    .part(
        "xl/connections.xml",
        "<connections><connection id=\"1\" name=\"Query - หน่วยบริการ\"/></connections>",
    );
    let workbook = package.read().unwrap();
    let properties: Vec<_> = workbook
        .properties
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(
        properties,
        [("creator", "สมชาย & คณะ"), ("Path", "D:\\งาน")]
    );
    assert_eq!(workbook.connections, ["Query - หน่วยบริการ"]);
    let formulas = &workbook.sheets[0].facts.formula_cells;
    assert_eq!(formulas[0].to_string(), "A1:A2");
}

#[test]
fn how_a_text_file_is_written_is_seen() {
    let file = file(
        ".csv",
        "a,b,c\r\n1,2,3\r\n4,5\n6,7,8,9\r\n\"x\"\"y\r\nz\",2,3\r\nab\"c,1,2".as_bytes(),
    );
    let read = open(file.path()).unwrap().csv.unwrap();
    assert_eq!(read.width, 3);
    assert_eq!(read.ragged, [(2, 2), (3, 4)]);
    assert_eq!(read.stray_quotes, [5]);
    assert_eq!((read.line_ends, read.final_line_end), ([4, 1, 0], false));
}
