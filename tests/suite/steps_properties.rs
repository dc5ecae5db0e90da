use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sheetpress::clean::step::Scene;
use sheetpress::clean::{self, Part, draft, step_of};
use sheetpress::detect;
use sheetpress::model::address::{CellRef, Letters, Range};
use sheetpress::model::change::Account;
use sheetpress::model::grammar::digits;
use sheetpress::model::layout::{FieldLayout, Layout};
use sheetpress::model::plan::StepCall;
use sheetpress::model::table::Table;
use sheetpress::model::workbook::Workbook;
use sheetpress::validate::rule::Check;
use sheetpress::{read, validate};
use tempfile::TempDir;

use crate::harness::book::Book;
use crate::harness::defects::{Defect, all};
use crate::harness::dice::Dice;
use crate::harness::tidy;
use crate::steps::{as_sheet, not_undone, untraced};

/// Tables that are tried for a fault until one can carry it.
const TRIES: u64 = 600;

/// Steps that write texts anew and leave rows and columns where they are: a second run finds nothing to do.
const OF_TEXTS: [&str; 14] = [
    "fill-down",
    "canonical-text",
    "thai-digits",
    "strip-units",
    "thousands-separators",
    "drop-note-marks",
    "accounting-negatives",
    "multiplier-words",
    "text-to-number",
    "dates-to-iso",
    "words-to-missing",
    "booleans",
    "pad-codes",
    "standard-names",
];

/// Steps that write a number another way.
const OF_NUMBERS: [&str; 7] = [
    "canonical-text",
    "thai-digits",
    "strip-units",
    "thousands-separators",
    "drop-note-marks",
    "accounting-negatives",
    "text-to-number",
];

/// Steps that add zeros: behind a number, before a code.
const OF_ZEROS: [&str; 2] = ["multiplier-words", "pad-codes"];

/// A claim that holds for the words that a call names, and for no others of their column.
const IN_PART: (&str, &str) = ("words-to-missing", "mixed-types");

/// A workbook, its first table, and the plan that the steps propose for it, as if a person had looked at every call.
pub(crate) struct Drafted {
    pub(crate) workbook: Workbook,
    pub(crate) layout: Layout,
    pub(crate) calls: Vec<StepCall>,
    /// Steps that were proposed and refused to work.
    pub(crate) refused: Vec<String>,
}

/// Reads a workbook that was just written, and takes it away again.
pub(crate) fn written(book: &Book, folder: &Path) -> Workbook {
    let path = book.write(folder);
    let workbook = read::open(&path, &read::Options::default()).unwrap();
    std::fs::remove_file(path).unwrap();
    workbook
}

/// `None` where the first sheet has no table with records.
pub(crate) fn drafted(book: &Book, folder: &Path) -> Option<Drafted> {
    let mut workbook = written(book, folder);
    let layout = detect::sheet_tables(&workbook, 0).into_iter().next()?;
    if layout.record_count() == 0 {
        return None;
    }
    let layouts = std::slice::from_ref(&layout);
    let mut findings = Vec::new();
    validate::sheet(&workbook, 0, layouts, &mut findings);
    let scene = Scene {
        workbook: &workbook,
        layout: &layout,
        findings: &findings,
    };
    let calls = draft::proposed(&[scene]);
    let tried = draft::tried(&mut workbook, layouts, calls).unwrap();
    let mut calls = tried.calls;
    for call in &mut calls {
        call.parameters.remove("review");
    }
    let refused = tried.refused.into_iter().map(|it| it.call.step);
    Some(Drafted {
        workbook,
        layout,
        calls,
        refused: refused.collect(),
    })
}

/// A random table with these faults; `None` where no table can carry them all.
fn faulty(faults: &[&Defect], first: u64, tries: u64) -> Option<Book> {
    (first..first + tries).find_map(|seed| {
        let mut dice = Dice::new(seed);
        let mut book = tidy::tidy(&mut dice);
        let mut faults = faults.iter();
        let all = faults.all(|fault| (fault.put)(&mut book, &mut dice).is_some());
        all.then_some(book)
    })
}

