//! Faults of the file as a whole: its name and format, what it hides, what it carries along.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, Note};
use sheetpress::model::address::{CellRef, Range};
use sheetpress::model::moment::Day;

use super::{Defect, Expected};
use crate::harness::book::{Book, Kind, Tab, Typed};
use crate::harness::dice::Dice;

pub(crate) const DEFECTS: &[Defect] = &[
    Defect {
        name: "a workbook under the ending of old Excel",
        put: old_ending,
    },
    Defect {
        name: "a space before the file's ending",
        put: space_in_name,
    },
    Defect {
        name: "macros",
        put: macros,
    },
    Defect {
        name: "dates counted from 1904",
        put: dates_from_1904,
    },
    Defect {
        name: "a hidden sheet with a budget",
        put: hidden_budget,
    },
    Defect {
        name: "a hidden list behind drop-downs",
        put: hidden_list,
    },
    Defect {
        name: "a hidden sheet with persons",
        put: hidden_persons,
    },
    Defect {
        name: "a note with a telephone number",
        put: note_with_phone,
    },
    Defect {
        name: "records of a pivot table whose source is gone",
        put: pivot_records,
    },
    Defect {
        name: "a link to another workbook",
        put: external_link,
    },
    Defect {
        name: "a query",
        put: query,
    },
    Defect {
        name: "an author's name",
        put: author,
    },
    Defect {
        name: "a name for cells that are gone",
        put: broken_name,
    },
    Defect {
        name: "a second sheet with another table",
        put: second_table,
    },
];

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A finding about a sheet as a whole.
pub(super) fn of_sheet(rule: &'static str, sheet: &str) -> Expected {
    Expected {
        rule,
        sheet: Some(sheet.to_owned()),
        cells: Vec::new(),
    }
}

/// A sheet beside the table's.
pub(super) fn new_tab(name: &str, cells: BTreeMap<CellRef, Typed>) -> Tab {
    Tab {
        name: name.to_owned(),
        cells,
        top: 0,
        left: 0,
        columns: Vec::new(),
        records: 0,
        merges: Vec::new(),
        formats: BTreeMap::new(),
        more: Vec::new(),
    }
}

/// A sheet of texts and numbers beside the table's. `None` where there is one of that name.
fn add_tab(book: &mut Book, name: &str, rows: &[&[&str]]) -> Option<()> {
    if book.tabs.iter().any(|tab| tab.name == name) {
        return None;
    }
    let mut cells = BTreeMap::new();
    for (row, texts) in (0u32..).zip(rows) {
        for (column, text) in (0u32..).zip(*texts) {
            // Thirteen digits are an identity number, and typed as text.
            let number = text.parse::<f64>().ok().filter(|_| text.len() < 13);
            let typed = number.map_or_else(|| Typed::Text((*text).to_owned()), Typed::Number);
            cells.insert(CellRef::new(row, column), typed);
        }
    }
    book.tabs.push(new_tab(name, cells));
    Some(())
}

fn hide_last(book: &mut Book) {
    if let Some(tab) = book.tabs.last_mut() {
        tab.more.push(Box::new(|sheet| {
            sheet.set_hidden(true);
            Ok(())
        }));
    }
}

/// Adds parts to the package and a relation of the workbook to the first of them.
fn add_parts(book: &mut Book, kind: &'static str, parts: &'static [(&'static str, &'static str)]) {
    book.patches.push(Box::new(move |package| {
        for (name, content) in parts {
            package.insert(format!("xl/{name}"), content.as_bytes().to_vec());
        }
        let relations = package.get_mut("xl/_rels/workbook.xml.rels").unwrap();
        let text = String::from_utf8(relations.clone()).unwrap();
        let target = parts[0].0;
        let added = format!("<Relationship Id=\"r-{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>");
        *relations = text.replace("</Relationships>", &added).into_bytes();
    }));
}

fn old_ending(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    let stem = book.file.strip_suffix(".xlsx")?;
    book.file = format!("{stem}.xls");
    Some(vec![Expected::of_file("extension-mismatch")])
}

fn space_in_name(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    let stem = book.file.strip_suffix(".xlsx")?;
    book.file = format!("{stem} .xlsx");
    Some(vec![Expected::of_file("file-name")])
}

fn macros(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    add_parts(book, "vbaProject", &[("vbaProject.bin", "x")]);
    Some(vec![Expected::of_file("macros-present")])
}

fn dates_from_1904(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    if book.tab().of(&[Kind::Date]).is_empty() {
        return None;
    }
    // Nothing is written before 1900.
    let mut cells = book.tabs.iter().flat_map(|tab| tab.cells.values());
    if cells.any(|typed| matches!(typed, Typed::Date(year, ..) if *year < 1910)) {
        return None;
    }
    // The writer counts from 1900; the same serial is 1,462 days later when counted from 1904.
    let earlier = |typed: &Typed| {
        let Typed::Date(year, month, day) = typed else {
            return None;
        };
        let day = Day::from_ymd(i32::from(*year), u32::from(*month), u32::from(*day)).unwrap();
        let (year, month, day) = Day::from_number(day.number() - 1462).unwrap().ymd();
        let small = |number: u32| u8::try_from(number).unwrap();
        Some(Typed::Date(
            u16::try_from(year).unwrap(),
            small(month),
            small(day),
        ))
    };
    for tab in &mut book.tabs {
        for typed in tab.cells.values_mut() {
            if let Some(moved) = earlier(typed) {
                *typed = moved;
            }
        }
    }
    book.patches.push(Box::new(|package| {
        let workbook = package.get_mut("xl/workbook.xml").unwrap();
        let text = String::from_utf8(workbook.clone()).unwrap();
        let changed = text.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
        assert!(changed != text, "the writer's workbookPr has changed");
        *workbook = changed.into_bytes();
    }));
    Some(vec![Expected::of_file("date-system-1904")])
}

