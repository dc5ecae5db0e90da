//! What becomes of a finding: the levels of a profile, of the descriptor and of the command line, exceptions with their
//! reasons, and a baseline. The one place where a finding's severity changes or a finding is set aside.

use crate::model::address::Range;
use crate::model::baseline::Baseline;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::exception::{Instruction, instruction};
use crate::model::language::Message;
use crate::model::layout::Layout;
use crate::model::package::Level;
use crate::model::report::{ProfileChoice, Suppressed};
use crate::model::workbook::Workbook;
use crate::validate::profiles::{self, Profile};
use crate::validate::rule;

/// Where a level comes from, and what it is good for.
const COMMAND_LINE: &str = "--allow";
const DESCRIPTOR: &str = "datapackage.json";

/// A level for a rule.
#[derive(Clone, Debug)]
struct Chosen {
    rule: String,
    /// `None`: left out.
    severity: Option<Severity>,
    /// Only for findings inside this range.
    range: Option<Range>,
    reason: String,
    by: &'static str,
}

/// Levels of rules that a user chose.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    /// The last one for a rule counts.
    chosen: Vec<Chosen>,
}

impl Levels {
    /// Adds a level of the command line: `deny`, `warn` or `allow`. Fails with the unknown word.
    pub fn set(&mut self, rule: &str, level: &str) -> Result<(), String> {
        let severity = severity(rule, level)?;
        self.chosen.push(Chosen {
            rule: rule.to_owned(),
            severity,
            range: None,
            reason: "left out by a flag of the command".to_owned(),
            by: COMMAND_LINE,
        });
        Ok(())
    }

    /// Adds the levels of a descriptor behind those of the command line: whoever runs the command has the last word.
    fn with(&self, levels: &[Level]) -> Result<Self, String> {
        let mut chosen = Vec::new();
        for level in levels {
            let range = level.range.as_deref().map(|text| {
                text.parse::<Range>()
                    .map_err(|_| format!("\"{text}\" is not a range of cells, such as C5:C9"))
            });
            chosen.push(Chosen {
                rule: level.rule.clone(),
                severity: severity(&level.rule, &level.level)?,
                range: range.transpose()?,
                reason: level.reason.clone(),
                by: DESCRIPTOR,
            });
        }
        chosen.extend(self.chosen.iter().cloned());
        Ok(Self { chosen })
    }

    fn of(&self, finding: &Diagnostic) -> Option<&Chosen> {
        self.chosen.iter().rev().find(|chosen| {
            chosen.rule == finding.rule
                && chosen.range.is_none_or(|range| lies_in(finding, &[range]))
        })
    }
}

fn severity(rule: &str, level: &str) -> Result<Option<Severity>, String> {
    if self::rule(rule).is_none() {
        return Err(format!(
            "there is no rule \"{rule}\"; `sheetpress rules` lists them"
        ));
    }
    match level {
        "deny" => Ok(Some(Severity::Error)),
        "warn" => Ok(Some(Severity::Warning)),
        "allow" => Ok(None),
        other => Err(format!("\"{other}\" is not a level: deny, warn or allow")),
    }
}

/// Whether every cell of a finding lies in one of some ranges.
fn lies_in(finding: &Diagnostic, areas: &[Range]) -> bool {
    let places = || {
        let evidence = finding.evidence.iter().copied();
        finding.location.range.into_iter().chain(evidence)
    };
    // Of a finding in thousands of places only the first ones are listed; the rest may lie anywhere.
    let listed: u64 = places().map(|place| place.cells()).sum();
    let inside = |place: Range| {
        areas
            .iter()
            .any(|area| area.contains(place.first) && area.contains(place.last))
    };
    listed > 0 && listed >= finding.count && places().all(inside)
}

/// An exception that stands in the workbook itself.
#[derive(Clone, Debug)]
struct Exception {
    file: String,
    sheet: String,
    area: Range,
    rule: String,
    reason: String,
    by: String,
}

/// Decides what becomes of findings, and keeps account of what it sets aside.
#[derive(Debug, Default)]
pub struct Judge {
    levels: Levels,
    profile: Option<&'static Profile>,
    exceptions: Vec<Exception>,
    baseline: Baseline,
    /// What was set aside, with the reason.
    pub suppressed: Vec<Suppressed>,
    /// What the baseline knows.
    pub known: Vec<Diagnostic>,
}

