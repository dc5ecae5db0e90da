//! Every step. To add one: write its file, name it twice here.

mod accounting_negatives;
mod add_column;
mod booleans;
mod canonical_text;
mod date_range;
mod dates_to_iso;
mod drop_blanks;
mod drop_columns;
mod drop_note_marks;
mod drop_print_artefacts;
mod drop_repeated_header;
mod drop_rows;
mod drop_totals;
mod extract;
mod fill_down;
mod fiscal_year_dates;
mod group_to_column;
mod header_unit_to_metadata;
mod join_header;
mod map_values;
mod melt;
mod multiplier_words;
mod order_columns;
mod pad_codes;
mod rename;
mod sheet_to_column;
mod split_columns;
mod split_lines;
mod split_rows;
mod standard_names;
mod strip_units;
mod text_to_metadata;
mod text_to_number;
mod thai_digits;
mod thousands_separators;
mod tick_to_status;
mod transpose;
mod unmerge_fill;
mod words_to_missing;

use crate::clean::step::Step;

/// The registry, in the order in which a plan usually calls them.
pub const STEPS: &[&Step] = &[
    &text_to_metadata::STEP,
    &join_header::STEP,
    &header_unit_to_metadata::STEP,
    &unmerge_fill::STEP,
    &drop_repeated_header::STEP,
    &drop_print_artefacts::STEP,
    &drop_blanks::STEP,
    &drop_totals::STEP,
    &group_to_column::STEP,
    &fill_down::STEP,
    &drop_rows::STEP,
    &canonical_text::STEP,
    &tick_to_status::STEP,
    &split_lines::STEP,
    &split_rows::STEP,
    &split_columns::STEP,
    &extract::STEP,
    &transpose::STEP,
    &melt::STEP,
    &thai_digits::STEP,
    &strip_units::STEP,
    &thousands_separators::STEP,
    &drop_note_marks::STEP,
    &accounting_negatives::STEP,
    &multiplier_words::STEP,
    &text_to_number::STEP,
    &dates_to_iso::STEP,
    &date_range::STEP,
    &fiscal_year_dates::STEP,
    &words_to_missing::STEP,
    &booleans::STEP,
    &pad_codes::STEP,
    &standard_names::STEP,
    &map_values::STEP,
    &add_column::STEP,
    &sheet_to_column::STEP,
    &rename::STEP,
    &drop_columns::STEP,
    &order_columns::STEP,
];