fn hidden_budget(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    let name = "งบเดิม";
    let rows: &[&[&str]] = &[
        &["หน่วยงาน", "วงเงิน"],
        &["กองแผนงาน", "1250000"],
        &["กองคลัง", "890000"],
        &["สำนักส่งเสริมสุขภาพ", "2310500"],
    ];
    add_tab(book, name, rows)?;
    hide_last(book);
    Some(vec![of_sheet("hidden-sheet", name)])
}

fn hidden_list(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    let name = "ตัวเลือก";
    let rows: &[&[&str]] = &[
        &["สถานะ"],
        &["ดำเนินการแล้ว"],
        &["อยู่ระหว่างดำเนินการ"],
        &["ยกเลิก"],
    ];
    add_tab(book, name, rows)?;
    hide_last(book);
    Some(vec![of_sheet("hidden-sheet", name)])
}

fn hidden_persons(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    let name = "ผู้รับบริการ";
    let rows: &[&[&str]] = &[
        &["ชื่อ-สกุล", "เลขประจำตัวประชาชน"],
        &["นายสมชาย ใจดี", "3100600445635"],
        &["นางสาวสมหญิง รักเรียน", "1234545678781"],
        &["นางมาลี สุขใจ", "1509900123453"],
    ];
    add_tab(book, name, rows)?;
    hide_last(book);
    Some(vec![
        of_sheet("hidden-sheet", name),
        Expected {
            rule: "hidden-personal-data",
            sheet: Some(name.to_owned()),
            cells: vec![Range::of((1, 3), (0, 0)), Range::of((1, 3), (1, 1))],
        },
    ])
}

fn note_with_phone(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let tab = book.tab();
    let columns = tab.of(&[Kind::Province, Kind::Words, Kind::Category]);
    let column = *columns.first()?;
    let cell = tab.at(dice.below(tab.records), column);
    tab.more.push(Box::new(move |sheet| {
        let note = Note::new("โทรถามที่ 081-234-5678").add_author_prefix(false);
        let column = u16::try_from(cell.column).unwrap();
        sheet.insert_note(cell.row, column, &note)?;
        Ok(())
    }));
    Some(vec![
        Expected::at(book, "comment-with-content", [cell]),
        Expected::at(book, "hidden-personal-data", [cell]),
    ])
}

fn pivot_records(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    add_parts(
        book,
        "pivotCacheDefinition",
        &[
            (
                "pivotCache/pivotCacheDefinition1.xml",
                "<pivotCacheDefinition xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cacheSource type=\"worksheet\"><worksheetSource ref=\"A1:B9\" sheet=\"ผู้ป่วยรายคน\"/></cacheSource><cacheFields count=\"2\"><cacheField name=\"HN\"/><cacheField name=\"โรค\"/></cacheFields></pivotCacheDefinition>",
            ),
            (
                "pivotCache/_rels/pivotCacheDefinition1.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/pivotCacheRecords\" Target=\"pivotCacheRecords1.xml\"/></Relationships>",
            ),
            (
                "pivotCache/pivotCacheRecords1.xml",
                "<pivotCacheRecords xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"1\"><r><s v=\"000123\"/><s v=\"เบาหวาน\"/></r></pivotCacheRecords>",
            ),
        ],
    );
    Some(vec![Expected::of_file("pivot-cache-data")])
}

fn external_link(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    add_parts(
        book,
        "externalLink",
        &[
            (
                "externalLinks/externalLink1.xml",
                "<externalLink xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>",
            ),
            (
                "externalLinks/_rels/externalLink1.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath\" Target=\"file:///C:\\Users\\somchai\\2567.xlsx\" TargetMode=\"External\"/></Relationships>",
            ),
        ],
    );
    Some(vec![Expected::of_file("external-link-cache")])
}

fn query(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    add_parts(
        book,
        "connections",
        &[(
            "connections.xml",
            "<connections xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><connection id=\"1\" name=\"Query - HDC\" type=\"5\" refreshedVersion=\"6\"/></connections>",
        )],
    );
    Some(vec![Expected::of_file("connection-present")])
}

fn author(book: &mut Book, dice: &mut Dice) -> Option<Vec<Expected>> {
    let name = *dice.pick(&["สมชาย ใจดี", "Somchai Jaidee", "นางสาวสมหญิง รักเรียน"]);
    book.more.push(Box::new(move |book| {
        book.set_properties(&DocProperties::new().set_author(name));
        Ok(())
    }));
    Some(vec![Expected::of_file("document-properties")])
}

fn broken_name(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    book.more.push(Box::new(|book| {
        book.define_name("อัตราเดิม", "=#REF!$B$2")?;
        Ok(())
    }));
    Some(vec![Expected::of_file("defined-name-range")])
}

fn second_table(book: &mut Book, _: &mut Dice) -> Option<Vec<Expected>> {
    let rows: &[&[&str]] = &[
        &["จังหวัด", "ผู้รับบริการ"],
        &["นครพนม", "1287"],
        &["กระบี่", "943"],
        &["ชัยนาท", "2210"],
        &["ตราด", "1764"],
        &["ยโสธร", "876"],
        &["สตูล", "1533"],
        &["ระนอง", "2091"],
        &["พิจิตร", "1148"],
        &["สุโขทัย", "1926"],
        &["อุทัยธานี", "709"],
    ];
    add_tab(book, "ข้อมูลเพิ่มเติม", rows)?;
    Some(vec![Expected::of_file("several-data-sheets")])
}
