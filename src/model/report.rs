//! What a check found: files, findings, criteria, verdict.

use crate::model::detail::Detail;
use crate::model::diagnostic::{Diagnostic, Severity};
use crate::model::language::{Message, Text};
use crate::model::layout::Layout;
use crate::model::page::RulePage;
use crate::model::quality::Described;
use crate::model::workbook::{Format, Visibility};

/// The outcome of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing at or above the failing level.
    #[default]
    Pass,
    /// Something at or above it.
    Fail,
    /// A check could not be completed, so neither can be said.
    Incomplete,
}

impl Verdict {
    /// `pass`, `fail`, `incomplete`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Incomplete => "incomplete",
        }
    }
}

/// The six criteria of the machine-readable guideline that KPI 2.5 scores, (a) to (f).
pub const CRITERIA: [(char, Text); 6] = [
    (
        'a',
        Text {
            th: "ทุกคอลัมน์มีชื่อหัวตาราง",
            en: "every column has a header name",
        },
    ),
    (
        'b',
        Text {
            th: "หัวตารางมีแถวเดียว หนึ่งชื่อต่อหนึ่งตัวแปร",
            en: "the header is one row, one name per variable",
        },
    ),
    (
        'c',
        Text {
            th: "ไม่มีการผสานเซลล์",
            en: "no merged cells",
        },
    ),
    (
        'd',
        Text {
            th: "ข้อมูลในคอลัมน์เป็นชนิดเดียวกัน",
            en: "each column holds one data type",
        },
    ),
    (
        'e',
        Text {
            th: "วันที่เป็นข้อมูลชนิดวันที่ที่ถูกต้อง",
            en: "dates have a proper date type",
        },
    ),
    (
        'f',
        Text {
            th: "ไม่มีสิ่งอื่นปะปนในแผ่นงาน",
            en: "nothing else is mixed into the sheet",
        },
    ),
];

/// How one criterion came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criterion {
    /// `a` to `f`.
    pub id: char,
    /// No finding of an error's severity decides against it.
    pub pass: bool,
    /// Findings of the rules that decide it, of any severity.
    pub findings: u64,
}

/// What one file holds, as the check saw it.
#[derive(Clone, Debug)]
pub struct FileSummary {
    /// The file as the user named it.
    pub path: String,
    /// Its format.
    pub format: Format,
    /// Its sheets.
    pub sheets: Vec<SheetSummary>,
}

/// What one sheet holds.
#[derive(Clone, Debug)]
pub struct SheetSummary {
    /// The name on the tab.
    pub name: String,
    /// Whether it shows.
    pub visibility: Visibility,
    /// Its tables.
    pub tables: Vec<Layout>,
}

/// Something that was not looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotChecked {
    /// What.
    pub what: Message,
    /// Why.
    pub why: Message,
    /// The verdict depends on it.
    pub decides: bool,
}

/// A finding that somebody decided to live with, and says why.
#[derive(Clone, Debug, PartialEq)]
pub struct Suppressed {
    /// What was found.
    pub finding: Diagnostic,
    /// Why it does not count.
    pub reason: String,
    /// Where the decision stands: `descriptor`, `note in C3`.
    pub by: String,
}

/// The profile that set the levels of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileChoice {
    /// Its name.
    pub name: &'static str,
    /// A person chose it; else it was told from the table.
    pub chosen: bool,
    /// What speaks for it.
    pub reason: Message,
}

/// Cells around a finding, for a report that draws them: rows of (row number, texts), from a column on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the finding in [`Report::findings`].
    pub finding: usize,
    /// The first column drawn.
    pub first_column: u32,
    /// Row number and the texts of its cells.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// The report of a check.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The outcome at the failing level that was asked for.
    pub verdict: Verdict,
    /// The level from which on findings fail the check.
    pub fail_on: Severity,
    /// The six criteria, in order.
    pub criteria: Vec<Criterion>,
    /// The files that were read.
    pub files: Vec<FileSummary>,
    /// What was found, by file, sheet, row, column, rule.
    pub findings: Vec<Diagnostic>,
    /// What the tidy plan settles: findings on the workbook as received that no longer hold after it.
    pub settled: Vec<Diagnostic>,
    /// What was found and does not count, because somebody said so and why.
    pub suppressed: Vec<Suppressed>,
    /// Findings that the baseline lists already; they were taken out.
    pub known: u64,
    /// The baseline's file.
    pub baseline: Option<String>,
    /// The profile that set the levels; `None` where there is none, or where files were judged by different ones.
    pub profile: Option<ProfileChoice>,
    /// What was not looked at.
    pub not_checked: Vec<NotChecked>,
    /// Cells around the first findings of each rule.
    pub excerpts: Vec<Excerpt>,
    /// Cells and statistics of sheets, where a report was asked for that shows them.
    pub details: Vec<Detail>,
    /// The pages of the rules that were run, in the order of their registry.
    pub rules: Vec<RulePage>,
    /// What the descriptors say, one for each dataset.
    pub described: Vec<Described>,
}

impl Report {
    /// One report of several checks: everything in its order; a criterion passes if it passes in all; the worst verdict.
    pub fn join(reports: Vec<Self>) -> Option<Self> {
        let mut reports = reports.into_iter();
        let mut joined = reports.next()?;
        for report in reports {
            let before = joined.findings.len();
            joined.files.extend(report.files);
            joined.findings.extend(report.findings);
            joined.settled.extend(report.settled);
            joined.suppressed.extend(report.suppressed);
            joined.known += report.known;
            joined.baseline = joined.baseline.or(report.baseline);
            joined.profile = joined
                .profile
                .filter(|own| Some(own) == report.profile.as_ref());
            joined.not_checked.extend(report.not_checked);
            joined.described.extend(report.described);
            joined.details.extend(report.details);
            joined
                .excerpts
                .extend(report.excerpts.into_iter().map(|mut excerpt| {
                    excerpt.finding += before;
                    excerpt
                }));
            for (own, other) in joined.criteria.iter_mut().zip(&report.criteria) {
                own.pass &= other.pass;
                own.findings += other.findings;
            }
            joined.verdict = match (joined.verdict, report.verdict) {
                (Verdict::Fail, _) | (_, Verdict::Fail) => Verdict::Fail,
                (Verdict::Incomplete, _) | (_, Verdict::Incomplete) => Verdict::Incomplete,
                (Verdict::Pass, Verdict::Pass) => Verdict::Pass,
            };
        }
        Some(joined)
    }

    /// The page of a rule.
    pub fn page(&self, rule: &str) -> Option<&RulePage> {
        self.rules.iter().find(|page| page.name == rule)
    }

    /// Number of findings of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings
            .iter()
            .filter(|finding| finding.severity == severity)
            .count()
    }
}
