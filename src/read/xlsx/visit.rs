//! Every valued cell of a workbook with its number format, one after another, without keeping any.

use std::path::Path;

use crate::model::address::CellRef;
use crate::model::cell::{Cell, Value};
use crate::model::strings::Strings;
use crate::read::xlsx::sheet::Trouble;
use crate::read::xlsx::{cell, colors, package, parts, sheet, strings, styles};
use crate::read::{Error, Limits};

/// A cell as the reader saw it.
#[derive(Clone, Copy, Debug)]
pub struct RawCell<'a> {
    /// The sheet's name.
    pub sheet: &'a str,
    /// The address.
    pub at: CellRef,
    /// The value.
    pub value: Value,
    /// The number format's code; empty for `General`.
    pub format: &'a str,
    /// The texts that the value refers to.
    pub strings: &'a Strings,
}

/// Calls `each` for every valued cell of an `.xlsx`, in the order of the file.
pub fn visit_cells(
    path: &Path,
    limits: &Limits,
    mut each: impl FnMut(RawCell<'_>) -> std::io::Result<()>,
) -> Result<(), Error> {
    let name = path.display().to_string();
    let mut package = package::Package::open(&name, path, limits)?;
    let book = parts::workbook(&mut package)?;
    let theme = colors::Theme::default();
    let styles = match &book.styles {
        Some(part) => styles::read(&package.text(part)?, part, &theme, &package)?,
        None => styles::Styles::default(),
    };
    let mut texts = Strings::default();
    let shared = match &book.strings {
        Some(part) => strings::read(&package.bytes(part)?, part, &package, &mut texts)?,
        None => strings::Shared::default(),
    };
    for entry in book.sheets.iter().filter(|entry| !entry.cellless) {
        let Some(part) = &entry.part else { continue };
        let context = cell::Context {
            shared: &shared,
            styles: &styles,
            date1904: book.date1904,
        };
        let mut failed = None;
        sheet::scan(&package, part, |raw| {
            let value = context
                .decode(&raw, &mut texts)
                .map_err(|why| Trouble::Cell(raw.row, raw.column, why))?;
            if value == Cell::EMPTY || failed.is_some() {
                return Ok(());
            }
            let at = CellRef::new(raw.row, raw.column);
            let format = styles.code(raw.style);
            failed = each(RawCell {
                sheet: &entry.name,
                at,
                value: value.value(),
                format,
                strings: &texts,
            })
            .err();
            Ok(())
        })?;
        if let Some(source) = failed {
            return Err(Error::Io { path: name, source });
        }
    }
    Ok(())
}
