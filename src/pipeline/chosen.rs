//! Which sheet and table are meant.

use crate::clean::{self, Moved, Part};
use crate::detect;
use crate::model::layout::Layout;
use crate::model::package::{Dialect, Resource};
use crate::model::plan::{Expected, TablePlan};
use crate::model::workbook::{Visibility, Workbook};
use crate::pipeline::Error;

/// The tables that a resource is made of, each with its steps, and every table of their sheets.
pub(super) fn parts_of<'a>(
    workbook: &Workbook,
    resource: &Resource,
    plan: Option<&'a TablePlan>,
) -> Result<(Vec<Part<'a>>, Vec<Layout>), Error> {
    let Some(plan) = plan else {
        let (layout, layouts) = tables_of(workbook, resource)?;
        let part = Part {
            layout,
            expects: None,
            steps: &[],
            then: &[],
        };
        return Ok((vec![part], layouts));
    };
    let mut parts: Vec<Part<'a>> = Vec::new();
    let mut all: Vec<Layout> = Vec::new();
    for (number, (expects, steps)) in plan.parts().enumerate() {
        let part = |layout: Layout| Part {
            layout,
            expects: Some(expects),
            steps,
            then: &plan.then,
        };
        if expects.sheet == "*" {
            let (own, layouts) = alike(workbook, expects)?;
            parts.extend(own.into_iter().map(part));
            together(&mut all, layouts);
            continue;
        }
        let mut resource = resource.clone();
        let named = workbook.sheets.iter().any(|it| it.name == expects.sheet);
        if number > 0 || (named && resource.dialect.is_none()) {
            // A further table stands where its own part of the plan says.
            resource.dialect = Some(Dialect {
                sheet_name: Some(expects.sheet.clone()),
                ..Dialect::default()
            });
        }
        let (layout, layouts) = match tables_of(workbook, &resource) {
            Err(Error::SeveralTables { .. }) => {
                let sheet = detect::sheet_of(workbook, resource.dialect.as_ref()).unwrap_or(0);
                let layouts = detect::sheet_tables(workbook, sheet);
                let own = expected(&layouts, expects).or(layouts.first()).cloned();
                (own.unwrap_or_default(), layouts)
            }
            other => other?,
        };
        parts.push(part(layout));
        together(&mut all, layouts);
    }
    Ok((parts, all))
}

/// The table that a plan means among those of a sheet: by the place of its header, else by its labels.
fn expected<'a>(layouts: &'a [Layout], expects: &Expected) -> Option<&'a Layout> {
    let header = |layout: &&Layout| layout.top().to_string() == expects.header;
    let labels = |layout: &&Layout| has_labels(layout, expects);
    layouts
        .iter()
        .find(header)
        .or_else(|| layouts.iter().find(labels))
}

fn has_labels(layout: &Layout, expects: &Expected) -> bool {
    let labels = layout.fields.iter().map(|field| &field.label);
    labels.eq(&expects.labels)
}

/// The table of every visible sheet that has one with the expected labels. A sheet with other tables is an error: nothing
/// is passed over in silence.
fn alike(workbook: &Workbook, expects: &Expected) -> Result<(Vec<Layout>, Vec<Layout>), Error> {
    let (mut own, mut all) = (Vec::new(), Vec::new());
    for (number, sheet) in workbook.sheets.iter().enumerate() {
        if sheet.visibility != Visibility::Visible || expects.except.contains(&sheet.name) {
            continue;
        }
        let layouts = detect::sheet_tables(workbook, number);
        let Some(first) = layouts.first() else {
            continue;
        };
        let with_labels = expected(&layouts, expects).filter(|layout| has_labels(layout, expects));
        let Some(found) = with_labels else {
            let labels = first.fields.iter().map(|field| field.label.as_str());
            let found = labels.collect::<Vec<_>>().join(" | ");
            let moved = Moved {
                cell: first.header.unwrap_or(first.range).first,
                expected: expects.labels.join(" | "),
                found: format!("{found} ({})", sheet.name),
            };
            return Err(Error::Plan {
                path: workbook.path.clone().into(),
                fault: clean::Error::Moved(moved),
            });
        };
        own.push(found.clone());
        all.extend(layouts);
    }
    if own.is_empty() {
        return Err(Error::NoTable {
            path: workbook.path.clone(),
            sheet: expects.sheet.clone(),
        });
    }
    Ok((own, all))
}

/// Adds tables that are not there yet. A declared one takes the place of those that it meets.
pub(super) fn together(all: &mut Vec<Layout>, more: Vec<Layout>) {
    for layout in more {
        let meets =
            |other: &Layout| other.sheet == layout.sheet && other.range.meets(&layout.range);
        if layout.declared {
            all.retain(|other| !meets(other) || other.declared);
        }
        if !all.iter().any(meets) {
            all.push(layout);
        }
    }
    all.sort_by_key(|it| (it.sheet, it.range.first.row, it.range.first.column));
}

/// The table of a resource, the declared one or the only one of its sheet, and every table of that sheet.
pub(super) fn tables_of(
    workbook: &Workbook,
    resource: &Resource,
) -> Result<(Layout, Vec<Layout>), Error> {
    let dialect = resource.dialect.as_ref();
    let Some(number) = detect::sheet_of(workbook, dialect) else {
        let name = dialect.and_then(|dialect| dialect.sheet_name.clone());
        return Err(no_sheet(workbook, &name.unwrap_or_default()));
    };
    let sheet = workbook.sheets.get(number);
    let sheet = sheet.map_or_else(String::new, |sheet| sheet.name.clone());
    let path = workbook.path.clone();
    let mut layouts = detect::sheet_tables(workbook, number);
    let declares = |dialect: &&Dialect| {
        !dialect.header_rows.is_empty()
            || dialect.first_column.is_some()
            || dialect.last_column.is_some()
            || dialect.last_row.is_some()
    };
    if let Some(dialect) = dialect.filter(declares) {
        let own =
            detect::declared(workbook, number, dialect).ok_or(Error::NoTable { path, sheet })?;
        layouts.retain(|layout| !layout.range.meets(&own.range));
        layouts.push(own.clone());
        layouts.sort_by_key(|layout| (layout.range.first.row, layout.range.first.column));
        return Ok((own, layouts));
    }
    match layouts.as_slice() {
        [] => Err(Error::NoTable { path, sheet }),
        [own] => Ok((own.clone(), layouts)),
        several => {
            let ranges: Vec<String> = several
                .iter()
                .map(|layout| layout.range.to_string())
                .collect();
            Err(Error::SeveralTables {
                path,
                sheet,
                count: several.len(),
                ranges: ranges.join(", "),
            })
        }
    }
}

/// The number of a sheet by its name.
pub(super) fn sheet(workbook: &Workbook, name: &str) -> Result<usize, Error> {
    workbook
        .sheets
        .iter()
        .position(|sheet| sheet.name == name)
        .ok_or_else(|| no_sheet(workbook, name))
}

fn no_sheet(workbook: &Workbook, name: &str) -> Error {
    let sheets = workbook
        .sheets
        .iter()
        .map(|sheet| format!("\"{}\"", sheet.name))
        .collect::<Vec<_>>()
        .join(", ");
    Error::NoSheet {
        path: workbook.path.clone(),
        sheet: name.to_owned(),
        sheets,
    }
}
