//! What a rule says about the data. A diagnostic is a value, never an `Err`.

use std::fmt;
use std::str::FromStr;

use crate::model::address::{CellRef, Range};
use crate::model::language::Message;

/// How much a diagnostic matters for publishing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Publishable, yet worse than it should be.
    Warning,
    /// Cannot be published as open data without harm.
    #[default]
    Error,
}

impl Severity {
    /// `error`, `warning`, `info`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        [Self::Info, Self::Warning, Self::Error]
            .into_iter()
            .find(|severity| severity.as_str() == text)
            .ok_or_else(|| format!("\"{text}\" is not a level: error, warning or info"))
    }
}

/// What can mend it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// No step can.
    None,
    /// A step that loses nothing and provably keeps the meaning.
    Safe,
    /// A step that a person must confirm.
    Confirm,
    /// A step that changes the data; only when asked for by name.
    Unsafe,
}

impl Fix {
    /// `none`, `safe`, `confirm`, `unsafe`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Safe => "safe",
            Self::Confirm => "confirm",
            Self::Unsafe => "unsafe",
        }
    }
}

/// Where a finding is. The names are a closed vocabulary, the same in every report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub file: String,
    /// The sheet.
    pub sheet: Option<String>,
    /// The cell or range, in A1 notation of the publisher's file.
    pub range: Option<Range>,
    /// Machine name of the field, or path of the item in a descriptor.
    pub field: Option<String>,
    /// Label of the column.
    pub label: Option<String>,
    /// The cells of the workbook that a built file's values were made from, where the file came with its trace:
    /// `sheet!E7`.
    pub source: Option<String>,
}

impl Location {
    /// Whether it names cells of a sheet; a file without sheets names none.
    pub fn is_on(&self, file: &str, sheet: &str) -> bool {
        self.file == file
            && self.range.is_some()
            && self.sheet.as_ref().is_none_or(|name| name == sheet)
    }

    /// The first cell.
    pub fn cell(&self) -> Option<CellRef> {
        self.range.map(|range| range.first)
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// Name of the rule.
    pub rule: &'static str,
    /// Severity after configuration.
    pub severity: Severity,
    /// How sure the rule is, 0 to 1.
    pub confidence: f32,
    /// Where.
    pub location: Location,
    /// In how many cells; 1 where the place is the finding.
    pub count: u64,
    /// What is wrong, in the data's own words.
    pub message: Message,
    /// What to do about it in Excel.
    pub help: Message,
    /// Further places that prove it.
    pub evidence: Vec<Range>,
    /// What should stand there instead, where that is certain.
    pub suggestion: Option<String>,
    /// What can mend it.
    pub fix: Fix,
    /// The step of the tidy plan that settles it, where one does.
    pub settled_by: Option<String>,
}

impl Diagnostic {
    /// The cells at fault: its place, and the further ones where the fault is in several. Evidence of a fault in one place
    /// only proves it, as the parts prove a sum.
    pub fn faulty(&self) -> impl Iterator<Item = Range> {
        let further = if self.count > 1 {
            &self.evidence[..]
        } else {
            &[]
        };
        self.location
            .range
            .into_iter()
            .chain(further.iter().copied())
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}[{}] ", self.severity, self.rule)?;
        match (&self.location.range, &self.location.field) {
            (Some(range), _) => write!(f, "{range}")?,
            (None, Some(field)) => f.write_str(field)?,
            (None, None) => f.write_str(&self.location.file)?,
        }
        write!(f, ": {}", self.message.en)
    }
}
