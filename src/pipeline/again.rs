//! The second look: whether the rules that a plan claims to settle are silent on the tidied table.

use crate::clean;
use crate::detect;
use crate::model::address::{Range, Runs};
use crate::model::diagnostic::Diagnostic;
use crate::model::layout::{FieldLayout, Layout};
use crate::model::plan::TablePlan;
use crate::model::table::Table;
use crate::model::workbook::{Sheet, Workbook};
use crate::validate;

/// Findings that remain although a step claims their rule: a column that the step was not applied to, say.
/// Their places are cells of the publisher's file.
pub(super) fn check(file: &str, table: &mut Table, plan: &TablePlan) -> Vec<Diagnostic> {
    let (Some((first, _)), Some((_, last))) =
        (table.rows.first().copied(), table.rows.last().copied())
    else {
        return Vec::new();
    };
    let columns = (
        0,
        u32::try_from(table.columns.len())
            .unwrap_or(1)
            .saturating_sub(1),
    );
    let mut gaps = Runs::default();
    for pair in table.rows.windows(2) {
        if pair[0].1 + 1 < pair[1].0 {
            gaps.push(pair[0].1 + 1, pair[1].0 - 1);
        }
    }
    let fields = (0u32..)
        .zip(&table.columns)
        .map(|(number, column)| FieldLayout {
            column: number,
            label: column.label.clone(),
            ..FieldLayout::default()
        });
    let mut layout = Layout {
        range: Range::of((first, last), columns),
        body: Some((first, last)),
        repeated: gaps,
        fields: fields.collect(),
        ..Layout::default()
    };
    // The cells are lent to a sheet for the rules to look at, and come back.
    let mut workbook = Workbook {
        path: file.to_owned(),
        strings: std::mem::take(&mut table.strings),
        ..Workbook::default()
    };
    let cells = table
        .columns
        .iter_mut()
        .map(|column| std::mem::take(&mut column.cells))
        .collect();
    workbook.sheets.push(Sheet {
        name: table.sheets.first().cloned().unwrap_or_default(),
        columns: cells,
        ..Sheet::default()
    });
    detect::profile(&workbook, &mut layout);
    let mut found = validate::columns(&workbook, &layout);
    table.strings = workbook.strings;
    let cells = workbook
        .sheets
        .pop()
        .map(|sheet| sheet.columns)
        .unwrap_or_default();
    for (column, cells) in table.columns.iter_mut().zip(cells) {
        column.cells = cells;
    }
    for (column, field) in table.columns.iter_mut().zip(&layout.fields) {
        column.kind = field.kind;
    }
    found.retain(|finding| clean::settles(plan.calls(), finding.rule, |_| true).is_some());
    for finding in &mut found {
        let field = finding
            .location
            .range
            .and_then(|range| table.columns.get(range.first.column as usize));
        finding.location.field = field.map(|column| column.name.clone());
        let ranges = finding.location.range.iter().chain(&finding.evidence);
        let mut places = ranges.flat_map(|range| original(table, *range));
        let Some((sheet, first)) = places.next() else {
            continue;
        };
        // A finding lies on one sheet; what others of a stacked table have is counted.
        let further = places.filter(|(other, _)| *other == sheet);
        let further = further.map(|(_, range)| range);
        let further = further.take(validate::sink::MAX_EVIDENCE).collect();
        finding.location.sheet = table.sheets.get(sheet as usize).cloned();
        finding.location.range = Some(first);
        finding.evidence = further;
    }
    found
}

/// A run of the tidied column as cells of the publisher's file: rows that were made anew may lie anywhere.
fn original(table: &Table, range: Range) -> Vec<(u32, Range)> {
    let column = table.columns.get(range.first.column as usize);
    column.map_or_else(
        || vec![(0, range)],
        |column| column.places(range.first.row..=range.last.row),
    )
}
