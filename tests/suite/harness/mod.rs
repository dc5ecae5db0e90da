//! Known faults put into tidy tables: each rule must say exactly what is there, at exactly the cells, and nothing else.

pub(crate) mod book;
pub(crate) mod defects;
pub(crate) mod dice;
mod formats;
pub(crate) mod tidy;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use sheetpress::model::address::{CellRef, Range};
use sheetpress::model::diagnostic::{Diagnostic, Severity};
use sheetpress::pipeline;
use sheetpress::validate::{self, rule::Check, rules::RULES};
use tempfile::TempDir;

use book::Book;
use defects::{Defect, Expected, all};
use dice::Dice;

/// Tidy tables that are looked at.
const TIDY: u64 = 300;
/// Tables into which each defect is put alone.
const ALONE: u64 = 20;
/// Tables into which two or three defects are put.
const TOGETHER: u64 = 300;

/// Where a rule spoke: sheet and cell; the sheet alone, or nothing, where it spoke of a whole.
type Place = (Option<String>, Option<CellRef>);
type Said = BTreeMap<String, BTreeSet<Place>>;

fn places(sheet: Option<&String>, ranges: &[Range]) -> BTreeSet<Place> {
    if ranges.is_empty() {
        return BTreeSet::from([(sheet.cloned(), None)]);
    }
    let cells = ranges.iter().flat_map(|range| {
        (range.first.row..=range.last.row).flat_map(|row| {
            (range.first.column..=range.last.column).map(move |column| CellRef::new(row, column))
        })
    });
    cells.map(|cell| (sheet.cloned(), Some(cell))).collect()
}

fn said(findings: &[Diagnostic]) -> Said {
    let mut said = Said::new();
    for finding in findings {
        let ranges: Vec<Range> = finding
            .location
            .range
            .into_iter()
            .chain(finding.evidence.iter().copied())
            .collect();
        said.entry(finding.rule.to_owned())
            .or_default()
            .extend(places(finding.location.sheet.as_ref(), &ranges));
    }
    said
}

fn expected(list: &[Expected]) -> Said {
    let mut said = Said::new();
    for one in list {
        said.entry(one.rule.to_owned())
            .or_default()
            .extend(places(one.sheet.as_ref(), &one.cells));
    }
    said
}

fn check(book: &Book, folder: &TempDir) -> Vec<Diagnostic> {
    let path = book.write(folder.path());
    let report = pipeline::check_file(&path, &pipeline::Options::default());
    std::fs::remove_file(path).unwrap();
    report.unwrap().findings
}

/// How often a rule was right.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    /// It said exactly what was to be said.
    right: u32,
    /// It spoke where there was nothing, or of other cells.
    wrong: u32,
    /// It was silent, or spoke of other cells.
    missed: u32,
    /// Tidy tables of which it spoke.
    false_alarms: u32,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 {
        1.0
    } else {
        f64::from(part) / f64::from(whole)
    }
}

#[derive(Default)]
struct Scores {
    rules: BTreeMap<String, Score>,
    /// What went otherwise, in words, the first few of each rule.
    notes: BTreeMap<String, Vec<String>>,
}

impl Scores {
    fn count(&mut self, what: &str, expected: &Said, found: &Said) {
        let rules: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
        for rule in rules {
            let score = self.rules.entry(rule.clone()).or_default();
            match (expected.get(rule), found.get(rule)) {
                (Some(due), Some(given)) if due == given => score.right += 1,
                (Some(_), Some(_)) => {
                    score.wrong += 1;
                    score.missed += 1;
                }
                (Some(_), None) => score.missed += 1,
                (None, _) => score.wrong += 1,
            }
            if expected.get(rule) != found.get(rule) {
                let words = |said: Option<&BTreeSet<Place>>| -> String {
                    let Some(said) = said else {
                        return "nothing".to_owned();
                    };
                    let cells: Vec<String> = said
                        .iter()
                        .take(6)
                        .map(|(_, cell)| {
                            cell.map_or_else(|| "whole".to_owned(), |cell| cell.to_string())
                        })
                        .collect();
                    format!("{} ({})", cells.join(" "), said.len())
                };
                let notes = self.notes.entry(rule.clone()).or_default();
                if notes.len() < 6 {
                    notes.push(format!(
                        "{what}: due {}, said {}",
                        words(expected.get(rule)),
                        words(found.get(rule))
                    ));
                }
            }
        }
    }

