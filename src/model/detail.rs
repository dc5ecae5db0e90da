//! What a report may show of a sheet beyond its findings: a window of its cells, and how the values of its columns lie.

use crate::model::address::Range;

/// What a report shows of one sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Detail {
    /// The file, as in the report's findings.
    pub file: String,
    /// The sheet's name.
    pub sheet: String,
    /// Some of its cells.
    pub grid: Grid,
    /// For each table of the sheet, for each of its columns, how the values lie.
    pub distributions: Vec<Vec<Distribution>>,
}

/// A window of a sheet: chosen rows and columns, so that a report of a long sheet stays short.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The range around all values.
    pub used: Option<Range>,
    /// The columns shown, ascending.
    pub columns: Vec<u32>,
    /// The rows shown, ascending, with the texts of the columns shown.
    pub rows: Vec<(u32, Vec<String>)>,
}

/// How the values of a column lie. Exact: no sample.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Distribution {
    /// There is no value.
    #[default]
    Empty,
    /// The values may be about persons and are not shown.
    Withheld,
    /// Numbers.
    Numbers {
        /// Smallest, median, arithmetic mean, largest.
        spread: [f64; 4],
        /// How many values lie in each of some bins of one width, from smallest to largest.
        bins: Vec<u64>,
    },
    /// Days.
    Days {
        /// First and last, ISO 8601.
        ends: [String; 2],
        /// How many values lie in each of some bins of one width, from first to last.
        bins: Vec<u64>,
    },
    /// A few texts, or codes.
    Categories {
        /// Number of distinct values.
        distinct: u64,
        /// The most frequent ones with the number of cells.
        top: Vec<(String, u64)>,
        /// Cells with any other value.
        others: u64,
    },
    /// Texts of which there are too many to list.
    Texts {
        /// Number of distinct values.
        distinct: u64,
    },
}

/// Rules about cells that lead to a person.
const PERSONAL: [&str; 12] = [
    "national-id",
    "national-id-in-text",
    "person-name",
    "phone-number",
    "email-address",
    "postal-address",
    "birth-date-combination",
    "bank-account",
    "sensitive-health",
    "person-coordinates",
    "passport-or-plate",
    "hidden-personal-data",
];

/// Whether a rule finds personal data, whose values a report does not repeat.
pub fn is_personal(rule: &str) -> bool {
    PERSONAL.contains(&rule)
}
