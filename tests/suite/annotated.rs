use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use sheetpress::model::address::{CellRef, Range};
use sheetpress::model::language::Language;
use sheetpress::model::report::Report;
use sheetpress::model::workbook::{Look, Workbook};
use sheetpress::pipeline::{self, Options};
use sheetpress::render;

use crate::annotated_rich::rich;
use crate::workbooks::{cells, file, open};

/// The bytes of a workbook, its report, and the workbook with its faults marked.
pub(crate) struct Marked {
    pub(crate) original: Vec<u8>,
    pub(crate) report: Report,
    pub(crate) bytes: Vec<u8>,
}

/// Checks a workbook and marks it.
pub(crate) fn mark(original: Vec<u8>, suffix: &str, language: Language) -> Marked {
    let saved = file(suffix, &original);
    let report = pipeline::check_file(saved.path(), &Options::default()).unwrap();
    let bytes = render::annotate(&original, &report, language).unwrap();
    Marked {
        original,
        report,
        bytes,
    }
}

/// Parts as they lie in the package, still deflated.
fn raw(bytes: &[u8]) -> BTreeMap<String, (u32, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut entry = zip.by_index_raw(index).unwrap();
            let mut content = Vec::new();
            entry.read_to_end(&mut content).unwrap();
            let name = entry.name().unwrap().into_owned();
            (name, (entry.crc32(), content))
        })
        .collect()
}

/// A part as text.
pub(crate) fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

pub(crate) fn reopened(bytes: &[u8]) -> Workbook {
    open(file(".xlsx", bytes).path()).unwrap()
}

