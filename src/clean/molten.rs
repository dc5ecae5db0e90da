//! Columns that become rows: their names are values of the new table.

use std::collections::{BTreeMap, BTreeSet};

use crate::clean::fault::Fault;
use crate::clean::header::{Header, Part};
use crate::clean::reshape::NewColumn;
use crate::clean::tidying::Tidying;
use crate::model::address::CellRef;
use crate::model::cell::Cell;
use crate::model::language::Text;
use crate::model::plan::StepCall;
use crate::model::table::Origin;

/// In `names`: the part that names columns of values.
pub(super) const NAMES_VALUES: &str = ".value";

/// What comes out: columns of values, and the new rows of each row.
#[derive(Default)]
pub(super) struct Molten {
    /// Name and label of each column of values.
    pub(super) values: Vec<(String, String)>,
    pub(super) groups: Vec<Group>,
}

/// One new row.
pub(super) struct Group {
    keys: Vec<Key>,
    /// For each column of values the column that holds it; `None` where the header has no such column.
    values: Vec<Option<usize>>,
}

/// A value that is made of a part of a name.
struct Key {
    cell: Cell,
    text: String,
    /// `None` over a column that a step made: no cell of the header says it.
    origin: Option<Origin>,
    /// The piece of the value's own cell that stands for it then.
    piece: u32,
}

pub(super) fn is_key(name: &str) -> bool {
    !name.is_empty() && name != NAMES_VALUES
}

impl Molten {
    /// Reads the names of the columns.
    pub(super) fn read(
        tidying: &mut Tidying,
        call: &StepCall,
        names: &[&str],
        columns: &[usize],
    ) -> Result<Self, Fault> {
        let mut header = Header::of(tidying);
        let written: BTreeMap<&str, &str> = call.map("values").into_iter().collect();
        let labels: BTreeMap<&str, &str> = call.map("labels").into_iter().collect();
        let mut out = Self::default();
        if !names.contains(&NAMES_VALUES) {
            let name = call.text("value").ok_or(Fault::Parameter("value"))?;
            let label = labels.get(name).copied().unwrap_or(name);
            out.values.push((name.to_owned(), label.to_owned()));
        }
        let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        let mut without: BTreeSet<(Option<CellRef>, String)> = BTreeSet::new();
        for column in columns {
            let parts = header.parts(tidying, *column, names.len());
            check(tidying, &header, *column, &parts, names.len())?;
            let (mut keys, mut number) = (Vec::new(), 0);
            for (part, name) in parts.iter().zip(names) {
                let said = part.text.as_str();
                let text = written.get(said).copied().unwrap_or(said);
                match *name {
                    "" => {
                        without.insert((part.cell, said.to_owned()));
                    }
                    NAMES_VALUES => {
                        number = *numbers.entry(text.to_owned()).or_insert_with(|| {
                            let label = labels.get(text).copied().unwrap_or(said);
                            out.values.push((text.to_owned(), label.to_owned()));
                            out.values.len() - 1
                        });
                    }
                    _ => keys.push(Key::of(tidying, &mut header, part, text)),
                }
            }
            let texts: Vec<String> = keys.iter().map(|key| key.text.clone()).collect();
            let at = *groups.entry(texts).or_insert_with(|| {
                let values = Vec::new();
                out.groups.push(Group { keys, values });
                out.groups.len() - 1
            });
            if !out
                .groups
                .get_mut(at)
                .is_some_and(|it| it.take(number, *column))
            {
                return Err(header.fault(tidying, *column, TWICE));
            }
        }
        for (cell, text) in without {
            if let Some(cell) = cell {
                tidying.leave_out(cell, text, "label");
            }
        }
        for group in &mut out.groups {
            group.values.resize(out.values.len(), None);
        }
        Ok(out)
    }
}

const TWICE: Text = Text {
    th: "เป็นชื่อที่ซ้ำกับอีกคอลัมน์หนึ่ง จึงแยกแถวไม่ได้",
    en: "names another of the columns too, so that their rows could not be told apart",
};

