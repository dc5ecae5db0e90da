//! Numbers that keep their digits.

use std::fmt;

/// Largest magnitude of a decimal's digits: 13 digits and a little, what fits a cell beside its scale.
const MAX_MANTISSA: i64 = (1 << 46) - 1;
/// Most digits after the point in a decimal.
const MAX_SCALE: u8 = 15;
/// Digits that a 64-bit float surely keeps (IEEE 754 binary64).
const SAFE_DIGITS: usize = 15;

/// A number: the digits as they were written where they fit, a 64-bit float (what Excel stores) where not.
#[derive(Clone, Copy, Debug)]
pub enum Number {
    /// `mantissa / 10^scale`.
    Decimal {
        /// All digits, signed.
        mantissa: i64,
        /// Digits after the point.
        scale: u8,
    },
    /// Anything longer, or with an exponent.
    Float(f64),
}

impl Number {
    /// A whole number.
    pub fn from_integer(value: i64) -> Self {
        if value.abs() <= MAX_MANTISSA {
            return Self::Decimal {
                mantissa: value,
                scale: 0,
            };
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "Excel keeps no more than a float"
        )]
        Self::Float(value as f64)
    }

    /// A float; whole ones become decimals.
    pub fn from_f64(value: f64) -> Self {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the comparison below proves it exact"
        )]
        let whole = value as i64;
        #[expect(clippy::cast_precision_loss, reason = "smaller than 2^46")]
        if whole.abs() <= MAX_MANTISSA && (whole as f64).to_bits() == value.to_bits() {
            return Self::Decimal {
                mantissa: whole,
                scale: 0,
            };
        }
        Self::Float(value)
    }

    /// Reads `-12.50` or `1.5E-3`: a number as XML and CSV write it, without grouping.
    /// Trailing zeros stay. A number too large for a float is none.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let (negative, digits) = match text {
            [b'-', rest @ ..] => (true, rest),
            [b'+', rest @ ..] | rest => (false, rest),
        };
        let mut mantissa = 0i64;
        let mut point = None;
        let mut count = 0usize;
        for (at, byte) in digits.iter().enumerate() {
            match byte {
                b'0'..=b'9' => {
                    count += 1;
                    if count > 18 {
                        return Self::parse_float(text);
                    }
                    mantissa = mantissa * 10 + i64::from(byte - b'0');
                }
                b'.' if point.is_none() => point = Some(at),
                _ => return Self::parse_float(text),
            }
        }
        if count == 0 {
            return None;
        }
        let scale = point.map_or(0, |at| digits.len() - at - 1);
        match u8::try_from(scale) {
            Ok(scale) if mantissa <= MAX_MANTISSA && scale <= MAX_SCALE => Some(Self::Decimal {
                mantissa: if negative { -mantissa } else { mantissa },
                scale,
            }),
            _ => Self::parse_float(text),
        }
    }

    fn parse_float(text: &[u8]) -> Option<Self> {
        let plain = text
            .iter()
            .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'));
        let text = std::str::from_utf8(text).ok().filter(|_| plain)?;
        text.parse()
            .ok()
            .filter(|value: &f64| value.is_finite())
            .map(Self::from_f64)
    }

    /// Whether a float keeps every digit of this text. `false` for a 16-digit account number.
    pub fn keeps_digits(text: &str) -> bool {
        let digits = text
            .bytes()
            .filter(u8::is_ascii_digit)
            .skip_while(|digit| *digit == b'0')
            .count();
        digits <= SAFE_DIGITS
    }

    /// As a float.
    pub fn to_f64(self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "smaller than 2^46")]
            Self::Decimal { mantissa, scale: 0 } => mantissa as f64,
            #[expect(
                clippy::cast_precision_loss,
                reason = "smaller than 2^46; 10^15 is exact, so the quotient is rounded once"
            )]
            Self::Decimal { mantissa, scale } => {
                mantissa as f64 / POWERS[usize::from(scale.min(MAX_SCALE))]
            }
            Self::Float(value) => value,
        }
    }

    /// The whole number, if it is one.
    pub fn to_integer(self) -> Option<i64> {
        match self {
            Self::Decimal { mantissa, scale: 0 } => Some(mantissa),
            Self::Decimal { mantissa, scale } => {
                let power = 10i64.pow(u32::from(scale));
                (mantissa % power == 0).then_some(mantissa / power)
            }
            Self::Float(value) => {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "the comparison below proves it exact"
                )]
                let whole = value as i64;
                #[expect(clippy::cast_precision_loss, reason = "compared for equality only")]
                let same = value.abs() < 9.0e15 && (whole as f64 - value).abs() == 0.0;
                same.then_some(whole)
            }
        }
    }

    /// Whether it is whole and written so: `100`, not `100.00`, which no reader of integers takes.
    pub fn is_written_whole(self) -> bool {
        match self {
            Self::Decimal { scale, .. } => scale == 0,
            Self::Float(_) => self.to_integer().is_some(),
        }
    }

    /// Appends the number's text: no grouping, no exponent, `.` for the point.
    pub fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Decimal { mantissa, scale } => write_decimal(mantissa, usize::from(scale), out),
            Self::Float(value) => {
                use std::io::Write;
                // Writing to a Vec cannot fail. Display never uses an exponent and is the shortest text that reads back.
                let _infallible = write!(out, "{value}");
            }
        }
    }
}

const POWERS: [f64; 16] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
];

fn write_decimal(mantissa: i64, scale: usize, out: &mut Vec<u8>) {
    let mut buffer = [b'0'; 24];
    let mut at = buffer.len();
    let mut rest = mantissa.unsigned_abs();
    let mut digit = || {
        let digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
        (digit, rest > 0)
    };
    if scale > 0 {
        for _ in 0..scale {
            at -= 1;
            buffer[at] = digit().0;
        }
        at -= 1;
        buffer[at] = b'.';
    }
    loop {
        let (digit, more) = digit();
        at -= 1;
        buffer[at] = digit;
        if !more {
            break;
        }
    }
    if mantissa < 0 {
        at -= 1;
        buffer[at] = b'-';
    }
    out.extend_from_slice(&buffer[at..]);
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.to_f64().to_bits() == other.to_f64().to_bits()
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = Vec::with_capacity(24);
        self.write(&mut out);
        f.pad(std::str::from_utf8(&out).unwrap_or(""))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn digits_come_back_as_written() {
        for text in [
            "0",
            "-1",
            "1.10",
            "0.05",
            "174072",
            "-0.5",
            "13.7563",
            "70368744177663",
            "274.65999999999997",
        ] {
            assert_eq!(Number::parse(text.as_bytes()).unwrap().to_string(), text);
        }
        assert_eq!(Number::parse(b"1.5E-3").unwrap().to_string(), "0.0015");
        assert_eq!(
            Number::parse(b"0.034980118210033").unwrap().to_string(),
            "0.034980118210033"
        );
        for text in ["", ".", "-", "1,000", "12a", "1e999", "inf", "nan", "1.2.3"] {
            assert!(Number::parse(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn whole_numbers_are_told() {
        let whole = |text: &str| Number::parse(text.as_bytes()).unwrap().to_integer();
        assert_eq!(whole("2.00"), Some(2));
        assert_eq!(whole("2.5"), None);
        assert_eq!(whole("1E3"), Some(1000));
        assert!(Number::keeps_digits("123456789012345"));
        assert!(!Number::keeps_digits("1234567890123456"));
    }
}
