//! What a provincial statistics office's quality tool would say, as far as the file and its descriptor tell.
//!
//! One province's tool, not a national rule: it counts ten defects and gives points in five dimensions. Timeliness and
//! accessibility depend on the portal and on the day; nothing is said about them here.

use crate::model::crosswalk::{self, Counter};
use crate::model::language::Text;
use crate::model::package::{Contributor, Package};
use crate::model::report::Report;
use crate::model::workbook::Format;

/// Points of the dimension metadata.
pub const METADATA: u64 = 20;
/// Points of the dimension machine-readable format.
pub const FORMAT: u64 = 20;
/// Points of the dimension validity.
pub const VALIDITY: u64 = 25;
/// Points of the dimension timeliness, which only the portal knows.
pub const TIMELINESS: u64 = 20;
/// Points of the dimension accessibility, which only the portal knows.
pub const ACCESSIBILITY: u64 = 15;

/// The tool's word for how bad the defects are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gravity {
    /// A label is missing or double, or the file cannot be read.
    Critical,
    /// More than a hundred rows are blank or short.
    High,
    /// A row is blank or short.
    Medium,
    /// A row is long, or a label is unknown.
    Low,
    /// None of these; values of a wrong type have no word in this tool.
    None,
}

impl Gravity {
    /// `critical`, `high`, `medium`, `low`, `none`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Critical => "critical",
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::None => "none",
        }
    }

    /// A reader's word for it.
    pub fn words(self) -> Text {
        let th = match self {
            Self::Critical => "วิกฤต",
            Self::High => "สูง",
            Self::Medium => "ปานกลาง",
            Self::Low => "ต่ำ",
            Self::None => "ไม่มี",
        };
        let en = self.as_str();
        Text { th, en }
    }
}

/// How much of what the tool scores a descriptor says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Described {
    /// Hundredths of the dimension metadata.
    pub hundredths: u64,
}

impl Described {
    /// Title 20, notes 20, tags 15, licence 15, organization 15. The last 15 are for `update_frequency`, a key that the
    /// national standard does not have, so that no descriptor gets them.
    pub fn of(package: &Package) -> Self {
        let publisher = |it: &Contributor| it.roles.iter().any(|role| role == "publisher");
        let organized =
            package.gdc_text("owner_org").is_some() || package.contributors.iter().any(publisher);
        let described = package.description.as_ref();
        let items = [
            (!package.title.is_empty(), 20),
            (described.is_some_and(|text| !text.is_empty()), 20),
            (!package.keywords.is_empty(), 15),
            (!package.licenses.is_empty(), 15),
            (organized, 15),
        ];
        let there = items.into_iter().filter(|(there, _)| *there);
        Self {
            hundredths: there.map(|(_, worth)| worth).sum(),
        }
    }
}

/// The counters and the points that can be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quality {
    /// Cells by counter, in the order of [`Counter::ALL`].
    pub counters: Vec<(Counter, u64)>,
    /// How bad it is.
    pub gravity: Gravity,
    /// Points for validity.
    pub validity: u64,
    /// Points for a machine-readable format; `None` without a file.
    pub format: Option<u64>,
    /// Points for metadata; `None` without a descriptor.
    pub metadata: Option<u64>,
}

impl Quality {
    /// What the tool would say of a report's files. It knows no exceptions, so suppressed findings count.
    pub fn of(report: &Report) -> Self {
        let suppressed = report.suppressed.iter().map(|it| &it.finding);
        let count = |counter| {
            let mine = report.findings.iter().chain(suppressed.clone());
            mine.filter(|finding| crosswalk::counter(finding.rule) == Some(counter))
                .map(|finding| finding.count)
                .sum::<u64>()
        };
        let counters: Vec<_> = Counter::ALL
            .into_iter()
            .map(|counter| (counter, count(counter)))
            .collect();
        let defects: u64 = counters.iter().map(|(_, count)| count).sum();
        let files = report.files.len() as u64;
        Self {
            gravity: gravity(&counters),
            validity: validity(defects, files.max(1)),
            format: format(report),
            metadata: metadata(&report.described),
            counters,
        }
    }

    /// Points that cannot be known yet: those of the portal, and those for metadata where there is no descriptor.
    pub fn unknown(&self) -> u64 {
        VALIDITY + FORMAT + METADATA + TIMELINESS + ACCESSIBILITY - self.known().1
    }

    /// Points that are certain, and how many there are to have in the same dimensions.
    pub fn known(&self) -> (u64, u64) {
        let dimensions = [
            (Some(self.validity), VALIDITY),
            (self.format, FORMAT),
            (self.metadata, METADATA),
        ];
        let known = dimensions
            .into_iter()
            .filter_map(|(points, of)| Some((points?, of)));
        known.fold((0, 0), |(points, all), (own, of)| (points + own, all + of))
    }
}

fn gravity(counters: &[(Counter, u64)]) -> Gravity {
    let of = |wanted: &[Counter]| -> u64 {
        let mine = counters
            .iter()
            .filter(|(counter, _)| wanted.contains(counter));
        mine.map(|(_, count)| count).sum()
    };
    let fatal = of(&[
        Counter::BlankHeader,
        Counter::DuplicateHeader,
        Counter::SourceError,
        Counter::EncodingError,
    ]);
    let gaps = of(&[Counter::BlankRow, Counter::MissingValue]);
    let extras = of(&[Counter::ExtraValue, Counter::ExtraHeader]);
    match (fatal, gaps, extras) {
        (1.., _, _) => Gravity::Critical,
        (_, 101.., _) => Gravity::High,
        (_, 1.., _) => Gravity::Medium,
        (_, _, 1..) => Gravity::Low,
        _ => Gravity::None,
    }
}

/// 10 points less for more than 10 defects a file, 20 less for more than 100.
fn validity(defects: u64, files: u64) -> u64 {
    if defects > 100 * files {
        VALIDITY - 20
    } else if defects > 10 * files {
        VALIDITY - 10
    } else {
        VALIDITY
    }
}

/// The share of the files in a format that the tool takes for machine-readable; `.xlsb` is not among them.
fn format(report: &Report) -> Option<u64> {
    let files = &report.files;
    let readable = files.iter().filter(|file| file.format != Format::Xlsb);
    (readable.count() as u64 * FORMAT).checked_div(files.len() as u64)
}

fn metadata(described: &[Described]) -> Option<u64> {
    let hundredths: u64 = described.iter().map(|it| it.hundredths).sum();
    (hundredths * METADATA).checked_div(100 * described.len() as u64)
}
