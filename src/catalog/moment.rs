//! Days and times as PostgreSQL reads them: ISO 8601, and `06/05/2024`, which is the fifth of June.

use crate::model::moment::Day;

/// A day or a time that looks like one but is none: `2024-13-45`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OutOfRange;

type Found = Option<Result<String, OutOfRange>>;

/// A day as `YYYY-MM-DD`; none for a text that is no day. What follows the day of a timestamp is left away.
pub(crate) fn date(text: &str) -> Found {
    let day = text.split(['T', ' ']).next().unwrap_or(text);
    if day.len() < text.len() && clock(text.get(day.len() + 1..)?).is_none() {
        return None;
    }
    Some(number_of(day)?.map(day_text))
}

/// A moment as `YYYY-MM-DDTHH:MM:SS`, with a fraction where there is one. A zone is read and forgotten.
pub(crate) fn timestamp(text: &str) -> Found {
    moment(text, false)
}

/// The same, in UTC: a moment without a zone is UTC already.
pub(crate) fn timestamp_in_utc(text: &str) -> Found {
    moment(text, true)
}

/// A time of day as `HH:MM:SS`, with a fraction where there is one.
pub(crate) fn time(text: &str) -> Found {
    let clock = clock(text)?;
    Some(clock.map(|(seconds, fraction, _)| clock_text(seconds, &fraction)))
}

fn moment(text: &str, to_utc: bool) -> Found {
    let (day, rest) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let day = number_of(day)?;
    let clock = clock(rest.trim_start())?;
    let (Ok(day), Ok((seconds, fraction, zone))) = (day, clock) else {
        return Some(Err(OutOfRange));
    };
    let shift = if to_utc { zone } else { 0 };
    let moved = i64::from(day) * 86_400 + seconds - shift;
    let day = u32::try_from(moved.div_euclid(86_400)).map_err(|_| OutOfRange);
    Some(day.map(|day| {
        let clock = clock_text(moved.rem_euclid(86_400), &fraction);
        format!("{}T{clock}", day_text(day))
    }))
}

/// The number of a day, as `model::moment` counts.
fn number_of(text: &str) -> Option<Result<u32, OutOfRange>> {
    let digits = |text: &str, lengths: std::ops::RangeInclusive<usize>| {
        let legal = lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        legal.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (year, month, day) = if let [year, month, day] = *text.split('-').collect::<Vec<_>>() {
        (
            digits(year, 4..=4)?,
            digits(month, 1..=2)?,
            digits(day, 1..=2)?,
        )
    } else if let [month, day, year] = *text.split('/').collect::<Vec<_>>() {
        (
            digits(year, 4..=4)?,
            digits(month, 1..=2)?,
            digits(day, 1..=2)?,
        )
    } else {
        return None;
    };
    Some(day_of(year, month, day).map(Day::number).ok_or(OutOfRange))
}

fn day_text(number: u32) -> String {
    let (year, month, day) = Day::from_number(number).map_or((9999, 12, 31), Day::ymd);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Seconds of the day, the digits of a fraction, and the zone's seconds east of UTC.
fn clock(text: &str) -> Option<Result<(i64, String, i64), OutOfRange>> {
    let (clock, zone) = match text.find(['Z', 'z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let zone = zone_seconds(zone.trim())?;
    let (whole, fraction) = clock
        .trim_end()
        .split_once('.')
        .unwrap_or((clock.trim_end(), ""));
    let mut parts = Vec::new();
    for part in whole.split(':') {
        let legal = (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        parts.push(legal.then(|| part.parse::<i64>().ok()).flatten()?);
    }
    let (hour, minute, second) = match *parts {
        [hour, minute] => (hour, minute, 0),
        [hour, minute, second] => (hour, minute, second),
        _ => return None,
    };
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    if hour > 23 || minute > 59 || second > 59 {
        return Some(Err(OutOfRange));
    }
    // PostgreSQL keeps microseconds.
    let fraction = fraction.get(..6).unwrap_or(fraction).trim_end_matches('0');
    Some(Ok((
        hour * 3600 + minute * 60 + second,
        fraction.to_owned(),
        zone,
    )))
}

fn zone_seconds(text: &str) -> Option<i64> {
    if text.is_empty() || text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let digits: String = text.get(1..)?.chars().filter(|c| *c != ':').collect();
    let (hours, minutes) = match digits.len() {
        2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    Some(sign * (hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60))
}

fn clock_text(seconds: i64, fraction: &str) -> String {
    let point = if fraction.is_empty() { "" } else { "." };
    format!(
        "{:02}:{:02}:{:02}{point}{fraction}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn day_of(year: u32, month: u32, day: u32) -> Option<Day> {
    Day::from_ymd(i32::try_from(year).ok()?, month, day)
}
