use crate::clean::fault::Fault;
use crate::clean::step::step;
use crate::clean::tidying::Tidying;
use crate::model::cell::Value;
use crate::model::grammar::date::{self, BUDDHIST_OFFSET, BUDDHIST_YEARS, DateText, Era, Order};
use crate::model::language::Text;
use crate::model::moment::{Day, Moment};
use crate::model::plan::StepCall;

step! {
    /// Turns dates into real ones (ISO 8601, Gregorian)
    ///
    /// "1 ต.ค.66" becomes 2023-10-01. What the text does not say is stated by the plan, after a person looked at it: the era
    /// and the century of two-digit years, the order of day and month. A date cell whose year is of the Buddhist era is set
    /// back 543 years. A date that no calendar has is refused.
    ///
    /// Parameters: `columns` (list), `era` (`buddhist` or `christian`, for two-digit years), `century` (such as 2500),
    /// `order` (`day-first` or `month-first`, for dates with two readings).
    "dates-to-iso", Confirm, apply, settles: ["date-as-text", "buddhist-era-date", "two-digit-year", "ambiguous-day-month"],
    takes: [], says: crate::clean::step::plainly, proposes: crate::clean::step::never,
    th: "แปลงวันที่เป็นรูปแบบสากล", en: "Turns dates into real ones (ISO 8601, Gregorian)"
}

fn apply(tidying: &mut Tidying, call: &StepCall) -> Result<(), Fault> {
    if call.texts("columns").is_empty() {
        return Err(Fault::Parameter("columns"));
    }
    let era = match call.text("era") {
        Some("buddhist") => Some(Era::Buddhist),
        Some("christian") => Some(Era::Christian),
        Some(_) => return Err(Fault::Parameter("era")),
        None => None,
    };
    let century = call
        .parameters
        .get("century")
        .and_then(serde_json::Value::as_u64)
        .and_then(|it| u32::try_from(it).ok());
    for column in tidying.columns(call)? {
        for row in tidying.rows() {
            let new = match tidying.table.cell(row, column).value() {
                Value::Moment(Moment::Date(day)) if is_buddhist(day) => {
                    day.years_earlier(BUDDHIST_OFFSET).map(Moment::Date)
                }
                Value::Moment(Moment::DateTime(day, time)) if is_buddhist(day) => day
                    .years_earlier(BUDDHIST_OFFSET)
                    .map(|day| Moment::DateTime(day, time)),
                Value::Text(id) => {
                    let Some(read) = date::parse(tidying.table.strings.get(id)) else {
                        continue;
                    };
                    let read = oriented(read, call.text("order")).ok_or_else(|| {
                        tidying.fault(
                            row,
                            column,
                            Text {
                                th: "has two readings; the plan must state the order",
                                en: "has two readings; the plan must state the order",
                            },
                        )
                    })?;
                    let read = DateText {
                        era: read.era.or(era),
                        ..read
                    };
                    if read.short_year && (read.era.is_none() || century.is_none()) {
                        return Err(tidying.fault(
                            row,
                            column,
                            Text {
                                th: "has a year of two digits; the plan must state era and century",
                                en: "has a year of two digits; the plan must state era and century",
                            },
                        ));
                    }
                    read.day_of(century).map(|day| match read.time {
                        Some(time) => Moment::DateTime(day, time),
                        None => Moment::Date(day),
                    })
                }
                _ => continue,
            };
            let Some(new) = new else {
                return Err(tidying.fault(
                    row,
                    column,
                    Text {
                        th: "is a day that no calendar has",
                        en: "is a day that no calendar has",
                    },
                ));
            };
            tidying.set(row, column, Value::Moment(new));
        }
    }
    Ok(())
}

fn is_buddhist(day: Day) -> bool {
    BUDDHIST_YEARS.contains(&day.ymd().0)
}

/// Day and month in the order that the plan states.
fn oriented(read: DateText, order: Option<&str>) -> Option<DateText> {
    match (read.order, order) {
        (Order::Ambiguous, Some("day-first")) => Some(read),
        (Order::Ambiguous, Some("month-first")) => Some(DateText {
            day: read.month,
            month: read.day,
            ..read
        }),
        (Order::Ambiguous, _) => None,
        _ => Some(read),
    }
}