/// Every value with where it comes from, line by line, the names of the columns first. Two tables that tell the same are the
/// same.
pub(crate) fn told(table: &Table) -> Vec<String> {
    let names = table.columns.iter();
    let names = names.map(|column| format!("{} = {}", column.name, column.label));
    let mut lines = vec![names.collect::<Vec<_>>().join(" | ")];
    for row in table.row_numbers() {
        let values = table.columns.iter().map(|column| {
            let (value, origin) = (column.cells.get(row).value(), column.origin(row));
            let (kind, text) = (value.kind(), value.to_text(&table.strings));
            let sheet = table.sheet_of(origin);
            format!("{kind} {text} of {sheet}!{} {}", origin.cell, origin.piece)
        });
        lines.push(values.collect::<Vec<_>>().join(" | "));
    }
    lines
}

fn tidied(
    workbook: &mut Workbook,
    layout: &Layout,
    calls: &[StepCall],
) -> Result<(Table, Account), clean::Error> {
    let part = Part {
        layout: layout.clone(),
        expects: None,
        steps: calls,
        then: &[],
    };
    clean::tidy(workbook, &[part], false)
}

/// What does not hold of a drafted plan, in words. Counts the values that steps wrote another way.
fn broken(drafted: &mut Drafted, rewritten: &mut u64) -> Vec<String> {
    let Drafted {
        workbook,
        layout,
        calls,
        ..
    } = drafted;
    let (table, account) = match tidied(workbook, layout, calls) {
        Ok(made) => made,
        Err(error) => return vec![format!("a plan that was tried fails: {error}")],
    };
    let again = tidied(workbook, layout, calls).unwrap();
    let of_texts = calls.iter();
    let of_texts = of_texts.filter(|call| OF_TEXTS.contains(&call.step.as_str()));
    let twice: Vec<StepCall> = calls.iter().chain(of_texts).cloned().collect();
    let twice = tidied(workbook, layout, &twice);
    let sheet = &workbook.sheets[0];
    let received = |_: &str, cell: CellRef| sheet.cell(cell).value().to_text(&workbook.strings);
    let mut faults = Vec::new();
    faults.extend(untraced(&table, &account, &received));
    faults.extend(not_undone(&table, &account, &received));
    for cell in lost(layout, &table, &account, &received) {
        let text = received("", cell);
        faults.push(format!("{cell}: \"{text}\" stands nowhere any more"));
    }
    faults.extend(other_digits(&table, &account, &received, rewritten));
    faults.extend(still_found(&table, calls));
    if (told(&again.0), &again.1) != (told(&table), &account) {
        faults.push("a second run gives another table or account".to_owned());
    }
    match twice {
        Ok((same, made)) if told(&same) == told(&table) && made == account => {}
        Ok(_) => faults.push("the steps on texts, once more, change something".to_owned()),
        Err(error) => faults.push(format!("the steps on texts, once more, fail: {error}")),
    }
    faults
}

/// Cells of the table, of its titles and notes that stand nowhere: not in a row, not in a name, not in the account.
fn lost(
    layout: &Layout,
    table: &Table,
    account: &Account,
    received: &dyn Fn(&str, CellRef) -> String,
) -> Vec<CellRef> {
    let changes = account.changes.iter();
    let mut kept: BTreeSet<CellRef> = changes.map(|change| change.at.cell).collect();
    for row in table.row_numbers() {
        let valued = table.columns.iter();
        let valued = valued.filter(|column| !column.cells.get(row).is_empty());
        kept.extend(valued.map(|column| column.origin(row).cell));
    }
    let labels = table.columns.iter();
    let names: BTreeSet<&str> = labels
        .flat_map(|column| column.label.split(" / "))
        .collect();
    let is_lost = |cell: &CellRef| {
        let text = received("", *cell);
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut left_out = account.left_out.iter();
        !text.is_empty()
            && !kept.contains(cell)
            && !names.contains(line.as_str())
            && !left_out.any(|left| left.range.contains(*cell))
    };
    let range = layout.range;
    let inside = (range.first.row..=range.last.row).flat_map(|row| {
        let columns = range.first.column..=range.last.column;
        columns.map(move |column| CellRef::new(row, column))
    });
    let around = layout.titles.iter().chain(&layout.notes);
    let around = around.chain(&layout.beside).copied();
    inside.chain(around).filter(is_lost).collect()
}

