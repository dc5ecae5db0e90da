//! Where tables lie on sheets as yearbooks print them: header rows, last body row, and the tables themselves.

mod habits;
mod words;
mod yearbook;

use sheetpress::model::layout::Layout;
use sheetpress::{detect, read};
use tempfile::TempDir;

use crate::harness::book::Book;
use crate::harness::dice::Dice;
use yearbook::Truth;

/// Sheets that are looked at.
const SHEETS: u64 = 600;

#[derive(Debug, Default)]
struct Score {
    tables: u32,
    found: u32,
    header: u32,
    last: u32,
}

impl Score {
    fn share(part: u32, whole: u32) -> f64 {
        f64::from(part) / f64::from(whole.max(1))
    }
}

/// The layout that covers the most of a table, if it is about that table alone.
fn of<'a>(layouts: &'a [Layout], truth: &Truth) -> Option<&'a Layout> {
    layouts.iter().find(|layout| {
        let range = &layout.range;
        let columns = (range.first.column, range.last.column);
        columns == truth.columns
            && range.first.row <= truth.last
            && range.last.row >= truth.header.0
    })
}

#[test]
fn tables_of_yearbooks_are_found_row_by_row() {
    let folder = TempDir::new().unwrap();
    let mut score = Score::default();
    let mut notes = Vec::new();
    for seed in 0..SHEETS {
        let (tab, truths) = yearbook::sheet(&mut Dice::new(seed));
        let book = Book {
            tabs: vec![tab],
            file: format!("{seed}.xlsx"),
            more: Vec::new(),
            patches: Vec::new(),
        };
        let path = book.write(folder.path());
        let workbook = read::open(&path, &read::Options::default()).unwrap();
        let layouts = detect::tables(&workbook);
        for truth in &truths {
            score.tables += 1;
            let one_each = layouts.len() == truths.len();
            let Some(layout) = of(&layouts, truth).filter(|_| one_each) else {
                let ranges: Vec<String> = layouts.iter().map(|it| it.range.to_string()).collect();
                notes.push(format!(
                    "{seed}: {truth:?} is not among {}",
                    ranges.join(", ")
                ));
                continue;
            };
            score.found += 1;
            let header = layout.header.map(|it| (it.first.row, it.last.row));
            let last = layout.body.map(|(_, last)| last);
            score.header += u32::from(header == Some(truth.header));
            score.last += u32::from(last == Some(truth.last));
            if header != Some(truth.header) || last != Some(truth.last) {
                notes.push(format!(
                    "{seed}: {truth:?}, found header {header:?}, last {last:?}"
                ));
            }
        }
        if std::env::var_os("KEEP_LAYOUTS").is_none() {
            std::fs::remove_file(path).unwrap();
        }
    }
    let found = Score::share(score.found, score.tables);
    let header = Score::share(score.header, score.tables);
    let last = Score::share(score.last, score.tables);
    let table = format!(
        "| tables | found | header rows exact | last body row exact |\n|---|---|---|---|\n| {} | {:.1} % | {:.1} % | {:.1} % |\n",
        score.tables,
        100.0 * found,
        100.0 * header,
        100.0 * last
    );
    println!("{table}");
    if let Some(to) = std::env::var_os("KEEP_LAYOUTS") {
        std::process::Command::new("cp")
            .arg("-r")
            .arg(folder.path())
            .arg(to)
            .status()
            .unwrap();
    }
    let worst = notes
        .iter()
        .take(40)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        found >= 0.95 && header >= 0.97 && last >= 0.98,
        "found {found:.3}, header {header:.3}, last {last:.3}\n{worst}"
    );
    crate::measured::keep("layouts", &table);
}
