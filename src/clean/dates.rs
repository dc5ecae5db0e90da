//! What dates typed as text mean, with what a plan states about them.

use crate::clean::fault::Fault;
use crate::model::grammar::date::{BUDDHIST_OFFSET, BUDDHIST_YEARS, DateText, Era, Order};
use crate::model::grammar::{digits, period};
use crate::model::language::Text;
use crate::model::moment::{Day, Moment};
use crate::model::plan::StepCall;

/// A year of two digits that nothing is said about.
const SHORT_YEAR: Text = Text {
    th: "มีปีสองหลัก แผนต้องระบุศักราชและศตวรรษ",
    en: "has a year of two digits; the plan must state era and century",
};
/// Day and month in an order that nothing is said about.
const TWO_READINGS: Text = Text {
    th: "อ่านได้สองแบบ แผนต้องระบุลำดับของวันและเดือน",
    en: "has two readings; the plan must state the order",
};
/// 31 February.
pub(super) const NO_SUCH_DAY: Text = Text {
    th: "เป็นวันที่ไม่มีในปฏิทิน",
    en: "is a day that no calendar has",
};

/// What a plan states about dates that do not say it themselves.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stated {
    era: Option<Era>,
    century: Option<u32>,
    month_first: Option<bool>,
}

impl Stated {
    /// Reads `era`, `century` and `order` of a call.
    pub(super) fn of(call: &StepCall) -> Result<Self, Fault> {
        let era = match call.text("era") {
            Some("buddhist") => Some(Era::Buddhist),
            Some("christian") => Some(Era::Christian),
            Some(_) => return Err(Fault::Parameter("era")),
            None => None,
        };
        let month_first = match call.text("order") {
            Some("day-first") => Some(false),
            Some("month-first") => Some(true),
            Some(_) => return Err(Fault::Parameter("order")),
            None => None,
        };
        let century = match call.number("century").map(u32::try_from) {
            Some(Ok(century)) if is_century(century, era) => Some(century),
            Some(_) => return Err(Fault::Parameter("century")),
            None => None,
        };
        Ok(Self {
            era,
            century,
            month_first,
        })
    }

    /// The day that a date means, or why it cannot be told.
    pub(super) fn day(&self, read: DateText) -> Result<Day, Text> {
        let mut read = read;
        if read.order == Order::Ambiguous {
            let month_first = self.month_first.ok_or(TWO_READINGS)?;
            if month_first {
                (read.day, read.month) = (read.month, read.day);
            }
        }
        read.era = read.era.or(self.era);
        if read.short_year && (read.era.is_none() || self.century.is_none()) {
            return Err(SHORT_YEAR);
        }
        read.day_of(self.century).ok_or(NO_SUCH_DAY)
    }

    /// The year of the common era that a year without a day means.
    pub(super) fn year(&self, year: u32) -> Result<i32, Text> {
        let (year, buddhist) = match (year < 100, self.era, self.century) {
            (true, Some(era), Some(century)) => (century + year, era == Era::Buddhist),
            (true, _, _) => return Err(SHORT_YEAR),
            (false, _, _) => (year, BUDDHIST_YEARS.contains(&year)),
        };
        let common = if buddhist {
            year.checked_sub(BUDDHIST_OFFSET)
        } else {
            Some(year)
        };
        common
            .and_then(|year| i32::try_from(year).ok())
            .ok_or(NO_SUCH_DAY)
    }
}

/// Whether years of two digits are counted from such a year in an era.
fn is_century(year: u32, era: Option<Era>) -> bool {
    let buddhist = (2300..=2600).contains(&year);
    let christian = (1800..=2100).contains(&year);
    year.is_multiple_of(100)
        && match era {
            Some(Era::Buddhist) => buddhist,
            Some(Era::Christian) => christian,
            None => buddhist || christian,
        }
}

/// Whether a date cell counts in the Buddhist era.
pub(super) fn is_buddhist(moment: Moment) -> bool {
    moment
        .day()
        .is_some_and(|day| BUDDHIST_YEARS.contains(&day.ymd().0))
}

/// A date cell of the Buddhist era in the common era; `None` for a day that it does not have. Other cells stay.
pub(super) fn in_common_era(moment: Moment) -> Option<Moment> {
    if !is_buddhist(moment) {
        return Some(moment);
    }
    match moment {
        Moment::Date(day) => day.years_earlier(BUDDHIST_OFFSET).map(Moment::Date),
        Moment::DateTime(day, time) => day
            .years_earlier(BUDDHIST_OFFSET)
            .map(|day| Moment::DateTime(day, time)),
        Moment::Time(_) => Some(moment),
    }
}

/// The numbers of four digits in a text that can be years, as they are typed.
pub(super) fn years(text: &str) -> Vec<u32> {
    digits::to_ascii(text)
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| part.len() == 4)
        .filter_map(|part| part.parse().ok())
        .filter(|year| period::is_year(*year))
        .collect()
}
