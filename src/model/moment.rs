//! Dates and times as a calendar knows them: proleptic Gregorian days and milliseconds.

use std::fmt;

const DAY_MS: u64 = 86_400_000;
/// 1899-12-30, day 0 of Excel's 1900 date system for serials from 61 on (ECMA-376 part 1, 18.17.4.1).
const EXCEL_1900: i64 = 693_593;
/// 1904-01-01, day 0 of Excel's 1904 date system.
const EXCEL_1904: i64 = 695_055;
/// Serial of 9999-12-31, the last day that Excel knows.
const LAST_SERIAL: f64 = 2_958_465.999_999_99;

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A day.
    Date(Day),
    /// A day and a time of day in milliseconds.
    DateTime(Day, u32),
    /// A time of day or a duration, in milliseconds.
    Time(u64),
}

/// A day, counted from 0001-01-01 (day 0), up to 9999-12-31.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(u32);

impl Day {
    /// The last day: 9999-12-31.
    pub const LAST: u32 = 3_652_058;

    /// A day by its number.
    pub fn from_number(number: u32) -> Option<Self> {
        (number <= Self::LAST).then_some(Self(number))
    }

    /// Days since 0001-01-01.
    pub fn number(self) -> u32 {
        self.0
    }

    /// A day of the Gregorian calendar; `None` if it does not exist.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        if !(1..=9999).contains(&year) || day == 0 || day > days_in_month(year, month) {
            return None;
        }
        // Years begin in March, so that the leap day is the last of its year (Hinnant's days_from_civil).
        let shifted = i64::from(year) - i64::from(month <= 2);
        let era = shifted.div_euclid(400);
        let year_of_era = shifted.rem_euclid(400);
        let day_of_year = i64::from((153 * ((month + 9) % 12) + 2) / 5 + day - 1);
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        u32::try_from(era * 146_097 + day_of_era - 306)
            .ok()
            .and_then(Self::from_number)
    }

    /// Year, month, day.
    pub fn ymd(self) -> (u32, u32, u32) {
        let shifted = u64::from(self.0) + 306;
        let era = shifted / 146_097;
        let day_of_era = shifted % 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_index = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_index + 2) / 5 + 1;
        let month = if month_index < 10 {
            month_index + 3
        } else {
            month_index - 9
        };
        let year = year_of_era + era * 400 + u64::from(month <= 2);
        let narrow = |value: u64| u32::try_from(value).unwrap_or(0);
        (narrow(year), narrow(month), narrow(day))
    }

    /// The same day and month `years` earlier; `None` where it does not exist (29 February).
    pub fn years_earlier(self, years: u32) -> Option<Self> {
        let (year, month, day) = self.ymd();
        Self::from_ymd(i32::try_from(year.checked_sub(years)?).ok()?, month, day)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Days of a month; 0 if there is no such month.
pub fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 0,
    }
}

/// How a serial is shown, as far as the number format tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialKind {
    /// Day, month or year only.
    Date,
    /// Day and time.
    DateTime,
    /// Time only, or elapsed time.
    Time,
}

impl Moment {
    /// What an Excel serial means. `None` for a serial that Excel itself shows as `#####`, and for
    /// serial 60, the 29 February 1900 that never was.
    pub fn from_serial(serial: f64, kind: SerialKind, date1904: bool) -> Option<Self> {
        if !(0.0..=LAST_SERIAL).contains(&serial) {
            return None;
        }
        // `as` saturates and the range is checked above; a serial has at most 2^38 milliseconds.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "range checked above"
        )]
        let total = (serial * 86_400_000.0).round() as u64;
        if kind == SerialKind::Time {
            return Some(Self::Time(total));
        }
        let (days, time) = (total / DAY_MS, total % DAY_MS);
        if days == 0 && !date1904 {
            return Some(Self::Time(time));
        }
        let days = i64::try_from(days).ok()?;
        let number = match (date1904, days) {
            (true, _) => EXCEL_1904 + days,
            (false, 60) => return None,
            (false, 0..60) => EXCEL_1900 + days + 1,
            (false, _) => EXCEL_1900 + days,
        };
        let day = u32::try_from(number).ok().and_then(Day::from_number)?;
        let time = u32::try_from(time).ok()?;
        Some(if kind == SerialKind::Date && time == 0 {
            Self::Date(day)
        } else {
            Self::DateTime(day, time)
        })
    }

    /// The day, where there is one.
    pub fn day(self) -> Option<Day> {
        match self {
            Self::Date(day) | Self::DateTime(day, _) => Some(day),
            Self::Time(_) => None,
        }
    }

    /// Reads `2024-01-31`, `2024-01-31T08:15:00.000`, `08:15:00`: ISO 8601 as OOXML and our own files write it.
    pub fn from_iso(text: &str) -> Option<Self> {
        let text = text.trim().trim_end_matches('Z');
        let (date, time) = match text.split_once(['T', ' ']) {
            Some((date, time)) => (date, Some(time)),
            None if text.contains(':') => return Some(Self::Time(u64::from(time_of_day(text)?))),
            None => (text, None),
        };
        let mut parts = date.splitn(3, '-');
        let mut number = |width: usize| {
            let part = parts.next()?;
            (part.len() == width && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u32>().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let day = Day::from_ymd(i32::try_from(year).ok()?, month, day)?;
        Some(match time {
            None => Self::Date(day),
            Some(time) => Self::DateTime(day, time_of_day(time)?),
        })
    }
}

/// Milliseconds of `08:15`, `08:15:30` or `08:15:30.250`.
fn time_of_day(text: &str) -> Option<u32> {
    let mut parts = text.split(':');
    let hours: u32 = parts.next()?.parse().ok()?;
    let minutes: u32 = parts.next()?.parse().ok()?;
    let seconds: f64 = parts.next().map_or(Some(0.0), |part| part.parse().ok())?;
    if parts.next().is_some() || hours > 23 || minutes > 59 || !(0.0..60.0).contains(&seconds) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 60,000"
    )]
    let millis = (seconds * 1000.0).round() as u32;
    Some(((hours * 60 + minutes) * 60_000 + millis).min(86_399_999))
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = Vec::with_capacity(24);
        self.write(&mut out);
        f.write_str(std::str::from_utf8(&out).unwrap_or(""))
    }
}

