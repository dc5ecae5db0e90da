//! What the cells of columns about places say.

use std::borrow::Cow;

use crate::model::cell::{Cell, Value};
use crate::model::grammar::digits;
use crate::model::reference::{self, District, Province};
use crate::validate::view::ColumnView;

/// A cell as a code: whole numbers and texts of digits. A number has no leading zeros, and the codes of provinces and
/// districts have none either.
pub(super) fn code<'a>(column: &ColumnView<'a>, cell: Cell) -> Option<Cow<'a, str>> {
    match cell.value() {
        Value::Number(number) => {
            let whole = number.to_integer().filter(|whole| *whole > 0)?;
            Some(Cow::Owned(whole.to_string()))
        }
        Value::Text(id) => {
            let text = digits::to_ascii(column.workbook.strings.get(id).trim());
            let all = text.bytes().all(|byte| byte.is_ascii_digit());
            (all && !text.is_empty()).then_some(text)
        }
        _ => None,
    }
}

/// The province that a cell names.
pub(super) fn province(column: &ColumnView<'_>, cell: Cell) -> Option<&'static Province> {
    reference::province(column.workbook.strings.get(cell.as_text()?))
}

/// The province whose code a cell holds.
pub(super) fn province_of_code(column: &ColumnView<'_>, cell: Cell) -> Option<&'static Province> {
    reference::province_by_code(&code(column, cell)?)
}

/// The district whose code a cell holds.
pub(super) fn district_of_code(column: &ColumnView<'_>, cell: Cell) -> Option<&'static District> {
    reference::district_by_code(&code(column, cell)?)
}
