//! What a text is, in sixteen bits, so that a column of a million texts is judged by its distinct ones.

use crate::model::cell::CellError;
use crate::model::grammar::{date, digits, missing, number};

/// The traits of one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u16);

impl Class {
    /// White space only, or nothing.
    pub const BLANK: Self = Self(1);
    /// A number, perhaps with grouping, unit or Thai digits.
    pub const NUMBER: Self = Self(1 << 1);
    /// A number with thousands separators.
    pub const GROUPED: Self = Self(1 << 2);
    /// A number with a unit or per cent.
    pub const UNIT: Self = Self(1 << 3);
    /// A number or date with Thai digits.
    pub const THAI_DIGITS: Self = Self(1 << 4);
    /// A date with day, month and year.
    pub const DATE: Self = Self(1 << 5);
    /// A date whose day and month may be swapped.
    pub const AMBIGUOUS: Self = Self(1 << 6);
    /// A date whose year has two digits.
    pub const SHORT_YEAR: Self = Self(1 << 7);
    /// A date of the Buddhist era.
    pub const BUDDHIST: Self = Self(1 << 8);
    /// The shape of a date that no calendar has.
    pub const IMPOSSIBLE: Self = Self(1 << 9);
    /// Stands for a missing value.
    pub const PLACEHOLDER: Self = Self(1 << 10);
    /// Spells an error value.
    pub const ERROR: Self = Self(1 << 11);
    /// Digits that are a code: a zero leads, or more than a float keeps.
    pub const CODE: Self = Self(1 << 12);
    /// A tick.
    pub const TICK: Self = Self(1 << 13);
    /// A date that proves day-first order.
    pub const DAY_FIRST: Self = Self(1 << 14);
    /// A date that proves month-first order.
    pub const MONTH_FIRST: Self = Self(1 << 15);

    /// Whether it has one of the traits.
    pub const fn has(self, traits: Self) -> bool {
        self.0 & traits.0 != 0
    }

    /// Both sets of traits.
    #[must_use]
    pub const fn and(self, traits: Self) -> Self {
        Self(self.0 | traits.0)
    }

    /// Whether the text is words: nothing of the above.
    pub const fn is_words(self) -> bool {
        self.0 == 0 || self.0 == Self::TICK.0
    }

    /// Whether a rule about typed values may look at it: a number or a date as text.
    pub const fn is_typed(self) -> bool {
        self.has(Self::NUMBER.and(Self::DATE))
    }

    /// Judges a text.
    pub fn of(text: &str) -> Self {
        let trimmed = text.trim();
        let Some(first) = trimmed.chars().next() else {
            return Self::BLANK;
        };
        if trimmed.len() > 128 {
            return Self::default();
        }
        if missing::is_tick(trimmed) {
            return Self::TICK;
        }
        if missing::is_placeholder(trimmed) {
            return Self::PLACEHOLDER;
        }
        if first == '#' && CellError::from_text(trimmed).is_some() {
            return Self::ERROR;
        }
        if let Some(read) = number::parse(trimmed) {
            return Self::NUMBER
                .when(read.grouped, Self::GROUPED)
                .when(read.unit.is_some(), Self::UNIT)
                .when(read.thai_digits, Self::THAI_DIGITS);
        }
        if let Some(read) = date::parse(trimmed) {
            return Self::DATE
                .when(read.order == date::Order::Ambiguous, Self::AMBIGUOUS)
                .when(read.order == date::Order::DayFirst, Self::DAY_FIRST)
                .when(read.order == date::Order::MonthFirst, Self::MONTH_FIRST)
                .when(read.short_year, Self::SHORT_YEAR)
                .when(read.is_buddhist(), Self::BUDDHIST)
                .when(read.is_impossible(), Self::IMPOSSIBLE)
                .when(digits::has_thai(trimmed), Self::THAI_DIGITS);
        }
        let all_digits = trimmed
            .chars()
            .all(|letter| digits::value(letter).is_some());
        Self::default().when(all_digits, Self::CODE)
    }

    const fn when(self, condition: bool, traits: Self) -> Self {
        if condition { self.and(traits) } else { self }
    }
}