impl Moment {
    /// Appends the moment as ISO 8601: `2024-01-31`, `2024-01-31T08:15:00`, `08:15:00.250`.
    pub fn write(self, out: &mut Vec<u8>) {
        match self {
            Self::Date(day) => write_day(day, out),
            Self::DateTime(day, time) => {
                write_day(day, out);
                out.push(b'T');
                write_time(u64::from(time), out);
            }
            Self::Time(time) => write_time(time, out),
        }
    }
}

fn write_day(day: Day, out: &mut Vec<u8>) {
    let (year, month, day) = day.ymd();
    write_digits(u64::from(year), 4, out);
    out.push(b'-');
    write_digits(u64::from(month), 2, out);
    out.push(b'-');
    write_digits(u64::from(day), 2, out);
}

fn write_time(millis: u64, out: &mut Vec<u8>) {
    let (seconds, millis) = (millis / 1000, millis % 1000);
    write_digits(seconds / 3600, 2, out);
    out.push(b':');
    write_digits(seconds / 60 % 60, 2, out);
    out.push(b':');
    write_digits(seconds % 60, 2, out);
    if millis > 0 {
        out.push(b'.');
        write_digits(millis, 3, out);
    }
}

/// At least so many digits. General formatting costs several times as much, in every cell.
fn write_digits(value: u64, width: usize, out: &mut Vec<u8>) {
    let mut buffer = [b'0'; 20];
    let mut at = buffer.len();
    let mut rest = value;
    while rest > 0 || buffer.len() - at < width {
        at -= 1;
        buffer[at] = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    out.extend_from_slice(&buffer[at..]);
}

#[cfg(test)]
mod tests {
    use super::{Day, Moment, SerialKind};

    #[test]
    fn every_day_comes_back_as_itself() {
        assert_eq!(Day::from_ymd(1, 1, 1).map(Day::number), Some(0));
        assert_eq!(
            Day::from_ymd(9999, 12, 31).map(Day::number),
            Some(Day::LAST)
        );
        for number in (0..=Day::LAST).step_by(13) {
            let day = Day::from_number(number).unwrap();
            let (year, month, of_month) = day.ymd();
            assert_eq!(
                Day::from_ymd(i32::try_from(year).unwrap(), month, of_month),
                Some(day)
            );
        }
        assert_eq!(Day::from_ymd(2023, 2, 29), None);
        assert_eq!(Day::from_ymd(2024, 13, 1), None);
    }

    #[test]
    fn serials_follow_excels_calendar() {
        for (serial, date1904, text) in [
            (45292.0, false, "2024-01-01"),
            (45292.5, false, "2024-01-01T12:00:00"),
            (61.0, false, "1900-03-01"),
            (59.0, false, "1900-02-28"),
            (1.0, false, "1900-01-01"),
            (43830.0, true, "2024-01-01"),
            (2_958_465.0, false, "9999-12-31"),
        ] {
            let moment = Moment::from_serial(serial, SerialKind::Date, date1904).unwrap();
            assert_eq!(moment.to_string(), text);
            assert_eq!(Moment::from_iso(text), Some(moment));
        }
        let time = Moment::Time(100 * 3_600_000 + 61_005);
        assert_eq!(time.to_string(), "100:01:01.005");
        for nothing in [-1.0, 60.0, 2_958_466.0, f64::NAN] {
            assert_eq!(Moment::from_serial(nothing, SerialKind::Date, false), None);
        }
    }
}
