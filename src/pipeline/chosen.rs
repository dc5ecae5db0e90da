//! Which sheet and table are meant.

use crate::detect;
use crate::model::layout::Layout;
use crate::model::package::{Dialect, Resource};
use crate::model::workbook::Workbook;
use crate::pipeline::Error;

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
