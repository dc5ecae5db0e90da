use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::period::{self, Span};
use crate::model::language::{Text, say};
use crate::model::moment::Moment;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::Sink;
use crate::validate::view::ColumnView;

rule! {
    /// Years, quarters, months and days are mixed in one column
    ///
    /// ## Why it matters
    /// 2567 covers what มกราคม 2567 counts as well: whoever sums the column counts twice, and it cannot be sorted by time.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ปี 2567 รวมเดือนมกราคม 2567 ไว้แล้ว เมื่อรวมทั้งคอลัมน์จะนับซ้ำ และเรียงตามเวลาไม่ได้
    ///
    /// ## How to fix in Excel
    /// Keep one kind of period in the column. Move the others to a table of their own, or give year, quarter and month
    /// columns of their own.
    ///
    /// ## วิธีแก้ใน Excel
    /// ให้คอลัมน์เดียวมีช่วงเวลาแบบเดียว ย้ายแบบอื่นไปไว้อีกตาราง หรือแยกปี ไตรมาส และเดือนเป็นคนละคอลัมน์
    ///
    /// ## Flagged
    /// ```grid
    /// | ช่วงเวลา | ผู้ป่วย |
    /// |---|---|
    /// | ม.ค. 2567 | 120 |
    /// | ก.พ. 2567 | 134 |
    /// | มี.ค. 2567 | 95 |
    /// | Q1/2567 | 349 |
    /// | เม.ย. 2567 | 81 |
    /// ```
    /// ```report
    /// warning[mixed-granularity] A5: "Q1/2567" is a quarter in a column of months (1 of 5 cells)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | ช่วงเวลา | ผู้ป่วย |
    /// |---|---|
    /// | ม.ค. 2567 | 120 |
    /// | ก.พ. 2567 | 134 |
    /// | มี.ค. 2567 | 95 |
    /// ```
    "mixed-granularity", Warning, Column(check), None, None, Distinct,
    th: "ปี ไตรมาส เดือน และวันปนกันในคอลัมน์เดียว", en: "Years, quarters, months and days are mixed in one column"
}

/// What the kinds are called: a column's, one cell's.
const NAMES: [(Text, Text); 5] = [
    (
        Text {
            th: "ปี",
            en: "years",
        },
        Text {
            th: "ปี",
            en: "a year",
        },
    ),
    (
        Text {
            th: "ครึ่งปี",
            en: "half years",
        },
        Text {
            th: "ครึ่งปี",
            en: "half a year",
        },
    ),
    (
        Text {
            th: "ไตรมาส",
            en: "quarters",
        },
        Text {
            th: "ไตรมาส",
            en: "a quarter",
        },
    ),
    (
        Text {
            th: "เดือน",
            en: "months",
        },
        Text {
            th: "เดือน",
            en: "a month",
        },
    ),
    (
        Text {
            th: "วัน",
            en: "days",
        },
        Text {
            th: "วัน",
            en: "a day",
        },
    ),
];

fn check(column: &ColumnView<'_>, sink: &mut Sink<'_>) {
    let profile = &column.field.profile;
    let worded = profile.traits.has(Class::PERIOD.and(Class::YEAR_WORD));
    // Years beside days are told without words.
    let years_and_days = profile.years > 0 && profile.all_dates() > 0;
    if !(worded || years_and_days) || profile.values() < 4 {
        return;
    }
    let Some(distinct) = column.distinct() else {
        return;
    };
    let mut counts = [0u64; NAMES.len()];
    let mut kinds: Vec<(u64, usize)> = Vec::new();
    for entry in &distinct.values {
        if let Some(kind) = kind(column, entry.cell) {
            counts[kind] += entry.count;
            kinds.push((entry.cell.bits(), kind));
        }
    }
    let known: u64 = counts.iter().sum();
    let most = (0..counts.len())
        .max_by_key(|kind| counts[*kind])
        .unwrap_or(0);
    // A few remarks may stand among periods; more of them, and the column is one of words.
    if known == counts[most] || known * 10 < profile.values() * 9 {
        return;
    }
    kinds.retain(|(_, kind)| *kind != most);
    kinds.sort_unstable();
    let of = |cell: Cell| {
        let at = kinds.binary_search_by_key(&cell.bits(), |(bits, _)| *bits);
        at.ok().map(|at| kinds[at].1)
    };
    let Some(hits) = column.find(|cell| of(cell).is_some()) else {
        return;
    };
    let first = hits.runs.first().map(|run| column.sheet.cell(run.first));
    let first = first.and_then(of).unwrap_or(most);
    let (whole, one) = (NAMES[most].0, NAMES[first].1);
    let (example, count, all) = (shorten(&hits.example), hits.count, profile.values());
    let (whole_th, whole_en, one_th, one_en) = (whole.th, whole.en, one.th, one.en);
    let message = say!(
        th: "\"{example}\" เป็น{one_th}ในคอลัมน์ของ{whole_th} ({count} จาก {all} เซลล์)",
        en: "\"{example}\" is {one_en} in a column of {whole_en} ({count} of {all} cells)"
    );
    let help = say!(
        th: "ให้คอลัมน์มีเฉพาะ{whole_th} แล้วย้ายช่วงเวลาแบบอื่นไปไว้อีกตารางหรืออีกคอลัมน์",
        en: "keep {whole_en} in this column and move the other periods to another table or column"
    );
    sink.report(column.finding(hits, message, help));
}

/// Which kind of period a cell names, as a place in [`NAMES`].
fn kind(column: &ColumnView<'_>, cell: Cell) -> Option<usize> {
    let span = match cell.value() {
        Value::Moment(Moment::Date(_) | Moment::DateTime(..)) => return Some(4),
        Value::Number(number) => {
            let year = u32::try_from(number.to_integer()?).ok()?;
            return period::is_year(year).then_some(0);
        }
        Value::Text(_) if column.class(cell).has(Class::DATE) => return Some(4),
        Value::Text(_) => period::parse(&column.text(cell))?.span,
        _ => return None,
    };
    Some(match span {
        Span::Year => 0,
        Span::Half => 1,
        Span::Quarter => 2,
        Span::Month => 3,
    })
}
