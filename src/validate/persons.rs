//! Signs that the records of a table are persons.

use crate::model::address::CellRef;
use crate::model::cell::Cell;
use crate::model::grammar::class::Class;
use crate::model::grammar::heading::{self, Heading};
use crate::validate::columns::{TableColumns, labelled};
use crate::validate::distinct::Distinct;
use crate::validate::view::{ColumnView, Hits, TableView};

/// Fewest cells that make a column one of persons: less is an example or a slip.
pub(super) const FEW: u64 = 3;

/// Whether a table names private persons: by name and title, or by columns for name and surname. Officials, contractors and
/// authors are named for what they do; their column's label says so, or a column of positions stands beside it.
pub(super) fn are_named(table: &TableView<'_>) -> bool {
    let columns = TableColumns::of(table);
    let columns = columns.all();
    if labelled(&columns, Heading::Position).is_some() {
        return false;
    }
    columns
        .iter()
        .filter(|column| !heading::names_office_holder(&column.field.label))
        .any(|column| names(column).is_some())
}

/// Whether the table of a column names private persons.
pub(super) fn are_named_beside(column: &ColumnView<'_>) -> bool {
    *column.beside.persons.get_or_init(|| {
        are_named(&TableView {
            workbook: column.workbook,
            sheet: column.sheet,
            layout: column.layout,
        })
    })
}

/// The cells of a column that name persons, where most of its cells do.
pub(super) fn names(column: &ColumnView<'_>) -> Option<Hits> {
    let profile = &column.field.profile;
    if profile.words < FEW {
        return None;
    }
    let titled = column
        .find_class(Class::PERSON)
        .filter(|hits| hits.count * 2 >= profile.values());
    let hits = titled.or_else(|| match heading::of(&column.field.label)? {
        Heading::FullName => column.find(|cell| has_two_words(column, cell)),
        Heading::LastName if has_first_names(column) => {
            column.find(|cell| column.class(cell).is_words() && cell.as_text().is_some())
        }
        _ => None,
    })?;
    let enough = hits.count >= FEW && hits.count * 2 >= profile.values();
    (enough && are_several(column, &hits)).then_some(hits)
}

/// A given name and a surname, without digits.
fn has_two_words(column: &ColumnView<'_>, cell: Cell) -> bool {
    let Some(id) = cell.as_text() else {
        return false;
    };
    let text = column.workbook.strings.get(id).trim();
    let words = text.split_whitespace().count();
    (2..=4).contains(&words) && text.len() <= 128 && !text.chars().any(char::is_numeric)
}

fn has_first_names(column: &ColumnView<'_>) -> bool {
    *column.beside.first_names.get_or_init(|| {
        let mut fields = column.layout.fields.iter();
        fields.any(|field| {
            heading::of(&field.label) == Some(Heading::FirstName) && field.profile.words >= FEW
        })
    })
}

/// Whether some cells hold at least three different values.
pub(super) fn are_several(column: &ColumnView<'_>, hits: &Hits) -> bool {
    differ(column, hits, FEW)
}

/// Whether some cells hold at least so many different values.
pub(super) fn differ(column: &ColumnView<'_>, hits: &Hits, least: u64) -> bool {
    let mut seen: Vec<u64> = Vec::new();
    for run in &hits.runs {
        for row in run.first.row..=run.last.row {
            let cell = column.sheet.cell(CellRef::new(row, column.field.column));
            if !seen.contains(&cell.bits()) {
                seen.push(cell.bits());
            }
            if seen.len() as u64 >= least {
                return true;
            }
        }
    }
    false
}

/// The cells whose text has a trait and stands a closer look, which each distinct text gets once.
pub(super) fn find_texts(
    column: &ColumnView<'_>,
    traits: Class,
    is: impl Fn(&str) -> bool,
) -> Option<Hits> {
    if !column.field.profile.traits.has(traits) {
        return None;
    }
    let strings = &column.workbook.strings;
    let classes = strings.classes();
    if let Some(distinct) = column.distinct() {
        let stands = |cell: Cell| {
            let text = cell.as_text()?;
            (strings.class(text).has(traits) && is(strings.get(text))).then_some(cell.bits())
        };
        let values = distinct.values.iter();
        let mut found: Vec<u64> = values.filter_map(|entry| stands(entry.cell)).collect();
        found.sort_unstable();
        return column.find(|cell| found.binary_search(&cell.bits()).is_ok());
    }
    let known = vec![std::cell::Cell::new(None::<bool>); classes.len()];
    column.find(|cell| {
        let Some(id) = cell.as_text() else {
            return false;
        };
        let (Some(class), Some(known)) = (classes.get(id.index()), known.get(id.index())) else {
            return false;
        };
        let look = || {
            let found = is(strings.get(id));
            known.set(Some(found));
            found
        };
        class.has(traits) && known.get().unwrap_or_else(look)
    })
}

/// Whether the label of a column, or of one beside it, names a body of its own in most rows: then it is the body's telephone or
/// mailbox. Where a few bodies come back again and again, each row is somebody who answered there.
pub(super) fn belongs_to_organisation(column: &ColumnView<'_>) -> bool {
    if heading::names_organisation(&column.field.label) {
        return true;
    }
    *column.beside.organisation.get_or_init(|| {
        let records: u64 = column
            .records
            .iter()
            .map(|(a, b)| u64::from(b - a) + 1)
            .sum();
        let mut fields = column.layout.fields.iter();
        fields.any(|field| {
            if !heading::names_organisation(&field.label) {
                return false;
            }
            let cells = column.sheet.columns.get(field.column as usize);
            let distinct = cells.and_then(|cells| Distinct::of(cells, column.records));
            distinct.is_none_or(|distinct| distinct.values.len() as u64 * 2 >= records)
        })
    })
}