/// Numbers that steps wrote another way, and with other digits.
fn other_digits(
    table: &Table,
    account: &Account,
    received: &dyn Fn(&str, CellRef) -> String,
    rewritten: &mut u64,
) -> Vec<String> {
    let mut steps: BTreeMap<CellRef, Vec<&str>> = BTreeMap::new();
    for change in &account.changes {
        steps.entry(change.at.cell).or_default().push(change.step);
    }
    let mut faults = Vec::new();
    for row in table.row_numbers() {
        for column in &table.columns {
            let origin = column.origin(row);
            let by = steps.get(&origin.cell).map_or(&[][..], Vec::as_slice);
            let known = |step: &&str| OF_NUMBERS.contains(step) || OF_ZEROS.contains(step);
            if by.is_empty() || origin.piece != 0 || !by.iter().all(known) {
                continue;
            }
            let zeros = by.iter().any(|step| OF_ZEROS.contains(step));
            let before = received("", origin.cell);
            let after = column.cells.get(row).value().to_text(&table.strings);
            *rewritten += 1;
            if digits_of(&before, zeros) != digits_of(&after, zeros) {
                let cell = origin.cell;
                faults.push(format!("{cell}: \"{before}\" became \"{after}\" by {by:?}"));
            }
        }
    }
    faults
}

/// The digits of a text; without the zeros at both ends where steps add such.
fn digits_of(text: &str, zeros: bool) -> String {
    let digits = digits::to_ascii(text);
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    if zeros {
        digits.trim_matches('0').to_owned()
    } else {
        digits
    }
}

/// Rules that a step claims and that speak of what it was applied to.
fn still_found(table: &Table, calls: &[StepCall]) -> Vec<String> {
    let workbook = as_sheet(table);
    let claims = |call: &&StepCall, rule: &'static str| {
        let step = step_of(&call.step).unwrap();
        step.settles.contains(&rule) && (step.name, rule) != IN_PART
    };
    let mut faults = Vec::new();
    for finding in validate::columns(&workbook, &second_look(&workbook, table)) {
        let range = finding.location.range.unwrap();
        let number = range.first.column;
        let mut calls = calls.iter();
        let by = calls.find(|it| claims(it, finding.rule) && is_applied(table, it, number));
        faults.extend(by.map(|call| format!("{finding}, in spite of {}", call.step)));
    }
    let found = detect::tables(&workbook);
    for finding in validate::workbook(&workbook, &found) {
        let rule = validate::rule(finding.rule).unwrap();
        if !matches!(rule.check, Check::Column(_)) {
            let by = calls.iter().find(|it| claims(it, finding.rule));
            faults.extend(by.map(|call| format!("{finding}, in spite of {}", call.step)));
        }
    }
    faults
}

/// A tidied table's layout, known and not found: header in the first row.
fn second_look(workbook: &Workbook, table: &Table) -> Layout {
    let right = u32::try_from(table.columns.len() - 1).unwrap();
    let last = u32::try_from(table.len()).unwrap();
    let fields = (0u32..).zip(&table.columns);
    let fields = fields.map(|(number, column)| FieldLayout {
        column: number,
        label: column.label.clone(),
        ..FieldLayout::default()
    });
    let mut layout = Layout {
        range: Range::of((0, last), (0, right)),
        header: Some(Range::of((0, 0), (0, right))),
        body: Some((1, last)),
        fields: fields.collect(),
        ..Layout::default()
    };
    detect::profile(workbook, &mut layout);
    layout
}

