use sheetpress::model::language::Language;
use sheetpress::model::workbook::Look;

use crate::annotated::{Marked, mark, marks_stand, part, reopened, same_sheets};
use crate::workbooks::{MAIN, Package};

const ROWS: &str = "<row><c t=\"inlineStr\"><is><t>จังหวัด</t></is></c><c t=\"inlineStr\"><is><t>ชาย</t></is></c></row><row><c t=\"inlineStr\"><is><t>ตาก</t></is></c><c><v>1</v></c></row><row><c t=\"inlineStr\"><is><t>เลย</t></is></c><c t=\"inlineStr\"><is><t>๑๒</t></is></c></row><row r=\"5\"><c t=\"inlineStr\"><is><t>แพร่</t></is></c><c><v>7</v></c></row><row><c t=\"inlineStr\"><is><t>น่าน</t></is></c><c><v>9</v></c></row>";

fn marked(package: &Package) -> Marked {
    mark(package.zipped(), ".xlsx", Language::English)
}

/// Where the cells with a fill are.
fn filled(marked: &Marked, sheet: usize) -> String {
    let workbook = reopened(&marked.bytes);
    let looks = workbook.sheets[sheet].facts.looks.iter();
    let places = looks.filter(|(look, _)| matches!(look, Look::Filled(_)));
    places.map(|(_, range)| format!("{range} ")).collect()
}

#[test]
fn rows_and_cells_without_an_address_are_marked_where_they_are() {
    let marked = marked(&Package::sheet(ROWS));
    same_sheets(&marked, 1);
    marks_stand(&marked, 0);
    assert!(filled(&marked, 1).contains("B3"), "{}", filled(&marked, 1));
    // The blank row in the middle is a finding: its row is made, in its place.
    let xml = part(&marked.bytes, "xl/worksheets/sheet1.xml");
    let rules: Vec<_> = marked.report.findings.iter().map(|it| it.rule).collect();
    assert!(rules.contains(&"blank-row-inside"), "{rules:?}");
    assert!(xml.contains("</row><row r=\"4\"><c r=\"A4\" s=\""), "{xml}");
    assert!(xml.find("r=\"4\"").unwrap() < xml.find("<row r=\"5\"").unwrap());
}

#[test]
fn prefixed_and_strict_parts_keep_their_prefix_and_namespace() {
    let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    let office = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let rows = ROWS
        .replace("</", "</x:")
        .replace('<', "<x:")
        .replace("<x:/x:", "</x:");
    let sheet = format!(
        "<x:worksheet xmlns:x=\"{strict}\"><x:sheetData>{rows}</x:sheetData><x:pageMargins left=\"1\"/><x:tableParts count=\"0\"/></x:worksheet>"
    );
    let book = format!(
        "<x:workbook xmlns:x=\"{strict}\" xmlns:q=\"{office}\" conformance=\"strict\"><x:sheets><x:sheet name=\"Sheetpress\" sheetId=\"7\" q:id=\"rId1\"/></x:sheets></x:workbook>"
    );
    let styles = format!(
        "<x:styleSheet xmlns:x=\"{strict}\"><x:cellXfs count=\"1\"><x:xf numFmtId=\"0\"/></x:cellXfs></x:styleSheet>"
    );
    let marked = marked(
        &Package::whole_sheet(&sheet)
            .part("xl/workbook.xml", &book)
            .part("xl/styles.xml", &styles),
    );
    same_sheets(&marked, 1);
    marks_stand(&marked, 0);
    let text = part(&marked.bytes, "xl/worksheets/sheet1.xml");
    let expected = format!(
        "<x:pageMargins left=\"1\"/><x:legacyDrawing xmlns:r=\"{office}\" r:id=\"rId2\"/><x:tableParts"
    );
    assert!(text.contains(&expected), "{text}");
    let text = part(&marked.bytes, "xl/workbook.xml");
    // The name is taken, for Excel does not tell capitals apart.
    assert!(
        text.contains("<x:sheet name=\"sheetpress 2\" sheetId=\"8\" q:id="),
        "{text}"
    );
    let text = part(&marked.bytes, "xl/styles.xml");
    assert!(
        text.contains("<x:fills count=") && text.contains("<x:patternFill"),
        "{text}"
    );
    assert!(part(&marked.bytes, "xl/comments1.xml").contains(strict));
}

#[test]
fn parts_in_utf_16_go_on_in_utf_8_and_say_so() {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet xmlns=\"{MAIN}\"><sheetData>{ROWS}</sheetData></worksheet>"
    );
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(xml.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let marked = marked(&Package::sheet("").bytes("xl/worksheets/sheet1.xml", wide));
    same_sheets(&marked, 1);
    marks_stand(&marked, 0);
    assert!(part(&marked.bytes, "xl/worksheets/sheet1.xml").contains("encoding=\"UTF-8\""));
}

