//! A moment in CKAN's form.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::model::moment::Day;

/// Days from 0001-01-01 to 1970-01-01.
const EPOCH: u64 = 719_162;
const DAY: u64 = 86_400;

/// Naive UTC with microseconds and no zone: `2026-11-20T15:00:11.921520`. A moment before 1970 counts as 1970.
pub fn stamp(now: SystemTime) -> String {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    let (days, seconds) = (since.as_secs() / DAY, since.as_secs() % DAY);
    let day = u32::try_from(days + EPOCH).ok().and_then(Day::from_number);
    let (year, month, day) = day.map_or((9999, 12, 31), Day::ymd);
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:06}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60,
        since.subsec_micros()
    )
}