impl Judge {
    /// A judge by the levels of the command line and of a descriptor, a profile and a baseline.
    pub fn new(
        levels: &Levels,
        descriptor: &[Level],
        profile: Option<&'static Profile>,
        baseline: Baseline,
    ) -> Result<Self, String> {
        Ok(Self {
            levels: levels.with(descriptor)?,
            profile,
            baseline,
            ..Self::default()
        })
    }

    /// Takes note of the exceptions that stand in a workbook. On the header they are good for the column, elsewhere for
    /// their cell.
    pub fn heed(&mut self, workbook: &Workbook, layouts: &[Layout]) {
        for (number, sheet) in workbook.sheets.iter().enumerate() {
            for comment in &sheet.facts.comments {
                let Some(Instruction::Allow { rule, reason }) = instruction(&comment.text) else {
                    continue;
                };
                let table = layouts.iter().find(|layout| {
                    layout.sheet == number
                        && layout.header.is_some_and(|it| it.contains(comment.cell))
                });
                let area = table.map_or(Range::from(comment.cell), |layout| {
                    let column = comment.cell.column;
                    let rows = (layout.range.first.row, layout.range.last.row);
                    Range::of(rows, (column, column))
                });
                self.exceptions.push(Exception {
                    file: workbook.path.clone(),
                    sheet: sheet.name.clone(),
                    area,
                    rule: rule.to_owned(),
                    reason: reason.to_owned(),
                    by: comment.cell.to_string(),
                });
            }
        }
    }

    /// The profile that judges, or the one that the tables propose.
    pub fn profile(&self, workbook: &Workbook, layouts: &[Layout]) -> Option<ProfileChoice> {
        match self.profile {
            Some(profile) => Some(ProfileChoice {
                name: profile.name,
                chosen: true,
                reason: Message::from(profile.title),
            }),
            None => profiles::proposed(workbook, layouts),
        }
    }

    /// What stays of some findings, at the level that is due.
    pub fn pass(&mut self, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut open = Vec::new();
        for mut finding in findings {
            if let Some(level) = self.profile.and_then(|profile| profile.level(finding.rule)) {
                // A case that is weaker than its rule stays weaker.
                let own = rule(finding.rule).map_or(finding.severity, |rule| rule.severity);
                finding.severity = if finding.severity < own {
                    finding.severity.min(level)
                } else {
                    level
                };
            }
            let set_aside = match self.levels.of(&finding) {
                Some(chosen) => match chosen.severity {
                    Some(severity) => {
                        finding.severity = severity;
                        None
                    }
                    None => Some((chosen.reason.clone(), chosen.by.to_owned())),
                },
                None => None,
            };
            // Whoever runs the command has the last word: a note in the file does not undo --deny.
            let commanded = (self.levels.of(&finding)).is_some_and(|it| it.by == COMMAND_LINE);
            let set_aside = match set_aside {
                None if !commanded => self.excepted(&finding),
                other => other,
            };
            if let Some((reason, by)) = set_aside {
                self.suppressed.push(Suppressed {
                    finding,
                    reason,
                    by,
                });
            } else if self.baseline.take(&finding) {
                self.known.push(finding);
            } else {
                open.push(finding);
            }
        }
        open
    }

    fn excepted(&self, finding: &Diagnostic) -> Option<(String, String)> {
        let here: Vec<&Exception> = self
            .exceptions
            .iter()
            .filter(|it| {
                it.rule == finding.rule
                    && it.file == finding.location.file
                    && finding
                        .location
                        .sheet
                        .as_ref()
                        .is_none_or(|sheet| *sheet == it.sheet)
            })
            .collect();
        let areas: Vec<Range> = here.iter().map(|it| it.area).collect();
        if !lies_in(finding, &areas) {
            return None;
        }
        let own = |it: &&&Exception| {
            finding
                .location
                .range
                .is_some_and(|range| it.area.contains(range.first))
        };
        let first = here.iter().find(own)?;
        Some((first.reason.clone(), first.by.clone()))
    }
}