/// Whether a call names a column of the tidied table, or none at all.
fn is_applied(table: &Table, call: &StepCall, number: u32) -> bool {
    let mut named = call.texts("columns");
    named.extend(call.text("column"));
    named.extend(call.map("columns").into_iter().map(|(column, _)| column));
    let column = &table.columns[usize::try_from(number).unwrap()];
    let letters = column.sources.first().map(|it| Letters(*it).to_string());
    let is_meant = |name: &&str| {
        *name == column.name || *name == column.label || Some(*name) == letters.as_deref()
    };
    named.is_empty() || named.iter().any(is_meant)
}

#[test]
fn what_steps_propose_for_every_fault_keeps_what_tidying_promises() {
    let folder = TempDir::new().unwrap();
    let (mut faults, mut without, mut unfit) = (Vec::new(), Vec::new(), Vec::new());
    let mut steps: BTreeSet<String> = BTreeSet::new();
    let mut rewritten = 0;
    for (number, defect) in (0u64..).zip(all()) {
        let book = faulty(&[defect], number * 1000, TRIES);
        let Some(mut drafted) = book.and_then(|book| drafted(&book, folder.path())) else {
            unfit.push(defect.name);
            continue;
        };
        if drafted.calls.is_empty() {
            without.push(defect.name);
        }
        steps.extend(drafted.calls.iter().map(|call| call.step.clone()));
        for fault in broken(&mut drafted, &mut rewritten) {
            faults.push(format!("{}: {fault}", defect.name));
        }
    }
    let list = without.join(", ");
    println!("no table: {}\nno step proposed: {list}", unfit.join(", "));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(unfit.len() <= 3, "{}", unfit.join(", "));
    assert!(steps.len() >= 24, "{steps:?}");
    assert!(rewritten >= 10, "{rewritten}");
}

#[test]
fn faults_that_meet_keep_the_promises_too() {
    let folder = TempDir::new().unwrap();
    let defects: Vec<&Defect> = all().collect();
    // More of the pairs than a test that runs all day may take: SHEETPRESS_PAIRS=20.
    let wanted = std::env::var("SHEETPRESS_PAIRS").ok();
    let (every, partners) = match wanted.and_then(|number| number.parse().ok()) {
        Some(number) => (1, number),
        None => (2, 1),
    };
    let (mut faults, mut pairs, mut rewritten) = (Vec::new(), 0, 0);
    let mut refused: BTreeMap<String, u32> = BTreeMap::new();
    for number in (0..defects.len()).step_by(every) {
        let mut dice = Dice::new(7_000_000 + u64::try_from(number).unwrap());
        for turn in 0..partners {
            let other = dice.below(u32::try_from(defects.len()).unwrap());
            let other = usize::try_from(other).unwrap();
            if other == number {
                continue;
            }
            // In the order of the list: what moves rows comes before what names cells.
            let pair = [defects[number.min(other)], defects[number.max(other)]];
            let first = 8_000_000 + u64::try_from(number).unwrap() * 10_000 + turn * 100;
            let book = faulty(&pair, first, 40);
            let Some(mut drafted) = book.and_then(|book| drafted(&book, folder.path())) else {
                continue;
            };
            pairs += 1;
            for step in &drafted.refused {
                *refused.entry(step.clone()).or_default() += 1;
            }
            for fault in broken(&mut drafted, &mut rewritten) {
                faults.push(format!("{} + {}: {fault}", pair[0].name, pair[1].name));
            }
        }
    }
    println!("{pairs} pairs; proposed and refused: {refused:?}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(pairs >= 30, "{pairs}");
}
