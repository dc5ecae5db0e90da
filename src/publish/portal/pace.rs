//! When to ask: how long to wait before the next request and after one that failed, and how the portal's clock stands.

use std::cell::Cell;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::model::moment::Day;

/// The first wait is at most this long; each later one at most twice as long as the one before.
const FIRST: u64 = 500;
/// No wait is longer, in milliseconds, but for the portal's own wish.
const LONGEST: u64 = 20_000;
/// A portal that asks for a longer wait is not waited for.
const PATIENCE: Duration = Duration::from_mins(2);
/// Days from 0001-01-01 to 1970-01-01.
const EPOCH: u32 = 719_162;
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Tells time and lets it pass; tests have one that does not wait.
pub trait Timer: fmt::Debug + Send + Sync {
    /// The time since some moment that stays the same.
    fn elapsed(&self) -> Duration;
    /// Waits.
    fn wait(&self, time: Duration);
}

/// The real time.
#[derive(Clone, Copy, Debug)]
pub struct RealTime(Instant);

impl RealTime {
    /// A timer that begins now.
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Timer for RealTime {
    fn elapsed(&self) -> Duration {
        self.0.elapsed()
    }

    fn wait(&self, time: Duration) {
        thread::sleep(time);
    }
}

/// Keeps requests apart in time.
#[derive(Debug)]
pub(crate) struct Pace {
    timer: Arc<dyn Timer>,
    /// Time from the beginning of a request to that of the next.
    apart: Duration,
    last: Cell<Option<Duration>>,
}

impl Pace {
    /// At most `rate` requests a second; none where the rate is no number above 0.
    pub(crate) fn new(rate: Option<f64>, timer: Arc<dyn Timer>) -> Option<Self> {
        let apart = match rate {
            None => Duration::ZERO,
            Some(rate) if rate > 0.0 => Duration::try_from_secs_f64(rate.recip()).ok()?,
            Some(_) => return None,
        };
        let last = Cell::new(None);
        Some(Self { timer, apart, last })
    }

    /// Waits until the next request may begin.
    pub(crate) fn turn(&self) {
        if let Some(last) = self.last.get() {
            let rest = (last + self.apart).saturating_sub(self.timer.elapsed());
            if !rest.is_zero() {
                self.timer.wait(rest);
            }
        }
        self.last.set(Some(self.timer.elapsed()));
    }
}

/// How long to wait before asking again after `failed` failures in a row (from 1). A random part of a limit that doubles, so
/// that many clients do not come back at once ("full jitter"); at least what the portal asks for. None where it asks for more
/// than two minutes.
pub fn delay(failed: u32, random: u64, asked: Option<Duration>) -> Option<Duration> {
    let doublings = failed.saturating_sub(1).min(10);
    let limit = (FIRST << doublings).min(LONGEST);
    let ours = Duration::from_millis(random % (limit + 1));
    match asked {
        Some(asked) if asked > PATIENCE => None,
        Some(asked) => Some(asked.max(ours)),
        None => Some(ours),
    }
}

/// A number that nobody can foresee. It decides when something is sent and never what.
pub(crate) fn random() -> u64 {
    RandomState::new().hash_one(SystemTime::now())
}

/// Seconds since 1970 of a date of HTTP: `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7). The two older forms are not read.
pub fn http_date(text: &str) -> Option<u64> {
    let (_, rest) = text.trim().split_once(", ")?;
    let mut words = rest.strip_suffix(" GMT")?.split(' ');
    let day: u32 = words.next()?.parse().ok()?;
    let name = words.next()?;
    let month = (1..).zip(MONTHS).find(|(_, month)| *month == name)?.0;
    let year: i32 = words.next()?.parse().ok()?;
    let mut clock = words.next()?.split(':');
    let mut number = |limit: u64| {
        let value: u64 = clock.next()?.parse().ok()?;
        (value <= limit).then_some(value)
    };
    let (hours, minutes, seconds) = (number(23)?, number(59)?, number(60)?);
    let days = Day::from_ymd(year, month, day)?
        .number()
        .checked_sub(EPOCH)?;
    Some(u64::from(days) * 86_400 + hours * 3600 + minutes * 60 + seconds)
}

/// How long to wait by a header `Retry-After`: seconds, or a date beside the date of the answer (or of this machine where the
/// answer has none).
pub fn retry_after(text: &str, answered: Option<u64>) -> Option<Duration> {
    let text = text.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let now = answered.unwrap_or_else(now);
    Some(Duration::from_secs(http_date(text)?.saturating_sub(now)))
}

/// By how many seconds the portal's clock is before ours (or behind, below 0), when it wrote the date `answered` just now.
pub(crate) fn skew(answered: u64) -> Option<i64> {
    let theirs = i64::try_from(answered).ok()?;
    Some(theirs - i64::try_from(now()).ok()?)
}

/// Seconds since 1970 by this machine's clock.
fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;

