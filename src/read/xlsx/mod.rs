//! Office Open XML: `.xlsx` and `.xlsm`, transitional and strict.

mod cell;
mod colors;
mod drawing;
mod formats;
mod marks;
mod markup;
mod package;
mod parts;
mod raw;
mod scan;
mod sheet;
mod strings;
mod styles;
mod surroundings;
mod tags;
pub(super) mod visit;

use std::collections::BTreeSet;
use std::path::Path;

use crate::model::address::Runs;
use crate::model::workbook::{Format, Sheet, Workbook};
use crate::read::{Error, Limits};

/// Reads a package.
pub(super) fn read(name: &str, path: &Path, limits: &Limits) -> Result<Workbook, Error> {
    let mut package = package::Package::open(name, path, limits)?;
    let book = parts::workbook(&mut package)?;
    let mut workbook = Workbook {
        format: Format::Xlsx,
        date1904: book.date1904,
        names: book.names.clone(),
        macros: book.macros,
        ..Workbook::default()
    };
    let theme = colors::Theme::read(&mut package, book.theme.as_deref())?;
    let styles = match &book.styles {
        Some(part) => styles::read(&package.text(part)?, part, &theme, &package)?,
        None => styles::Styles::default(),
    };
    let shared = match &book.strings {
        Some(part) => strings::read(&package.bytes(part)?, part, &package, &mut workbook.strings)?,
        None => strings::Shared::default(),
    };
    let mut parts_read = BTreeSet::new();
    for entry in &book.sheets {
        let mut sheet = Sheet {
            name: entry.name.clone(),
            visibility: entry.visibility,
            cellless: entry.cellless,
            ..Sheet::default()
        };
        let Some(part) = &entry.part else {
            return Err(package.damaged(
                &entry.name,
                "the workbook lists this sheet, but its part is missing",
            ));
        };
        if !parts_read.insert(part.clone()) {
            // Reading a large part again for each of a thousand entries would take a thousand times as long.
            return Err(package.damaged(part, "two sheets of the workbook share this part"));
        }
        if entry.cellless {
            sheet.facts.hidden_rows = Runs::default();
        } else {
            let context = cell::Context {
                shared: &shared,
                styles: &styles,
                date1904: book.date1904,
            };
            let tail = sheet::read(&package, part, &context, &mut sheet, &mut workbook.strings)?;
            surroundings::read(&mut package, part, &tail, &mut sheet)?;
        }
        workbook.sheets.push(sheet);
    }
    parts::pivot_caches(&mut package, &book, &mut workbook)?;
    parts::connections(&mut package, &book, &mut workbook)?;
    parts::properties(&mut package, &mut workbook)?;
    parts::external_links(&mut package, &book, &mut workbook)?;
    Ok(workbook)
}
