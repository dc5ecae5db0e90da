//! Where a table lies on its sheet: what is title, header, body, total and note.

use crate::model::address::{CellRef, Range, Runs};
use crate::model::grammar::class::Class;
use crate::model::schema::FieldType;

/// One table of a sheet. Rows and columns are the sheet's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Number of the sheet in the workbook.
    pub sheet: usize,
    /// Header and body, with the totals.
    pub range: Range,
    /// The header; `None` where the data begins without one.
    pub header: Option<Range>,
    /// First and last row of the body; `None` under a header without data.
    pub body: Option<(u32, u32)>,
    /// Text above the header.
    pub titles: Vec<CellRef>,
    /// Text below the body.
    pub notes: Vec<CellRef>,
    /// Text beside the table.
    pub beside: Vec<CellRef>,
    /// Rows that hold totals.
    pub totals: Vec<Total>,
    /// Rows that name a group of the rows below them.
    pub groups: Vec<u32>,
    /// Rows inside the body that repeat title or header.
    pub repeated: Runs,
    /// Blank rows inside the body.
    pub blank_rows: Runs,
    /// Blank columns inside the table.
    pub blank_columns: Vec<u32>,
    /// The row of 1, 2, 3 … under the header.
    pub number_row: Option<u32>,
    /// The columns that carry data.
    pub fields: Vec<FieldLayout>,
    /// A person declared header or columns in the descriptor.
    pub declared: bool,
}

impl Layout {
    /// The header; where the data begins without one, its first row: by it a plan finds the table.
    pub fn top(&self) -> Range {
        let (first, last) = (self.range.first, self.range.last);
        let row = Range::of((first.row, first.row), (first.column, last.column));
        self.header.unwrap_or(row)
    }

    /// Whether a row of the body is a record: no total, group, repetition or blank row.
    pub fn is_record(&self, row: u32) -> bool {
        !self.repeated.contains(row)
            && !self.blank_rows.contains(row)
            && !self.totals.iter().any(|total| total.row == row)
            && self.groups.binary_search(&row).is_err()
            && self.number_row != Some(row)
    }

    /// The runs of rows that are records, in order.
    pub fn records(&self) -> Vec<(u32, u32)> {
        let Some((first, last)) = self.body else {
            return Vec::new();
        };
        let mut out: Vec<(u32, u32)> = self
            .totals
            .iter()
            .map(|total| (total.row, total.row))
            .collect();
        out.extend(self.groups.iter().map(|row| (*row, *row)));
        out.extend(&self.repeated.0);
        out.extend(&self.blank_rows.0);
        out.extend(self.number_row.map(|row| (row, row)));
        out.sort_unstable();
        let mut records = Vec::new();
        let mut next = first;
        for (from, to) in out {
            if from > next {
                records.push((next, (from - 1).min(last)));
            }
            next = next.max(to + 1);
        }
        if next <= last {
            records.push((next, last));
        }
        records
    }

    /// Number of records.
    pub fn record_count(&self) -> u64 {
        self.records()
            .iter()
            .map(|(first, last)| u64::from(last - first) + 1)
            .sum()
    }
}

/// A row that sums up others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The row.
    pub row: u32,
    /// Its numbers are the sums of rows above or below.
    pub by_arithmetic: bool,
    /// Its label says so.
    pub by_word: bool,
    /// The rows that it sums up, if arithmetic found them.
    pub parts: Option<(u32, u32)>,
    /// In how many columns the sum agrees.
    pub columns: u32,
}

/// One column of a table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldLayout {
    /// The sheet's column.
    pub column: u32,
    /// What the header says, the parts of several rows joined by " / "; empty where it says nothing.
    pub label: String,
    /// The cells that the label was read from.
    pub label_cells: Vec<CellRef>,
    /// The type of the whole column.
    pub kind: FieldType,
    /// The label says that its digits are a code, not a quantity.
    pub code: bool,
    /// What its cells hold.
    pub profile: Profile,
}

/// Counts over every record of a column. Exact: no sample.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Records without a value.
    pub missing: u64,
    /// Number cells.
    pub numbers: u64,
    /// Number cells that are whole.
    pub integers: u64,
    /// Number cells that are whole and from 1900 to 2600.
    pub years: u64,
    /// Date cells.
    pub dates: u64,
    /// Date and time cells.
    pub datetimes: u64,
    /// Time cells.
    pub times: u64,
    /// Date cells whose year is in the Buddhist band.
    pub buddhist_serials: u64,
    /// TRUE and FALSE.
    pub booleans: u64,
    /// Error cells.
    pub errors: u64,
    /// Texts that are numbers.
    pub number_texts: u64,
    /// Of those, texts that are whole numbers.
    pub integer_texts: u64,
    /// Of those, texts with nothing but digits, sign and point.
    pub plain_number_texts: u64,
    /// Texts that are numbers with grouping.
    pub grouped_texts: u64,
    /// Texts that are numbers with a unit.
    pub unit_texts: u64,
    /// Texts that are dates.
    pub date_texts: u64,
    /// Numbers and dates with Thai digits.
    pub thai_texts: u64,
    /// Texts that stand for a missing value.
    pub placeholders: u64,
    /// Texts that spell an error value.
    pub error_texts: u64,
    /// Digits that are codes.
    pub codes: u64,
    /// Ticks.
    pub ticks: u64,
    /// Any other text.
    pub words: u64,
    /// White space only.
    pub blanks: u64,
    /// Every trait that a text of the column has.
    pub traits: Class,
}

impl Profile {
    /// Cells that carry a value: not missing, blank, placeholder or error.
    pub fn values(&self) -> u64 {
        self.all_numbers() + self.all_dates() + self.times + self.booleans + self.texts()
    }

    /// Numbers, stored or typed as text.
    pub fn all_numbers(&self) -> u64 {
        self.numbers + self.number_texts
    }

    /// Dates, stored or typed as text.
    pub fn all_dates(&self) -> u64 {
        self.dates + self.datetimes + self.date_texts
    }

    /// Texts that are neither number nor date.
    pub fn texts(&self) -> u64 {
        self.words + self.codes + self.ticks
    }
}
