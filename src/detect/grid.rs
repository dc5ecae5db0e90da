//! Which cells of a sheet are filled, one bit each, and what kind they are.

use crate::model::address::{CellRef, Range};
use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::moment::Moment;
use crate::model::strings::{StrId, Strings};
use crate::model::workbook::Sheet;

/// 64-bit words of masks that are spent on one sheet: 256 MiB.
const MAX_WORDS: u64 = 32 << 20;

/// The kind of a cell as far as layout cares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing, or white space.
    Empty,
    /// A number, also one typed as text.
    Number,
    /// A date, also one typed as text.
    Date,
    /// TRUE or FALSE, or a tick.
    Truth,
    /// A placeholder or an error: a value should be there.
    Void,
    /// Words or codes.
    Text,
}

impl Kind {
    /// Whether it is a value rather than words.
    pub(super) fn is_typed(self) -> bool {
        matches!(self, Self::Number | Self::Date | Self::Truth)
    }
}

/// One bit a cell over the columns that hold anything.
pub(super) struct Grid<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) strings: &'a Strings,
    classes: &'a [Class],
    pub(super) used: Range,
    /// The sheet's columns that hold anything, ascending.
    columns: Vec<u32>,
    words: usize,
    masks: Vec<u64>,
    hidden: Vec<Range>,
}

impl<'a> Grid<'a> {
    /// `None` for a sheet without values, and for one whose values are strewn so wide that a mask would not fit.
    pub(super) fn new(sheet: &'a Sheet, strings: &'a Strings) -> Option<Self> {
        let used = sheet.used()?;
        let columns: Vec<u32> = (0u32..)
            .zip(&sheet.columns)
            .filter(|(_, column)| !column.is_blank())
            .map(|(number, _)| number)
            .collect();
        let words = columns.len().div_ceil(64);
        if u64::from(used.height()) * words as u64 > MAX_WORDS {
            return None;
        }
        let mut masks = vec![0u64; used.height() as usize * words];
        let classes = strings.classes();
        for (bit, number) in columns.iter().enumerate() {
            let (word, bit) = (bit / 64, 1u64 << (bit % 64));
            sheet.columns[*number as usize].for_each(used.first.row, used.last.row, |row, cell| {
                let blank = cell.as_text().is_some_and(|id| is_blank(classes, id));
                if !blank {
                    masks[(row - used.first.row) as usize * words + word] |= bit;
                }
            });
        }
        Some(Self {
            sheet,
            strings,
            classes,
            used,
            columns,
            words,
            masks,
            hidden: Vec::new(),
        })
    }

    /// Takes a range out of sight of the passes that look for further tables.
    pub(super) fn hide(&mut self, range: &Range) {
        self.hidden.push(*range);
    }

    /// Brings everything back into sight.
    pub(super) fn show(&mut self) {
        self.hidden.clear();
    }

    fn row_mask(&self, row: u32) -> &[u64] {
        let at = row.wrapping_sub(self.used.first.row) as usize * self.words;
        self.masks.get(at..at + self.words).unwrap_or(&[])
    }

    /// The filled columns of a row, ascending.
    pub(super) fn row_columns(&self, row: u32) -> impl Iterator<Item = u32> + '_ {
        let bits = self
            .row_mask(row)
            .iter()
            .enumerate()
            .flat_map(|(word, mask)| {
                let mut mask = *mask;
                std::iter::from_fn(move || {
                    let bit = (mask != 0).then(|| mask.trailing_zeros())?;
                    mask &= mask - 1;
                    Some(word * 64 + bit as usize)
                })
            });
        bits.filter_map(move |bit| {
            let column = *self.columns.get(bit)?;
            let cell = CellRef::new(row, column);
            (self.hidden.is_empty() || !self.hidden.iter().any(|range| range.contains(cell)))
                .then_some(column)
        })
    }

    /// The filled columns of a row within some columns.
    pub(super) fn row_within(
        &self,
        row: u32,
        columns: (u32, u32),
    ) -> impl Iterator<Item = u32> + '_ {
        self.row_columns(row)
            .filter(move |column| (columns.0..=columns.1).contains(column))
    }

    /// Number of filled cells of a row within some columns.
    pub(super) fn count(&self, row: u32, columns: (u32, u32)) -> usize {
        if self.hidden.is_empty()
            && columns.0 <= self.used.first.column
            && columns.1 >= self.used.last.column
        {
            return self
                .row_mask(row)
                .iter()
                .map(|mask| mask.count_ones() as usize)
                .sum();
        }
        self.row_within(row, columns).count()
    }

    /// The cell.
    pub(super) fn cell(&self, row: u32, column: u32) -> Cell {
        self.sheet.cell(CellRef::new(row, column))
    }

    /// The cell, or the one in the corner of the merge that covers it.
    pub(super) fn merged_cell(&self, row: u32, column: u32) -> (CellRef, Cell) {
        let at = CellRef::new(row, column);
        let origin = self
            .sheet
            .facts
            .merge_at(at)
            .map_or(at, |merge| merge.first);
        (origin, self.sheet.cell(origin))
    }

    /// What a text is.
    pub(super) fn class(&self, id: StrId) -> Class {
        self.classes.get(id.index()).copied().unwrap_or_default()
    }

    /// The kind of a cell.
    pub(super) fn kind(&self, cell: Cell) -> Kind {
        match cell.value() {
            Value::Empty => Kind::Empty,
            Value::Number(_) => Kind::Number,
            Value::Bool(_) => Kind::Truth,
            Value::Moment(Moment::Date(_) | Moment::DateTime(..) | Moment::Time(_)) => Kind::Date,
            Value::Error(_) => Kind::Void,
            Value::Text(id) => {
                let class = self.class(id);
                if class.has(Class::BLANK) {
                    Kind::Empty
                } else if class.has(Class::NUMBER) {
                    Kind::Number
                } else if class.has(Class::DATE) {
                    Kind::Date
                } else if class.has(Class::PLACEHOLDER.and(Class::ERROR)) {
                    Kind::Void
                } else if class.has(Class::TICK) {
                    Kind::Truth
                } else {
                    Kind::Text
                }
            }
        }
    }

    /// The kind of the cell at a place.
    pub(super) fn kind_at(&self, row: u32, column: u32) -> Kind {
        self.kind(self.cell(row, column))
    }

    /// The text of a cell as a person reads it.
    pub(super) fn text(&self, row: u32, column: u32) -> String {
        self.cell(row, column).value().to_text(self.strings)
    }
}

fn is_blank(classes: &[Class], id: StrId) -> bool {
    classes
        .get(id.index())
        .is_some_and(|class| class.has(Class::BLANK))
}
