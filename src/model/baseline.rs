//! Findings that are known already, so that a check fails only on new ones.

use serde::{Deserialize, Serialize};

use crate::model::address::Letters;
use crate::model::diagnostic::Diagnostic;

/// The file of known findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Version of the form: 1.
    pub baseline: u32,
    /// What is known.
    pub findings: Vec<Known>,
}

/// One known finding. It is known again wherever its rows have moved to, and as long as it has not grown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Known {
    /// The rule.
    pub rule: String,
    /// The file.
    pub file: String,
    /// The sheet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The column's label or the item; where there is none, the message without its numbers.
    pub place: String,
    /// In how many cells.
    pub count: u64,
}

impl Known {
    /// What identifies a finding from one version of a file to the next.
    pub fn of(finding: &Diagnostic) -> Self {
        let location = &finding.location;
        let place = match (&location.label, &location.field) {
            (Some(label), _) => label.clone(),
            (None, Some(field)) => field.clone(),
            (None, None) => {
                let words: String = finding
                    .message
                    .en
                    .chars()
                    .filter(|letter| !letter.is_ascii_digit())
                    .collect();
                match location.range {
                    Some(range) if range.width() == 1 => {
                        format!("{}: {words}", Letters(range.first.column))
                    }
                    _ => words,
                }
            }
        };
        Self {
            rule: finding.rule.to_owned(),
            file: location.file.replace('\\', "/"),
            sheet: location.sheet.clone(),
            place,
            count: finding.count,
        }
    }
}

impl Baseline {
    /// A baseline of some findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Self {
        let mut known: Vec<Known> = findings.into_iter().map(Known::of).collect();
        known.sort();
        Self {
            baseline: 1,
            findings: known,
        }
    }

    /// Whether a finding is known. Each entry knows one finding, of at most as many cells.
    pub fn take(&mut self, finding: &Diagnostic) -> bool {
        let new = Known::of(finding);
        let same = |known: &Known| {
            known.rule == new.rule
                && known.file == new.file
                && known.sheet == new.sheet
                && known.place == new.place
                && known.count >= new.count
        };
        let Some(at) = self.findings.iter().position(same) else {
            return false;
        };
        self.findings.remove(at);
        true
    }
}
