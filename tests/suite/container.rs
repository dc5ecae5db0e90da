//! What stands around the cells is seen: visibility, merges, drawings, comments, pivots, filters, names, links, macros.

use rust_xlsxwriter as xlsx;
use sheetpress::model::workbook::{ObjectKind, Visibility};

use crate::workbooks::{MAIN, Package, open, relations};

/// A picture of one pixel.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x62, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

fn written(mut workbook: xlsx::Workbook) -> sheetpress::model::workbook::Workbook {
    let file = crate::workbooks::file(".xlsx", &workbook.save_to_buffer().unwrap());
    open(file.path()).unwrap()
}

#[test]
fn sheets_come_in_the_order_of_their_tabs_with_their_visibility() {
    let mut workbook = xlsx::Workbook::new();
    workbook
        .add_worksheet()
        .set_name("หลัก")
        .unwrap()
        .write_number(0, 0, 1)
        .unwrap();
    workbook
        .add_worksheet()
        .set_name("ซ่อน & ลับ")
        .unwrap()
        .set_hidden(true);
    workbook
        .add_worksheet()
        .set_name("ลับมาก")
        .unwrap()
        .set_very_hidden(true);
    let chart = workbook.add_chartsheet();
    chart.set_name("กราฟ").unwrap();
    let mut line = xlsx::Chart::new(xlsx::ChartType::Line);
    line.add_series().set_values("หลัก!$A$1:$A$1");
    chart.insert_chart(0, 0, &line).unwrap();
    let workbook = written(workbook);
    let seen: Vec<_> = workbook
        .sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.visibility, sheet.cellless))
        .collect();
    assert_eq!(
        seen,
        [
            ("หลัก", Visibility::Visible, false),
            ("ซ่อน & ลับ", Visibility::Hidden, false),
            ("ลับมาก", Visibility::VeryHidden, false),
            ("กราฟ", Visibility::Visible, true)
        ]
    );
}

#[test]
fn merges_filters_and_hidden_rows_and_columns_are_seen() {
    let mut workbook = xlsx::Workbook::new();
    let sheet = workbook.add_worksheet();
    let format = xlsx::Format::new();
    sheet.merge_range(0, 0, 0, 4, "ชื่อตาราง", &format).unwrap();
    sheet.merge_range(1, 1, 3, 1, "แนวตั้ง", &format).unwrap();
    for row in 4..20u32 {
        sheet.write_number(row, 0, row).unwrap();
    }
    sheet.autofilter(4, 0, 19, 2).unwrap();
    sheet
        .filter_column(
            0,
            &xlsx::FilterCondition::new().add_custom_filter(xlsx::FilterCriteria::GreaterThan, 0),
        )
        .unwrap();
    for row in [6, 7, 8, 11] {
        sheet.set_row_hidden(row).unwrap();
    }
    sheet.set_column_hidden(3).unwrap();
    sheet.set_column_hidden(4).unwrap();
    sheet.set_column_width(6, 0).unwrap();
    let workbook = written(workbook);
    let facts = &workbook.sheets[0].facts;
    let merges: Vec<String> = facts.merges.iter().map(ToString::to_string).collect();
    assert_eq!(merges, ["A1:E1", "B2:B4"]);
    assert_eq!(
        facts
            .filter
            .map(|(range, active)| (range.to_string(), active)),
        Some(("A5:C20".to_owned(), true))
    );
    for row in [6, 7, 8, 11] {
        assert!(facts.hidden_rows.contains(row), "{row}");
    }
    assert!(!facts.hidden_rows.contains(10));
    assert_eq!(facts.hidden_columns.0, [(3, 4), (6, 6)]);
}

#[test]
fn hidden_rows_of_other_writers_are_seen() {
    let package = Package::whole_sheet(&format!(
        "<worksheet xmlns=\"{MAIN}\"><sheetFormatPr zeroHeight=\"1\"/><cols><col min=\"2\" max=\"3\" width=\"0\" customWidth=\"1\"/><col min=\"9\" max=\"16384\" hidden=\"true\"/></cols><sheetData>\
         <row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row hidden=\"true\" r=\"2\"/><row r='3' ht='0' customHeight='1'><c r=\"A3\"><v>1</v></c></row></sheetData></worksheet>"
    ));
    let facts = &package.read().unwrap().sheets[0].facts;
    assert_eq!(facts.hidden_rows.0, [(1, 2)]);
    assert_eq!(facts.hidden_columns.0, [(1, 2), (8, 16383)]);
}