fn check(
    tidying: &Tidying,
    header: &Header,
    column: usize,
    parts: &[Part],
    wanted: usize,
) -> Result<(), Fault> {
    let why = if parts.iter().any(|part| part.text.is_empty()) {
        Text {
            th: "เป็นคอลัมน์ที่ไม่มีชื่อในหัวตาราง",
            en: "is no name: the header is blank over this column",
        }
    } else if parts.len() == wanted {
        return Ok(());
    } else {
        Text {
            th: "มีจำนวนส่วนของชื่อไม่ตรงกับ names ในแผน",
            en: "has another number of parts than the plan gives names for",
        }
    };
    Err(header.fault(tidying, column, why))
}

impl Key {
    fn of(tidying: &mut Tidying, header: &mut Header, part: &Part, text: &str) -> Self {
        let value = tidying.value_of(text);
        let text = value.to_text(&tidying.table.strings);
        let origin = header.origin(tidying, part, &text);
        let piece = if origin.is_none() {
            tidying.new_piece()
        } else {
            0
        };
        Self {
            cell: Cell::from(value),
            text,
            origin,
            piece,
        }
    }
}

impl Group {
    /// Takes a column for its values of that number; whether the place was free.
    fn take(&mut self, number: usize, column: usize) -> bool {
        if self.values.len() <= number {
            self.values.resize(number + 1, None);
        }
        let place = self.values.get_mut(number);
        place.is_some_and(|place| place.replace(column).is_none())
    }
}

/// The columns of the new table.
pub(super) struct New {
    /// The columns that are repeated, and their numbers in the old table.
    pub(super) kept: Vec<NewColumn>,
    numbers: Vec<usize>,
    pub(super) keys: Vec<NewColumn>,
    pub(super) values: Vec<NewColumn>,
    /// For each column of values the piece that stands for a cell that the sheet does not have.
    holes: Vec<u32>,
}

impl New {
    pub(super) fn of(
        tidying: &mut Tidying,
        call: &StepCall,
        molten: &Molten,
        kept: &[usize],
    ) -> Self {
        let keys = call.texts("names").into_iter().filter(|name| is_key(name));
        let keys = keys.map(|name| NewColumn {
            name: name.to_owned(),
            label: call.label_for(name).to_owned(),
            ..NewColumn::default()
        });
        let columns = &tidying.table.columns;
        let values = molten.values.iter().enumerate().map(|(number, named)| {
            let groups = molten.groups.iter();
            let held = groups.filter_map(|group| group.values.get(number).copied().flatten());
            let held = held.filter_map(|column| columns.get(column));
            let mut sources: Vec<u32> = held.flat_map(|column| column.sources.clone()).collect();
            sources.dedup();
            NewColumn {
                name: named.0.clone(),
                label: named.1.clone(),
                sources,
                ..NewColumn::default()
            }
        });
        let repeated = kept.iter().filter_map(|column| columns.get(*column));
        let (kept_columns, values) = (repeated.map(NewColumn::like).collect(), values.collect());
        Self {
            kept: kept_columns,
            numbers: kept.to_vec(),
            keys: keys.collect(),
            values,
            holes: molten.values.iter().map(|_| tidying.new_piece()).collect(),
        }
    }

    /// Adds what becomes of a row.
    pub(super) fn add(
        &mut self,
        tidying: &mut Tidying,
        molten: &Molten,
        row: u32,
        drops_empty: bool,
    ) {
        for group in &molten.groups {
            let held = || group.values.iter().flatten().copied();
            let is_empty = |column| tidying.table.cell(row, column).is_empty();
            let Some(first) = held().next() else {
                continue;
            };
            if drops_empty && held().all(is_empty) {
                continue;
            }
            let (_, own) = tidying.carried(row, first);
            for (target, column) in self.kept.iter_mut().zip(&self.numbers) {
                target.cells.push(tidying.carried(row, *column));
            }
            for (target, key) in self.keys.iter_mut().zip(&group.keys) {
                let origin = if let Some(origin) = key.origin {
                    origin
                } else {
                    let before = tidying.text(row, first);
                    tidying.cut(own, key.piece, &before, &key.text)
                };
                target.cells.push((key.cell, origin));
            }
            let places = self.values.iter_mut().zip(&group.values).zip(&self.holes);
            for ((target, column), hole) in places {
                let hole = (Cell::EMPTY, own.piece(*hole));
                target
                    .cells
                    .push(column.map_or(hole, |column| tidying.carried(row, column)));
            }
        }
    }
}