    fn table(&self) -> String {
        let mut out = String::from(
            "| rule | cases | precision | recall | alarms on tidy tables |\n|---|---|---|---|---|\n",
        );
        for (rule, score) in &self.rules {
            writeln!(
                out,
                "| `{rule}` | {} | {:.2} | {:.2} | {} |",
                score.right + score.missed,
                score.precision(),
                score.recall(),
                score.false_alarms
            )
            .unwrap();
        }
        out
    }

    fn tidy(&mut self, folder: &TempDir) -> Vec<String> {
        let mut errors = Vec::new();
        for seed in 0..TIDY {
            let book = tidy::tidy(&mut Dice::new(seed));
            for finding in check(&book, folder) {
                let score = self.rules.entry(finding.rule.to_owned()).or_default();
                score.false_alarms += 1;
                let note = format!("tidy table {seed}: {finding}");
                if finding.severity == Severity::Error {
                    errors.push(note.clone());
                }
                let notes = self.notes.entry(finding.rule.to_owned()).or_default();
                if notes.len() < 6 {
                    notes.push(note);
                }
            }
        }
        errors
    }

    fn alone(&mut self, folder: &TempDir) {
        for (number, defect) in (1u64..).zip(all()) {
            let (mut done, mut seed) = (0, number * 10_000);
            while done < ALONE {
                seed += 1;
                assert!(
                    seed < number * 10_000 + 2_000,
                    "no table can carry: {}",
                    defect.name
                );
                let mut dice = Dice::new(seed);
                let mut book = tidy::tidy(&mut dice);
                if let Some(due) = (defect.put)(&mut book, &mut dice) {
                    done += 1;
                    let found = said(&check(&book, folder));
                    self.count(
                        &format!("{} (seed {seed})", defect.name),
                        &expected(&due),
                        &found,
                    );
                }
            }
        }
    }

    fn together(&mut self, folder: &TempDir) {
        let defects: Vec<&Defect> = all().collect();
        for seed in 1_000_000..1_000_000 + TOGETHER {
            let mut dice = Dice::new(seed);
            let mut book = tidy::tidy(&mut dice);
            let count = u32::try_from(defects.len()).unwrap();
            let chosen = dice.within(2, 3);
            // In the order of the list: what moves rows comes before what names cells.
            let chosen = dice.some(chosen, count);
            let (mut due, mut names) = (Vec::new(), Vec::new());
            for at in chosen {
                let defect = defects[usize::try_from(at).unwrap()];
                if let Some(more) = (defect.put)(&mut book, &mut dice) {
                    due.extend(more);
                    names.push(defect.name);
                }
            }
            let found = said(&check(&book, folder));
            self.count(
                &format!("{} (seed {seed})", names.join(" + ")),
                &expected(&due),
                &found,
            );
        }
    }
}

/// Rules about files that cannot be read (`bad_input`, `hostile_list`), text files (`csv_rules`), datasets with their schema
/// (`datasets`, `trials`), and old formats.
fn is_tested_elsewhere(name: &str) -> bool {
    let text_files = [
        "encoding-not-utf8",
        "delimiter-not-comma",
        "ragged-row",
        "stray-quote",
        "line-ends",
        "legacy-format",
    ];
    // A declared layout is a dataset's.
    let of_datasets = name == "layout-mismatch";
    let scope = validate::rule(name).map(|rule| rule.check);
    matches!(
        scope,
        Some(Check::Container(_) | Check::Data(_) | Check::Dataset(_))
    ) || text_files.contains(&name)
        || of_datasets
}

#[test]
fn every_rule_says_what_is_there_and_nothing_else() {
    let folder = TempDir::new().unwrap();
    let mut scores = Scores::default();
    let errors = scores.tidy(&folder);
    scores.alone(&folder);
    scores.together(&folder);
    let table = scores.table();
    println!("{table}");
    let uncovered: Vec<&str> = RULES
        .iter()
        .map(|rule| rule.name)
        .filter(|name| !scores.rules.contains_key(*name) && !is_tested_elsewhere(name))
        .collect();
    assert!(
        uncovered.is_empty(),
        "no defect for {}",
        uncovered.join(", ")
    );
    let mut weak = Vec::new();
    for (rule, score) in &scores.rules {
        if score.precision() < 0.95 || score.recall() < 0.95 || score.false_alarms > 0 {
            let notes = scores.notes.get(rule).map_or(&[][..], Vec::as_slice);
            weak.push(format!("{rule}\n    {}", notes.join("\n    ")));
        }
    }
    assert!(
        errors.is_empty(),
        "errors on tidy tables:\n{}",
        errors.join("\n")
    );
    assert!(
        weak.is_empty(),
        "below 0.95, or speaking of tidy tables:\n{}",
        weak.join("\n")
    );
    crate::measured::keep("rules", &table);
}
