//! The distinct values of a column, for rules about categories, codes and keys.

use crate::model::cell::Cell;
use crate::model::column::Column;

/// One distinct value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The cell: equal texts are equal cells, because a text is kept once.
    pub cell: Cell,
    /// In how many records it stands.
    pub count: u64,
    /// The first row it stands in.
    pub first_row: u32,
}

/// The distinct values of a column, blank cells not counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Distinct {
    /// In order of first appearance.
    pub values: Vec<Entry>,
    /// Open addressing: 0 is free, else the place in `values` plus one.
    slots: Vec<u16>,
}

impl Distinct {
    /// Above this many values a column is no list of categories, and nothing is kept.
    pub const LIMIT: usize = 10_000;
    /// Slots to begin with, a power of two; they grow with the values.
    const SLOTS: usize = 1 << 6;

    /// Counts the values of some rows; `None` where there are too many.
    pub fn of(column: &Column, records: &[(u32, u32)]) -> Option<Self> {
        let mut distinct = Self {
            values: Vec::new(),
            slots: vec![0; Self::SLOTS],
        };
        let mut too_many = false;
        for (first, last) in records {
            // In steps, so that a column of keys is left after the first ones.
            let mut from = *first;
            while from <= *last && !too_many {
                let to = from.saturating_add(0xffff).min(*last);
                column.for_each(from, to, |row, cell| {
                    too_many = too_many || !distinct.add(row, cell);
                });
                from = to + 1;
            }
        }
        (!too_many).then_some(distinct)
    }

    /// Counts one cell; `false` where there is no room for another value.
    fn add(&mut self, row: u32, cell: Cell) -> bool {
        let mut slot = self.slot(cell);
        while let Some(entry) = usize::from(self.slots[slot]).checked_sub(1) {
            if self.values[entry].cell == cell {
                self.values[entry].count += 1;
                return true;
            }
            slot = (slot + 1) % self.slots.len();
        }
        self.values.push(Entry {
            cell,
            count: 1,
            first_row: row,
        });
        self.slots[slot] = u16::try_from(self.values.len()).unwrap_or(u16::MAX);
        if self.values.len() * 2 > self.slots.len() {
            self.grow();
        }
        self.values.len() <= Self::LIMIT
    }

    /// Twice as many slots, each value in its new place.
    fn grow(&mut self) {
        self.slots = vec![0; self.slots.len() * 2];
        for number in 0..self.values.len() {
            let mut slot = self.slot(self.values[number].cell);
            while self.slots[slot] != 0 {
                slot = (slot + 1) % self.slots.len();
            }
            self.slots[slot] = u16::try_from(number + 1).unwrap_or(u16::MAX);
        }
    }

    /// Where a cell belongs. The multiplier is the golden ratio's: neighbouring numbers and texts land far apart.
    fn slot(&self, cell: Cell) -> usize {
        let mixed = cell.bits().wrapping_mul(0x9e37_79b9_7f4a_7c15);
        usize::try_from(mixed >> 44).unwrap_or(0) % self.slots.len()
    }

    /// How many records carry a value.
    pub fn total(&self) -> u64 {
        self.values.iter().map(|entry| entry.count).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::Distinct;
    use crate::model::cell::{Cell, Value};
    use crate::model::column::Column;
    use crate::model::number::Number;

    fn column(values: impl Iterator<Item = i64>) -> Column {
        let mut column = Column::default();
        for (row, value) in (0u32..).zip(values) {
            column.set(row, Cell::from(Value::Number(Number::from_integer(value))));
        }
        column
    }

    #[test]
    fn values_are_counted_in_order_and_keys_are_given_up() {
        let found = Distinct::of(&column((0..2000).map(|n| n % 7)), &[(1, 9), (11, 1999)]).unwrap();
        assert_eq!(found.values.len(), 7);
        assert_eq!(found.values[0].first_row, 1);
        assert_eq!(found.total(), 9 + 1989);
        let limit = i64::try_from(Distinct::LIMIT).unwrap();
        assert!(Distinct::of(&column(0..limit), &[(0, u32::MAX - 1)]).is_some());
        assert!(Distinct::of(&column(0..=limit), &[(0, u32::MAX - 1)]).is_none());
    }
}
