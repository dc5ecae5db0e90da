//! `Workbook` and `Layout`s → findings; also a tidied `Table` against its schema, and a dataset against its profile.
//!
//! Rules are pure functions. What they may see is in `view.rs`; how they report is in `sink.rs`.

mod across;
mod amounts;
mod areas;
mod columns;
pub mod distinct;
mod hidden;
mod judge;
mod looks;
mod names;
mod pairs;
mod personal;
mod persons;
pub mod profiles;
mod repeats;
pub mod rule;
pub mod rules;
mod several;
pub mod sink;
mod texts;
pub mod view;

use std::cell::OnceCell;

use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::layout::Layout;
use crate::model::refusal::Refusal;
use crate::model::report::{CRITERIA, Criterion, Report, Verdict};
use crate::model::workbook::{Sheet, Visibility, Workbook};

use distinct::Distinct;
pub use judge::{Judge, Levels};
use rule::{Check, Rule};
use rules::RULES;
use sink::Sink;
use view::{Beside, ColumnView, DataView, DatasetView, SheetView, TableView, WorkbookView};

/// Runs every rule about a workbook as it was received, on the sheets that a reader sees.
pub fn workbook(workbook: &Workbook, layouts: &[Layout]) -> Vec<Diagnostic> {
    let mut found = file(workbook, layouts);
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        if sheet.visibility == Visibility::Visible {
            self::sheet(workbook, number, layouts, &mut found);
        }
    }
    found
}

/// Runs every rule about a file that could not be read.
pub fn refused(refusal: &Refusal) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        if let Check::Container(check) = rule.check {
            check(
                refusal,
                &mut Sink::for_file(rule, &refusal.path, &mut found),
            );
        }
    }
    found
}

/// Runs every rule about a file as a whole.
pub fn file(workbook: &Workbook, layouts: &[Layout]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let view = WorkbookView { workbook, layouts };
    for rule in RULES {
        if let Check::Workbook(check) = rule.check {
            check(&view, &mut Sink::for_file(rule, &workbook.path, &mut found));
        }
    }
    found
}

/// Runs every rule about one sheet.
pub fn sheet(workbook: &Workbook, number: usize, layouts: &[Layout], found: &mut Vec<Diagnostic>) {
    let Some(sheet) = workbook.sheets.get(number) else {
        return;
    };
    let layouts: Vec<&Layout> = layouts
        .iter()
        .filter(|layout| layout.sheet == number)
        .collect();
    let from = found.len();
    let columns: Vec<Columns<'_>> = layouts.iter().copied().map(Columns::of).collect();
    for rule in RULES {
        let mut sink = Sink::new(rule, workbook, sheet, found);
        match rule.check {
            Check::Sheet(check) => check(
                &SheetView {
                    workbook,
                    sheet,
                    layouts: &layouts,
                },
                &mut sink,
            ),
            Check::Table(check) => {
                for layout in &layouts {
                    check(
                        &TableView {
                            workbook,
                            sheet,
                            layout,
                        },
                        &mut sink,
                    );
                }
            }
            Check::Column(check) => {
                for columns in &columns {
                    columns.each(workbook, sheet, |view| check(view, &mut sink));
                }
            }
            Check::Container(_) | Check::Workbook(_) | Check::Data(_) | Check::Dataset(_) => {}
        }
    }
    found[from..].sort_by_key(|finding| finding.location.cell());
}

/// Runs every rule about columns on one known layout.
pub fn columns(workbook: &Workbook, layout: &Layout) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(sheet) = workbook.sheets.get(layout.sheet) else {
        return found;
    };
    let columns = Columns::of(layout);
    for rule in RULES {
        if let Check::Column(check) = rule.check {
            let mut sink = Sink::new(rule, workbook, sheet, &mut found);
            columns.each(workbook, sheet, |view| check(view, &mut sink));
        }
    }
    found
}

/// The columns of a table with what several rules ask of them.
struct Columns<'a> {
    layout: &'a Layout,
    records: Vec<(u32, u32)>,
    distinct: Vec<OnceCell<Option<Distinct>>>,
    beside: Beside,
}

impl<'a> Columns<'a> {
    fn of(layout: &'a Layout) -> Self {
        Self {
            layout,
            records: layout.records(),
            distinct: layout.fields.iter().map(|_| OnceCell::new()).collect(),
            beside: Beside::default(),
        }
    }

    fn each(&self, workbook: &Workbook, sheet: &Sheet, mut check: impl FnMut(&ColumnView<'_>)) {
        for (field, distinct) in self.layout.fields.iter().zip(&self.distinct) {
            check(&ColumnView {
                workbook,
                sheet,
                layout: self.layout,
                records: &self.records,
                field,
                beside: &self.beside,
                distinct,
            });
        }
    }
}

/// Runs every rule about a tidied table and its schema. Places are cells of the publisher's file.
pub fn data(view: &DataView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        if let Check::Data(check) = rule.check {
            check(view, &mut Sink::for_table(rule, view, &mut found));
        }
    }
    found
}

/// Runs every rule about a dataset's descriptor and dictionaries.
pub fn dataset(view: &DatasetView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES {
        if let Check::Dataset(check) = rule.check {
            check(view, &mut Sink::for_file(rule, &view.file, &mut found));
        }
    }
    found
}

/// The rule of a name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

/// How the six criteria come out: one fails if a rule that decides it has a finding of an error's severity.
pub fn criteria(findings: &[Diagnostic]) -> Vec<Criterion> {
    let decides = |finding: &Diagnostic, id: char| {
        rule(finding.rule).and_then(|rule| rule.criterion) == Some(id)
    };
    CRITERIA
        .iter()
        .map(|(id, _)| {
            let mine: Vec<&Diagnostic> = findings
                .iter()
                .filter(|finding| decides(finding, *id))
                .collect();
            Criterion {
                id: *id,
                pass: mine
                    .iter()
                    .all(|finding| finding.severity < Severity::Error),
                findings: mine.iter().map(|finding| finding.count.max(1)).sum(),
            }
        })
        .collect()
}

/// The verdict at a failing level. Incomplete only where nothing fails: a fault that was found is certain.
pub fn verdict(report: &Report, fail_on: Severity) -> Verdict {
    if report
        .findings
        .iter()
        .any(|finding| finding.severity >= fail_on)
    {
        return Verdict::Fail;
    }
    if report.not_checked.iter().any(|not| not.decides) {
        Verdict::Incomplete
    } else {
        Verdict::Pass
    }
}
