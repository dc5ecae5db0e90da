//! Every rule. To add one: write its file, name it twice here.

mod container {
    pub(super) mod damaged_package;
    pub(super) mod empty_file;
    pub(super) mod password_protected;
    pub(super) mod resource_limits;
    pub(super) mod unreadable_format;
    pub(super) mod web_page_as_workbook;
}
mod sheet {
    pub(super) mod chart_in_data_sheet;
    pub(super) mod exception_unclear;
    pub(super) mod formula_without_value;
    pub(super) mod merged_blank;
    pub(super) mod picture_or_shape;
    pub(super) mod pivot_table_sheet;
    pub(super) mod several_tables_in_sheet;
}
mod table {
    pub(super) mod blank_column_inside;
    pub(super) mod blank_row_inside;
    pub(super) mod column_number_row;
    pub(super) mod duplicate_header;
    pub(super) mod empty_table;
    pub(super) mod group_row;
    pub(super) mod layout_mismatch;
    pub(super) mod merged_body;
    pub(super) mod merged_header;
    pub(super) mod multi_row_header;
    pub(super) mod no_header;
    pub(super) mod notes_below;
    pub(super) mod notes_beside;
    pub(super) mod repeated_header;
    pub(super) mod title_rows_above;
    pub(super) mod total_row;
}
mod column {
    pub(super) mod ambiguous_day_month;
    pub(super) mod blank_header;
    pub(super) mod buddhist_era_date;
    pub(super) mod date_as_text;
    pub(super) mod error_value;
    pub(super) mod invalid_date;
    pub(super) mod mixed_calendar;
    pub(super) mod mixed_types;
    pub(super) mod number_as_text;
    pub(super) mod placeholder;
    pub(super) mod thai_digits;
    pub(super) mod thousands_separator;
    pub(super) mod two_digit_year;
    pub(super) mod unit_in_cell;
}
mod data {
    pub(super) mod constraint_error;
    pub(super) mod primary_key;
    pub(super) mod schema_mismatch;
    pub(super) mod type_error;
}
mod dataset {
    pub(super) mod column_undocumented;
    pub(super) mod dictionary_disagrees;
    pub(super) mod metadata_missing;
    pub(super) mod schema_missing;
}

use unicode_segmentation::UnicodeSegmentation;

use crate::validate::rule::Rule;

/// The registry, in the order of the report: the six criteria first, then what goes beyond them.
pub const RULES: &[&Rule] = &[
    &column::blank_header::RULE,
    &table::no_header::RULE,
    &table::multi_row_header::RULE,
    &table::title_rows_above::RULE,
    &table::duplicate_header::RULE,
    &table::column_number_row::RULE,
    &table::repeated_header::RULE,
    &table::merged_header::RULE,
    &table::merged_body::RULE,
    &sheet::merged_blank::RULE,
    &column::mixed_types::RULE,
    &column::number_as_text::RULE,
    &column::thousands_separator::RULE,
    &column::unit_in_cell::RULE,
    &column::thai_digits::RULE,
    &column::placeholder::RULE,
    &column::error_value::RULE,
    &column::date_as_text::RULE,
    &column::ambiguous_day_month::RULE,
    &column::buddhist_era_date::RULE,
    &column::mixed_calendar::RULE,
    &column::two_digit_year::RULE,
    &column::invalid_date::RULE,
    &sheet::chart_in_data_sheet::RULE,
    &sheet::picture_or_shape::RULE,
    &sheet::pivot_table_sheet::RULE,
    &sheet::several_tables_in_sheet::RULE,
    &table::notes_below::RULE,
    &table::notes_beside::RULE,
    &table::total_row::RULE,
    &table::group_row::RULE,
    &table::blank_row_inside::RULE,
    &table::blank_column_inside::RULE,
    &container::password_protected::RULE,
    &container::damaged_package::RULE,
    &container::resource_limits::RULE,
    &container::web_page_as_workbook::RULE,
    &container::unreadable_format::RULE,
    &container::empty_file::RULE,
    &table::empty_table::RULE,
    &sheet::formula_without_value::RULE,
    &table::layout_mismatch::RULE,
    &sheet::exception_unclear::RULE,
    &data::type_error::RULE,
    &data::constraint_error::RULE,
    &data::primary_key::RULE,
    &data::schema_mismatch::RULE,
    &dataset::metadata_missing::RULE,
    &dataset::schema_missing::RULE,
    &dataset::dictionary_disagrees::RULE,
    &dataset::column_undocumented::RULE,
];

/// Longest quotation of a cell in a message, in characters as a reader counts them.
const QUOTE: usize = 40;

/// A cell's text short enough for a message: one line, cut between characters.
pub(crate) fn shorten(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.graphemes(true).count() <= QUOTE {
        return line;
    }
    line.graphemes(true).take(QUOTE - 1).chain(["…"]).collect()
}
