//! Cells as amounts: what rules about numbers read in them.

use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::number;
use crate::model::schema::FieldType;
pub(crate) use crate::model::sum::{agree, is_rounding, rounded};
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