#[test]
fn macros_keep_counting_their_sheets() {
    let rels = crate::workbooks::relations(&[
        ("rId1", "worksheet", "worksheets/sheet1.xml"),
        ("rId2", "vbaProject", "vbaProject.bin"),
    ]);
    let package = Package::sheet(ROWS)
        .part("xl/_rels/workbook.xml.rels", &rels)
        .bytes("xl/vbaProject.bin", vec![0, 1, 2, 3]);
    let marked = mark(package.zipped(), ".xlsm", Language::English);
    same_sheets(&marked, 0);
    marks_stand(&marked, 1);
    assert!(reopened(&marked.bytes).macros);
}

#[test]
fn a_signature_that_no_longer_holds_is_told() {
    let marked = marked(&Package::sheet(ROWS).part("_xmlsignatures/sig1.xml", "<Signature/>"));
    let index = part(&marked.bytes, "xl/worksheets/sheetpress1.xml");
    assert!(index.contains("digital signature"), "{index}");
    assert_eq!(
        part(&marked.bytes, "_xmlsignatures/sig1.xml"),
        "<Signature/>"
    );
}

#[test]
fn conversations_stay_as_they_are_and_the_index_says_so() {
    let rels = crate::workbooks::relations(&[(
        "rId1",
        "threadedComment",
        "../threadedComments/threadedComment1.xml",
    )]);
    let thread = "<ThreadedComments><threadedComment ref=\"B3\" id=\"{1}\"><text>ถาม</text></threadedComment></ThreadedComments>";
    let package = Package::sheet(ROWS)
        .part("xl/worksheets/_rels/sheet1.xml.rels", &rels)
        .part("xl/threadedComments/threadedComment1.xml", thread);
    let marked = marked(&package);
    let workbook = reopened(&marked.bytes);
    let comments = &workbook.sheets[1].facts.comments;
    let at: Vec<_> = comments
        .iter()
        .filter(|it| it.cell.to_string() == "B3")
        .collect();
    assert!(at.len() == 1 && at[0].threaded);
    assert!(!part(&marked.bytes, "xl/comments1.xml").contains("ref=\"B3\""));
    let index = part(&marked.bytes, "xl/worksheets/sheetpress1.xml");
    assert!(index.contains("1 cells with a conversation"), "{index}");
}

#[test]
fn what_is_left_out_is_counted() {
    // A column of 30,000 texts where numbers belong.
    let mut rows = String::from(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>n</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>m</t></is></c></row>",
    );
    for row in 2..30_002 {
        rows += &format!(
            "<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c><c r=\"B{row}\" t=\"inlineStr\"><is><t>๑{row}</t></is></c></row>"
        );
    }
    let marked = marked(&Package::sheet(&rows));
    let index = part(&marked.bytes, "xl/worksheets/sheetpress1.xml");
    assert!(
        index.contains("further cells are not coloured"),
        "{}",
        &index[..3000]
    );
    same_sheets(&marked, 1);
}

#[test]
fn bytes_that_are_no_package_are_refused_and_nothing_panics() {
    let whole = mark(crate::annotated_rich::rich(), ".xlsx", Language::English);
    for cut in (0..whole.original.len()).step_by(997) {
        let result =
            sheetpress::render::annotate(&whole.original[..cut], &whole.report, Language::English);
        assert!(result.is_err());
    }
}

#[test]
fn what_is_written_white_on_dark_stays_readable() {
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\"><font><sz val=\"16\"/><name val=\"TH Sarabun New\"/></font><font><b/><sz val=\"16\"/><color theme=\"0\"/><name val=\"TH Sarabun New\"/></font></fonts><fills count=\"3\"><fill/><fill/><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FF000080\"/></patternFill></fill></fills><cellXfs count=\"2\"><xf/><xf numFmtId=\"4\" fontId=\"1\" fillId=\"2\" applyFont=\"1\"><alignment horizontal=\"right\"/></xf></cellXfs></styleSheet>"
    );
    let rows = ROWS.replace(
        "<c t=\"inlineStr\"><is><t>๑๒",
        "<c s=\"1\" t=\"inlineStr\"><is><t>๑๒",
    );
    let marked = marked(&Package::sheet(&rows).part("xl/styles.xml", &styles));
    let text = part(&marked.bytes, "xl/styles.xml");
    // The same font in black; the rest of the cell's own style is kept.
    assert!(
        text.contains("<font><b/><sz val=\"16\"/><color rgb=\"FF000000\"/><name val=\"TH Sarabun New\"/></font>"),
        "{text}"
    );
    assert!(
        text.contains("<xf numFmtId=\"4\" fontId=\"2\" fillId=\"3\" applyFont=\"1\" applyFill=\"1\"><alignment horizontal=\"right\"/></xf>"),
        "{text}"
    );
    let cut = text.find("<cellXfs count=\"").unwrap() + 16;
    let count: usize = text[cut..cut + text[cut..].find('"').unwrap()]
        .parse()
        .unwrap();
    assert_eq!(
        text.matches("<xf ").count() + text.matches("<xf/>").count(),
        count
    );
    same_sheets(&marked, 1);
}

