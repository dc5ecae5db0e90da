//! A column: cells in pages, so that one cell in row 1,048,576 does not cost a million.

use crate::model::cell::Cell;

/// Rows of one page. 1024 cells are 8 KiB, two pages of memory.
const PAGE: usize = 1024;

/// Cells by row. Costs 8 bytes a row in the pages that hold a value, and 8 bytes a page in those that do not.
#[derive(Clone, Debug, Default)]
pub struct Column {
    pages: Vec<Option<Box<[Cell; PAGE]>>>,
}

impl Column {
    /// The cell of a row; empty where nothing was set.
    pub fn get(&self, row: u32) -> Cell {
        let row = row as usize;
        match self.pages.get(row / PAGE) {
            Some(Some(page)) => page[row % PAGE],
            _ => Cell::EMPTY,
        }
    }

    /// Sets the cell of a row. Returns whether a new page was needed, so that a reader can count them.
    pub fn set(&mut self, row: u32, cell: Cell) -> bool {
        let row = row as usize;
        let number = row / PAGE;
        if let Some(Some(page)) = self.pages.get_mut(number) {
            page[row % PAGE] = cell;
            return false;
        }
        if cell.is_empty() {
            return false;
        }
        if self.pages.len() <= number {
            self.pages.resize_with(number + 1, || None);
        }
        let mut page = Box::new([Cell::EMPTY; PAGE]);
        page[row % PAGE] = cell;
        self.pages[number] = Some(page);
        true
    }

    /// Calls `each` for every valued cell of the rows `first..=last`, in order.
    pub fn for_each(&self, first: u32, last: u32, mut each: impl FnMut(u32, Cell)) {
        for (start, page) in self.pages_of(first, last) {
            for (row, cell) in (start..).zip(page) {
                if !cell.is_empty() {
                    each(row, *cell);
                }
            }
        }
    }

    /// Whether a cell of the rows `first..=last` has a value.
    pub fn any(&self, first: u32, last: u32) -> bool {
        self.pages_of(first, last)
            .any(|(_, page)| page.iter().any(|cell| !cell.is_empty()))
    }

    /// The pages that hold rows of `first..=last`, cut to them, each with the row of its first cell.
    fn pages_of(&self, first: u32, last: u32) -> impl Iterator<Item = (u32, &[Cell])> {
        let (first, last) = (first as usize, last as usize);
        let pages = self
            .pages
            .iter()
            .enumerate()
            .take(last / PAGE + 1)
            .skip(first / PAGE);
        pages.filter_map(move |(number, page)| {
            let start = number * PAGE;
            let from = first.saturating_sub(start).min(PAGE);
            let to = (last + 1).saturating_sub(start).min(PAGE);
            let cells = page.as_ref()?.get(from..to)?;
            Some((u32::try_from(start + from).ok()?, cells))
        })
    }

    /// Whether no cell has a value.
    pub fn is_blank(&self) -> bool {
        self.first_row().is_none()
    }

    /// The first row with a value.
    pub fn first_row(&self) -> Option<u32> {
        self.pages.iter().enumerate().find_map(|(number, page)| {
            let at = page.as_ref()?.iter().position(|cell| !cell.is_empty())?;
            u32::try_from(number * PAGE + at).ok()
        })
    }

    /// The last row with a value.
    pub fn last_row(&self) -> Option<u32> {
        self.pages
            .iter()
            .enumerate()
            .rev()
            .find_map(|(number, page)| {
                let at = page.as_ref()?.iter().rposition(|cell| !cell.is_empty())?;
                u32::try_from(number * PAGE + at).ok()
            })
    }
}

#[cfg(test)]
mod tests {
    use super::Column;
    use crate::model::cell::{Cell, Value};

    #[test]
    fn far_cells_cost_little_and_come_back() {
        let mut column = Column::default();
        let yes = Cell::from(Value::Bool(true));
        assert!(column.set(1_048_575, yes));
        assert!(column.set(5, yes));
        assert!(!column.set(6, yes));
        assert_eq!(column.get(1_048_575), yes);
        assert_eq!(column.get(1024), Cell::EMPTY);
        assert_eq!(column.last_row(), Some(1_048_575));
        let mut rows = Vec::new();
        column.for_each(6, 1_048_575, |row, _| rows.push(row));
        assert_eq!(rows, [6, 1_048_575]);
        assert!(!column.any(7, 1_048_574));
    }
}
