use crate::model::address::{CellRef, Range};
use crate::model::cell::{Cell, Value};
use crate::model::grammar::label;
use crate::model::grammar::period::{self, Period, Span};
use crate::model::language::say;
use crate::model::moment::Moment;
use crate::validate::amounts;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::ColumnView;

rule! {
    /// A time series lacks a period or has one twice
    ///
    /// ## Why it matters
    /// A line drawn through the years hides that one is missing, and a month that stands twice is counted twice.
    ///
    /// ## ทำไมจึงสำคัญ
    /// กราฟที่ลากผ่านปีที่ขาดจะทำให้ไม่เห็นว่าขาด และเดือนที่มีสองแถวจะถูกนับซ้ำ
    ///
    /// ## How to fix in Excel
    /// Add the missing row; leave its values empty if there are none, and say why in the dictionary. Of two rows of one period
    /// keep the right one.
    ///
    /// ## วิธีแก้ใน Excel
    /// เพิ่มแถวที่ขาด ถ้าไม่มีข้อมูลให้เว้นว่างและบอกเหตุผลในพจนานุกรมข้อมูล ถ้ามีสองแถวของช่วงเวลาเดียวกันให้เหลือแถวที่ถูกต้อง
    ///
    /// ## Flagged
    /// ```grid
    /// | ปี พ.ศ. | ผู้ป่วย |
    /// |---|---|
    /// | 2560 | 120 |
    /// | 2561 | 134 |
    /// | 2562 | 95 |
    /// | 2564 | 149 |
    /// | 2565 | 81 |
    /// | 2566 | 103 |
    /// | 2567 | 117 |
    /// ```
    /// ```report
    /// warning[gap-or-duplicate-period] A5: after 2562 comes 2564: 1 period is missing
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ปี พ.ศ. | ผู้ป่วย |
    /// |---|---|
    /// | 2560 | 120 |
    /// | 2561 | 134 |
    /// | 2562 | 95 |
    /// | 2563 | 149 |
    /// | 2564 | 81 |
    /// | 2565 | 103 |
    /// ```
    "gap-or-duplicate-period", Warning, Column(check), None, None, Rows,
    th: "อนุกรมเวลาขาดช่วงหรือมีช่วงเวลาซ้ำ", en: "A time series lacks a period or has one twice"
}

/// Records that a series has at least, and at most: years and months of a century.
const LENGTH: std::ops::RangeInclusive<u64> = 6..=1200;
/// Periods that may be missing in one place for the rest still to be one series.
const MISSING: i64 = 3;

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let records = column.layout.record_count();
    if !LENGTH.contains(&records)
        || column.field.profile.missing > 0
        || !is_key_of_series(column, records)
    {
        return;
    }
    let Some(periods) = periods(column) else {
        return;
    };
    let steps = periods.windows(2).map(|pair| pair[1].1 - pair[0].1);
    let ascending = steps.clone().filter(|step| *step > 0).count() * 2 > periods.len();
    // From the newest on back is a series too.
    let steps = steps.map(|step| if ascending { step } else { -step });
    let odd: Vec<(usize, i64)> = steps.enumerate().filter(|(_, step)| *step != 1).collect();
    let are_slips = odd.iter().all(|(_, step)| (0..=MISSING + 1).contains(step));
    if odd.len() > 2 || odd.len() * 5 > periods.len() || !are_slips {
        return;
    }
    for (at, step) in odd {
        let (Some((before, _)), Some((row, _))) = (periods.get(at), periods.get(at + 1)) else {
            continue;
        };
        let cell = CellRef::new(*row, column.field.column);
        let (before, after) = (text(column, *before), text(column, *row));
        let missing = step - 1;
        let message = match missing {
            ..1 => say!(th: "{after} มีสองแถว", en: "{after} stands in two rows"),
            1 => say!(
                th: "หลัง {before} เป็น {after} ขาดไป 1 ช่วงเวลา",
                en: "after {before} comes {after}: 1 period is missing"
            ),
            2.. => say!(
                th: "หลัง {before} เป็น {after} ขาดไป {missing} ช่วงเวลา",
                en: "after {before} comes {after}: {missing} periods are missing"
            ),
        };
        let help = if missing < 1 {
            say!(
                th: "ตรวจสอบว่าแถวใดถูกต้อง แล้วลบหรือแก้ช่วงเวลาของอีกแถว",
                en: "find out which row is right, and delete the other or correct its period"
            )
        } else {
            say!(
                th: "เพิ่มแถวที่ขาด และเว้นค่าว่างไว้ถ้าไม่มีข้อมูล",
                en: "add the missing rows and leave their values empty where there are none"
            )
        };
        let finding = Finding::at(Range::from(cell), message, help);
        sink.report(finding.column(None, &column.field.label));
    }
}

fn text(column: &ColumnView<'_>, row: u32) -> String {
    let cell = CellRef::new(row, column.field.column);
    shorten(&column.text(column.sheet.cell(cell)))
}

/// Whether the column leads a table of nothing but numbers: with words beside them, rows of one year may be about different
/// things.
fn is_key_of_series(column: &ColumnView<'_>, records: u64) -> bool {
    let own = column.field.column;
    let fields = &column.layout.fields;
    let mut before = fields.iter().take_while(|field| field.column != own);
    if !before.all(|field| label::is_running(&field.label)) {
        return false;
    }
    let mut numbers = 0;
    for field in fields.iter().filter(|field| field.column > own) {
        let is_remark = field.profile.values() * 2 <= records;
        if amounts::is_numeric(field.kind) && !field.code {
            numbers += 1;
        } else if !is_remark {
            return false;
        }
    }
    numbers > 0
}

/// Row and number of every period, if every record has one and all are of one length.
fn periods(column: &ColumnView<'_>) -> Option<Vec<(u32, i64)>> {
    let cells = column.sheet.columns.get(column.field.column as usize)?;
    let mut periods = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut other = false;
    for (first, last) in column.records {
        cells.for_each(*first, *last, |row, cell| match period(column, cell) {
            Some(period) => {
                spans.push(period.span);
                periods.extend(period.index().map(|index| (row, index)));
            }
            None => other = true,
        });
    }
    let alike = spans.windows(2).all(|pair| pair[0] == pair[1]);
    (!other && alike && periods.len() == spans.len()).then_some(periods)
}

fn period(column: &ColumnView<'_>, cell: Cell) -> Option<Period> {
    let year = |span, part, year| Period {
        span,
        part,
        year: Some(year),
        fiscal: false,
    };
    match cell.value() {
        Value::Number(number) => {
            let value = u32::try_from(number.to_integer()?).ok()?;
            period::is_year(value).then(|| year(Span::Year, 1, value))
        }
        // The first day of a month stands for the month.
        Value::Moment(Moment::Date(day)) => {
            let (of, month, day) = day.ymd();
            (day == 1).then(|| year(Span::Month, month, of))
        }
        Value::Text(_) => period::parse(&column.text(cell)),
        _ => None,
    }
}
