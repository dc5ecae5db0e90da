//! What proposals look up in a table as received.

use std::collections::BTreeSet;

use crate::clean::step::Scene;
use crate::model::address::{CellRef, Letters, Range};
use crate::model::diagnostic::Diagnostic;
use crate::model::layout::FieldLayout;
use crate::model::plan::StepCall;

impl<'a> Scene<'a> {
    /// The table's columns in which one of the rules found something.
    pub fn fields(&self, rules: &[&str]) -> Vec<&'a FieldLayout> {
        let letters = self.columns(rules);
        let fields = self.layout.fields.iter();
        fields
            .filter(|field| letters.contains(&Letters(field.column).to_string()))
            .collect()
    }

    /// The distinct texts of a column's records, in order of first appearance.
    pub fn texts(&self, field: &FieldLayout) -> Vec<&'a str> {
        self.texts_where(field, |_| true)
    }

    /// The distinct texts of the cells of a column in which one of the rules found its fault.
    pub fn faulty_texts(&self, field: &FieldLayout, rules: &[&str]) -> Vec<&'a str> {
        let places: Vec<Range> = self
            .findings
            .iter()
            .filter(|finding| rules.contains(&finding.rule))
            .flat_map(Diagnostic::faulty)
            .collect();
        self.texts_where(field, |row| {
            let cell = CellRef::new(row, field.column);
            places.iter().any(|place| place.contains(cell))
        })
    }

    fn texts_where(&self, field: &FieldLayout, is_wanted: impl Fn(u32) -> bool) -> Vec<&'a str> {
        let (mut seen, mut texts) = (BTreeSet::new(), Vec::new());
        let workbook = self.workbook;
        let sheet = workbook.sheets.get(self.layout.sheet);
        let Some(column) = sheet.and_then(|sheet| sheet.columns.get(field.column as usize)) else {
            return texts;
        };
        for (first, last) in self.layout.records() {
            column.for_each(first, last, |row, cell| {
                if let Some(id) = cell.as_text()
                    && !seen.contains(&id)
                    && is_wanted(row)
                {
                    seen.insert(id);
                    texts.push(workbook.strings.get(id));
                }
            });
        }
        texts
    }

    /// What stands around the records: titles, notes, labels and the sheet's name.
    pub fn around(&self) -> Vec<String> {
        let layout = self.layout;
        let mut texts: Vec<String> = layout.fields.iter().map(|it| it.label.clone()).collect();
        if let Some(sheet) = self.workbook.sheets.get(layout.sheet) {
            texts.push(sheet.name.clone());
            let cells = layout.titles.iter().chain(&layout.notes);
            texts.extend(
                cells
                    .chain(&layout.beside)
                    .map(|cell| sheet.cell(*cell).value().to_text(&self.workbook.strings)),
            );
        }
        texts
    }
}

/// Proposals for single columns as few calls: columns with the same parameters share one.
#[derive(Debug, Default)]
pub(super) struct Together(Vec<(StepCall, Vec<String>)>);

impl Together {
    /// Adds the call that a column needs, without the column.
    pub(super) fn add(&mut self, field: &FieldLayout, call: StepCall) {
        let letters = Letters(field.column).to_string();
        match self.0.iter_mut().find(|(known, _)| *known == call) {
            Some((_, columns)) => columns.push(letters),
            None => self.0.push((call, vec![letters])),
        }
    }

    /// The calls, each with its columns in front.
    pub(super) fn calls(self) -> Vec<StepCall> {
        let calls = self.0.into_iter();
        calls
            .map(|(call, columns)| {
                let mut whole = StepCall::new(&call.step).with("columns", columns);
                whole.parameters.extend(call.parameters);
                whole
            })
            .collect()
    }
}