#[test]
fn a_blank_cell_gets_the_look_that_its_row_or_column_gives() {
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf/><xf numFmtId=\"3\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"
    );
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\"><cols><col min=\"1\" max=\"2\" style=\"1\"/></cols><sheetData>{}</sheetData></worksheet>",
        ROWS.replace(
            "<row r=\"5\">",
            "<row r=\"4\" spans=\"1:1\" s=\"2\" customFormat=\"1\"/><row r=\"5\">"
        )
    );
    let marked = marked(&Package::whole_sheet(&sheet).part("xl/styles.xml", &styles));
    let text = part(&marked.bytes, "xl/worksheets/sheet1.xml");
    let row = &text[text.find("<row r=\"4\"").unwrap()..];
    let row = &row[..row.find("</row>").unwrap()];
    assert!(
        row.starts_with("<row r=\"4\" spans=\"1:2\" s=\"2\" customFormat=\"1\"><c r=\"A4\""),
        "{row}"
    );
    let style: usize = row
        .rsplit("s=\"")
        .next()
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let styles = part(&marked.bytes, "xl/styles.xml");
    let list = &styles[styles.find("<cellXfs>").unwrap()..];
    let xf = list.split("<xf").nth(style + 1).unwrap();
    assert!(
        xf.contains("numFmtId=\"9\"") && xf.contains("fillId=\"2\""),
        "{xf}"
    );
}

#[test]
fn controls_keep_their_drawing_and_notes_join_it() {
    let rels =
        crate::workbooks::relations(&[("rId4", "vmlDrawing", "../drawings/vmlDrawing1.vml")]);
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let sheet = format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{office}\"><sheetData>{ROWS}</sheetData><legacyDrawing r:id=\"rId4\"/></worksheet>"
    );
    let button = "<v:shape id=\"_x0000_s2049\" type=\"#_x0000_t201\"><v:textbox><div>กด<br></div></v:textbox><x:ClientData ObjectType=\"Button\"><x:Anchor>1, 0, 1, 0, 2, 0, 2, 0</x:Anchor></x:ClientData></v:shape>";
    let vml = format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"2\"/></o:shapelayout>{button}</xml>"
    );
    let package = Package::whole_sheet(&sheet)
        .part("xl/worksheets/_rels/sheet1.xml.rels", &rels)
        .part("xl/drawings/vmlDrawing1.vml", &vml.replace("<br>", ""));
    let marked = marked(&package);
    marks_stand(&marked, 0);
    let text = part(&marked.bytes, "xl/drawings/vmlDrawing1.vml");
    assert!(
        text.contains(&button.replace("<br>", "")) && text.contains("data=\"2,3\""),
        "{text}"
    );
    assert!(
        text.contains("_x0000_s3073") && text.ends_with("</v:shape></xml>"),
        "{text}"
    );
    let sheet = part(&marked.bytes, "xl/worksheets/sheet1.xml");
    assert_eq!(sheet.matches("legacyDrawing").count(), 1);
}

#[test]
fn values_of_persons_are_in_no_note_and_not_on_the_index() {
    let mut rows = String::from(
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>ลำดับ</t></is></c><c r=\"B1\" t=\"inlineStr\"><is><t>เลขประจำตัวประชาชน</t></is></c></row>",
    );
    for (row, id) in (2..).zip([
        "2100000000014",
        "2100000000022",
        "2100000000031",
        "2100000000049",
    ]) {
        rows += &format!(
            "<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c><c r=\"B{row}\" t=\"inlineStr\"><is><t>{id}</t></is></c></row>"
        );
    }
    let marked = marked(&Package::sheet(&rows));
    assert!(
        marked
            .report
            .findings
            .iter()
            .any(|it| it.rule == "national-id")
    );
    for name in ["xl/comments1.xml", "xl/worksheets/sheetpress1.xml"] {
        assert!(!part(&marked.bytes, name).contains("21000000000"), "{name}");
    }
}