#[test]
fn charts_pictures_shapes_and_notes_are_seen_where_they_float() {
    let mut workbook = xlsx::Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write_number(0, 0, 1).unwrap();
    let mut chart = xlsx::Chart::new(xlsx::ChartType::Pie);
    chart.add_series().set_values("Sheet1!$A$1:$A$1");
    sheet.insert_chart(2, 2, &chart).unwrap();
    sheet
        .insert_image(30, 1, &xlsx::Image::new_from_buffer(PNG).unwrap())
        .unwrap();
    sheet
        .insert_shape(
            40,
            0,
            &xlsx::Shape::textbox().set_text("ที่มา: กรมอนามัย & คณะ"),
        )
        .unwrap();
    sheet
        .insert_note(
            0,
            0,
            &xlsx::Note::new("โปรดตรวจสอบ <อีกครั้ง>").add_author_prefix(false),
        )
        .unwrap();
    let workbook = written(workbook);
    let facts = &workbook.sheets[0].facts;
    let objects: Vec<_> = facts
        .objects
        .iter()
        .map(|object| (object.kind, object.anchor.first.to_string()))
        .collect();
    assert_eq!(objects.len(), 3);
    assert!(objects.contains(&(ObjectKind::Chart, "C3".to_owned())));
    assert!(objects.contains(&(ObjectKind::Picture, "B31".to_owned())));
    let text = facts
        .objects
        .iter()
        .find(|object| object.kind == ObjectKind::Shape)
        .unwrap();
    assert_eq!(text.text, "ที่มา: กรมอนามัย & คณะ");
    let notes: Vec<_> = facts
        .comments
        .iter()
        .map(|note| (note.cell.to_string(), note.text.as_str(), note.threaded))
        .collect();
    assert_eq!(notes, [("A1".to_owned(), "โปรดตรวจสอบ <อีกครั้ง>", false)]);
}

#[test]
fn a_threaded_comment_stands_once_without_its_note_for_older_programs() {
    let package = Package::sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
        .part(
            "xl/worksheets/_rels/sheet1.xml.rels",
            &relations(&[("a", "comments", "../comments1.xml"), ("b", "threadedComment", "../threadedComments/one.xml")]),
        )
        .part(
            "xl/comments1.xml",
            &format!("<comments xmlns=\"{MAIN}\"><commentList><comment ref=\"A1\"><text><t>[Threaded comment] …</t></text></comment><comment ref=\"B2\"><text><r><t>ผู้ตรวจ:</t></r><r><t xml:space=\"preserve\"> ดี &amp; ครบ</t></r></text></comment></commentList></comments>"),
        )
        .part(
            "xl/threadedComments/one.xml",
            "<ThreadedComments><threadedComment ref=\"A1\" id=\"{1}\"><text>เลขนี้ถูกไหม</text></threadedComment><threadedComment ref=\"A1\" id=\"{2}\" parentId=\"{1}\"><text>ถูกแล้ว</text></threadedComment></ThreadedComments>",
        );
    let workbook = package.read().unwrap();
    let comments: Vec<_> = workbook.sheets[0]
        .facts
        .comments
        .iter()
        .map(|note| (note.cell.to_string(), note.text.clone(), note.threaded))
        .collect();
    assert_eq!(
        comments,
        [
            ("B2".to_owned(), "ผู้ตรวจ: ดี & ครบ".to_owned(), false),
            ("A1".to_owned(), "เลขนี้ถูกไหม".to_owned(), true),
            ("A1".to_owned(), "ถูกแล้ว".to_owned(), true)
        ]
    );
}

#[test]
fn tables_of_excel_are_seen_with_their_totals() {
    let mut workbook = xlsx::Workbook::new();
    let sheet = workbook.add_worksheet();
    for row in 3..8u32 {
        sheet.write_number(row, 1, row).unwrap();
        sheet.write_string(row, 2, "ก").unwrap();
    }
    let columns = [
        xlsx::TableColumn::new()
            .set_header("จำนวน")
            .set_total_function(xlsx::TableFunction::Sum),
        xlsx::TableColumn::new().set_header("ชื่อ"),
    ];
    let table = xlsx::Table::new()
        .set_name("Screening")
        .set_columns(&columns)
        .set_total_row(true);
    sheet.add_table(2, 1, 8, 2, &table).unwrap();
    let bare = xlsx::Table::new().set_name("Bare").set_header_row(false);
    sheet.add_table(20, 0, 22, 1, &bare).unwrap();
    let workbook = written(workbook);
    let lists: Vec<_> = workbook.sheets[0]
        .facts
        .lists
        .iter()
        .map(|list| {
            (
                list.name.as_str(),
                list.range.to_string(),
                list.header_rows,
                list.totals_rows,
            )
        })
        .collect();
    assert_eq!(
        lists,
        [
            ("Screening", "B3:C9".to_owned(), 1, 1),
            ("Bare", "A21:B23".to_owned(), 0, 0)
        ]
    );
    // The filter buttons of a table are its own, not the sheet's.
    assert_eq!(workbook.sheets[0].facts.filter, None);
}

