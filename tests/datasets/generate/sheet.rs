//! What the sheets have in common: how they are saved, and the looks of titles, headers and cells.

use std::error::Error;
use std::fs;
use std::path::Path;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

/// Nothing, or why the workbook could not be written.
pub(super) type Done = Result<(), Failure>;
/// Why a workbook could not be written.
pub(super) type Failure = Box<dyn Error>;

/// A workbook with one sheet; the same bytes on every run.
pub(super) fn save(
    folder: &str,
    file: &str,
    sheet: &str,
    fill: impl FnOnce(&mut Worksheet) -> Done,
) -> Done {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2026, 11, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let worksheet = workbook.add_worksheet().set_name(sheet)?;
    worksheet.set_landscape().set_print_fit_to_pages(1, 0);
    fill(worksheet)?;
    let folder = Path::new("datasets").join(folder);
    fs::create_dir_all(&folder)?;
    workbook.save(folder.join(file))?;
    Ok(())
}

/// The widths of the first columns, in characters.
pub(super) fn widths(sheet: &mut Worksheet, widths: &[f64]) -> Done {
    for (column, width) in (0..).zip(widths) {
        sheet.set_column_width(column, *width)?;
    }
    Ok(())
}

/// A row of texts from a column on.
pub(super) fn row(
    sheet: &mut Worksheet,
    row: u32,
    first: u16,
    texts: &[&str],
    format: &Format,
) -> Done {
    for (column, text) in (first..).zip(texts) {
        sheet.write_with_format(row, column, *text, format)?;
    }
    Ok(())
}

/// A text down the side: merged over its rows where it has more than one.
pub(super) fn down(sheet: &mut Worksheet, rows: (u32, u32), column: u16, text: &str) -> Done {
    if rows.0 == rows.1 {
        sheet.write_with_format(rows.0, column, text, &body())?;
    } else {
        sheet.merge_range(rows.0, column, rows.1, column, text, &body())?;
    }
    Ok(())
}

/// The look of a header's cell.
pub(super) fn heading() -> Format {
    Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
}

/// The look of a cell of the body.
pub(super) fn body() -> Format {
    Format::new()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin)
}

/// The look of a title.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_align(FormatAlign::Center)
}
