//! Cells of a kind as vertical runs, gathered while the cells of a sheet pass row by row.

use crate::model::address::{CellRef, Range};

/// Runs of one column that are looked at for the cell above: as many kinds may alternate in neighbouring rows.
const RECENT: usize = 8;

/// Runs by column.
#[derive(Debug)]
pub(super) struct Marks<K> {
    columns: Vec<Vec<(K, u32, u32)>>,
    /// How many runs may still be begun: a hostile sheet changes its look with every cell.
    left: usize,
}

impl<K: Copy + PartialEq> Marks<K> {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            columns: Vec::new(),
            left: limit,
        }
    }

    /// Adds a cell; rows must come in order.
    pub(super) fn add(&mut self, kind: K, cell: CellRef) {
        let at = cell.column as usize;
        if at >= self.columns.len() {
            self.columns.resize_with(at + 1, Vec::new);
        }
        let above = self.columns[at]
            .iter_mut()
            .rev()
            .take(RECENT)
            .find(|(of, _, last)| *of == kind && last.checked_add(1) == Some(cell.row));
        match above {
            Some((_, _, last)) => *last = cell.row,
            None if self.left == 0 => {}
            None => {
                self.left -= 1;
                self.columns[at].push((kind, cell.row, cell.row));
            }
        }
    }

    /// Whether there were more runs than are kept.
    pub(super) fn is_cut(&self) -> bool {
        self.left == 0
    }

    /// The runs by column, from the top.
    pub(super) fn ranges(self) -> impl Iterator<Item = (K, Range)> {
        (0u32..).zip(self.columns).flat_map(|(column, runs)| {
            runs.into_iter()
                .map(move |(kind, first, last)| (kind, Range::of((first, last), (column, column))))
        })
    }
}
