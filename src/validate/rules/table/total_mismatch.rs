use crate::model::address::{CellRef, Letters};
use crate::model::grammar::label;
use crate::model::language::{Message, say};
use crate::model::layout::{FieldLayout, Total};
use crate::validate::across;
use crate::validate::amounts::{Amount, agree, is_numeric, is_rounding, rounded};
use crate::validate::rule::rule;
use crate::validate::rules::shorten;
use crate::validate::sink::{Finding, Sink};
use crate::validate::view::TableView;

rule! {
    /// A total does not agree with its parts
    ///
    /// ## Why it matters
    /// Either the total or one of the numbers that it sums up is wrong, and readers find out before the publisher does.
    ///
    /// ## ทำไมจึงสำคัญ
    /// ผลรวมหรือตัวเลขที่นำมารวมตัวใดตัวหนึ่งผิด และผู้อ่านมักพบก่อนผู้เผยแพร่
    ///
    /// ## How to fix in Excel
    /// Select the numbers that are summed up: the bar at the bottom of the window shows their sum. Correct the number that is
    /// wrong, or let a formula compute the total.
    ///
    /// ## วิธีแก้ใน Excel
    /// เลือกตัวเลขที่นำมารวม แถบด้านล่างของหน้าต่างจะแสดงผลรวม แล้วแก้ตัวเลขที่ผิด หรือใช้สูตรคำนวณผลรวม
    ///
    /// ## Flagged
    /// ```grid
    /// | จังหวัด | ชาย | หญิง | เด็ก |
    /// |---|---|---|---|
    /// | เชียงใหม่ | 120 | 152 | 31 |
    /// | น่าน | 75 | 48 | 12 |
    /// | แพร่ | 90 | 133 | 27 |
    /// | รวม | 285 | 338 | 70 |
    /// ```
    /// ```report
    /// warning[total-mismatch] C5: "รวม" says 338 and rows 2 to 4 add up to 333, a difference of 5
    /// ```
    ///
    /// ## Clean
    /// ```grid
    /// | จังหวัด | ชาย | หญิง | เด็ก |
    /// |---|---|---|---|
    /// | เชียงใหม่ | 120 | 152 | 31 |
    /// | น่าน | 75 | 48 | 12 |
    /// | แพร่ | 90 | 133 | 27 |
    /// ```
    "total-mismatch", Warning, Table(check), None, None, Constant,
    th: "ผลรวมไม่ตรงกับตัวเลขที่นำมารวม", en: "A total does not agree with its parts"
}

/// Part of a total by which it may miss the sum and still be meant as one; a mean or a rate misses it by more.
const NEAR: f64 = 0.2;
/// The same where no other column proves that the row is a sum.
const NEARER: f64 = 0.05;

fn check(table: &TableView<'_>, sink: &mut Sink<'_>) {
    for total in table.layout.totals.iter().filter(|total| total.by_word) {
        check_row(table, total, sink);
    }
    for found in across::totals(table) {
        let parts = found.parts.iter().map(|part| part.column);
        let (Some(first), Some(last)) = (parts.clone().min(), parts.max()) else {
            continue;
        };
        let parts = (Letters(first), Letters(last));
        let label = shorten(&found.total.label);
        for (row, sum, value) in found.others {
            let cell = CellRef::new(row, found.total.column);
            let message = say!(
                th: "\"{label}\" เป็น {value} แต่คอลัมน์ {first} ถึง {last} รวมได้ {sum} ต่างกัน {difference}",
                en: "\"{label}\" says {value} and columns {first} to {last} add up to {sum}, a difference of {difference}",
                first = parts.0, last = parts.1, sum = rounded(sum), difference = rounded((sum - value).abs())
            );
            report(sink, cell, message, found.total);
        }
    }
}

/// A column of a total row: what it says, and the sum of its parts.
struct Sum<'a> {
    field: &'a FieldLayout,
    value: f64,
    expected: f64,
    parts: u32,
}

