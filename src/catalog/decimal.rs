//! Decimal numbers as text: their grammar and their order, without a rounding step.

use std::cmp::Ordering;

/// Whether a text is a number of JSON's grammar, so that it may stand in an answer as it is, digit for digit.
pub fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match rest.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (rest, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent
            .is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// Orders two numbers by value: `1.10` equals `1.1`, `9` is less than `10`. Texts that are no numbers come last, by code
/// point; they only arise from what a client sends.
pub fn compare(left: &str, right: &str) -> Ordering {
    if let (Some(left), Some(right)) = (short(left), short(right)) {
        return left.total_cmp(&right);
    }
    match (Parts::of(left), Parts::of(right)) {
        (Some(left), Some(right)) => left.cmp_value(&right),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => left.cmp(right),
    }
}

/// The number, where it is exact enough to be ordered: two decimals of at most 15 digits that differ are two different
/// `f64`. Most columns hold nothing else, and sorting is several times faster so.
fn short(text: &str) -> Option<f64> {
    let is_plain = text.len() <= 15 && is_number(text) && !text.contains(['e', 'E']);
    // Adding zero makes `-0` the same as `0`.
    text.parse::<f64>()
        .ok()
        .filter(|_| is_plain)
        .map(|number| number + 0.0)
}

/// A number as `0.digits × 10^scale`; no digits for zero.
struct Parts {
    negative: bool,
    digits: Vec<u8>,
    scale: i64,
}

impl Parts {
    fn of(text: &str) -> Option<Self> {
        if !is_number(text) {
            return None;
        }
        let (negative, rest) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
        // An exponent beyond 32 bits is larger, or smaller, than anything else.
        let limit = if exponent.starts_with('-') {
            i32::MIN
        } else {
            i32::MAX
        };
        let exponent = i64::from(
            exponent
                .trim_start_matches('+')
                .parse::<i32>()
                .unwrap_or(limit),
        );
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let mut digits: Vec<u8> = whole.bytes().chain(fraction.bytes()).collect();
        let leading = digits.iter().take_while(|digit| **digit == b'0').count();
        digits.drain(..leading);
        let kept = digits
            .iter()
            .rposition(|digit| *digit != b'0')
            .map_or(0, |last| last + 1);
        digits.truncate(kept);
        let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        let scale = count(whole.len()) - count(leading) + exponent;
        Some(Self {
            negative: negative && !digits.is_empty(),
            digits,
            scale,
        })
    }

    fn cmp_value(&self, other: &Self) -> Ordering {
        let size = || match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self
                .scale
                .cmp(&other.scale)
                .then_with(|| self.digits.cmp(&other.digits)),
        };
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => size(),
            (true, true) => size().reverse(),
        }
    }
}