#[test]
fn pivot_tables_and_the_records_that_they_carry_are_seen() {
    let package = Package::sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
        .part(
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("c1", "pivotCacheDefinition", "pivotCache/a.xml"),
                ("c2", "pivotCacheDefinition", "pivotCache/b.xml"),
            ]),
        )
        .part("xl/pivotCache/a.xml", "<pivotCacheDefinition/>")
        .part("xl/pivotCache/b.xml", "<pivotCacheDefinition/>")
        .part("xl/pivotCache/_rels/a.xml.rels", &relations(&[("r", "pivotCacheRecords", "records.xml")]))
        .part("xl/pivotCache/records.xml", "<pivotCacheRecords/>")
        .part("xl/worksheets/_rels/sheet1.xml.rels", &relations(&[("p", "pivotTable", "../pivotTables/one.xml")]))
        .part("xl/pivotTables/one.xml", &format!("<pivotTableDefinition xmlns=\"{MAIN}\" name=\"สรุป\"><location ref=\"D3:F9\" firstHeaderRow=\"1\"/></pivotTableDefinition>"));
    let workbook = package.read().unwrap();
    let records: Vec<_> = workbook
        .pivot_caches
        .iter()
        .map(|cache| (cache.part.as_str(), cache.records))
        .collect();
    assert_eq!(
        records,
        [
            ("xl/pivotCache/a.xml", true),
            ("xl/pivotCache/b.xml", false)
        ]
    );
    let pivots: Vec<_> = workbook.sheets[0]
        .facts
        .pivots
        .iter()
        .map(|(name, range)| (name.as_str(), range.to_string()))
        .collect();
    assert_eq!(pivots, [("สรุป", "D3:F9".to_owned())]);
}

#[test]
fn names_links_to_other_workbooks_and_macros_are_seen() {
    let book = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"ก\" sheetId=\"1\" r:id=\"rId1\"/></sheets>\
         <definedNames><definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'ก'!$A$1:$B$2</definedName><definedName name=\"อัตรา\">0.5&amp;\"x\"</definedName></definedNames></workbook>"
    );
    let external = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath\" Target=\"file:///C:\\งบ\\2567.xlsx\" TargetMode=\"External\"/></Relationships>";
    let package = Package::sheet("")
        .part("xl/workbook.xml", &book)
        .part(
            "xl/_rels/workbook.xml.rels",
            &relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("e", "externalLink", "externalLinks/one.xml"),
                ("m", "vbaProject", "vbaProject.bin"),
            ]),
        )
        .part("xl/externalLinks/one.xml", "<externalLink/>")
        .part("xl/externalLinks/_rels/one.xml.rels", external)
        .part("xl/vbaProject.bin", "x");
    let workbook = package.read().unwrap();
    assert_eq!(workbook.external_links, ["file:///C:\\งบ\\2567.xlsx"]);
    assert!(workbook.macros);
    let names: Vec<_> = workbook
        .names
        .iter()
        .map(|name| (name.name.as_str(), name.refers_to.as_str()))
        .collect();
    assert_eq!(
        names,
        [("_xlnm.Print_Area", "'ก'!$A$1:$B$2"), ("อัตรา", "0.5&\"x\"")]
    );
}

#[test]
fn formulas_without_a_value_are_told_from_those_with_one() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\"><f>1+1</f></c><c r=\"B1\"><f>2</f><v>2</v></c><c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c></row>\
         <row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\"/></c><c r=\"B2\"><f>3</f></c></row><row r=\"3\"><c r=\"A3\"><f>A1</f></c></row><row r=\"9\"><c r=\"A9\"><f>A1</f></c></row>",
    );
    let facts = &package.read().unwrap().sheets[0].facts;
    assert_eq!(facts.formulas, 7);
    let uncached: Vec<String> = facts.uncached.iter().map(ToString::to_string).collect();
    assert_eq!(uncached, ["A1:A3", "B2", "A9"]);
}

#[test]
fn number_formats_are_counted_by_column() {
    let package = Package::sheet(
        "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>45000</v></c><c r=\"B1\"><v>1</v></c></row><row r=\"2\"><c r=\"A2\" s=\"2\"><v>45000</v></c></row><row r=\"3\"><c r=\"A3\" s=\"1\"><v>45000</v></c></row>",
    )
    .styles(&["0", "d/m/bbbb", "14"]);
    let workbook = package.read().unwrap();
    let formats = &workbook.sheets[0].facts.formats;
    assert_eq!(
        formats,
        &[(0, "d/m/bbbb".to_owned(), 2), (0, "m/d/yyyy".to_owned(), 1)]
    );
}