fn check_row(table: &TableView<'_>, total: &Total, sink: &mut Sink<'_>) {
    let label = name(table, total.row);
    let Some((rows, parts)) = parts(table, total).filter(|_| !label::is_average(&label)) else {
        return;
    };
    let mut sums = Vec::new();
    for field in &table.layout.fields {
        // Percentages and means do not add up, and a running number is none.
        let adds_up = is_numeric(field.kind) && !field.code && !label::is_ratio(&field.label);
        if adds_up
            && !label::is_running(&field.label)
            && field.profile.years < field.profile.numbers.max(1)
        {
            sums.extend(sum(table, field, total.row, &parts));
        }
    }
    let agreeing = sums
        .iter()
        .filter(|it| agree(it.expected, it.value, it.parts))
        .count();
    let near = if agreeing * 2 >= sums.len() {
        NEAR
    } else {
        NEARER
    };
    let is_off = |it: &&Sum<'_>| !is_rounding(it.expected, it.value, it.parts);
    let is_near = |it: &Sum<'_>| {
        (it.expected - it.value).abs() <= it.expected.abs().max(it.value.abs()) * near
    };
    let off: Vec<&Sum<'_>> = sums.iter().filter(is_off).collect();
    // Where nothing proves the row to be a sum, every column must be near one.
    if agreeing * 2 < sums.len() && !off.iter().all(|it| is_near(it)) {
        return;
    }
    for it in off.into_iter().filter(|it| is_near(it)) {
        let message = say!(
            th: "\"{label}\" เป็น {value} แต่แถว {first} ถึง {last} รวมได้ {sum} ต่างกัน {difference}",
            en: "\"{label}\" says {value} and rows {first} to {last} add up to {sum}, a difference of {difference}",
            value = it.value, sum = rounded(it.expected), difference = rounded((it.expected - it.value).abs()),
            first = rows.0 + 1, last = rows.1 + 1
        );
        report(
            sink,
            CellRef::new(total.row, it.field.column),
            message,
            it.field,
        );
    }
}

fn report(sink: &mut Sink<'_>, cell: CellRef, message: Message, field: &FieldLayout) {
    let help = say!(
        th: "เลือกตัวเลขที่นำมารวมแล้วเทียบกับผลรวมที่แถบด้านล่าง จากนั้นแก้ตัวเลขหรือผลรวมที่ผิด",
        en: "select the numbers that are summed up, compare the sum at the bottom of the window, and correct what is wrong"
    );
    sink.report(Finding::at(cell, message, help).column(None, &field.label));
}

/// First and last row of what a total sums up, and the rows themselves.
fn parts(table: &TableView<'_>, total: &Total) -> Option<((u32, u32), Vec<u32>)> {
    let layout = table.layout;
    let is_total = |row: u32| layout.totals.iter().any(|it| it.row == row);
    let (first, last) = layout.body?;
    let records = |from: u32, to: u32| -> Vec<u32> {
        (from..=to).filter(|row| layout.is_record(*row)).collect()
    };
    let rows: Vec<u32> = match total.parts {
        // A total of totals.
        Some((from, to)) if is_total(from) => layout
            .totals
            .iter()
            .filter(|it| it.by_arithmetic && (from..=to).contains(&it.row))
            .map(|it| it.row)
            .collect(),
        Some((from, to)) => records(from, to),
        None => {
            let before = layout.totals.iter().filter(|it| it.row < total.row);
            let from = before.map(|it| it.row + 1).max().unwrap_or(first);
            let above = records(from, total.row.saturating_sub(1));
            let after = layout.totals.iter().filter(|it| it.row > total.row);
            let to = after.map(|it| it.row - 1).min().unwrap_or(last);
            if above.len() >= 2 {
                above
            } else {
                records(total.row + 1, to)
            }
        }
    };
    (rows.len() >= 2).then(|| {
        let ends = (rows.first().copied(), rows.last().copied());
        ((ends.0.unwrap_or(first), ends.1.unwrap_or(last)), rows)
    })
}

/// None where the total is missing or a part is words.
fn sum<'a>(
    table: &TableView<'_>,
    field: &'a FieldLayout,
    row: u32,
    parts: &[u32],
) -> Option<Sum<'a>> {
    let amount = |row: u32| {
        Amount::of(
            table.workbook,
            table.sheet.cell(CellRef::new(row, field.column)),
        )
    };
    let Amount::Of(value) = amount(row) else {
        return None;
    };
    let mut sum = 0.0;
    for part in parts {
        sum += amount(*part).or_zero()?;
    }
    Some(Sum {
        field,
        value,
        expected: sum,
        parts: u32::try_from(parts.len()).unwrap_or(u32::MAX),
    })
}

/// What a total's row calls itself.
fn name(table: &TableView<'_>, row: u32) -> String {
    let columns = table.layout.range.first.column..=table.layout.range.last.column;
    let mut cells = columns.map(|column| CellRef::new(row, column));
    let first = cells.find(|cell| !table.sheet.cell(*cell).is_empty());
    first.map_or_else(String::new, |cell| shorten(&table.text(cell)))
}
