//! What a cell's text means: dates, numbers, units, and how it is spelt.

#![no_main]

use sheetpress::model::grammar::class::Class;
use sheetpress::model::grammar::{canonical, date, number};
use sheetpress::model::moment::Moment;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let class = Class::of(text);
    if let Some(read) = date::parse(text) {
        assert!(
            class.has(Class::DATE) || class.has(Class::PLACEHOLDER) || class.has(Class::NUMBER)
        );
        let _impossible = read.is_impossible();
    }
    if let Some(read) = number::parse(text) {
        // What was read can be written and read again without losing a digit.
        let written = read.number.to_string();
        assert_eq!(
            number::parse(&written).map(|again| again.number),
            Some(read.number)
        );
    }
    if let Some(moment) = Moment::from_iso(text) {
        assert_eq!(Moment::from_iso(&moment.to_string()), Some(moment));
    }
    let once = canonical::canonical(text);
    assert_eq!(canonical::canonical(&once), once);
});
