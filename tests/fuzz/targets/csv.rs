//! Delimited text: encoding, delimiter, quotation marks, tables, rules.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sheetpress_fuzz::check("csv", bytes);
});
