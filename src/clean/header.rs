//! What the header says over a column, part by part and cell by cell, for steps that make values of names.

use std::collections::BTreeMap;

use crate::clean::fault::Fault;
use crate::clean::parts::one_line;
use crate::clean::tidying::Tidying;
use crate::model::address::CellRef;
use crate::model::language::Text;
use crate::model::table::Origin;

/// A part of a column's label.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// What it says.
    pub(super) text: String,
    /// The cell of the header that says it; `None` over a column that a step made.
    pub(super) cell: Option<CellRef>,
}

/// The cells of the header, as received and as they stand after the steps so far.
#[derive(Debug)]
pub(super) struct Header {
    received: BTreeMap<CellRef, String>,
    now: BTreeMap<CellRef, String>,
    /// Where each text that was made of a cell is traced to.
    made: BTreeMap<(CellRef, String), Origin>,
}

impl Header {
    pub(super) fn of(tidying: &Tidying) -> Self {
        let received: BTreeMap<CellRef, String> = tidying.around.iter().cloned().collect();
        let mut now = received.clone();
        for change in &tidying.account.changes {
            let is_whole = change.at.sheet == 0 && change.at.piece == 0 && change.from == 0;
            if let Some(text) = now.get_mut(&change.at.cell)
                && is_whole
                && *text == change.before
            {
                text.clone_from(&change.after);
            }
        }
        Self {
            received,
            now,
            made: BTreeMap::new(),
        }
    }

    /// The parts of a column's label. A name that stands twice, one above the other, is one part of the label; it is two
    /// where so many are wanted.
    pub(super) fn parts(&self, tidying: &Tidying, column: usize, wanted: usize) -> Vec<Part> {
        let label = label(tidying, column);
        let said = |cell: CellRef| Part {
            text: one_line(self.received.get(&cell).map_or("", String::as_str)),
            cell: Some(cell),
        };
        let all: Vec<Part> = self.cells(tidying, column).into_iter().map(said).collect();
        let mut distinct = all.clone();
        distinct.dedup_by(|later, earlier| later.text == earlier.text);
        let texts: Vec<&str> = distinct.iter().map(|part| part.text.as_str()).collect();
        if !texts.is_empty() && texts.join(" / ") == label {
            return if all.len() == wanted { all } else { distinct };
        }
        // A step has changed the label, or made the column.
        let texts: Vec<&str> = label.split(" / ").collect();
        let in_rows = texts.len() == distinct.len();
        let last = distinct.last().and_then(|part| part.cell);
        let parts = texts.into_iter().enumerate().map(|(at, text)| Part {
            text: text.to_owned(),
            cell: if in_rows {
                distinct.get(at).and_then(|part| part.cell)
            } else {
                last
            },
        });
        parts.collect()
    }

    /// A column's label as one part.
    pub(super) fn whole(&self, tidying: &Tidying, column: usize) -> Part {
        Part {
            text: label(tidying, column).to_owned(),
            cell: self.cells(tidying, column).last().copied(),
        }
    }

    /// Where a text that is made of a part is traced to: the part's cell, with a piece of its own.
    pub(super) fn origin(
        &mut self,
        tidying: &mut Tidying,
        part: &Part,
        text: &str,
    ) -> Option<Origin> {
        let cell = part.cell?;
        let key = (cell, text.to_owned());
        if let Some(origin) = self.made.get(&key) {
            return Some(*origin);
        }
        let whole = Origin {
            cell,
            ..Origin::default()
        };
        let piece = tidying.new_piece();
        let before = self.now.get(&cell).map_or("", String::as_str);
        let made = tidying.cut(whole, piece, before, text);
        self.made.insert(key, made);
        Some(made)
    }

    /// A fault of a column's label.
    pub(super) fn fault(&self, tidying: &Tidying, column: usize, why: Text) -> Fault {
        let made = tidying.table.columns.get(column);
        let source = made.and_then(|made| made.sources.first().copied());
        let blank = tidying.layout.header.zip(source);
        let blank = blank.map(|(header, column)| CellRef::new(header.last.row, column));
        let first = tidying.table.row_numbers().next();
        let value = made.zip(first).map(|(made, row)| made.origin(row).cell);
        let said = self.cells(tidying, column).last().copied();
        Fault::Cell {
            cell: said.or(blank).or(value).unwrap_or_default(),
            text: label(tidying, column).to_owned(),
            why,
        }
    }

    /// The cells of the header that name a column. A column that was made of several has no name of its own there.
    fn cells(&self, tidying: &Tidying, column: usize) -> Vec<CellRef> {
        let fields = &tidying.layout.fields;
        let sources = tidying.table.columns.get(column).map(|made| &made.sources);
        let Some([source]) = sources.map(Vec::as_slice) else {
            return Vec::new();
        };
        let at = fields.binary_search_by_key(source, |field| field.column);
        let field = at.ok().and_then(|at| fields.get(at));
        let cells = field.map_or(&[][..], |field| field.label_cells.as_slice());
        let known = cells
            .iter()
            .filter(|cell| self.received.contains_key(*cell));
        known.copied().collect()
    }
}

fn label(tidying: &Tidying, column: usize) -> &str {
    let column = tidying.table.columns.get(column);
    column.map_or("", |column| column.label.as_str())
}
