use crate::model::address::{CellRef, Range};
use crate::model::cell::{Cell, Value};
use crate::model::grammar::class::Class;
use crate::model::grammar::date::{self, BUDDHIST_OFFSET, BUDDHIST_YEARS, Order};
use crate::model::grammar::label::{self, END, START};
use crate::model::grammar::period;
use crate::model::language::say;
use crate::model::layout::FieldLayout;
use crate::model::schema::FieldType;
use crate::validate::columns::MANY;
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// Something ends before it begins
    ///
    /// ## Why it matters
    /// One of the two dates is wrong: a year mistyped, or the two cells swapped. Durations computed from them are negative.
    ///
    /// ## ทำไมจึงสำคัญ
    /// วันที่หนึ่งในสองเซลล์ผิด อาจพิมพ์ปีผิดหรือสลับเซลล์กัน ระยะเวลาที่คำนวณจะติดลบ
    ///
    /// ## How to fix in Excel
    /// Look both dates up in the source and correct the one that is wrong.
    ///
    /// ## วิธีแก้ใน Excel
    /// ตรวจสอบวันที่ทั้งสองกับเอกสารต้นทาง แล้วแก้เซลล์ที่ผิด
    ///
    /// ## Flagged
    /// ```grid
    /// | โครงการ | วันที่เริ่มต้น | วันที่สิ้นสุด |
    /// |---|---|---|
    /// | ปรับปรุงอาคาร | 2024-01-05 | 2024-03-20 |
    /// | จัดซื้อรถ | 2024-06-10 | 2024-02-28 |
    /// | ซ่อมถนน | 2024-02-14 | 2024-05-31 |
    /// ```
    /// ```report
    /// warning[cross-field] B3: "วันที่เริ่มต้น" 2024-06-10 is after "วันที่สิ้นสุด" 2024-02-28 (1 record)
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | โครงการ | วันที่เริ่มต้น | วันที่สิ้นสุด |
    /// |---|---|---|
    /// | ปรับปรุงอาคาร | 2024-01-05 | 2024-03-20 |
    /// | จัดซื้อรถ | 2024-02-10 | 2024-02-28 |
    /// | ซ่อมถนน | 2024-02-14 | 2024-05-31 |
    /// ```
    "cross-field", Warning, Table(check), None, None, Constant,
    th: "วันสิ้นสุดมาก่อนวันเริ่มต้น", en: "Something ends before it begins"
}

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    if table.layout.fields.len() > MANY {
        return;
    }
    let fields = &table.layout.fields;
    for start in fields.iter().filter(|field| has_days(field)) {
        let Some(stem) = label::without(&start.label, START) else {
            continue;
        };
        let ends = fields.iter().filter(|field| {
            has_days(field)
                && is_of_years(field) == is_of_years(start)
                && label::without(&field.label, END).as_ref() == Some(&stem)
        });
        // Two ends of one name are another rule's, and nobody knows which belongs to the beginning.
        let ends: Vec<&FieldLayout> = ends.collect();
        if let [end] = ends.as_slice() {
            compare(table, start, end, sink);
        }
    }
}

/// Whether a column holds days or years.
fn has_days(field: &FieldLayout) -> bool {
    matches!(field.kind, FieldType::Date | FieldType::Datetime) || is_of_years(field)
}

fn is_of_years(field: &FieldLayout) -> bool {
    let profile = &field.profile;
    field.kind == FieldType::Integer && !field.code && profile.years == profile.numbers
}

fn compare(table: &TableView<'_>, start: &FieldLayout, end: &FieldLayout, sink: &mut Sink<'_>) {
    let mut places: Vec<Range> = Vec::new();
    let mut example = None;
    let (mut count, mut compared) = (0u64, 0u64);
    for row in table
        .layout
        .records()
        .iter()
        .flat_map(|(first, last)| *first..=*last)
    {
        let cells = (
            CellRef::new(row, start.column),
            CellRef::new(row, end.column),
        );
        let values = (table.sheet.cell(cells.0), table.sheet.cell(cells.1));
        let (Some(from), Some(to)) = (time(table, values.0), time(table, values.1)) else {
            continue;
        };
        compared += 1;
        if from <= to {
            continue;
        }
        count += 1;
        places.extend([Range::from(cells.0), Range::from(cells.1)]);
        example.get_or_insert((table.text(cells.0), table.text(cells.1)));
    }
    // Where many are so, the labels mean something else.
    let (Some((from, to)), true) = (example, count * 3 <= compared) else {
        return;
    };
    let (from, to) = (shorten(&from), shorten(&to));
    let (start, end) = (shorten(&start.label), shorten(&end.label));
    let mut places = places.into_iter();
    let Some(first) = places.next() else { return };
    let records = if count == 1 { "record" } else { "records" };
    let message = say!(
        th: "\"{start}\" {from} อยู่หลัง \"{end}\" {to} ({count} แถว)",
        en: "\"{start}\" {from} is after \"{end}\" {to} ({count} {records})"
    );
    let help = say!(
        th: "ตรวจสอบวันที่ทั้งสองเซลล์กับเอกสารต้นทาง แล้วแก้เซลล์ที่ผิด",
        en: "look both dates up in their source and correct the one that is wrong"
    );
    sink.report(
        Finding::at(first, message, help)
            .count(count)
            .evidence(places),
    );
}

/// A number that is larger for what is later; none for a date with two readings or of the Buddhist era stored as a Christian
/// one, which are other rules'.
fn time(table: &TableView<'_>, cell: Cell) -> Option<u64> {
    match cell.value() {
        Value::Moment(moment) => {
            let day = moment.day()?;
            let is_christian = !BUDDHIST_YEARS.contains(&day.ymd().0);
            is_christian.then(|| u64::from(day.number()))
        }
        Value::Number(number) => {
            let year = u32::try_from(number.to_integer()?).ok()?;
            let era = if BUDDHIST_YEARS.contains(&year) {
                BUDDHIST_OFFSET
            } else {
                0
            };
            period::is_year(year).then(|| u64::from(year - era))
        }
        Value::Text(id) if table.workbook.strings.class(id).has(Class::DATE) => {
            let read = date::parse(table.workbook.strings.get(id))?;
            let certain = read.order != Order::Ambiguous;
            certain
                .then(|| read.day_of(None))
                .flatten()
                .map(|day| u64::from(day.number()))
        }
        _ => None,
    }
}
