//! What a text is, in some fifty bits, so that a column of a million texts is judged by its distinct ones.

use crate::model::cell::CellError;
use crate::model::grammar::{date, digits, missing, number, shape};

/// The traits of one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Class(u64);

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

    /// White space before or after the text.
    pub const OUTER_SPACE: Self = Self(1 << 16);
    /// Two spaces in a row, a tab or a no-break space inside.
    pub const INNER_SPACE: Self = Self(1 << 17);
    /// Characters without a width of their own: zero width space and joiners, byte order mark, direction marks, soft
    /// hyphen, control characters, private use.
    pub const INVISIBLE: Self = Self(1 << 18);
    /// A line break, or `_x000D_`.
    pub const LINE_BREAK: Self = Self(1 << 19);
    /// Not in Unicode's normalization form C.
    pub const NOT_NFC: Self = Self(1 << 20);
    /// Thai marks in another order than the canonical one, doubled, or two letters for one (`เเ`, `ํา`).
    pub const THAI_SEQUENCE: Self = Self(1 << 21);
    /// Text that was decoded with the wrong encoding, or its ruins (U+FFFD).
    pub const MOJIBAKE: Self = Self(1 << 22);
    /// HTML tags, character references, or `_x0041_`.
    pub const MARKUP: Self = Self(1 << 23);
    /// Begins with `=`, `+`, `-`, `@`, tab or CR and is no number: a spreadsheet may run it.
    pub const FORMULA_START: Self = Self(1 << 24);
    /// Digits mixed with letters that look like digits (`1O0`, `l2`), or a Latin word with Cyrillic or Greek letters.
    pub const LOOKALIKE: Self = Self(1 << 25);
    /// An e-mail address, alone or inside.
    pub const EMAIL: Self = Self(1 << 26);
    /// A Thai telephone number.
    pub const PHONE: Self = Self(1 << 27);
    /// Thirteen digits with the check digit of a Thai national number, of a person (first digit 1 to 8).
    pub const NATIONAL_ID: Self = Self(1 << 28);
    /// A person's name with its title: `นาย`, `นางสาว`, `ด.ช.`, `Mr` …
    pub const PERSON: Self = Self(1 << 29);
    /// A number that is approximate or a range: `ประมาณ 100`, `>5`, `10-20`, `5±1`.
    pub const APPROXIMATE: Self = Self(1 << 30);
    /// A negative number as accountants write it: `(1,234)`, `1,234-`, `▲5`.
    pub const ACCOUNTING: Self = Self(1 << 31);
    /// A number with a word for thousands or millions: `1.2 ล้าน`, `3K`.
    pub const MULTIPLIER: Self = Self(1 << 32);
    /// A number that may have a comma for its decimal point: `1,5`.
    pub const DECIMAL_COMMA: Self = Self(1 << 33);
    /// A number with the mark of a note: `1,234*`, `56 r`, `12 1/`.
    pub const NOTE_MARK: Self = Self(1 << 34);
    /// Several values with `;`, `|`, `/` or a line break between them.
    pub const LIST: Self = Self(1 << 35);
    /// A code and its name in one text: `10 กรุงเทพมหานคร`.
    pub const CODE_AND_NAME: Self = Self(1 << 36);
    /// A part of a year: quarter, half or month with its year.
    pub const PERIOD: Self = Self(1 << 37);
    /// A year with its word: `พ.ศ. 2567`, `ปีงบประมาณ 2567`, `FY2024`.
    pub const YEAR_WORD: Self = Self(1 << 38);
    /// Says "as above": `"`, `〃`, `เช่นเดียวกัน`.
    pub const DITTO: Self = Self(1 << 39);
    /// A number in scientific notation with fewer digits than it had: `1.23457E+12`.
    pub const EXPONENT: Self = Self(1 << 40);
    /// A bank card's number: 13 to 19 digits with Luhn's check digit, in a card's shape.
    pub const CARD: Self = Self(1 << 41);
    /// A Thai postal address: house number with หมู่, ซอย, ถนน, ตำบล, or a postcode.
    pub const ADDRESS: Self = Self(1 << 42);
    /// A passport's number or a Thai vehicle's plate.
    pub const PLATE: Self = Self(1 << 43);
    /// One of the words for yes and no: มี/ไม่มี, ใช่/ไม่ใช่, yes/no, Y/N, true/false.
    pub const YES_NO: Self = Self(1 << 44);
    /// Exactly as long as a limit that cuts: 255, 1,024 or 32,767 characters.
    pub const AT_LIMIT: Self = Self(1 << 45);
    /// The name of a Thai province, in any usual spelling.
    pub const PROVINCE: Self = Self(1 << 46);
    /// Says that a table goes on from another page: `(ต่อ)`, `continued`, `หน้า 2`.
    pub const CONTINUED: Self = Self(1 << 47);
    /// A web address.
    pub const LINK: Self = Self(1 << 48);
    /// Thai and Latin words of the same value: `กรุงเทพฯ (Bangkok)`.
    pub const TWO_LANGUAGES: Self = Self(1 << 49);
    /// An amount with a currency's sign in front: `฿100`.
    pub const CURRENCY: Self = Self(1 << 50);
    /// Raised digits of Unicode behind a number or word: `12³`, `จำนวน¹`.
    pub const SUPERSCRIPT: Self = Self(1 << 51);

    /// Thirteen digits or more, wherever they stand.
    pub const MANY_DIGITS: Self = Self(1 << 52);

    /// What a text is as a value; the rest are traits of its spelling.
    const VALUES: Self = Self((1 << 16) - 1);

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
        let value = self.0 & Self::VALUES.0;
        value == 0 || value == Self::TICK.0
    }

    /// Whether a rule about typed values may look at it: a number or a date as text.
    pub const fn is_typed(self) -> bool {
        self.has(Self::NUMBER.and(Self::DATE))
    }

    /// Judges a text: what it is, and how it is spelt.
    pub fn of(text: &str) -> Self {
        let digits = || text.bytes().filter(u8::is_ascii_digit).count();
        Self::value(text)
            .and(shape::of(text))
            .when(text.len() >= 13 && digits() >= 13, Self::MANY_DIGITS)
    }

    fn value(text: &str) -> Self {
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

    pub(super) const fn when(self, condition: bool, traits: Self) -> Self {
        if condition { self.and(traits) } else { self }
    }
}
