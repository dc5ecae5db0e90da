//! The package itself: directory, parts, relationships, sizes.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    sheetpress_fuzz::check("xlsx", bytes);
});