    #[derive(Debug, Default)]
    struct Fake(Mutex<Vec<Duration>>);

    impl Timer for Fake {
        fn elapsed(&self) -> Duration {
            self.0.lock().unwrap().iter().sum()
        }

        fn wait(&self, time: Duration) {
            self.0.lock().unwrap().push(time);
        }
    }

    #[test]
    fn waits_grow_up_to_a_limit() {
        for (failed, limit) in [
            (1, 500),
            (2, 1000),
            (3, 2000),
            (6, 16_000),
            (7, 20_000),
            (99, 20_000),
        ] {
            let longest = (0..50_000)
                .filter_map(|random| delay(failed, random, None))
                .max();
            assert_eq!(longest, Some(Duration::from_millis(limit)), "{failed}");
        }
        assert_eq!(delay(1, 0, None), Some(Duration::ZERO));
    }

    #[test]
    fn the_portals_wish_is_granted_up_to_two_minutes() {
        let seconds = Duration::from_secs;
        assert_eq!(delay(1, 0, Some(seconds(7))), Some(seconds(7)));
        assert_eq!(
            delay(1, 400, Some(seconds(0))),
            Some(Duration::from_millis(400))
        );
        assert_eq!(delay(1, 0, Some(seconds(120))), Some(seconds(120)));
        assert_eq!(delay(1, 0, Some(seconds(121))), None);
    }

    #[test]
    fn requests_are_kept_apart() {
        let timer = Arc::new(Fake::default());
        let pace = Pace::new(Some(4.0), timer.clone()).unwrap();
        for _ in 0..3 {
            pace.turn();
        }
        let apart = Duration::from_millis(250);
        assert_eq!(*timer.0.lock().unwrap(), [apart, apart]);
        let free = Pace::new(None, timer.clone()).unwrap();
        free.turn();
        free.turn();
        assert_eq!(timer.0.lock().unwrap().len(), 2);
        for rate in [0.0, -1.0, f64::NAN] {
            assert!(Pace::new(Some(rate), timer.clone()).is_none(), "{rate}");
        }
    }

    #[test]
    fn dates_of_http_are_read() {
        assert_eq!(
            http_date("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(784_111_777)
        );
        for text in [
            "",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun, 31 Feb 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, 06 Nov 1994 08:49 GMT",
            "Sun, 06 Nov 1900 08:49:37 GMT",
        ] {
            assert_eq!(http_date(text), None, "{text}");
        }
    }

    #[test]
    fn a_wait_is_told_in_seconds_or_by_a_date() {
        let seconds = Duration::from_secs;
        assert_eq!(retry_after("30", None), Some(seconds(30)));
        let date = "Sun, 06 Nov 1994 08:49:37 GMT";
        assert_eq!(retry_after(date, Some(784_111_770)), Some(seconds(7)));
        assert_eq!(retry_after(date, None), Some(seconds(0)));
        assert_eq!(retry_after("soon", None), None);
    }
}
