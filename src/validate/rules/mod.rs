//! Every rule. To add one: write its file, name it twice here.

mod container {
    pub(super) mod damaged_package;
    pub(super) mod empty_file;
    pub(super) mod password_protected;
    pub(super) mod resource_limits;
    pub(super) mod unreadable_format;
    pub(super) mod web_page_as_workbook;
}
mod workbook {
    pub(super) mod connection_present;
    pub(super) mod date_system_1904;
    pub(super) mod defined_name_range;
    pub(super) mod delimiter_not_comma;
    pub(super) mod document_properties;
    pub(super) mod encoding_not_utf8;
    pub(super) mod extension_mismatch;
    pub(super) mod external_link_cache;
    pub(super) mod file_name;
    pub(super) mod hidden_personal_data;
    pub(super) mod hidden_sheet;
    pub(super) mod legacy_format;
    pub(super) mod line_ends;
    pub(super) mod macros_present;
    pub(super) mod pivot_cache_data;
    pub(super) mod several_data_sheets;
    pub(super) mod stray_quote;
}
mod sheet {
    pub(super) mod blank_sheet;
    pub(super) mod chart_in_data_sheet;
    pub(super) mod comment_with_content;
    pub(super) mod exception_unclear;
    pub(super) mod filtered_rows;
    pub(super) mod format_carries_meaning;
    pub(super) mod formula_without_value;
    pub(super) mod hidden_row_or_column;
    pub(super) mod invisible_text;
    pub(super) mod merged_blank;
    pub(super) mod picture_or_shape;
    pub(super) mod pivot_table_sheet;
    pub(super) mod ragged_row;
    pub(super) mod several_tables_in_sheet;
    pub(super) mod strikethrough_data;
    pub(super) mod superscript_marker;
}
mod table {
    pub(super) mod birth_date_combination;
    pub(super) mod blank_column_inside;
    pub(super) mod blank_row_inside;
    pub(super) mod code_name_mismatch;
    pub(super) mod column_number_row;
    pub(super) mod cross_field;
    pub(super) mod duplicate_header;
    pub(super) mod duplicate_row;
    pub(super) mod empty_table;
    pub(super) mod form_layout;
    pub(super) mod group_row;
    pub(super) mod header_has_note_mark;
    pub(super) mod header_has_unit;
    pub(super) mod header_too_long;
    pub(super) mod header_whitespace;
    pub(super) mod hierarchy_mismatch;
    pub(super) mod indented_hierarchy;
    pub(super) mod layout_mismatch;
    pub(super) mod merged_body;
    pub(super) mod merged_header;
    pub(super) mod multi_row_header;
    pub(super) mod no_header;
    pub(super) mod notes_below;
    pub(super) mod notes_beside;
    pub(super) mod part_exceeds_whole;
    pub(super) mod person_coordinates;
    pub(super) mod postal_address;
    pub(super) mod print_artefact;
    pub(super) mod repeated_header;
    pub(super) mod reserved_name;
    pub(super) mod sensitive_health;
    pub(super) mod title_rows_above;
    pub(super) mod total_column;
    pub(super) mod total_mismatch;
    pub(super) mod total_row;
    pub(super) mod transposed_table;
    pub(super) mod wide_layout;
}
mod column {
    pub(super) mod accounting_negative;
    pub(super) mod ambiguous_day_month;
    pub(super) mod approximate_or_range;
    pub(super) mod bank_account;
    pub(super) mod blank_header;
    pub(super) mod boolean_variants;
    pub(super) mod buddhist_era_date;
    pub(super) mod constant_in_formula_column;
    pub(super) mod csv_injection;
    pub(super) mod date_as_text;
    pub(super) mod date_vs_datetime;
    pub(super) mod decimal_comma;
    pub(super) mod displayed_vs_stored;
    pub(super) mod ditto_mark;
    pub(super) mod email_address;
    pub(super) mod error_value;
    pub(super) mod excel_1900_bug;
    pub(super) mod excel_autoconverted;
    pub(super) mod fiscal_year;
    pub(super) mod float_noise;
    pub(super) mod gap_or_duplicate_period;
    pub(super) mod high_missing;
    pub(super) mod html_or_markup;
    pub(super) mod impossible_value;
    pub(super) mod inner_whitespace;
    pub(super) mod invalid_date;
    pub(super) mod invisible_character;
    pub(super) mod line_break_in_cell;
    pub(super) mod lookalike_character;
    pub(super) mod mixed_calendar;
    pub(super) mod mixed_granularity;
    pub(super) mod mixed_language_value;
    pub(super) mod mixed_missing_codes;
    pub(super) mod mixed_types;
    pub(super) mod mojibake;
    pub(super) mod multi_value_cell;
    pub(super) mod multiplier_word;
    pub(super) mod name_variant;
    pub(super) mod national_id;
    pub(super) mod national_id_in_text;
    pub(super) mod not_nfc;
    pub(super) mod note_mark_in_number;
    pub(super) mod number_as_text;
    pub(super) mod numeric_date_format;
    pub(super) mod numeric_sentinel;
    pub(super) mod out_of_range_date;
    pub(super) mod outer_whitespace;
    pub(super) mod outlier;
    pub(super) mod passport_or_plate;
    pub(super) mod percent_scale;
    pub(super) mod person_name;
    pub(super) mod phone_number;
    pub(super) mod placeholder;
    pub(super) mod precision_loss;
    pub(super) mod sequence_gap;
    pub(super) mod spelling_variants;
    pub(super) mod text_as_number;
    pub(super) mod thai_digits;
    pub(super) mod thai_sequence;
    pub(super) mod thousands_separator;
    pub(super) mod truncated_text;
    pub(super) mod two_digit_year;
    pub(super) mod unit_in_cell;
    pub(super) mod unknown_code;
    pub(super) mod unknown_name;
    pub(super) mod value_plus_label;
    pub(super) mod visual_fill_down;
}
mod data {
    pub(super) mod constraint_error;
    pub(super) mod primary_key;
    pub(super) mod schema_mismatch;
    pub(super) mod type_error;
    pub(super) mod unit_disagrees;
    pub(super) mod value_undocumented;
}
mod dataset {
    pub(super) mod column_undocumented;
    pub(super) mod dictionary_disagrees;
    pub(super) mod dictionary_example_personal;
    pub(super) mod dictionary_example_unfit;
    pub(super) mod metadata_missing;
    pub(super) mod metadata_unusual;
    pub(super) mod plan_unreviewed;
    pub(super) mod schema_missing;
    pub(super) mod schema_too_loose;
    pub(super) mod stale_or_future_period;
    pub(super) mod unit_unknown;
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
    &workbook::extension_mismatch::RULE,
    &workbook::encoding_not_utf8::RULE,
    &workbook::delimiter_not_comma::RULE,
    &sheet::ragged_row::RULE,
    &workbook::stray_quote::RULE,
    &workbook::line_ends::RULE,
    &workbook::hidden_personal_data::RULE,
    &workbook::hidden_sheet::RULE,
    &sheet::hidden_row_or_column::RULE,
    &sheet::filtered_rows::RULE,
    &sheet::invisible_text::RULE,
    &sheet::comment_with_content::RULE,
    &workbook::pivot_cache_data::RULE,
    &workbook::external_link_cache::RULE,
    &workbook::connection_present::RULE,
    &workbook::macros_present::RULE,
    &workbook::document_properties::RULE,
    &workbook::several_data_sheets::RULE,
    &sheet::format_carries_meaning::RULE,
    &sheet::strikethrough_data::RULE,
    &sheet::superscript_marker::RULE,
    &column::constant_in_formula_column::RULE,
    &sheet::blank_sheet::RULE,
    &workbook::legacy_format::RULE,
    &workbook::date_system_1904::RULE,
    &workbook::file_name::RULE,
    &workbook::defined_name_range::RULE,
    &column::national_id::RULE,
    &column::national_id_in_text::RULE,
    &column::person_name::RULE,
    &table::sensitive_health::RULE,
    &table::postal_address::RULE,
    &table::person_coordinates::RULE,
    &table::birth_date_combination::RULE,
    &column::phone_number::RULE,
    &column::email_address::RULE,
    &column::bank_account::RULE,
    &column::passport_or_plate::RULE,
    &column::unknown_code::RULE,
    &column::unknown_name::RULE,
    &column::name_variant::RULE,
    &table::code_name_mismatch::RULE,
    &table::hierarchy_mismatch::RULE,
    &table::duplicate_row::RULE,
    &column::accounting_negative::RULE,
    &column::approximate_or_range::RULE,
    &column::boolean_variants::RULE,
    &column::csv_injection::RULE,
    &column::date_vs_datetime::RULE,
    &column::decimal_comma::RULE,
    &column::displayed_vs_stored::RULE,
    &column::ditto_mark::RULE,
    &column::excel_1900_bug::RULE,
    &column::excel_autoconverted::RULE,
    &column::fiscal_year::RULE,
    &column::float_noise::RULE,
    &column::gap_or_duplicate_period::RULE,
    &column::high_missing::RULE,
    &column::html_or_markup::RULE,
    &column::impossible_value::RULE,
    &column::inner_whitespace::RULE,
    &column::invisible_character::RULE,
    &column::line_break_in_cell::RULE,
    &column::lookalike_character::RULE,
    &column::mixed_granularity::RULE,
    &column::mixed_language_value::RULE,
    &column::mixed_missing_codes::RULE,
    &column::mojibake::RULE,
    &column::multi_value_cell::RULE,
    &column::multiplier_word::RULE,
    &column::not_nfc::RULE,
    &column::note_mark_in_number::RULE,
    &column::numeric_date_format::RULE,
    &column::numeric_sentinel::RULE,
    &column::out_of_range_date::RULE,
    &column::outer_whitespace::RULE,
    &column::outlier::RULE,
    &column::percent_scale::RULE,
    &column::precision_loss::RULE,
    &column::sequence_gap::RULE,
    &column::spelling_variants::RULE,
    &column::text_as_number::RULE,
    &column::thai_sequence::RULE,
    &column::truncated_text::RULE,
    &column::value_plus_label::RULE,
    &column::visual_fill_down::RULE,
    &table::cross_field::RULE,
    &table::form_layout::RULE,
    &table::header_has_note_mark::RULE,
    &table::header_has_unit::RULE,
    &table::header_too_long::RULE,
    &table::header_whitespace::RULE,
    &table::indented_hierarchy::RULE,
    &table::part_exceeds_whole::RULE,
    &table::print_artefact::RULE,
    &table::reserved_name::RULE,
    &table::total_column::RULE,
    &table::total_mismatch::RULE,
    &table::transposed_table::RULE,
    &table::wide_layout::RULE,
    &table::empty_table::RULE,
    &sheet::formula_without_value::RULE,
    &table::layout_mismatch::RULE,
    &sheet::exception_unclear::RULE,
    &data::type_error::RULE,
    &data::constraint_error::RULE,
    &data::primary_key::RULE,
    &data::schema_mismatch::RULE,
    &data::value_undocumented::RULE,
    &data::unit_disagrees::RULE,
    &dataset::metadata_missing::RULE,
    &dataset::metadata_unusual::RULE,
    &dataset::plan_unreviewed::RULE,
    &dataset::schema_missing::RULE,
    &dataset::dictionary_disagrees::RULE,
    &dataset::column_undocumented::RULE,
    &dataset::schema_too_loose::RULE,
    &dataset::stale_or_future_period::RULE,
    &dataset::dictionary_example_personal::RULE,
    &dataset::dictionary_example_unfit::RULE,
    &dataset::unit_unknown::RULE,
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
