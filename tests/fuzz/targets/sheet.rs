//! The XML of a sheet inside a sound package.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sheetpress_fuzz::check(
        "xlsx",
        &sheetpress_fuzz::package("xl/worksheets/sheet1.xml", bytes),
    );
});
