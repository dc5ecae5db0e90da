//! Which findings about a workbook as received its plan settles.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::{self, Part};
use crate::model::address::{CellRef, Letters, Range};
use crate::model::change::Account;
use crate::model::diagnostic::Diagnostic;
use crate::model::layout::Layout;
use crate::model::workbook::Workbook;
use crate::validate;

/// What settles a finding: the step of the plan that claims its rule and was applied to its columns, in every table that it
/// is about; `the plan` where each table goes out on its own or under the others.
pub(super) fn settled_by(
    parts: &[&Part<'_>],
    finding: &Diagnostic,
    workbook: &Workbook,
    layouts: &[Layout],
) -> Option<&'static str> {
    if matches!(
        finding.rule,
        "several-tables-in-sheet" | "several-data-sheets"
    ) {
        let taken = |layout: &Layout| {
            parts.iter().any(|part| {
                part.expects.is_some()
                    && part.layout.sheet == layout.sheet
                    && part.layout.range == layout.range
            })
        };
        let on = |layout: &&Layout| {
            finding.rule == "several-data-sheets" || is_on(finding, workbook, layout.sheet)
        };
        return layouts.iter().filter(on).all(taken).then_some("the plan");
    }
    let on_sheet: Vec<&Part<'_>> = parts
        .iter()
        .copied()
        .filter(|part| {
            finding.location.sheet.is_none() || is_on(finding, workbook, part.layout.sheet)
        })
        .collect();
    if let [part] = on_sheet.as_slice() {
        return by_steps(part, finding);
    }
    let places = finding.location.range.iter().chain(&finding.evidence);
    let mut by = None;
    for place in places {
        let mut touched = on_sheet
            .iter()
            .filter(|part| touches(&part.layout, place))
            .peekable();
        touched.peek()?;
        for part in touched {
            by = Some(by_steps(part, finding)?);
        }
    }
    by
}

fn is_on(finding: &Diagnostic, workbook: &Workbook, sheet: usize) -> bool {
    let name = workbook.sheets.get(sheet).map(|sheet| &sheet.name);
    finding.location.sheet.as_ref() == name
}

/// Whether a place lies in a table or in the text that belongs to it.
fn touches(layout: &Layout, place: &Range) -> bool {
    let around = layout
        .titles
        .iter()
        .chain(&layout.notes)
        .chain(&layout.beside);
    let mut around = around.map(|cell: &CellRef| Range::from(*cell));
    layout.range.meets(place) || around.any(|cell| cell.meets(place))
}

fn by_steps(part: &Part<'_>, finding: &Diagnostic) -> Option<&'static str> {
    // Rules about columns are asked again on the tidied table; a claim that does not hold comes back from there.
    let asked_again = validate::rule(finding.rule)
        .is_some_and(|rule| matches!(rule.check, validate::rule::Check::Column(_)));
    // Only sums that a word calls a total are taken out; the others stay, and so does what is said of them.
    if finding.rule == "total-row" && finding.confidence < 1.0 {
        return None;
    }
    let places = finding
        .location
        .range
        .into_iter()
        .chain(finding.evidence.iter().copied());
    let columns: Vec<u32> = places
        .flat_map(|range| range.first.column..=range.last.column)
        .collect();
    clean::settles(part.steps.iter().chain(part.then), finding.rule, |named| {
        if asked_again {
            return true;
        }
        // Columns that were made by earlier steps have names of their own; the second look is at them.
        let known = |name: &&str| {
            part.layout
                .fields
                .iter()
                .find(|field| field.label == **name || Letters(field.column).to_string() == **name)
        };
        let fields: Vec<u32> = named
            .iter()
            .filter_map(known)
            .map(|field| field.column)
            .collect();
        fields.len() < named.len() || columns.iter().all(|column| fields.contains(column))
    })
}

/// The columns and rows of sheets that a plan takes out, each with the step that does: what was found in them alone is settled.
#[derive(Debug, Default)]
pub(super) struct Left {
    columns: BTreeMap<(String, u32), &'static str>,
    rows: BTreeMap<(String, u32), &'static str>,
    /// Sheets of which several tables are made: a column may leave one and stay in another.
    shared: BTreeSet<String>,
    seen: BTreeSet<String>,
}

impl Left {
    /// Adds what a resource's plan took out.
    pub(super) fn add(&mut self, parts: &[Part<'_>], account: &Account) {
        for sheet in &account.sheets {
            if parts.len() > account.sheets.len() || !self.seen.insert(sheet.clone()) {
                self.shared.insert(sheet.clone());
            }
        }
        for left in &account.left_out {
            let Some(sheet) = account.sheets.get(left.sheet as usize) else {
                continue;
            };
            let of_rows = ["row", "total", "group", "repeated-header", "print-artefact"];
            if left.what == "column" {
                let column = (sheet.clone(), left.range.first.column);
                self.columns.entry(column).or_insert(left.step);
            } else if of_rows.contains(&left.what) {
                for row in left.range.first.row..=left.range.last.row {
                    self.rows.entry((sheet.clone(), row)).or_insert(left.step);
                }
            }
        }
    }

    /// The step that took every place of a finding out of the table.
    pub(super) fn settles(
        &self,
        finding: &Diagnostic,
        workbook: &Workbook,
    ) -> Option<&'static str> {
        let asked = validate::rule(finding.rule)?;
        // A column that leaves is hidden no more, and nobody reads what it says; a total that leaves is still to be right.
        if finding.rule == "total-mismatch"
            || asked.criterion == Some('f') && finding.location.range.is_none()
        {
            return None;
        }
        let sheet = finding.location.sheet.clone().or_else(|| {
            let first = workbook.sheets.first();
            first.map(|sheet| sheet.name.clone())
        })?;
        if self.shared.contains(&sheet) {
            return None;
        }
        let mut by = None;
        for place in finding.location.range.iter().chain(&finding.evidence) {
            by = Some(self.of(&sheet, place)?);
        }
        by
    }

    /// Whether a finding lies in columns that left.
    pub(super) fn has(&self, finding: &Diagnostic, workbook: &Workbook) -> bool {
        self.settles(finding, workbook)
            .is_some_and(|step| self.columns.values().any(|of_column| *of_column == step))
    }

    fn of(&self, sheet: &str, place: &Range) -> Option<&'static str> {
        let every = |numbers: std::ops::RangeInclusive<u32>,
                     left: &BTreeMap<(String, u32), &'static str>| {
            let mut by = None;
            for number in numbers {
                by = Some(*left.get(&(sheet.to_owned(), number))?);
            }
            by
        };
        let columns = place.first.column..=place.last.column;
        // A place of very many columns is the whole sheet's.
        let columns = (place.width() < 1000)
            .then(|| every(columns, &self.columns))
            .flatten();
        columns.or_else(|| {
            let few = place.height() < 100_000;
            few.then(|| every(place.first.row..=place.last.row, &self.rows))
                .flatten()
        })
    }
}