/// Parts that are there in both and differ, and parts that only the marked workbook has.
fn touched(marked: &Marked) -> (BTreeSet<String>, BTreeSet<String>) {
    let (old, new) = (raw(&marked.original), raw(&marked.bytes));
    let missing: Vec<_> = old.keys().filter(|name| !new.contains_key(*name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
    let differ = |name: &&String| new[*name] != old[*name];
    (
        old.keys().filter(differ).cloned().collect(),
        new.keys()
            .filter(|name| !old.contains_key(*name))
            .cloned()
            .collect(),
    )
}

/// The sheets of the old workbook are in the new one, behind or before the index, and hold what they held.
pub(crate) fn same_sheets(marked: &Marked, before: usize) {
    let (old, new) = (reopened(&marked.original), reopened(&marked.bytes));
    assert_eq!(new.sheets.len(), old.sheets.len() + 1);
    assert_eq!(new.names, old.names);
    for (number, sheet) in old.sheets.iter().enumerate() {
        let again = &new.sheets[number + before];
        assert_eq!(
            (&again.name, again.visibility),
            (&sheet.name, sheet.visibility)
        );
        assert_eq!(
            cells(&new, number + before),
            cells(&old, number),
            "{}",
            sheet.name
        );
        let (a, b) = (&again.facts, &sheet.facts);
        assert_eq!(a.merges, b.merges);
        assert_eq!(
            (a.formulas, &a.formula_cells),
            (b.formulas, &b.formula_cells)
        );
        assert_eq!(a.objects, b.objects);
        assert_eq!(a.lists, b.lists);
        assert_eq!(a.filter, b.filter);
        assert_eq!(
            (&a.hidden_rows, &a.hidden_columns),
            (&b.hidden_rows, &b.hidden_columns)
        );
        assert_eq!(formats(&a.formats), formats(&b.formats));
        let filled = |look: &Look| matches!(look, Look::Filled(_));
        let others = |looks: &[(Look, Range)]| {
            let rest = looks.iter().filter(|(look, _)| !filled(look));
            rest.copied().collect::<Vec<_>>()
        };
        assert_eq!(others(&a.looks), others(&b.looks));
        for note in &b.comments {
            let kept = a.comments.iter().find(|it| it.cell == note.cell).unwrap();
            assert!(
                kept.text.starts_with(&note.text),
                "{}: {}",
                note.text,
                kept.text
            );
        }
    }
}

/// Cells by column and number format, whatever else the style says.
fn formats(list: &[(u32, String, u64)]) -> BTreeMap<(u32, &str), u64> {
    let mut sums = BTreeMap::new();
    for (column, code, count) in list {
        *sums.entry((*column, code.as_str())).or_default() += count;
    }
    sums
}

/// Every finding on a cell has its note there and a fill where there is a value; the index leads to it.
pub(crate) fn marks_stand(marked: &Marked, index: usize) {
    let workbook = reopened(&marked.bytes);
    let listed = cells(&workbook, index).join("\n");
    for finding in &marked.report.findings {
        let (th, en) = (&finding.message.th, &finding.message.en);
        let says = |text: &str| text.contains(th.as_str()) || text.contains(en.as_str());
        assert!(says(&listed), "{en} is not in the index");
        let (Some(name), Some(range)) = (&finding.location.sheet, finding.location.range) else {
            continue;
        };
        let sheet = workbook.sheets.iter().find(|it| it.name == *name).unwrap();
        let at = sheet
            .facts
            .merge_at(range.first)
            .map_or(range.first, |merge| merge.first);
        let note = sheet.facts.comments.iter().find(|it| it.cell == at);
        let note = note.unwrap_or_else(|| panic!("no note on {name}!{at}"));
        assert!(
            says(&note.text) || note.text.contains("more"),
            "{}",
            note.text
        );
        assert!(note.text.contains(finding.rule) || note.text.contains("more"));
        for range in finding.faulty() {
            let valued = !sheet
                .cell(range.first)
                .value()
                .to_text(&workbook.strings)
                .is_empty();
            let filled = sheet.facts.looks.iter().any(|(look, place)| {
                matches!(look, Look::Filled(_)) && place.contains(range.first)
            });
            assert!(filled || !valued, "{name}!{range} is not coloured");
        }
    }
}

/// Targets of the index's links.
fn links(xml: &str) -> Vec<(String, Range)> {
    let found = xml.split("<hyperlink ").skip(1).map(|it| {
        let at = it.find("location=\"").unwrap() + 10;
        let text = &it[at..at + it[at..].find('"').unwrap()];
        let (sheet, range) = text.rsplit_once('!').unwrap();
        let sheet = sheet.trim_matches('\'').replace("''", "'");
        (sheet.replace("&amp;", "&"), range.parse().unwrap())
    });
    found.collect()
}

#[test]
fn a_rich_workbook_comes_back_whole_with_its_faults_marked() {
    for language in [Language::Thai, Language::English] {
        let marked = mark(rich(), ".xlsx", language);
        assert!(
            marked.report.findings.len() >= 6,
            "{}",
            marked.report.findings.len()
        );
        same_sheets(&marked, 1);
        marks_stand(&marked, 0);
        let (changed, added) = touched(&marked);
        let changed: Vec<_> = changed.iter().map(String::as_str).collect();
        let expected = [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/comments1.xml",
            "xl/drawings/vmlDrawing1.vml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/_rels/sheet3.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
            "xl/worksheets/sheet3.xml",
        ];
        let unexpected: Vec<_> = changed.iter().filter(|it| !expected.contains(it)).collect();
        assert!(unexpected.is_empty(), "{unexpected:?}");
        assert!(added.contains("xl/worksheets/sheetpress1.xml"), "{added:?}");
    }
}

#[test]
fn what_counts_sheets_counts_the_index_too() {
    let marked = mark(rich(), ".xlsx", Language::English);
    let (old, new) = (
        part(&marked.original, "xl/workbook.xml"),
        part(&marked.bytes, "xl/workbook.xml"),
    );
    let local = |xml: &str| -> Vec<u32> {
        let found = xml.split("localSheetId=\"").skip(1);
        found
            .map(|it| it[..it.find('"').unwrap()].parse().unwrap())
            .collect()
    };
    assert_eq!(local(&old), [0, 1]);
    assert_eq!(local(&new), [1, 2]);
    assert!(
        old.contains("activeTab=\"1\"") && new.contains("activeTab=\"0\""),
        "{new}"
    );
    // Two selected tabs would be edited together.
    for (sheet, selected) in [("sheet1", false), ("sheet2", false), ("sheetpress1", true)] {
        let xml = part(&marked.bytes, &format!("xl/worksheets/{sheet}.xml"));
        assert_eq!(xml.contains("tabSelected=\"1\""), selected, "{sheet}");
    }
    let one = part(&marked.bytes, "xl/worksheets/sheet1.xml");
    assert!(one.contains("<sheetProtection"));
}

#[test]
fn links_of_the_index_lead_to_cells_that_exist() {
    let marked = mark(rich(), ".xlsx", Language::English);
    let workbook = reopened(&marked.bytes);
    let links = links(&part(&marked.bytes, "xl/worksheets/sheetpress1.xml"));
    let located = marked
        .report
        .findings
        .iter()
        .filter_map(|finding| Some((finding.location.sheet.clone()?, finding.location.range?)));
    assert_eq!(links, located.collect::<Vec<_>>());
    assert!(
        links
            .iter()
            .all(|(name, _)| workbook.sheets.iter().any(|it| it.name == *name))
    );
}

#[test]
fn calamine_sees_the_same_values() {
    use calamine::{Reader, Xlsx};
    let marked = mark(rich(), ".xlsx", Language::Thai);
    let mut old: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&marked.original)).unwrap();
    let mut new: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(&marked.bytes)).unwrap();
    assert_eq!(new.sheet_names()[1..], old.sheet_names());
    for name in old.sheet_names() {
        let (a, b) = (
            old.worksheet_range(&name).unwrap(),
            new.worksheet_range(&name).unwrap(),
        );
        let cells = |range: &calamine::Range<calamine::Data>| {
            let used = range.used_cells();
            used.map(|(row, column, value)| (row, column, value.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(cells(&a), cells(&b), "{name}");
        assert_eq!(
            old.worksheet_formula(&name).unwrap(),
            new.worksheet_formula(&name).unwrap()
        );
    }
}

#[test]
fn a_marked_workbook_can_be_marked_again() {
    let once = mark(rich(), ".xlsx", Language::Thai);
    let twice = mark(once.bytes.clone(), ".xlsx", Language::Thai);
    same_sheets(&twice, 1);
    let workbook = reopened(&twice.bytes);
    let names: Vec<_> = workbook
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_str())
        .collect();
    assert_eq!(names[..2], ["sheetpress 2", "sheetpress"]);
    assert!(render::is_annotated(&once.bytes) && !render::is_annotated(&once.original));
    // The same report on the same bytes gives the same bytes.
    let again = render::annotate(&once.original, &once.report, Language::Thai).unwrap();
    assert_eq!(again, once.bytes);
}

#[test]
fn a_note_that_was_there_keeps_its_words_and_its_author() {
    let marked = mark(rich(), ".xlsx", Language::English);
    let workbook = reopened(&marked.bytes);
    let sheet = &workbook.sheets[1];
    let at = |cell: &str| {
        let cell: CellRef = cell.parse().unwrap();
        let note = sheet.facts.comments.iter().find(|it| it.cell == cell);
        note.map(|it| it.text.clone()).unwrap_or_default()
    };
    assert!(
        at("B8").contains("ตรวจแล้ว") && at("B8").contains("thai-digits"),
        "{}",
        at("B8")
    );
    let untouched = at("C21");
    assert!(untouched.ends_with("ไม่เกี่ยว"), "{untouched}");
    let xml = part(&marked.bytes, "xl/comments1.xml");
    assert!(xml.contains("<author>สมชาย</author>") && xml.contains("<author>sheetpress</author>"));
}

#[test]
fn the_datasets_of_the_project_come_back_whole() {
    for name in [
        "budget-disbursement",
        "cybersecurity-action-plan",
        "health-media-channels",
    ] {
        let path = Path::new("datasets")
            .join(name)
            .join(format!("{name}.xlsx"));
        let marked = mark(std::fs::read(path).unwrap(), ".xlsx", Language::Thai);
        same_sheets(&marked, 1);
        marks_stand(&marked, 0);
    }
}
