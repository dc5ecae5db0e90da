//! The columns of a table side by side, each as a rule about columns sees it, for rules about tables.

use std::cell::OnceCell;

use crate::model::grammar::heading::{self, Heading};
use crate::validate::distinct::Distinct;
use crate::validate::view::{Beside, ColumnView, TableView};

/// The columns of one table.
pub(super) struct TableColumns<'a> {
    table: &'a TableView<'a>,
    records: Vec<(u32, u32)>,
    distinct: Vec<OnceCell<Option<Distinct>>>,
    beside: Beside,
}

/// Above this many columns nobody reads a table, and rules that compare columns with each other look at none.
pub(super) const MANY: usize = 512;

impl<'a> TableColumns<'a> {
    pub(super) fn of(table: &'a TableView<'a>) -> Self {
        Self {
            table,
            records: table.layout.records(),
            distinct: table
                .layout
                .fields
                .iter()
                .map(|_| OnceCell::new())
                .collect(),
            beside: Beside::default(),
        }
    }

    /// Every column, from left to right.
    pub(super) fn all(&self) -> Vec<ColumnView<'_>> {
        let fields = self.table.layout.fields.iter().zip(&self.distinct);
        fields
            .map(|(field, distinct)| ColumnView {
                workbook: self.table.workbook,
                sheet: self.table.sheet,
                layout: self.table.layout,
                records: &self.records,
                field,
                beside: &self.beside,
                distinct,
            })
            .collect()
    }
}

/// The first of some columns whose label says what it holds.
pub(super) fn labelled<'a, 'b>(
    columns: &'b [ColumnView<'a>],
    heading: Heading,
) -> Option<&'b ColumnView<'a>> {
    columns
        .iter()
        .find(|column| heading::of(&column.field.label) == Some(heading))
}
