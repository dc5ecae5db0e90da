//! Every step. To add one: write its file, name it twice here.

mod add_column;
mod dates_to_iso;
mod drop_blanks;
mod drop_columns;
mod drop_repeated_header;
mod drop_totals;
mod group_to_column;
mod join_header;
mod map_values;
mod order_columns;
mod rename;
mod split_lines;
mod strip_units;
mod text_to_metadata;
mod text_to_number;
mod thai_digits;
mod thousands_separators;
mod tick_to_status;
mod unmerge_fill;
mod words_to_missing;

use crate::clean::step::Step;

/// The registry, in the order in which a plan usually calls them.
pub const STEPS: &[&Step] = &[
    &text_to_metadata::STEP,
    &join_header::STEP,
    &unmerge_fill::STEP,
    &drop_repeated_header::STEP,
    &drop_blanks::STEP,
    &drop_totals::STEP,
    &group_to_column::STEP,
    &tick_to_status::STEP,
    &thai_digits::STEP,
    &strip_units::STEP,
    &thousands_separators::STEP,
    &text_to_number::STEP,
    &dates_to_iso::STEP,
    &words_to_missing::STEP,
    &map_values::STEP,
    &split_lines::STEP,
    &add_column::STEP,
    &rename::STEP,
    &drop_columns::STEP,
    &order_columns::STEP,
];
