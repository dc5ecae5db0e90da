//! Cell addresses in A1 notation, the only notation a publisher ever sees.

use std::fmt;
use std::str::FromStr;

/// Rows of an Excel sheet (ECMA-376 part 1, 18.3.1.73: up to 1,048,576).
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns of an Excel sheet: A to XFD.
pub const MAX_COLUMNS: u32 = 16_384;

/// One cell of a sheet. Row and column are zero-based inside, A1 outside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CellRef {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
}

impl CellRef {
    /// A cell by zero-based row and column.
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }
}

impl fmt::Display for CellRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Letters(self.column), u64::from(self.row) + 1)
    }
}

/// Why a text is not an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a cell address between A1 and XFD1048576")]
pub struct NotAnAddress;

impl FromStr for CellRef {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        parse_a1(text.as_bytes()).ok_or(NotAnAddress)
    }
}

/// Reads `B12` or `$B$12`; `None` outside Excel's grid.
pub fn parse_a1(text: &[u8]) -> Option<CellRef> {
    let mut bytes = text.iter().copied().filter(|byte| *byte != b'$').peekable();
    let mut column = 0u32;
    while let Some(letter) = bytes.next_if(u8::is_ascii_alphabetic) {
        column = column * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        if column > MAX_COLUMNS {
            return None;
        }
    }
    let mut row = 0u32;
    for digit in bytes {
        if !digit.is_ascii_digit() {
            return None;
        }
        row = row * 10 + u32::from(digit - b'0');
        if row > MAX_ROWS {
            return None;
        }
    }
    Some(CellRef::new(row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The letters of a zero-based column.
#[derive(Clone, Copy, Debug)]
pub struct Letters(pub u32);

impl fmt::Display for Letters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut letters = [0u8; 8];
        let mut at = letters.len();
        let mut rest = u64::from(self.0) + 1;
        while rest > 0 {
            rest -= 1;
            at -= 1;
            letters[at] = b'A' + u8::try_from(rest % 26).unwrap_or(0);
            rest /= 26;
        }
        f.write_str(std::str::from_utf8(&letters[at..]).unwrap_or(""))
    }
}

/// A rectangle of cells, both corners included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Range {
    /// Top left cell.
    pub first: CellRef,
    /// Bottom right cell.
    pub last: CellRef,
}

impl Range {
    /// A rectangle by two opposite corners, in any order.
    pub fn new(a: CellRef, b: CellRef) -> Self {
        Self {
            first: CellRef::new(a.row.min(b.row), a.column.min(b.column)),
            last: CellRef::new(a.row.max(b.row), a.column.max(b.column)),
        }
    }

    /// A rectangle by zero-based rows and columns, all included.
    pub fn of(rows: (u32, u32), columns: (u32, u32)) -> Self {
        Self::new(
            CellRef::new(rows.0, columns.0),
            CellRef::new(rows.1, columns.1),
        )
    }

    /// Whether the cell lies inside.
    pub fn contains(&self, cell: CellRef) -> bool {
        (self.first.row..=self.last.row).contains(&cell.row)
            && (self.first.column..=self.last.column).contains(&cell.column)
    }

    /// Whether the two rectangles share a cell.
    pub fn meets(&self, other: &Self) -> bool {
        self.first.row <= other.last.row
            && other.first.row <= self.last.row
            && self.first.column <= other.last.column
            && other.first.column <= self.last.column
    }

    /// Number of rows.
    pub fn height(&self) -> u32 {
        self.last.row - self.first.row + 1
    }

    /// Number of columns.
    pub fn width(&self) -> u32 {
        self.last.column - self.first.column + 1
    }

    /// Number of cells.
    pub fn cells(&self) -> u64 {
        u64::from(self.height()) * u64::from(self.width())
    }

    /// The smallest rectangle around both.
    #[must_use]
    pub fn around(&self, other: &Self) -> Self {
        Self {
            first: CellRef::new(
                self.first.row.min(other.first.row),
                self.first.column.min(other.first.column),
            ),
            last: CellRef::new(
                self.last.row.max(other.last.row),
                self.last.column.max(other.last.column),
            ),
        }
    }
}

impl From<CellRef> for Range {
    fn from(cell: CellRef) -> Self {
        Self {
            first: cell,
            last: cell,
        }
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            return self.first.fmt(f);
        }
        write!(f, "{}:{}", self.first, self.last)
    }
}

impl FromStr for Range {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let (first, last) = text.split_once(':').unwrap_or((text, text));
        Ok(Self::new(first.parse()?, last.parse()?))
    }
}

/// Sorted, disjoint runs of rows or columns, both ends included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs(pub Vec<(u32, u32)>);

impl Runs {
    /// Adds an index or a run that starts at or after everything added so far.
    pub fn push(&mut self, first: u32, last: u32) {
        match self.0.last_mut() {
            Some(run) if first <= run.1.saturating_add(1) && first >= run.0 => {
                run.1 = run.1.max(last);
            }
            _ => self.0.push((first, last)),
        }
    }

    /// Whether the index lies in a run.
    pub fn contains(&self, index: u32) -> bool {
        let after = self.0.partition_point(|run| run.0 <= index);
        after > 0 && self.0[after - 1].1 >= index
    }

    /// Whether there is no run.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::{CellRef, Range, Runs};

    #[test]
    fn columns_after_z_take_two_letters() {
        for (row, column, text) in [
            (0, 0, "A1"),
            (9, 25, "Z10"),
            (0, 26, "AA1"),
            (0, 701, "ZZ1"),
            (0, 702, "AAA1"),
            (1_048_575, 16_383, "XFD1048576"),
        ] {
            assert_eq!(CellRef::new(row, column).to_string(), text);
            assert_eq!(text.parse(), Ok(CellRef::new(row, column)));
        }
    }

    #[test]
    fn addresses_outside_the_grid_are_refused() {
        for text in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "ZZZZZZZZZ1",
            "A99999999999",
            "A1B",
        ] {
            assert!(text.parse::<CellRef>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_range_is_read_whichever_way_it_is_written() {
        let range: Range = "$C$5:A1".parse().unwrap();
        assert_eq!(range.to_string(), "A1:C5");
        assert_eq!((range.height(), range.width()), (5, 3));
    }

    #[test]
    fn runs_join_when_they_touch() {
        let mut runs = Runs::default();
        for row in [3, 4, 5, 9] {
            runs.push(row, row);
        }
        assert_eq!(runs.0, [(3, 5), (9, 9)]);
        assert!(runs.contains(4) && !runs.contains(6));
    }
}
