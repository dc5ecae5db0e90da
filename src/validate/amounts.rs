//! Cells as amounts: what rules about numbers read in them.

use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::number;
use crate::model::schema::FieldType;
use crate::model::workbook::Workbook;
use crate::validate::view::ColumnView;

/// What stands in a cell where an amount should be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// Nothing, or a mark for it.
    Missing,
    /// A number, stored or typed as text.
    Of(f64),
    /// Anything else.
    Other,
}

impl Amount {
    /// Reads a cell.
    pub(crate) fn of(workbook: &Workbook, cell: Cell) -> Self {
        match cell.value() {
            Value::Number(number) => Self::Of(number.to_f64()),
            Value::Empty => Self::Missing,
            Value::Text(id) => {
                let class = workbook.strings.class(id);
                if class.has(Class::NUMBER) {
                    let read = number::parse(workbook.strings.get(id));
                    return read.map_or(Self::Other, |read| Self::Of(read.number.to_f64()));
                }
                if class.has(Class::BLANK.and(Class::PLACEHOLDER)) {
                    Self::Missing
                } else {
                    Self::Other
                }
            }
            Value::Bool(_) | Value::Moment(_) | Value::Error(_) => Self::Other,
        }
    }

    /// The number; 0 for a missing one, none for words.
    pub(crate) fn or_zero(self) -> Option<f64> {
        match self {
            Self::Of(value) => Some(value),
            Self::Missing => Some(0.0),
            Self::Other => None,
        }
    }
}

/// Whether a field holds amounts: numbers that are no codes.
pub(crate) fn is_numeric(kind: FieldType) -> bool {
    matches!(kind, FieldType::Integer | FieldType::Number)
}

/// Whether so many in ten values of a column are numbers, with further ones that are typed so that they are text. A column
/// of codes has none.
pub(crate) fn has_numbers(column: &ColumnView<'_>, typed: u64, in_ten: u64) -> bool {
    let profile = &column.field.profile;
    !column.field.code && (profile.all_numbers() + typed) * 10 >= profile.values() * in_ten
}

/// Calls `each` for every number cell of the records, in order.
pub(crate) fn each_number(column: &ColumnView<'_>, mut each: impl FnMut(u32, f64)) {
    let Some(cells) = column.sheet.columns.get(column.field.column as usize) else {
        return;
    };
    for (first, last) in column.records {
        cells.for_each(*first, *last, |row, cell| {
            if let Value::Number(number) = cell.value() {
                each(row, number.to_f64());
            }
        });
    }
}

/// Whether a sum of so many parts is a total, as far as a table proves it: whole numbers to the unit, others but for what
/// rounding the parts does.
pub(crate) fn agree(sum: f64, total: f64, parts: u32) -> bool {
    let band = if decimals(sum) + decimals(total) == 0 {
        0.5
    } else {
        rounding(sum, total, parts)
    };
    (sum - total).abs() <= band.max(total.abs() * 1e-9)
}

/// Whether rounding the parts and the total explains their difference: half a unit of the last place for each.
pub(crate) fn is_rounding(sum: f64, total: f64, parts: u32) -> bool {
    (sum - total).abs() <= rounding(sum, total, parts).max(total.abs() * 1e-9)
}

fn rounding(sum: f64, total: f64, parts: u32) -> f64 {
    let half_unit = |value: f64| 0.5 * 10f64.powi(-decimals(value));
    half_unit(total) + half_unit(sum) * f64::from(parts) + 1e-6
}

/// Digits behind the point, up to four; what adding floats leaves behind is none.
fn decimals(value: f64) -> i32 {
    let is_whole = |places: &i32| {
        let scaled = value * 10f64.powi(*places);
        (scaled - scaled.round()).abs() < 1e-3
    };
    (0..4).find(is_whole).unwrap_or(4)
}

/// A sum as a message shows it: without the digits that adding floats leaves behind.
pub(crate) fn rounded(sum: f64) -> f64 {
    let scale = if sum.abs() < 1e9 { 1e4 } else { 1.0 };
    (sum * scale).round() / scale
}
